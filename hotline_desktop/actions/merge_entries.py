"""Merge two entries, take them apart again, or say that they are two; both histories stay."""

from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.change import Act
from hotline_desktop.models.merge import merged
from hotline_desktop.vault import directory, history, trail


@dataclass(frozen=True, slots=True)
class MergeEntries:
    """The verb."""

    desk: OpenOffice

    def __call__(self, keep: str, other: str) -> str:
        """Let one take what it lacks from the other, which goes; gives the id of the merge.

        Whoever names the one that went (a protocol, a packet) is led to the one that stays.

        Raises:
            BadInputError: one is not there, they are the same, or not of one kind.
        """
        now, who = self.desk.world.now(), self.desk.advocate.id
        act = Act(now, who, "merge_entries", self.desk.world.new_id())
        with self.desk.vault.transaction() as connection:
            one, two = (directory.entry(self.desk.vault, each) for each in (keep, other))
            if one is None or two is None:
                raise BadInputError("There is no entry of this id: look it up in the directory.")
            if one.id == two.id:
                raise BadInputError("These are one entry already.")
            if type(one) is not type(two):
                raise BadInputError("A contact and a provider cannot be one entry.")
            directory.keep(connection, merged(one, two), act)
            directory.drop(connection, two.id, act)
            history.alias(connection, two.id, one.id, act.run)
            trail.add(connection, now, who, "merge_entries", one.id, two.id)
        return act.run

    def undo(self, run: str) -> None:
        """Take the two of a merge apart, each as it was.

        Raises:
            BadInputError: there is no such merge, or one of them was changed since.
        """
        now, who = self.desk.world.now(), self.desk.advocate.id
        act = Act(now, who, "undo_merge")
        with self.desk.vault.transaction() as connection:
            found = list(history.of_run(self.desk.vault, run))
            merge = self.desk.vault.row("SELECT count(*) FROM entry_alias WHERE run=?", run)
            if not found or not merge or not merge[0]:
                raise BadInputError("There is no merge of this id that stands.")
            if not all(untouched for _, _, untouched in found):
                raise BadInputError(
                    "The entry was changed since it was merged: set it right by hand."
                )
            history.part(connection, run)
            for _, before, _ in found:
                if before is not None:
                    directory.keep(connection, before, act)
            trail.add(connection, now, who, "undo_merge", found[0][0], found[-1][0])

    def say_two(self, one: str, other: str) -> None:
        """Remember that these are two: they are not shown as duplicates again."""
        now, who = self.desk.world.now(), self.desk.advocate.id
        with self.desk.vault.transaction() as connection:
            history.say_two(connection, one, other)
            trail.add(connection, now, who, "not_alike", one, other)
