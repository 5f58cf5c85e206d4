"""How lines of the trail read on the screen: rows, facts, days; holds no line and reads none."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from hotline_desktop.actions.read_trail import NamedLine
from hotline_desktop.models.trail import (
    ALARMS,
    NOBODYS,
    ActGroup,
    BreakKind,
    TrailBreak,
    group_of,
    words_of,
)
from hotline_desktop.ui.rows import RowWords
from hotline_desktop.ui.wall import here

translate = QCoreApplication.translate

_ICONS = {
    ActGroup.READ: "eye",
    ActGroup.SEARCHED: "search",
    ActGroup.CHANGED: "pen",
    ActGroup.EXPORTED: "packet",
    ActGroup.UNLOCK: "key",
    ActGroup.OTHER: "message",
}
_PIECE, _LONGEST = 8, 36  # letters; an id has 36


def groups() -> list[tuple[str, str]]:
    """Give every group of acts with its words; "" is all of them."""
    return [
        ("", translate("trail", "Every act")),
        (ActGroup.READ, translate("trail", "Read")),
        (ActGroup.SEARCHED, translate("trail", "Searched")),
        (ActGroup.CHANGED, translate("trail", "Changed")),
        (ActGroup.EXPORTED, translate("trail", "Exported")),
        (ActGroup.UNLOCK, translate("trail", "Opened, or tried to")),
        (ActGroup.OTHER, translate("trail", "Anything else")),
    ]


def since(days: int, now: datetime) -> datetime | None:
    """Give the midnight that so many days begin with, today being one; None for 0, all days."""
    if not days:
        return None
    midnight = here(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=days - 1)


def when(at: datetime | None, year: int = 0) -> str:
    """Give a line's moment on the office's clock, to the second; its year if it is another."""
    if at is None:
        return translate("trail", "time not readable")
    there = here(at)
    return f"{there:%a %d %b %H:%M:%S}" if there.year == year else f"{there:%d %b %Y %H:%M:%S}"


def row_words(named: NamedLine, broken: TrailBreak | None, year: int) -> RowWords:
    """Give the row of a line, its year unless it is ``year``.

    The line a check points at says what is wrong with it.
    """
    line = named.line
    pill, icon = "", ""
    if broken is not None and broken.shown == line.seq:
        pill, icon = _wrong(broken.kind), "alert"
    elif line.act in NOBODYS:
        pill = translate("trail", "failed")
    elif line.act in ALARMS:
        pill = translate("trail", "look into it")
    return RowWords(
        key=line.seq,
        first=words_of(line.act),
        second=", ".join(part for part in (_who(named), _about(named, year)) if part),
        icon=_ICONS[group_of(line.act)],
        pill=pill,
        tone="soon" if pill else "neutral",
        right=when(line.at, year),
        pill_icon=icon,
    )


def facts(named: NamedLine, broken: TrailBreak | None) -> list[tuple[str, str]]:
    """Give everything a line holds: label and value."""
    line = named.line
    wrong = broken.kind if broken is not None and broken.shown == line.seq else None
    office = f"{here(line.at):%A %d %B %Y, %H:%M:%S} {here(line.at).tzname()}" if line.at else ""
    utc = f"{line.at:%Y-%m-%d %H:%M:%S}.{line.at.microsecond // 10_000:02d}" if line.at else ""
    return [
        (translate("trail", "Not right"), _wrong(wrong) if wrong else ""),
        (translate("trail", "When"), office or when(None)),
        (translate("trail", "In UTC"), utc),
        (translate("trail", "Who"), _who(named)),
        (translate("trail", "What"), _pieces(words_of(line.act))),
        (translate("trail", "About"), _about(named)),
        (translate("trail", "Code"), _pieces(line.act)),
        (translate("trail", "Id"), _pieces(line.subject)),
        (translate("trail", "Detail"), _pieces(line.detail)),
        (translate("trail", "Hash"), _pieces(line.hash)),
    ]


def _who(named: NamedLine) -> str:
    return named.who or translate("trail", "nobody knows who")


def _about(named: NamedLine, year: int = 0) -> str:
    if named.line.act in NOBODYS:
        return translate("trail", "tried {when}").format(when=when(named.tried, year))
    return named.about


def _pieces(text: str) -> str:
    """Cut words that are longer than an id, for no line breaks inside a word."""
    return " ".join(
        " ".join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))
        if len(word) > _LONGEST
        else word
        for word in text.split(" ")
    )


def _wrong(kind: BreakKind) -> str:
    return {
        BreakKind.CHANGED: translate("trail", "was changed"),
        BreakKind.MISSING: translate("trail", "lines missing before"),
        BreakKind.ADDED: translate("trail", "put in afterwards"),
        BreakKind.OUT_OF_ORDER: translate("trail", "out of order"),
    }[kind]
