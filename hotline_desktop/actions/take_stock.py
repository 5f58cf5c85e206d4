"""What every opening does: the spool into the trail, the trail against its anchor; mends nothing.

A vault that is behind what this machine remembers is opened all the same, for a call may wait; the
trail gets a line, and whoever opened it is told.
"""

from datetime import timedelta
from pathlib import Path
from threading import Lock
from time import monotonic

import msgspec

from hotline_desktop.actions.world import World
from hotline_desktop.keys import anchor, header, sealing, spool
from hotline_desktop.keys.anchor import Anchor
from hotline_desktop.keys.header import Header
from hotline_desktop.keys.slots import Opened, Slot
from hotline_desktop.models.office import Office
from hotline_desktop.vault import access, trail, trail_head
from hotline_desktop.vault.vault import Vault

FAILED = "unlock_failed"
_BEHIND = timedelta(minutes=2)
_CLOCK_BEHIND = (
    "This machine's clock is behind the trail, and releases and verifications are counted by the "
    "later of the two: set the clock right. If it is right, an administrator says so with the "
    "command hotline trail clock-is-right."
)
_SAFELY = 10.0
"""Seconds between two notes of the trail's head that a power cut cannot spoil."""


def take_stock(
    vault: Vault, folder: Path, office: Office, advocate: str, world: World
) -> tuple[str, ...]:
    """Write the opening into the trail, with what was found; give what somebody has to know."""
    secret = access.secret(vault)
    if secret is None:
        raise LookupError("an office without a secret")
    place = anchor.name(office.id, folder)
    found, noticed = compare(vault, anchor.read(place), secret)
    latest, now = trail_head.latest(vault), world.now()
    behind = latest is not None and latest - now > _BEHIND
    spooled = spool.read(folder, office.id, sealing.derived(secret, "spool"))
    with vault.transaction() as connection:
        for line in spooled:
            if line is not None and not trail_head.has(connection, FAILED, line.id):
                trail.add(connection, now, advocate, FAILED, line.id, trail.stamp(line.at))
        if damaged := spooled.count(None):
            trail.add(connection, now, advocate, "spool_damaged", office.id, str(damaged))
        if found:
            trail.add(connection, now, advocate, found, office.id)
        if behind:
            trail.add(connection, now, advocate, "clock_behind", office.id)
        trail.add(connection, now, advocate, "unlock", office.id)
    spool.empty(folder)
    if failed := len(spooled) - damaged:
        words = "1 wrong passphrase was" if failed == 1 else f"{failed} wrong passphrases were"
        noticed = (*noticed, f"{words} tried since the desk was last open.")
    if behind:
        noticed = (*noticed, _CLOCK_BEHIND)
    keeper = _Keeper(place, secret, world)
    vault.after_commit = keeper.keep
    keeper.keep(vault)
    return noticed


def adopt(
    vault: Vault, folder: Path, front: Header, slot: Slot, opened: Opened, world: World
) -> None:
    """Bring an office of the first format to today's: its one slot, its secret, last its header."""
    with vault.transaction() as connection:
        public = sealing.public_of(opened.private)
        given = access.Access(opened.advocate, opened.slot, public)
        access.give(connection, given, world.now())
        secret = access.secret(vault) or access.make_secret(connection)
        trail.add(connection, world.now(), opened.advocate, "renew_format", front.office)
    header.write(folder, new_header(front, (slot,), secret))


def new_header(front: Header, slots: tuple[Slot, ...], secret: bytes) -> Header:
    """Give the header as it is in today's format."""
    public = sealing.public_of(sealing.derived(secret, "spool"))
    return msgspec.structs.replace(front, format=header.FORMAT, slots=slots, spool=public)


def compare(vault: Vault, kept: tuple[bytes, ...], secret: bytes) -> tuple[str, tuple[str, ...]]:
    """Give the trail's word for what does not fit, and the sentence; both empty when all does.

    ``kept`` are sealed anchors; the newest that can be read counts.
    """
    readable = [known for sealed in kept if (known := anchor.unseal(sealed, secret))]
    known = max(readable, key=lambda one: one.seq, default=None)
    if not kept:
        return "", ()
    if known is None:
        return "anchor_damaged", (
            "What this machine remembered of the trail cannot be read: somebody changed it, or the "
            "disk did. Tell the administrator.",
        )
    digest = trail_head.digest_of(vault, known.seq)
    if digest == known.hash:
        return "", ()
    if digest is None:
        return "rolled_back", (
            f"This vault is older than this machine remembers: trail line {known.seq:,} is not "
            "there. If nobody put a backup in its place, tell the administrator at once.",
        )
    return "trail_changed", (
        f"Trail line {known.seq:,} is not what this machine remembers: the record was changed. "
        "Tell the administrator at once.",
    )


class _Keeper:
    """Keeps the trail's head outside the vault after each commit that moved it."""

    def __init__(self, place: str, secret: bytes, world: World) -> None:
        self._place, self._secret, self._world = place, secret, world
        self._last, self._safe_at = 0, -_SAFELY
        self._one = Lock()  # the lane commits on a connection of its own

    def keep(self, vault: Vault) -> None:
        head = trail_head.head(vault)
        with self._one:
            if head is None or head[0] <= self._last:
                return
            self._last, digest = head
            sealed = anchor.seal(Anchor(self._last, digest, self._world.now()), self._secret)
            anchor.write(self._place, sealed, safely=False)
            if monotonic() - self._safe_at > _SAFELY:
                self._safe_at = monotonic()
                anchor.write(self._place, sealed, safely=True)
