"""Shows everything a program and its children hand to the kernel, by strace; changes none of it.

Seen: what is written, sent and copied, every name, argument and environment, the names of threads,
and every file left behind. What a process writes over its own arguments in memory is not seen.
"""

import heapq
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.kit.handed import TRACED, NotSeenError, Outgoing, Reader

_LINE = re.compile(r"(\d+\.\d+) (\w+)\((.*)\n", re.S)
_GONE = re.compile(r"\d+\.\d+ \?\?\?\(\) += \?\n?")
_END = re.compile(r"\d+\.\d+ \+\+\+ .* \+\+\+\n")
_SIGNAL = re.compile(r"\d+\.\d+ --- .* ---\n")


def command(words: Sequence[str], place: Path) -> list[str]:
    """Give the words that run a program so that its trace goes to the empty folder ``place``."""
    strace = ["strace", "-ff", "--seccomp-bpf", "-q", "-v", "-xx", "-y", "-s", str(1 << 28)]
    strace += ["--absolute-timestamps=format:unix,precision:ns"]
    return [*strace, "-e", f"trace={','.join(TRACED)}", "-o", str(place / "trace"), *words]


def run(words: Sequence[str], place: Path, cwd: Path, env: dict[str, str], given: bytes = b"",
        pass_fds: Sequence[int] = ()) -> int:  # fmt: skip
    """Run a program to its end; what it says goes to the files stdout and stderr beside the trace.

    They are files, so that they have names. Gives its exit code.
    """
    place.mkdir(parents=True, exist_ok=True)
    with (place / "stdout").open("ab") as out, (place / "stderr").open("ab") as complaints:
        return subprocess.run(
            command(words, place), input=given, stdout=out, stderr=complaints, cwd=cwd, env=env,
            pass_fds=pass_fds,
        ).returncode  # fmt: skip


def refusal() -> str:
    """Say why nothing can be seen on this machine; empty when it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    if os.geteuid() != 0:
        return "tracing a hardened process needs root"
    tried = subprocess.run(["strace", "--seccomp-bpf", "-f", "-qq", "true"], capture_output=True)
    return "" if tried.returncode == 0 else "strace may not trace here"


def outgoing(place: Path, cwd: Path, roots: Sequence[Path] = ()) -> Outgoing:
    """Read a trace after its end, then every file it left and all files below ``roots``."""
    reader = Reader(str(cwd))
    for _, thread, name, rest in heapq.merge(*map(_calls, sorted(place.glob("trace.*")))):
        reader(thread, name, rest)
    return reader.close(roots)


def _calls(file: Path) -> Iterator[tuple[float, int, str, str]]:
    """Give the calls of one thread: when, which thread, its name, everything after the bracket."""
    thread, ended, gone = int(file.suffix[1:]), False, False
    with file.open(encoding="latin-1", newline="\n") as lines:
        for line in lines:
            if (call := _LINE.fullmatch(line)) is not None and not gone:
                yield float(call[1]), thread, call[2], call[3]
            elif _END.fullmatch(line) is not None:
                ended = True
            elif _GONE.fullmatch(line) is not None:
                gone = True  # killed at the door of a call: it handed nothing, and none may follow
            elif " <... " not in line and _SIGNAL.fullmatch(line) is None:
                raise NotSeenError(f"a line that cannot be read: {line[:200]}")
    if not ended:  # the tracer was killed with what it had not written yet
        raise NotSeenError(f"the trace of thread {thread} stops before its end")
