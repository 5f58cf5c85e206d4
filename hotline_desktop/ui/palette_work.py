"""What the command palette offers and what came of it: does nothing itself, it tells who does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.search_everything import KINDS, SearchEverything
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.looking import Found
from hotline_desktop.models.noun import Noun
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui.jobs import Job
from hotline_desktop.ui.palette import Palette
from hotline_desktop.ui.rows import RowWords
from hotline_desktop.ui.search_lane import Hear, Newest, SearchLane
from hotline_desktop.ui.settled import Settled
from hotline_desktop.vault.vault import Vault

translate = QCoreApplication.translate

_EACH = 4
_ICONS = {
    "contact": "shield",
    "provider": "house",
    "protocol": "protocols",
    "situation": "situations",
}


class Target(Noun, frozen=True):
    """What a row stands for: ``do`` or ``go`` with a code, or a kind of record with its id."""

    kind: str
    id: str


@dataclass(frozen=True)
class Deed:
    """Something that can be done or gone to; ``also`` are other words one may type for it."""

    code: str
    words: str
    icon: str
    key: str = ""
    also: str = ""


def deeds() -> tuple[Deed, ...]:
    """What can be done from anywhere."""
    return (
        Deed("new", translate("palette", "New signal"), "plus", "Ctrl N",
             translate("palette", "take call situation")),
        Deed("keep", translate("palette", "Keep the situation"), "check", "Ctrl Enter",
             translate("palette", "save")),
        Deed("lock", translate("palette", "Lock the desk"), "lock", "Ctrl L",
             translate("palette", "leave cover")),
        Deed("import", translate("palette", "Import a directory"), "directory", "Ctrl I",
             translate("palette", "agencies providers csv file")),
        Deed("imports", translate("palette", "Earlier imports, undo one"), "directory", "",
             translate("palette", "directory file back")),
        Deed("duplicates", translate("palette", "Duplicates in the directory"), "copy", "",
             translate("palette", "merge same twice twins")),
        Deed("export", translate("palette", "Export the directory"), "directory", "",
             translate("palette", "hsds csv file providers contacts")),
        Deed("check", translate("palette", "Check the vault and the trail"), "shield", "",
             translate("palette", "whole damage")),
        Deed("look_light", translate("palette", "Look: light"), "eye", "",
             translate("palette", "colours theme")),
        Deed("look_dark", translate("palette", "Look: dark"), "eye", "",
             translate("palette", "colours theme night")),
        Deed("look_contrast", translate("palette", "Look: high contrast"), "eye", "",
             translate("palette", "colours theme")),
    )  # fmt: skip


def pages() -> tuple[Deed, ...]:
    """Where one can go."""
    return (
        Deed("today", translate("palette", "Today"), "today", "F7"),
        Deed("intake", translate("palette", "Situation"), "call", "F8"),
        Deed("situations", translate("palette", "Situations"), "situations", "F9"),
        Deed("directory", translate("palette", "Directory"), "directory", "F10"),
        Deed("protocols", translate("palette", "Protocols"), "protocols", "F11"),
        Deed("packet", translate("palette", "Packet"), "packet", "F12"),
        Deed("keys", translate("palette", "Keys and people"), "key", "Ctrl+,",
             translate("palette", "passphrase shares recovery access idle lock")),
        Deed("trail", translate("palette", "Trail"), "situations", "",
             translate("palette", "record who did what history audit")),
    )  # fmt: skip


class FindEverything(QObject):
    """Finds a few of each kind while one types."""

    def __init__(
        self, palette: Palette, desk: OpenOffice, gazetteer: Gazetteer, lane: SearchLane
    ) -> None:
        """Search this office; the trail tells the search before what was picked from it."""
        super().__init__(palette)
        self._search, self._newest = SearchEverything(desk, gazetteer), Newest(self, lane)
        self.settled = Settled(self, self._search)
        palette.picked.connect(self.settled.settle)
        palette.closed.connect(self.drop)

    def __call__(self, text: str, show: Callable[[tuple[RowWords, ...], str], None]) -> None:
        """Show a row for each thing found, soon, or why it failed; keys are :class:`Target`.

        Of what was asked before nothing more is shown.
        """

        def look(vault: Vault, job: Job, hear: Hear[list[Found]]) -> list[Found]:
            search = self._search.look
            return [hit for kind in KINDS for hit in search(text, kind, "", _EACH, vault=vault)]

        def found(hits: list[Found]) -> None:
            self.settled.looked("", len(hits))
            show(tuple(_row(hit) for hit in hits), "")

        def fail(reason: HotlineError) -> None:
            show((), str(reason))

        self._newest.ask(look, found, fail)

    @Slot()
    def drop(self) -> None:
        """Show nothing more."""
        self._newest.drop()


def _row(found: Found) -> RowWords:
    kinds = {
        "contact": translate("palette", "police"),
        "provider": translate("palette", "provider"),
        "protocol": translate("palette", "protocol"),
        "situation": translate("palette", "situation"),
    }
    mark = "" if found.good else translate("palette", "not verified")
    if found.kind == "provider" and not found.good:
        mark = translate("palette", "not vetted")
    if found.kind == "situation":
        mark = ""
    aside = (found.warning or mark, found.second, found.place)
    return RowWords(
        key=Target(found.kind, found.id),
        first=found.first,
        second=", ".join(part for part in aside if part),
        icon=_ICONS[found.kind],
        right=kinds[found.kind],
    )


class PaletteWork(QObject):
    """Answers what is typed; tells what was done, gone to or opened."""

    did = Signal(str)
    went = Signal(str)
    opened = Signal(object)

    def __init__(
        self,
        palette: Palette,
        find: FindEverything,
        refused: Callable[[], Mapping[str, str]],
    ) -> None:
        """Connect the palette.

        ``refused`` gives, for each deed that is not allowed now, the reason in a few words.
        """
        super().__init__(palette)
        self._palette, self._find, self._refused = palette, find, refused
        palette.typed.connect(self._on_typed)
        palette.picked.connect(self._on_picked)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        refused = self._refused()
        do = [_deed_row(deed, refused.get(deed.code, "")) for deed in deeds() if _fits(deed, text)]
        go = [_deed_row(page, "", "go") for page in pages() if _fits(page, text)]
        if text.strip():
            self._palette.first = do[0].key if do else None
            self._find(text, lambda found, why: self._palette.show_rows(do, found, go, why))
        else:
            self._find.drop()
            self._palette.show_rows(do, (), go)

    @Slot(object)
    def _on_picked(self, target: Target) -> None:
        if target.kind == "do" and (why := self._refused().get(target.id)):
            self._palette.say(why)
            return
        self._palette.close_up()
        if target.kind == "do":
            self.did.emit(target.id)
        elif target.kind == "go":
            self.went.emit(target.id)
        else:
            self.opened.emit(target)


def _fits(deed: Deed, text: str) -> bool:
    """Say whether every word typed begins a word of the deed."""
    known = f"{deed.words} {deed.also}".casefold().replace(":", " ").split()
    return all(any(k.startswith(word) for k in known) for word in text.casefold().split())


def _deed_row(deed: Deed, refusal: str, kind: str = "do") -> RowWords:
    if refusal:
        return RowWords(Target(kind, deed.code), "", deed.words, refusal, deed.icon)
    return RowWords(Target(kind, deed.code), deed.words, "", "", deed.icon, right=deed.key)
