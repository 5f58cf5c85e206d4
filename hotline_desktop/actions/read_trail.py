"""Read the trail: who did what, by filter and page, and whether it is whole; mends nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.office import Advocate
from hotline_desktop.models.trail import NOBODYS, ChainCheck, TrailFilter, TrailLine
from hotline_desktop.vault import offices, trail, trail_head

PAGE = 200
"""Lines shown at a time."""

_MOST = 10_000


class NamedLine(Noun, frozen=True):
    """A line with the names behind its ids: ``who`` did it, with or to ``about`` what.

    ``who`` is "" where nobody knows; ``about`` is a situation's number, a colleague or an entry of
    the directory, "" where there is none of these. ``tried`` is when a wrong passphrase was.
    """

    line: TrailLine
    who: str
    about: str
    tried: Moment | None = None


class TrailLines(Noun, frozen=True):
    """Lines, newest first; whether older ones fit too, and whether newer ones were left out."""

    lines: tuple[NamedLine, ...]
    more: bool
    newer: bool


@dataclass(frozen=True, slots=True)
class ReadTrail:
    """The verb."""

    desk: OpenOffice

    def __call__(
        self,
        filter: TrailFilter,
        before: int | None = None,
        limit: int = PAGE,  # noqa: A002
    ) -> TrailLines:
        """Note that the trail is read, then read the newest lines that fit, below ``before``.

        Raises:
            BadInputError: a limit below one, or an end before its beginning.
        """
        refuse_senseless(filter, limit)
        self.note(filter)
        return self.look(filter, before, limit)

    def note(self, filter: TrailFilter) -> None:  # noqa: A002 - the word for it
        """Write into the trail that it was read, and which acts; on the vault's own thread.

        Not the words of a number: what is typed there may be a name by mistake.
        """
        now, who = self.desk.world.now(), self.desk.advocate.id
        with self.desk.vault.transaction() as connection:
            trail.add(
                connection, now, who, "read_trail", self.desk.office.id, filter.group or "all"
            )

    def look(
        self,
        filter: TrailFilter,
        before: int | None = None,
        limit: int = PAGE,  # noqa: A002
    ) -> TrailLines:
        """Read without noting it, on a connection of its own; for any thread."""
        vault = self.desk.vault.second()
        try:
            found = trail.matching(vault, filter, limit + 1, before)
            names = trail.names(vault, found[:limit])
            newest = trail_head.head(vault)
        finally:
            vault.close()
        named = tuple(_named(line, names) for line in found[:limit])
        newer = before is not None and newest is not None and before <= newest[0]
        return TrailLines(named, len(found) > limit, newer)

    def check(
        self,
        tell: Callable[[int, int], None] = lambda done, of: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> ChainCheck:
        """Go through every line, on a connection of its own; for any thread.

        ``tell`` hears how many lines are done, of how many.

        Raises:
            CancelledError: ``stopped()`` said so.
            DamagedVaultError: the disk does not give the lines.
        """
        vault = self.desk.vault.second()
        try:
            return trail.check(vault, tell, stopped)
        finally:
            vault.close()

    def people(self) -> tuple[Advocate, ...]:
        """Give everybody who may stand in it, by name, also who has left."""
        return offices.advocates(self.desk.vault)


def refuse_senseless(filter: TrailFilter, limit: int = PAGE) -> None:  # noqa: A002
    """Refuse what no line can fit.

    Raises:
        BadInputError: a limit out of bounds, or an end before its beginning.
    """
    if not 1 <= limit <= _MOST:
        raise BadInputError(f"The limit is a number from 1 to {_MOST:,}.")
    if filter.since and filter.until and filter.until <= filter.since:
        raise BadInputError("The trail is read forwards: the end must come after the beginning.")


def _named(line: TrailLine, names: dict[str, str]) -> NamedLine:
    if line.act in NOBODYS:
        return NamedLine(line, who="", about="", tried=trail.moment(line.detail))
    return NamedLine(line, names.get(line.who, line.who), names.get(line.subject, ""))
