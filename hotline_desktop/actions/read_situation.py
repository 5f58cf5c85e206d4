"""Read situations: each look at one is noted in the trail; a list never says more than a place."""

from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.take_signal import NoSituationError
from hotline_desktop.models.situation import Situation, Status
from hotline_desktop.vault import situations, trail
from hotline_desktop.vault.situations import Line


@dataclass(frozen=True, slots=True)
class ReadSituation:
    """The verb."""

    desk: OpenOffice

    def __call__(self, identity: str) -> Situation:
        """Read one by id or number.

        Raises:
            NoSituationError: there is none.
        """
        found = situations.situation(self.desk.vault, identity)
        if found is None:
            raise NoSituationError
        with self.desk.vault.transaction() as connection:
            trail.add(
                connection,
                self.desk.world.now(),
                self.desk.advocate.id,
                "read_situation",
                found.id,
                found.number,
            )
        return found

    def lines(
        self, text: str = "", status: Status | None = None, limit: int = 200
    ) -> tuple[Line, ...]:
        """List situations, open and newest first, or those with these words in them."""
        if text.strip():
            found = situations.find(self.desk.vault, text, limit)
            return tuple(line for line in found if status in (None, line.status))
        return situations.lines(self.desk.vault, status, limit)
