"""Qt: pages, widgets and the window; never SQL, keys or paper."""
