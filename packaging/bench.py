"""`make bench`: ratios and figures in one run; prints them and judges nothing."""

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

AGENCIES = "data/le/hifld_local_law_enforcement_national.csv"


def shared() -> Path | None:
    """Give the real agency list, where it is at hand."""
    path = Path(os.environ.get("HOTLINE_SHARED", ROOT.parent / "shared")) / AGENCIES
    return path if path.exists() else None


def median(work: Callable[[], object], times: int) -> float:
    """Give the median of some runs in milliseconds."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def encryption(folder: Path) -> None:
    """Compare commits and searches with the same work on an unkeyed file of the same library."""
    from sqlcipher3 import dbapi2

    from hotline_desktop.models.situation import Draft, Situation, Status
    from hotline_desktop.vault import situations
    from hotline_desktop.vault.vault import Vault

    now = datetime.now(UTC)
    keyed = Vault.create(folder, bytes(range(32)))
    plain = Vault.__new__(Vault)
    plain._connection = dbapi2.connect(str(folder / "plain.db"), isolation_level=None)
    for setting in ("journal_mode=WAL", "synchronous=FULL", "temp_store=2", "cache_size=-64000"):
        plain._connection.execute(f"PRAGMA {setting}").fetchall()
    plain._migrate(oldest=0)

    def keep(vault: Vault, number: list[int]) -> None:
        number[0] += 1
        with vault.transaction() as connection:
            situations.keep(
                connection,
                Situation(
                    id=str(number[0]),
                    number=f"S-26-{number[0]:04d}",
                    status=Status.OPEN,
                    taken_at=now,
                    kept_at=now,
                    author="bench",
                    revision=1,
                    draft=Draft(narrative="a car near the bridge " * 40),
                ),
            )

    counts = {id(keyed): [0], id(plain): [0]}
    pairs = []
    for _ in range(5):  # in turn, so that a drifting machine slows both
        pairs.append([median(lambda v=v: keep(v, counts[id(v)]), 60) for v in (keyed, plain)])
    with_key, without = (statistics.median(p[n] for p in pairs) for n in (0, 1))
    print(f"keep a situation: {with_key:.2f} ms, {with_key / without:.2f} x unencrypted")
    found = [median(lambda v=v: situations.find(v, "bri"), 60) for v in (keyed, plain)]
    print(f"find by a prefix: {found[0]:.2f} ms, {found[0] / found[1]:.2f} x unencrypted")
    keyed.close()
    plain._connection.close()


def directory(folder: Path) -> None:
    """Take the real agencies in through the real window, and watch the window's pauses."""
    path = shared()
    if path is None:
        print("import: the shared agency list is not at hand")
        return
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from hotline_desktop.actions.world import World
    from hotline_desktop.places.gazetteer import Gazetteer
    from hotline_desktop.ui import look
    from hotline_desktop.vault import directory as entries
    from tests.hands.desk_hands import DeskHands
    from tests.journeys.play import Patience

    application = QApplication.instance() or QApplication(["bench"])
    look.apply(application, "light")
    sys.setswitchinterval(0.0005)
    Gazetteer.load().candidates("Ohio")
    hands = DeskHands(Patience(), folder, World()).enters()
    page, gaps, last = hands.desk.imports, [], [time.perf_counter()]
    clock = QTimer(interval=1)

    def tick() -> None:
        now = time.perf_counter()
        gaps.append((now - last[0]) * 1000)
        last[0] = now

    clock.timeout.connect(tick)
    began = time.perf_counter()
    hands.desk.import_work.read(path)
    clock.start()
    tick()
    gaps.clear()
    while not page.accept.isEnabled():
        application.processEvents()
    previewed, shown = time.perf_counter(), max(gaps)
    gaps.clear()
    page.accept.click()
    written: list[bool] = []
    hands.desk.import_work.written.connect(lambda: written.append(True))
    while not written:
        application.processEvents()
    ended = time.perf_counter()
    clock.stop()
    parent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"import of {path.name}: preview {previewed - began:.1f} s, "
        f"write {ended - previewed:.1f} s; "
        f"peak {parent:.0f} MB here (key derivation 128 MB and Qt included), {child:.0f} MB child; "
        f"longest pause of the window {shown:.1f} ms reading, {max(gaps):.1f} ms writing"
    )
    vault = hands.session._office.vault
    words = [
        w for w in ("pol", "police youngs", "sher", "mahoning", "state pat") for _ in range(20)
    ]
    taken = []
    for text in words:
        began = time.perf_counter()
        entries.search(vault, text, near=(41.1, -80.65), limit=60)
        taken.append((time.perf_counter() - began) * 1000)
    print(f"search near a point in 23,600: p95 {sorted(taken)[94]:.1f} ms")
    hands.leaves()


def packet() -> None:
    """Time lay-out, signing and checking of the sample call's packet."""
    from tests.packet import measure

    measure.main()


def main() -> int:
    """Measure; the figures go to the screen."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "ratio").mkdir()
        encryption(Path(folder) / "ratio")
        from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
        from hotline_desktop.actions.world import World
        from hotline_desktop.models.office import Policy
        from tests.hands.passphrase import PASSPHRASE

        plan = Plan(name="Bench", policy=Policy.HOTLINE, advocate="Ines")
        office = Path(folder) / "office"
        began = time.perf_counter()
        SetUpOffice(World())(office, plan, PASSPHRASE)
        print(f"set an office up: {time.perf_counter() - began:.1f} s, key derivation included")
        directory(office)
        packet()
    return 0


if __name__ == "__main__":
    sys.exit(main())
