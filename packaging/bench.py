"""`make bench`: every promise of speed beside its figure, in one run; prints and judges nothing.

`make bench` measures the seed scale (14,000 situations), `make bench SCALE="1 10"` also ten times
that. Ratios are of processor time, with the key against the same wheel without, in turn.
"""

import argparse
import os
import shutil
import subprocess
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
    """Measure the import of the real list, without a window and in one."""
    from hotline_desktop.actions import open_office
    from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
    from hotline_desktop.actions.world import World
    from hotline_desktop.models.office import Policy
    from tests.bench import imports as bench_imports
    from tests.bench.figures import tell
    from tests.hands.passphrase import PASSPHRASE

    path = shared()
    if path is None:
        print("import: the shared agency list is not at hand")
        return
    SetUpOffice(World())(folder, Plan("Bench", Policy.HOTLINE, "Ines"), PASSPHRASE)
    desk = open_office.enter(folder, open_office.derive(folder, PASSPHRASE), World())
    tell(bench_imports.figures(path, desk))
    desk.close()
    apart("bench.window_import", str(path))


def apart(module: str, *told: str) -> None:
    """Run a measure of memory or of a window's pauses in a process that holds nothing else."""
    sys.stdout.flush()
    subprocess.run([sys.executable, "-m", f"tests.{module}", *told], cwd=ROOT, check=True)


def main() -> int:
    """Measure at each scale named, or at the seed scale; the figures go to the screen."""
    from tests.bench.figures import HEAD

    asked = argparse.ArgumentParser(description="Measure, print the figures.")
    asked.add_argument("scale", nargs="*", type=float, help="1 is 14,000 situations (default)")
    print(HEAD)
    for scale in asked.parse_args().scale or [1.0]:
        with tempfile.TemporaryDirectory() as folder:
            at(Path(folder), scale)
        apart("bench.directory", str(scale))
    with tempfile.TemporaryDirectory() as folder:
        imports(Path(folder) / "office")
    apart("packet.measure")
    return 0


if __name__ == "__main__":
    sys.exit(main())
