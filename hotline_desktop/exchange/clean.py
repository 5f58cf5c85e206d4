"""Cleans what foreign files write for nothing, for numbers and for places; loses no original."""

import re
import unicodedata

import phonenumbers

from hotline_desktop.models.contact import Phone

_NOTHING = {
    "",
    "-",
    "n/a",
    "na",
    "none",
    "null",
    "not available",
    "not applicable",
    "unknown",
    "-999",
    "-9999",
}
_PLAIN = re.compile(r"\(?([2-9]\d\d)\)?[-. ]?\s?([2-9]\d\d)[-. ]?(\d{4})")
_EXTENSION = re.compile(
    r"^(.*?\d)\s*[,;]?\s*(?:ext\.?|extension|x)\s*\.?\s*(\d{1,7})$", re.IGNORECASE
)
_SHORT = re.compile(r"\d{3}|\d{5,6}")
_ADDRESS = re.compile(
    r"^(?P<street>.*?)(?:,\s*)?(?P<city>[^,\d]+),\s*(?P<state>[A-Z]{2})\b\s*(?P<zip>\d{5})?"
)


def text(raw: str | None) -> tuple[str, bool]:
    """Give a cell without invisible marks, double spaces and words for nothing; say if marks fell."""
    raw = raw or ""
    kept = "".join(c for c in raw if unicodedata.category(c) not in ("Cf", "Cc") or c in "\n\t")
    kept = kept.replace("\u202f", " ").replace("\u00a0", " ")
    plain = " ".join(kept.split())
    marks = len(kept) != len(raw)
    return ("", marks) if plain.casefold() in _NOTHING else (plain, marks)


def phone(written: str, label: str = "") -> tuple[Phone | None, str]:
    """Read one number; give it with what was doubtful, which is "" when nothing was.

    Never makes a number that was not written: what cannot be read without doubt keeps its writing
    and has no E.164 form. Emergency and text codes (911, 988, 233733) stay as they are.
    """
    if not written:
        return None, ""
    digits = written
    extension = ""
    if found := _EXTENSION.match(written):
        digits, extension = found[1], found[2]
    if plain := _PLAIN.fullmatch(digits.strip()):
        return Phone(written, f"+1{plain[1]}{plain[2]}{plain[3]}", extension, label), ""
    if _SHORT.fullmatch(written):
        return Phone(written, label=label), ""
    if re.search(r"[A-Za-z]", digits):
        return Phone(written, label=label), "number kept as written, it could not be read"
    try:
        number = phonenumbers.parse(digits, "US")
    except phonenumbers.NumberParseException:
        return Phone(written, label=label), "number kept as written, it could not be read"
    if not phonenumbers.is_valid_number(number):
        return Phone(written, label=label), "number kept as written, it is not a valid one"
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(written, shown, extension, label), ""


def point(latitude: str, longitude: str) -> tuple[tuple[float, float] | None, str]:
    """Read a point in degrees; give it with what was wrong, which is "" when nothing was."""
    if not latitude and not longitude:
        return None, ""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None, "point left out, it is no number"
    if abs(north) > 90 or abs(east) > 180:
        return None, "point left out, it is not in degrees"
    if -180 <= north <= -60 and 13 <= east <= 72:
        return (east, north), "latitude and longitude were swapped"
    if not (-15 <= north <= 72 and (east <= -60 or east >= 140)):
        return None, "point left out, it is not in the United States"
    return (north, east), ""


def address(words: str) -> tuple[str, str, str, str]:
    """Take an address line apart: street, town, state, ZIP code; what is not there is ""."""
    if found := re.fullmatch(r"State:\s*([A-Z]{2})", words):
        return "", "", found[1], ""
    if found := _ADDRESS.match(words):
        return (
            found["street"].strip(" ,"),
            found["city"].strip(),
            found["state"],
            found["zip"] or "",
        )
    return words, "", "", ""
