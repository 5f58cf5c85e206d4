"""Undo a whole import: what it made goes, what it changed is as it was; later work stays."""

from contextlib import closing
from dataclasses import dataclass

from msgspec.structs import replace

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.change import Act
from hotline_desktop.models.import_report import ImportRun
from hotline_desktop.models.noun import Noun
from hotline_desktop.vault import directory, history, trail


class Undone(Noun, frozen=True):
    """How many entries went, how many are as before, and which stay: touched since."""

    removed: int
    put_back: int
    stayed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoImport:
    """The verb, for any thread: it uses a connection of its own."""

    desk: OpenOffice

    def runs(self) -> tuple[ImportRun, ...]:
        """Give the imports that were written, newest first."""
        return history.runs(self.desk.vault)

    def __call__(self, identity: str = "", begun: frozenset[str] = frozenset()) -> Undone:
        """Undo one import, the newest that stands when none is named; all of it in one transaction.

        What is ``begun`` over an entry must stay in sight: the entry stays.

        Raises:
            BadInputError: there is no such import, or it was undone already.
        """
        now, who = self.desk.world.now(), self.desk.advocate.id
        act = Act(now, who, "undo_import")
        removed, put_back, stayed = 0, 0, []
        with closing(self.desk.vault.second()) as vault, vault.transaction() as connection:
            run = _wanted(history.runs(vault, 10_000), identity)
            for entry, before, untouched in history.of_run(vault, run.id):
                if not untouched or entry in begun:
                    stayed.append(entry)
                elif before is None:
                    directory.drop(connection, entry, act)
                    removed += 1
                else:
                    directory.keep(connection, before, act)
                    put_back += 1
            history.keep_run(connection, replace(run, undone_at=now))
            detail = f"{removed} removed, {put_back} put back, {len(stayed)} stay"
            trail.add(connection, now, who, "undo_import", "directory", detail)
        return Undone(removed, put_back, tuple(stayed))


def _wanted(runs: tuple[ImportRun, ...], identity: str) -> ImportRun:
    for run in runs:
        if identity in ("", run.id):
            if run.undone_at is None:
                return run
            if identity:
                raise BadInputError("This import was undone already.")
    raise BadInputError(
        "There is no import to undo." if not identity else "There is no import of this id."
    )
