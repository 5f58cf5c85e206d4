"""What a list says of what was found: groups, their counts, why each is there; finds nothing."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from hotline_desktop.models.looking import Found, Looked, Query
from hotline_desktop.ui.rows import RowWords

translate = QCoreApplication.translate

_BESIDE = 6
"""Contacts that are shown before providers where both are asked for."""


def found_rows(query: Query, looked: Looked) -> tuple[RowWords, ...]:
    """Give rows under headings: contacts, providers, then those that nearly fit."""
    return tuple(_rows(query, looked))


def found_words(query: Query, looked: Looked, milliseconds: int) -> str:
    """Say how many there are, or that counting is under way."""
    if looked.counted is None and not looked.found:
        return translate("directory", "searching")
    if looked.counted is None:
        words = translate("directory", "{count} or more found in {ms} ms")
        return words.format(count=len(looked.found), ms=milliseconds)
    total = sum(count for kind, count in looked.counted.kinds.items() if query.kind in ("", kind))
    if query.is_empty():
        return translate("directory", "{total} entries").format(total=f"{total:,}")
    words = translate("directory", "{total} found in {ms} ms")
    return words.format(total=f"{total:,}", ms=milliseconds)


def _rows(query: Query, looked: Looked) -> Iterator[RowWords]:
    names = {
        "contact": translate("directory", "Police contacts"),
        "provider": translate("directory", "Providers"),
    }
    for kind, name in names.items():
        here = [found for found in looked.found if found.kind == kind]
        if not query.kind:
            here = here[:_BESIDE] if kind == "contact" else here
        if here:
            total = looked.counted.kinds.get(kind, 0) if looked.counted else None
            yield _heading(name, len(here), total)
            yield from (_row(found) for found in here)
    if looked.considered and looked.counted:
        name = translate("directory", "Also considered, but for one thing")
        yield _heading(name, len(looked.considered), looked.counted.considered)
        yield from (_left_out(found) for found in looked.considered)


def _heading(name: str, shown: int, total: int | None) -> RowWords:
    if total is None:
        count = "…"
    elif shown < total:
        words = translate("directory", "{shown} of {total}")
        count = words.format(shown=shown, total=f"{total:,}")
    else:
        count = f"{total:,}"
    return RowWords(None, name, "", right=count, heading=True)


def _row(found: Found) -> RowWords:
    police = found.kind == "contact"
    good = translate("directory", "verified") if police else translate("directory", "vetted")
    bad = translate("directory", "not verified") if police else translate("directory", "not vetted")
    because = translate("directory", "Here because: {why}").format(why=found.because)
    return RowWords(
        key=found.id,
        first=found.first,
        second=", ".join(part for part in (found.second, found.place) if part),
        third=because if found.because else "",
        icon="shield" if police else "house",
        pill=found.warning or (good if found.good else bad),
        tone="ok" if found.good and not found.warning else "soon",
        right=_far(found),
    )


def _left_out(found: Found) -> RowWords:
    return RowWords(
        key=found.id,
        first=found.first,
        second=", ".join(part for part in (found.second, found.place) if part),
        third=translate("directory", "Not offered: {why}").format(why=found.warning),
        icon="shield" if found.kind == "contact" else "house",
        right=_far(found),
    )


def _far(found: Found) -> str:
    if found.holds:
        return translate("directory", "holds here")
    if found.miles is None:
        return ""
    return translate("directory", "{miles} mi").format(miles=round(found.miles))
