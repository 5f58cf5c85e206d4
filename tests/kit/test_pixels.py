"""The kit's screen and its hand."""

import subprocess
import time

import pytest

from tests.kit.pixels import MISSING, PATIENCE, Screen

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")


def arrow(screen):
    command = ["xdotool", "getmouselocation", "--shell"]
    told = subprocess.run(command, env=screen.env, capture_output=True, text=True, check=True)
    return told.stdout.splitlines()[:2]


def test_a_hand_that_ended_is_followed_by_another(tmp_path):
    with Screen(tmp_path / "screen") as screen:
        first = screen._hand
        first.kill()  # as an error of the X server would
        first.wait()
        screen.does("mousemove 20 30")
        end = time.monotonic() + PATIENCE
        while arrow(screen) != ["X=20", "Y=30"]:
            assert time.monotonic() < end, "nothing was done"
            time.sleep(0.05)
        assert screen._hand is not first
