"""Looks for what was held back inside what goes out; says which kind it found, never the value."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from hotline_desktop.models.consent import Item
from hotline_desktop.models.noun import Noun, Problem
from hotline_desktop.models.situation import Draft

_ORDINARY = (
    "an and angel art august baker bill black bright brown can chance chase cook day del der dos "
    "faith field fields fisher forest frank gene grace gray green hall hill holiday hope hunter "
    "jack joy june king kitty lane las law little long los man mark may miller misty moon north "
    "park penny pool price rich ring rivers rob rose rusty say short snow son sky star storm "
    "street summer sun vaughn van von ward west white will wood woods young "
)
ORDINARY = frozenset(_ORDINARY.split())
"""Names that are also words of any report ("a white van"): they count only with a capital."""

_SENTENCES = {
    Item.NAMES: "A person's name stands here, and names were not released: use the label instead, "
    "or hold this back.",
    Item.SIGNALER: "Something that tells who called stands here, and that was not released: "
    "take it out, or hold this back.",
    Item.CALLBACK: "The number or code word for calling back stands here, and it was not released: "
    "take it out, or hold this back.",
    Item.PLACE: "The place stands here, and it was not released: take it out, or hold this back.",
}
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
_ASCII_PART = re.compile(r"[0-9]+|[A-Za-z]+")
_DIGIT_RUN = re.compile(r"\d(?:[^\w\n]{0,3}\d)*")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")


class Secret(Noun, frozen=True):
    """A value that must not appear, and the item it belongs to."""

    item: Item
    words: str = ""
    phone: str = ""
    parts: bool = False


def secrets(draft: Draft, released: frozenset[Item]) -> Iterator[Secret]:
    """Name every identifying value of a situation that was not released."""
    if Item.NAMES not in released:
        for person in draft.persons:
            yield Secret(Item.NAMES, words=person.name, parts=True)
    if Item.SIGNALER not in released:
        yield Secret(Item.SIGNALER, words=draft.signaler.name, parts=True)
        # A number she gave for calling back may be told, although not whose it is.
        given = draft.safe_contact.number if Item.CALLBACK in released else ""
        if _number(draft.signaler.phone) != _number(given):
            yield Secret(Item.SIGNALER, phone=draft.signaler.phone)
    if Item.CALLBACK not in released:
        yield Secret(Item.CALLBACK, phone=draft.safe_contact.number)
        yield Secret(Item.CALLBACK, words=draft.safe_contact.code_word)
    if Item.PLACE not in released:
        # Short ones ("a hotel") say nothing alone and would stop every packet.
        for words in (draft.place.words, draft.place.detail):
            if len(words.split()) > 2:
                yield Secret(Item.PLACE, words=words)


def leaks(texts: Iterable[tuple[str, str]], held: Iterable[Secret]) -> tuple[Problem, ...]:
    """Find every released text (field, words) in which something held back stands."""
    held = tuple(held)
    found: dict[tuple[str, Item], Problem] = {}
    for field, words in texts:
        if not words:
            continue
        text = _Text(words)
        for secret in held:
            if secret.item in _SENTENCES and text.holds(secret):
                found[field, secret.item] = Problem(field, _SENTENCES[secret.item])
    return tuple(found.values())


def holds_words(text: str, words: str) -> bool:
    """Say whether a phrase stands in a text, whatever its case, accents and punctuation."""
    return _Text(text).holds_phrase(words)


class _Text:
    """One released text, folded once and looked at for every secret."""

    def __init__(self, words: str) -> None:
        self.parts = _parts(words)
        folded = [_fold(part) for part in self.parts]
        glued = ["".join(_fold(p) for p in _parts(chunk)) for chunk in words.split()]
        self.rows = [_row(folded), _row(glued), _row(_spelled(folded))]
        self.solid = "".join(folded)
        self.runs = [_digits(run) for run in _DIGIT_RUN.findall(words)]

    def holds(self, secret: Secret) -> bool:
        if secret.phone:
            return self.holds_phone(secret.phone)
        if self.holds_phrase(secret.words):
            return True
        parts = _parts(secret.words) if secret.parts else []
        return any(len(_fold(part)) >= 3 and self.holds_phrase(part) for part in parts)

    def holds_phrase(self, words: str) -> bool:
        needle = [_fold(part) for part in _parts(words)]
        solid = "".join(needle)
        if len(solid) < 2:
            return False
        if _is_unspaced(words) or (len(needle) > 1 and len(solid) >= 8):
            return solid in self.solid
        if needle[0] in ORDINARY and len(needle) == 1:
            return any(p[:1].isupper() and _fold(p) == needle[0] for p in self.parts)
        return any(_row(needle) in row or _row([solid]) in row for row in self.rows)

    def holds_phone(self, phone: str) -> bool:
        number = _number(phone)
        if len(number) < 4:
            return False
        if len(number) < 7:
            return number in self.runs
        local = number[-7:] if len(number) >= 10 else number
        return any(local in run for run in self.runs)


def _fold(text: str) -> str:
    """Lower case without marks, strokes and invisible characters."""
    if text.isascii():  # most texts: four times as fast, on the window's thread
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = (c for c in apart if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
    return "".join(kept).translate(_STROKES)


def _parts(text: str) -> list[str]:
    """Cut at everything that is no letter or digit, and between letters and digits."""
    if text.isascii():
        return _ASCII_PART.findall(text)
    seen = (c for c in text if unicodedata.category(c) != "Cf")
    plain = unicodedata.normalize("NFKC", "".join(seen))
    marked = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain)
    return re.findall(r"\d+|[^\W\d_](?:[^\d\s])*", "".join(marked))


def _spelled(parts: list[str]) -> list[str]:
    """Join letters that stand alone: a name spelled on the phone, "M A R I A" or "M-A-R-I-A"."""
    words: list[str] = []
    alone = False
    for part in parts:
        if alone and len(part) == 1:
            words[-1] += part
        else:
            words.append(part)
        alone = len(part) == 1
    return words


def _row(parts: list[str]) -> str:
    return f" {' '.join(parts)} "


def _number(phone: str) -> str:
    """Give a number's digits without country code 1 and without what follows an "ext"."""
    digits = _digits(re.split(r"[^\W\d_]", phone, maxsplit=1)[0]) or _digits(phone)
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) for c in text if c.isdigit())


def _is_unspaced(text: str) -> bool:
    return any(unicodedata.name(c, "").startswith(_UNSPACED) for c in text)
