"""Keeps a process's memory from dumps and readers; Linux only, elsewhere it does nothing, says so.

It protects against other programs of the same user, never against root.
"""

import ctypes
import os
import signal
import sys
from typing import NoReturn

_SET_PDEATHSIG, _SET_DUMPABLE = 1, 4


def harden() -> bool:
    """Refuse core dumps and same-user readers of this process's memory.

    Call it first thing: it does not outlive an exec. False where nothing was done or it failed.
    """
    if not sys.platform.startswith("linux"):
        return False
    import resource  # not there on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return _prctl(_SET_DUMPABLE, 0)


def die_with_parent(parent: int) -> bool:
    """Ask for SIGKILL when the parent ends; end now if ``parent`` (its process id) is gone already.

    Linux means the thread that started this process: it must live as long. False where nothing
    was done; there the reader of the parent's pipe has to notice its end.
    """
    asked = sys.platform.startswith("linux") and _prctl(_SET_PDEATHSIG, signal.SIGKILL)
    if os.name == "posix" and os.getppid() != parent:
        end(0)
    return asked


def end(code: int) -> NoReturn:
    """Leave at once, with everything in memory; nothing runs after this."""
    os._exit(code)


def _prctl(option: int, value: int) -> bool:
    call = ctypes.CDLL(None).prctl
    call.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    return bool(call(option, value, 0, 0, 0) == 0)
