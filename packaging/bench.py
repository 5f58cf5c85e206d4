"""`make bench`: every promise of speed beside its figure, in one run; prints and judges nothing.

`make bench` measures the seed scale (14,000 situations), `make bench SCALE="1 10"` also ten times
that. Ratios are of processor time, with the key against the same wheel without, in turn.
"""

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hotline_desktop.actions.open_office import OpenOffice

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SEED = 14
RIVALS = 20_000
"""Situations up to which KeePassXC is asked too; it writes its whole file at each save."""
AGENCIES = "data/le/hifld_local_law_enforcement_national.csv"


def shared() -> Path | None:
    """Give the real agency list, where it is at hand."""
    path = Path(os.environ.get("HOTLINE_SHARED", ROOT.parent / "shared")) / AGENCIES
    return path if path.exists() else None


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
    print(
        f"import of {path.name}: preview {previewed - began:.1f} s, "
        f"write {ended - previewed:.1f} s; "
        f"peak {parent:.0f} MB here (key derivation 128 MB and Qt included); "
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


def generated(folder: Path, scale: float) -> "OpenOffice":
    """Make an office of invented records, and say how long it takes."""
    from hotline_desktop.actions import open_office
    from hotline_desktop.actions.generate_office import GenerateOffice
    from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
    from hotline_desktop.actions.world import World
    from hotline_desktop.models.office import Policy
    from tests.bench.figures import Figure, tell
    from tests.hands.passphrase import PASSPHRASE

    plan = Plan(name="Bench", policy=Policy.HOTLINE, advocate="Ines", exercise=True)
    began = time.perf_counter()
    SetUpOffice(World())(folder, plan, PASSPHRASE)
    set_up = time.perf_counter() - began
    key = open_office.derive(folder, PASSPHRASE)
    desk = open_office.enter(folder, key, World())
    began = time.perf_counter()
    made = GenerateOffice(desk)(scale, SEED)
    took = time.perf_counter() - began
    size = (folder / "vault.db").stat().st_size / 1e6
    told = f"{made.revisions:,} revisions, {size:,.0f} MB"
    tell(
        [
            Figure("set an office up", 0, set_up, "s ", None, "key derivation included"),
            Figure("generate an office", made.situations, took, "s ", None, told),
        ]
    )
    return desk


def at(folder: Path, scale: float) -> None:
    """Measure everything that depends on how much there is."""
    from hotline_desktop.actions import open_office
    from hotline_desktop.actions.world import World
    from tests.bench import autosave, keepassxc, opening, vault
    from tests.bench.figures import tell

    tell(vault.ratios(folder / "ratio", scale))
    shutil.rmtree(folder / "ratio")
    office = folder / "office"
    desk = generated(office, scale)
    of = desk.vault.row("SELECT count(*) FROM situation")[0]
    key = desk.key
    desk.close()
    tell(opening.figures(office, of))
    desk = open_office.enter(office, key, World())
    tell(autosave.figures(desk, of))
    if of <= RIVALS:
        tell(keepassxc.figures(folder, desk))
    else:
        desk.close()
    shutil.rmtree(office)


def imports(folder: Path) -> None:
    """Measure the import of the real list, without a window and in one, into offices of its own."""
    from hotline_desktop.actions import open_office
    from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
    from hotline_desktop.actions.world import World
    from hotline_desktop.models.office import Policy
    from tests.bench import imports as bench_imports
    from tests.bench.figures import tell
    from tests.hands.passphrase import PASSPHRASE

    plan = Plan(name="Bench", policy=Policy.HOTLINE, advocate="Ines")
    if path := shared():
        bare = folder.with_name("bare")
        SetUpOffice(World())(bare, plan, PASSPHRASE)
        desk = open_office.enter(bare, open_office.derive(bare, PASSPHRASE), World())
        tell(bench_imports.figures(path, desk))
        desk.close()
    SetUpOffice(World())(folder, plan, PASSPHRASE)
    directory(folder)


def main() -> int:
    """Measure at each scale named, or at the seed scale; the figures go to the screen."""
    from tests.bench.figures import HEAD

    asked = argparse.ArgumentParser(description="Measure, print the figures.")
    asked.add_argument("scale", nargs="*", type=float, help="1 is 14,000 situations (default)")
    print(HEAD)
    for scale in asked.parse_args().scale or [1.0]:
        with tempfile.TemporaryDirectory() as folder:
            at(Path(folder), scale)
    with tempfile.TemporaryDirectory() as folder:
        imports(Path(folder) / "office")
    packet()
    return 0


if __name__ == "__main__":
    sys.exit(main())
