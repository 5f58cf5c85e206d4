"""`make demo`: the sample office in a window or, without a display, the sample call played."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "demo"
PASSPHRASE = "orange ladder quiet river"  # noqa: S105 - of a throw-away office
PYTHON = sys.executable


def main() -> int:
    """Show it or play it; give the exit code."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hotline-demo-") as folder:
        office = Path(folder) / "office"
        say("making a throw-away sample office (key, vault, directory, protocols)")
        run([PYTHON, "-m", "hotline_desktop.cli", "init", str(office), "--policy", "hotline",
             "--sample", "--name", "Youngstown sample office", "--advocate", "Ines",
             "--phone", "330-555-0100"], passphrase=PASSPHRASE)  # fmt: skip
        if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
            say(f"the window opens now; its passphrase is: {PASSPHRASE}")
            return subprocess.call([PYTHON, "-m", "hotline_desktop", "--office", str(office)])
        play(office)
    say(f"done in {time.monotonic() - started:.0f} s")
    return 0


def play(office: Path) -> None:
    """Play the sample call on a virtual screen, then let the front end judge the packet."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    say("no display: playing the sample call through the real windows on a virtual screen")
    screen = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1366x768x24 -nolisten tcp"]
    if shutil.which("xvfb-run") is None:
        screen = ["env", "QT_QPA_PLATFORM=offscreen"]
    run([*screen, PYTHON, "-m", "tests.journeys.play", str(office), str(OUT)],
        passphrase=PASSPHRASE)  # fmt: skip
    packet = OUT / "packet.pdf"
    verdict = subprocess.run(
        [PYTHON, "-m", "hotline_desktop.cli", "verify", str(packet), "--exercise"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    words = verdict.stdout + verdict.stderr
    (OUT / "verify.txt").write_text(words)
    say(f"verify --exercise says ({verdict.returncode}): {words.strip()}")
    for path in sorted(OUT.iterdir()):
        say(str(path.relative_to(ROOT)))
    if verdict.returncode != 0:
        raise SystemExit(verdict.returncode)


def run(command: list[str], passphrase: str) -> None:
    """Run one step; the passphrase goes through a pipe, never through argv or environment."""
    read, write = os.pipe()
    os.write(write, passphrase.encode() + b"\n")
    os.close(write)
    try:
        ended = subprocess.run(
            [*command, "--passphrase-fd", str(read)], pass_fds=[read], cwd=ROOT, check=False
        )
    finally:
        os.close(read)
    if ended.returncode != 0:
        raise SystemExit(ended.returncode)


def say(words: str) -> None:
    """Tell what happens now."""
    print(f"demo: {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
