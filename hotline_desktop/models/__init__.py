"""Nouns and their rules: frozen values, no input or output, no Qt."""
