"""What somebody typed, as a full-text question; never lets a character of it act as syntax."""

import re


def matching(text: str) -> str:
    """Quote each word and let it begin a longer one; empty when there is no word."""
    return " ".join(f'"{word}"*' for word in re.findall(r"\w+", text))
