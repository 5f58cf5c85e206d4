"""After an opening: every link of the trail, and what the keyring remembers of it; mends nothing.

It may take seconds and ask a bus, so it is for the lane; what it finds is a line of the trail too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.take_stock import compare
from hotline_desktop.keys import anchor
from hotline_desktop.keys.anchor import Anchor
from hotline_desktop.keys.os_keyring import KeyringSilentError, os_keyring
from hotline_desktop.vault import access, trail, trail_head
from hotline_desktop.vault.agreement import at_odds
from hotline_desktop.vault.precheck import LARGEST
from hotline_desktop.vault.remains.wal import SIZE
from hotline_desktop.vault.vault import WAY_OUT, Vault

_PATIENCE = 3.0
"""Seconds; other slow work waits for this one."""
_BROKEN = "trail_broken"


@dataclass(frozen=True, slots=True)
class LookBack:
    """The verb; for any thread, on a connection of its own."""

    desk: OpenOffice

    def __call__(self, stopped: Callable[[], bool] = lambda: False) -> tuple[str, ...]:
        """Look; give what somebody has to know and has not been told at the opening.

        Raises:
            CancelledError: it was stopped.
            HotlineError: the vault could not be read or written.
        """
        vault = self.desk.vault.second()
        try:
            told = (*self._ask_keyring(vault), *self._follow_links(vault, stopped))
            told = (*told, *self._compare_rows(vault))
        finally:
            vault.close()
        return tuple(sentence for sentence in told if sentence not in self.desk.noticed)

    def _ask_keyring(self, vault: Vault) -> tuple[str, ...]:
        """Compare with the head that the keyring remembers, and let it remember today's."""
        desk = self.desk
        keyring = None if desk.office.exercise else os_keyring(_PATIENCE)
        secret, head = access.secret(vault), trail_head.head(vault)
        if keyring is None or secret is None or head is None:
            return ()
        name = f"trail {anchor.name(desk.office.id, desk.folder)}"
        try:
            kept = keyring.get(name)
        except KeyringSilentError:
            return ()
        act, told = compare(vault, () if kept is None else (kept,), secret)
        if act and not set(told) <= set(desk.noticed):
            self._note(vault, act, desk.office.id)
        seq, digest = trail_head.head(vault) or head
        try:
            keyring.put(name, anchor.seal(Anchor(seq, digest, desk.world.now()), secret))
        except KeyringSilentError:
            return told
        return told

    def _follow_links(self, vault: Vault, stopped: Callable[[], bool]) -> tuple[str, ...]:
        broken = trail.check(vault, stopped=stopped).broken
        if broken is None:
            return ()
        self._note(vault, _BROKEN, str(broken.seq))
        return (
            f"The trail does not hold together at line {broken.seq:,}: look at it on the Trail "
            "page, and tell the administrator.",
        )

    @staticmethod
    def _compare_rows(vault: Vault) -> tuple[str, ...]:
        """Name rows that speak against one another: a page of an earlier day is whole in itself."""
        pages = vault.row("PRAGMA page_count")
        if pages is None or pages[0] * SIZE > LARGEST:
            return ()
        if vault.rows("PRAGMA integrity_check(1)") != [("ok",)]:
            return (
                "The vault is damaged: a part of it may be of an earlier day. Compare with a "
                f"backup, {WAY_OUT}.",
            )
        if not (names := at_odds(vault)):
            return ()
        return (
            f"Something is not as it was kept last: {', '.join(names)}. A part of the vault may be "
            "of an earlier day: compare with a backup, and tell the administrator.",
        )

    def _note(self, vault: Vault, act: str, subject: str) -> None:
        desk = self.desk
        with vault.transaction() as connection:
            if act != _BROKEN or not trail_head.has(connection, act, subject):
                trail.add(connection, desk.world.now(), desk.advocate.id, act, subject)
