"""A hardened process cannot be read by its own user, dumps nothing, and dies with its parent."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hotline_desktop import hardening

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux does this")

ROOT = Path(__file__).parents[1]

# The reader is the parent of the one it reads, an ordinary user, and starts from equal terms: a
# change of user clears the dumpable flag, so both begin by setting it as an exec would.
PROBE = """
import ctypes, os, resource, signal, sys, time  # all before the change of user
from hotline_desktop import hardening
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
ready, tell = os.pipe()
if not (pid := os.fork()):
    if sys.argv[1] == "hardened":
        assert hardening.harden()
    os.write(tell, b"!")
    time.sleep(60)
os.close(tell)
os.read(ready, 1)
try:
    with open(f"/proc/{pid}/mem", "rb", 0) as memory, open(f"/proc/{pid}/maps") as maps:
        memory.seek(int(maps.readline().split("-")[0], 16))
        print("read", len(memory.read(16)))
except OSError as reason:
    print(type(reason).__name__)
finally:
    os.kill(pid, signal.SIGKILL)
"""
CHILD = """
import os, time
from hotline_desktop import hardening
print(hardening.die_with_parent(os.getppid()), os.getpid(), flush=True)
time.sleep(60)
"""
PARENT = f"""
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", {CHILD!r}])
time.sleep(60)
"""
CORE = """
import os, resource, signal, sys
from hotline_desktop import hardening
os.chdir(sys.argv[1])
hardening.harden()
print(resource.getrlimit(resource.RLIMIT_CORE), flush=True)
os.kill(os.getpid(), signal.SIGSEGV)
"""


def probe(how: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, how], input="", capture_output=True, text=True, cwd=ROOT
    )
    assert ran.stderr == ""
    return ran.stdout.strip()


def test_its_own_user_cannot_read_its_memory() -> None:
    assert probe("plain") == "read 16", "the probe itself must work, or it proves nothing"
    assert probe("hardened") == "PermissionError"


def test_it_leaves_no_core(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CORE, str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert (ran.returncode, ran.stdout) == (-signal.SIGSEGV, "(0, 0)\n")
    assert not list(tmp_path.iterdir())


def test_it_ends_when_its_parent_does() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        asked, pid = process.stdout.readline().split()
        assert asked == "True"
        os.kill(int(pid), 0)
        process.kill()
        # The pipe is the child's too: it ends when both are gone.
        began = time.monotonic()
        assert process.stdout.read() == ""
        assert time.monotonic() - began < 5


def test_it_ends_at_once_when_the_parent_is_gone_already() -> None:
    script = (
        "from hotline_desktop import hardening as h; h.die_with_parent(1 << 22); print('lived')"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert (ran.returncode, ran.stdout) == (0, "")


def test_elsewhere_it_does_nothing_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hardening.sys, "platform", "darwin")
    assert hardening.harden() is False
    assert hardening.die_with_parent(os.getppid()) is False
