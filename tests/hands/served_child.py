"""A child that does what the request says, good or bad, to try what child.serve allows.

`python -I served_child.py PARENT ADDRESS_SPACE`; the request is JSON, its `do` a name below.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from hotline_desktop import child
from hotline_desktop.errors import BadInputError, HotlineError

Report = Callable[[bytes], None]


class RoomError(BadInputError):
    """As rooms make them."""


def echo(wish: dict, _report: Report) -> Iterator[bytes]:
    yield from (part.encode() for part in wish["parts"])


def large(wish: dict, _report: Report) -> Iterator[bytes]:
    yield b"x" * wish["size"]


def count(wish: dict, report: Report) -> Iterator[bytes]:
    for n in range(wish["to"]):
        report(str(n).encode())
        time.sleep(wish.get("pause", 0))
    yield b"counted"


def refuse(wish: dict, _report: Report) -> Iterator[bytes]:
    yield b"first"
    raise {"room": RoomError, "world": HotlineError}[wish["as"]](wish["sentence"])


def break_off(wish: dict, _report: Report) -> Iterator[bytes]:
    value = wish["value"]
    yield str(int(value)).encode()


def chatter(wish: dict, _report: Report) -> Iterator[bytes]:
    print(wish["value"])
    print(wish["value"], file=sys.stderr)
    os.write(1, wish["value"].encode())
    os.write(2, wish["value"].encode())
    warnings.warn(wish["value"], stacklevel=1)
    thread = threading.Thread(target=lambda: int(wish["value"]))
    thread.start()
    thread.join()
    yield b"said"


def crash(_wish: dict, _report: Report) -> Iterator[bytes]:
    yield b"first"
    os.kill(os.getpid(), signal.SIGSEGV)


def leave(wish: dict, _report: Report) -> Iterator[bytes]:
    yield b"first"
    sys.exit(wish["code"])


def hang(wish: dict, report: Report) -> Iterator[bytes]:
    report(str(os.getpid()).encode())
    if wish.get("holding"):
        import ctypes

        ctypes.PyDLL(None).sleep(60)  # with the interpreter's lock: no thread of ours runs
    time.sleep(60)
    yield b"late"


def eat(wish: dict, _report: Report) -> Iterator[bytes]:
    eaten = bytearray(wish["size"])
    yield str(len(eaten)).encode()


def state(_wish: dict, _report: Report) -> Iterator[bytes]:
    import ctypes
    import resource

    told = {
        "dumpable": ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),
        "core": resource.getrlimit(resource.RLIMIT_CORE),
        "memory": resource.getrlimit(resource.RLIMIT_AS),
        "isolated": sys.flags.isolated,
        "rooms": sorted(name for name in sys.modules if name.startswith("hotline_desktop")),
    }
    yield json.dumps(told).encode()


def speak_nonsense(wish: dict, _report: Report) -> Iterator[bytes]:
    """Write raw bytes where frames belong, as a child taken over by a hostile file could."""
    pipe = next(n for n in range(3, 20) if Path(f"/proc/self/fd/{n}").readlink() == PIPE)
    os.write(pipe, bytes.fromhex(wish["hex"]))
    os._exit(0)
    yield b""


def attempt(wish: dict, _report: Report) -> Iterator[bytes]:
    """Try something forbidden; told is whether the audit hook or nobody stopped it."""
    plain = socket.socket()
    tries = {
        "connect": lambda: plain.connect(("127.0.0.1", wish["port"])),
        "connect_ex": lambda: plain.connect_ex(("127.0.0.1", wish["port"])),
        "bind": lambda: plain.bind(("127.0.0.1", 0)),
        "sendto": lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
        "getaddrinfo": lambda: socket.getaddrinfo("localhost", 80),
        "gethostbyname": lambda: socket.gethostbyname("localhost"),
        "Popen": lambda: subprocess.run([sys.executable, "-c", ""], check=False),
        "system": lambda: os.system("true"),
        "exec": lambda: os.execv(sys.executable, [sys.executable, "-c", ""]),
        "posix_spawn": lambda: os.posix_spawn(sys.executable, [sys.executable, "-c", ""], {}),
        "fork": lambda: os.fork() or os._exit(0),
    }
    try:
        tries[wish["what"]]()
    except PermissionError as reason:
        yield f"refused: {reason}".encode()
    else:
        yield b"done"


def answer(request: bytes, report: Report) -> Iterator[bytes]:
    wish = json.loads(request)
    doings = [echo, large, count, refuse, break_off, chatter, crash, leave, hang, eat, state]
    doings += [speak_nonsense, attempt]
    return next(do for do in doings if do.__name__ == wish["do"])(wish, report)


if __name__ == "__main__":
    PIPE = Path("/proc/self/fd/1").readlink()
    child.serve(answer)
