"""Verbs, one per file: what an advocate can do, the same from the window and the front end."""
