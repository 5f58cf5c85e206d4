"""Fonts, icons, places and the sample office: data only, read with importlib.resources."""
