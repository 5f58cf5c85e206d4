"""The record of who did what: its lines, what they say in words; never the text of a case."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from hotline_desktop.models.noun import Moment, Noun


class TrailLine(Noun, frozen=True):
    """A chained line: ``hash`` (hex) covers the line before. ``detail`` holds codes and ids only.

    ``at`` is None only where somebody wrote over it what is no time.
    """

    seq: int
    at: Moment | None
    who: str
    act: str
    subject: str
    detail: str
    hash: str


class ActGroup(StrEnum):
    """What kind of act a line tells of."""

    READ = "read"
    SEARCHED = "searched"
    CHANGED = "changed"
    EXPORTED = "exported"
    UNLOCK = "unlock"
    OTHER = "other"


ACTS: dict[str, tuple[ActGroup, str]] = {
    "read_situation": (ActGroup.READ, "Read a situation"),
    "read_trail": (ActGroup.READ, "Read the trail"),
    "search": (ActGroup.SEARCHED, "Searched"),
    "take_signal": (ActGroup.CHANGED, "Took a signal down"),
    "revise_situation": (ActGroup.CHANGED, "Changed a situation"),
    "close_situation": (ActGroup.CHANGED, "Closed a situation"),
    "reopen_situation": (ActGroup.CHANGED, "Reopened a situation"),
    "verify_contact": (ActGroup.CHANGED, "Verified a contact"),
    "edit_entry": (ActGroup.CHANGED, "Edited a directory entry"),
    "void_verification": (ActGroup.CHANGED, "Changed a number: its call-back counts no more"),
    "vet_provider": (ActGroup.CHANGED, "Vetted a provider"),
    "import": (ActGroup.CHANGED, "Imported a directory"),
    "merge_entries": (ActGroup.CHANGED, "Merged two directory entries"),
    "undo_merge": (ActGroup.CHANGED, "Took two merged entries apart"),
    "not_alike": (ActGroup.CHANGED, "Said that two entries are not the same"),
    "undo_import": (ActGroup.CHANGED, "Undid an import"),
    "fill_sample": (ActGroup.CHANGED, "Filled the sample office"),
    "generate": (ActGroup.CHANGED, "Filled the exercise office with invented records"),
    "set_up": (ActGroup.CHANGED, "Set the office up"),
    "rescue": (ActGroup.CHANGED, "Saved what a damaged office still held"),
    "rescue_loss": (ActGroup.CHANGED, "Was not found as it was kept"),
    "set_idle": (ActGroup.CHANGED, "Changed when the desk locks"),
    "add_advocate": (ActGroup.CHANGED, "Gave somebody access"),
    "revoke": (ActGroup.CHANGED, "Ended somebody's access"),
    "change_passphrase": (ActGroup.CHANGED, "Changed a passphrase"),
    "renew_key": (ActGroup.CHANGED, "Gave the office a new key"),
    "renew_format": (ActGroup.CHANGED, "Brought the key file up to date"),
    "make_shares": (ActGroup.CHANGED, "Made new recovery shares"),
    "rehearse": (ActGroup.CHANGED, "Tried two recovery shares"),
    "make_packet": (ActGroup.EXPORTED, "Made a packet"),
    "place_call": (ActGroup.EXPORTED, "Asked this machine to call a number"),
    "export_directory": (ActGroup.EXPORTED, "Exported the directory"),
    "unlock": (ActGroup.UNLOCK, "Opened the office"),
    "unlock_failed": (ActGroup.UNLOCK, "Wrong passphrase"),
    "recover": (ActGroup.UNLOCK, "Opened the office by recovery shares"),
    "spool_damaged": (ActGroup.UNLOCK, "Notes of wrong passphrases were damaged"),
    "anchor_damaged": (ActGroup.UNLOCK, "This machine's memory of the trail was damaged"),
    "rolled_back": (ActGroup.UNLOCK, "The vault was older than this machine remembered"),
    "clock_right": (ActGroup.CHANGED, "Said that the clock is right"),
    "clock_behind": (ActGroup.UNLOCK, "The clock was behind the trail"),
    "trail_broken": (ActGroup.UNLOCK, "The trail did not hold together"),
    "trail_changed": (ActGroup.UNLOCK, "The trail was not what this machine remembered"),
}
"""What every act is: its group and plain words. One that is not here is shown by its code."""

NOBODYS = frozenset({"unlock_failed"})
"""Acts of somebody unknown: their line names who opened the office next and thereby noted it."""

ALARMS = frozenset(
    {
        "unlock_failed",
        "spool_damaged",
        "anchor_damaged",
        "clock_behind",
        "clock_right",
        "rolled_back",
        "trail_broken",
        "trail_changed",
    }
)
"""Acts that somebody should look at."""


def group_of(act: str) -> ActGroup:
    """Give the group of an act's code."""
    return ACTS[act][0] if act in ACTS else ActGroup.OTHER


def acts_of(group: ActGroup) -> tuple[str, ...]:
    """Give the codes of a group; of OTHER none, for it is whatever has no group."""
    return tuple(act for act, (of, _) in ACTS.items() if of is group)


def words_of(act: str) -> str:
    """Say an act in plain words, or give its code."""
    return ACTS[act][1] if act in ACTS else act


class TrailFilter(Noun, frozen=True):
    """Which lines are asked for; what is silent asks for all.

    ``who`` is an advocate's id; ``since`` is the first moment, ``until`` the first no longer;
    ``subject`` is a piece of a situation's number.
    """

    who: str = ""
    group: ActGroup | None = None
    since: Moment | None = None
    until: Moment | None = None
    subject: str = ""


class BreakKind(StrEnum):
    """How a line fails to follow from the one before."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    OUT_OF_ORDER = "out_of_order"


class TrailBreak(Noun, frozen=True):
    """The first broken link: ``seq`` is the line meant, ``shown`` the line there to point at.

    They differ where lines are missing: then ``shown`` is the first that is there again, and
    ``at`` is its moment, None when that cannot be read.
    """

    seq: int
    shown: int
    kind: BreakKind
    at: Moment | None


class ChainCheck(Noun, frozen=True):
    """How many lines were looked at and follow from one another, of how many, and what does not."""

    follow: int
    total: int
    broken: TrailBreak | None = None

    def sentence(self, here: Callable[[datetime], datetime]) -> str:
        """Say it in one sentence, its time as ``here`` gives it on the office's clock."""
        found = self.broken
        if found is None:
            if self.total == 1:
                return "The only line is as it was written."
            return f"All {self.total:,} lines follow from one another."
        at = f" of {here(found.at):%a %d %b %H:%M}" if found.at else ""
        line, told = f"ine {found.shown:,}{at}", "tell the administrator."
        if found.kind is BreakKind.MISSING:
            return f"{_gap(found)} missing before l{line}: {told}"
        return f"L{line} {_WHAT[found.kind]}: {told}"


_WHAT = {
    BreakKind.CHANGED: "was changed",
    BreakKind.ADDED: "was put in afterwards",
    BreakKind.OUT_OF_ORDER: "is out of its order",
}


def _gap(found: TrailBreak) -> str:
    if found.shown == found.seq:  # the numbers were closed up
        return "Something is"
    if found.shown == found.seq + 1:
        return f"Line {found.seq:,} is"
    return f"Lines {found.seq:,} to {found.shown - 1:,} are"


class LedgerLine(Noun, frozen=True):
    """One disclosure: who received what, when, on which basis, by whom. Only ever added.

    ``digest`` is SHA-256 (hex) over the bytes the packet's signature covers.
    """

    id: str
    situation: str
    packet: str
    recipient: str
    recipient_name: str
    items: tuple[str, ...]
    basis: str
    reason: str
    until: Moment | None
    at: Moment
    by: str
    digest: str
