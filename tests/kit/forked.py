"""Starts acts in milliseconds: a process that has loaded the program becomes one by a fork.

An act of tests/kit/failing_act.py so begins as if it had been started, only the loading is done. It
waits until whoever asked has taken hold of it (strace), and ends as a process does. Judges nothing.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Timer
from types import TracebackType

from tests.house.tree import ROOT

_SET_PTRACER, _ANYBODY = 0x59616D61, ctypes.c_ulong(-1)
_GO = "go\n"
_HELD = 10.0


class Forked:
    """The process that forks, from this side; one act at a time."""

    def __init__(self) -> None:
        """Load the program."""
        self._server = subprocess.Popen(
            [sys.executable, "-m", __name__], cwd=ROOT, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def run(
        self,
        words: Sequence[str],
        log: Path,
        given: bytes,
        env: Mapping[str, str],
        held_by: Sequence[str],
        longest: float,
    ) -> int | None:
        """Do an act, which says all into ``log``, held by a command; give its exit code.

        ``-p`` and its number are added to the command. None means that it hangs: it was killed.
        """
        asked = {"words": words, "log": str(log), "given": given.decode(), "env": dict(env)}
        pid = int(self._tell(json.dumps(asked) + "\n"))
        holder = subprocess.Popen(
            [*held_by, "-p", str(pid)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        hangs: list[bool] = []

        def kill() -> None:
            hangs.append(True)
            _kill(pid)

        late = Timer(longest, kill)
        late.start()
        try:
            _wait_until_held(holder)
            code = int(self._tell(_GO))
        except RuntimeError:
            holder.kill()
            self.close()  # what it would say next answers nothing that is asked then
            raise
        finally:
            late.cancel()
            _kill(pid)  # what it started may still run
            holder.communicate(timeout=_HELD)
        return None if hangs else code

    def close(self) -> None:
        """End the process that forks."""
        self._server.kill()
        self._server.communicate()

    def __enter__(self) -> "Forked":
        """Give itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        self.close()

    def _tell(self, line: str) -> str:
        stdin, stdout = self._server.stdin, self._server.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(line)
        stdin.flush()
        if not (answer := stdout.readline()):
            raise RuntimeError("the process that forks has ended")
        return answer


def _kill(pid: int) -> None:
    if pid <= 1:
        raise ValueError("no process of ours")
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _wait_until_held(holder: "subprocess.Popen[str]") -> None:
    """Wait for strace's word: by then the act is stopped, or will be before it does anything."""
    assert holder.stderr is not None
    if "attached" not in (told := holder.stderr.readline()):
        raise RuntimeError(f"strace cannot take hold of an act: {told}")


def _become(asked: dict[str, object], ready: int, held: int) -> int:
    """Be the act, from here on."""
    from tests.kit import failing_act

    os.setsid()
    ctypes.CDLL(None).prctl(_SET_PTRACER, _ANYBODY, 0, 0, 0)
    log = os.open(str(asked["log"]), os.O_WRONLY | os.O_APPEND)
    given = os.memfd_create("given")
    os.write(given, str(asked["given"]).encode())
    os.lseek(given, 0, os.SEEK_SET)
    for new, old in ((given, 0), (log, 1), (log, 2)):
        os.dup2(new, old)
    sys.stdin = os.fdopen(0, closefd=False)
    os.environ.clear()
    os.environ.update(asked["env"])  # type: ignore[call-overload]
    sys.argv = [failing_act.__name__, *asked["words"]]  # type: ignore[misc]
    os.write(ready, b"x")
    if os.read(held, 1) != b"x":
        os._exit(1)  # nobody is there any more
    os.close(held)
    return failing_act.main()


def main() -> int:
    """Fork whenever a line asks for it, until there are no more."""
    from tests.kit import failing_act

    assert failing_act.main
    while line := sys.stdin.readline():
        (heard, ready), (held, go) = os.pipe(), os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(go)
            return _become(json.loads(line), ready, held)
        for end in (held, ready):
            os.close(end)
        os.read(heard, 1)  # it has a group of its own, and may be held
        os.close(heard)
        print(pid, flush=True)
        sys.stdin.readline()
        with suppress(BrokenPipeError):
            os.write(go, b"x")
        os.close(go)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
