"""Take a signal: check the draft, keep it as a situation or as its next revision."""

from dataclasses import dataclass
from datetime import datetime

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.noun import Problem
from hotline_desktop.models.situation import Draft, Situation, Status
from hotline_desktop.vault import situations, trail


class NoSituationError(BadInputError):
    """No situation has this number."""

    def __init__(self) -> None:
        """Say how to find it."""
        super().__init__("There is no situation with this number: look it up in the list.")


@dataclass(frozen=True, slots=True)
class TakeSignal:
    """The verb."""

    desk: OpenOffice

    def __call__(
        self, draft: Draft, situation: str = "", taken_at: datetime | None = None
    ) -> Situation | tuple[Problem, ...]:
        """Keep the draft, new or as a revision of ``situation``; or say what is missing.

        Raises:
            NoSituationError: the situation to revise is not there.
        """
        if problems := draft.problems():
            return problems
        before = situations.situation(self.desk.vault, situation) if situation else None
        if situation and before is None:
            raise NoSituationError
        now = self.desk.world.now()
        with self.desk.vault.transaction() as connection:
            kept = Situation(
                id=before.id if before else self.desk.world.new_id(),
                number=before.number if before else situations.next_number(connection, now),
                status=before.status if before else Status.OPEN,
                taken_at=before.taken_at if before else taken_at or now,
                kept_at=now,
                author=self.desk.advocate.id,
                revision=before.revision + 1 if before else 1,
                draft=draft,
            )
            situations.keep(connection, kept)
            act = "revise_situation" if before else "take_signal"
            trail.add(connection, now, kept.author, act, kept.id, kept.number)
        return kept
