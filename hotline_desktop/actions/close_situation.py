"""Close a situation or open it again; nothing in it is changed or lost."""

from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.take_signal import NoSituationError
from hotline_desktop.models.situation import Situation, Status
from hotline_desktop.vault import situations, trail


@dataclass(frozen=True, slots=True)
class CloseSituation:
    """The verb, both ways."""

    desk: OpenOffice

    def __call__(self, identity: str, status: Status = Status.CLOSED) -> Situation:
        """Set the status as a new revision; doing it twice changes nothing.

        Raises:
            NoSituationError: there is none.
        """
        before = situations.situation(self.desk.vault, identity)
        if before is None:
            raise NoSituationError
        if before.status is status:
            return before
        now = self.desk.world.now()
        after = Situation(
            id=before.id,
            number=before.number,
            status=status,
            taken_at=before.taken_at,
            kept_at=now,
            author=self.desk.advocate.id,
            revision=before.revision + 1,
            draft=before.draft,
        )
        act = "close_situation" if status is Status.CLOSED else "reopen_situation"
        with self.desk.vault.transaction() as connection:
            situations.keep(connection, after)
            trail.add(connection, now, after.author, act, after.id, after.number)
        return after
