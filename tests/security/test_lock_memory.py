"""After a lock nothing of the call is in the memory of any process of ours (THREATS.md T4)."""

import os
import secrets

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.world import World
from hotline_desktop.models.office import Policy
from tests.hands.session_hands import House, wait_gone
from tests.kit.memory import every_form, scan
from tests.kit.tally import Tally, note

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0, reason="reading the memory of a hardened process needs root"
)

SECRETS = {"passphrase", "canary", "key"}
WHAT = "passphrase, canary or data key in memory after a lock"


class Trial:
    """One office with a passphrase and canary drawn for it, opened, typed into, and locked."""

    def __init__(self, tmp_path, variant="plain"):
        self.passphrase = "-".join(secrets.token_hex(3) for _ in range(4))
        self.canary = "Zq" + secrets.token_hex(8)
        office, line = tmp_path / "office", tmp_path / "line"
        line.mkdir()
        plan = Plan(name="Desk", policy=Policy.HOTLINE, advocate="Ines")
        SetUpOffice(World())(office, plan, self.passphrase)
        self.key = open_office.derive(office, self.passphrase).data_key
        self.house = House(office, line, variant)
        try:
            self._open()
        except BaseException:
            self.house.ends()
            raise

    def _open(self):
        _, pid = self.house.waits("exposed", 1)
        self.first = self.house.session(pid)
        self.first.does("type", field="passphrase", text=self.passphrase)
        self.typed = self.hits()[pid]
        self.first.does("press", key="Enter", field="passphrase")
        self.first.waits(open=True)
        self.first.does("press", key="Ctrl+N")
        self.first.waits(page="intake")
        self.first.does("type", field="narrative", text=self.canary)
        self.house.waits("built", 2)  # the spare

    def locks(self):
        self.first.does("press", key="Ctrl+L")

    def hits(self) -> dict[int, dict[str, int]]:
        forms = {
            f"{name} {form}": pattern
            for name, secret in (
                ("passphrase", self.passphrase),
                ("canary", self.canary),
                ("key", self.key),
            )
            for form, pattern in every_form(secret).items()
        }
        found = {}
        for pid in self.house.processes():
            try:
                counts, read = scan(pid, forms)
            except ProcessLookupError:
                continue  # it ended since it was listed; the caller counts who was read
            assert read > 1_000_000, f"process {pid} was not read: {read} bytes"
            found[pid] = {form: count for form, count in counts.items() if count}
        return found


def lock_trial(tmp_path) -> tuple[dict, dict, int]:
    """Give hits before the lock, hits after it, and how many processes were scanned after it.

    What was typed is looked for while it stands in its field: later the session may have lost it,
    and a scan that never saw it proves nothing.
    """
    trial = Trial(tmp_path)
    try:
        before = {**trial.typed, **trial.hits()[trial.first.pid]}
        trial.locks()
        trial.house.waits("exposed", 2)
        wait_gone(trial.first.pid)
        after = trial.hits()
        return before, {pid: hits for pid, hits in after.items() if hits}, len(after)
    finally:
        trial.house.ends()


def seen_of(forms) -> int:
    """Count the secrets that the same scan found while the desk was open."""
    return len({form.split()[0] for form in forms} & SECRETS)


def test_nothing_stays_after_the_lock_and_the_scan_can_see(tmp_path):
    before, after, scanned = lock_trial(tmp_path)
    seen, saw = seen_of(before), f"{scanned} processes; {len(before)} forms before"
    note(Tally("T4", WHAT, 1, len(after), saw, len(SECRETS), seen))
    assert seen == len(SECRETS), "the scan does not see them all"
    assert scanned >= 2
    assert after == {}


def test_a_lock_that_only_hides_the_page_is_caught(tmp_path):
    trial = Trial(tmp_path, "hides")
    try:
        trial.locks()
        trial.house.waits("covered", 1)
        assert trial.hits()[trial.first.pid]
    finally:
        trial.house.ends()


@pytest.mark.deep
@pytest.mark.parametrize("shard", range(4))
def test_twenty_five_trials(tmp_path, shard):
    scanned, hits, seen, caught = 0, 0, 0, 0
    for number in range(25):
        folder = tmp_path / str(number)
        folder.mkdir()
        before, after, processes = lock_trial(folder)
        scanned, hits, seen = scanned + processes, hits + len(after), seen + len(before)
        caught += seen_of(before)
    told = f"{scanned} processes after the lock; {seen} forms found before it"
    planted = 25 * len(SECRETS)
    note(Tally("T4", f"{WHAT}, shard {shard}", 25, hits, told, planted, caught, deep=True))
    assert caught == planted, "the scan does not see them all"
    assert hits == 0
