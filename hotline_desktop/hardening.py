"""What a process does about memory dumps and readers; Linux only, elsewhere it does nothing and says so."""

import ctypes
import os
import signal
import sys
from typing import NoReturn

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4


def harden() -> bool:
    """Refuse core dumps and same-user readers of this process's memory; False where not supported."""
    if not sys.platform.startswith("linux"):
        return False
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return bool(ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)


def die_with_parent(parent: int) -> None:
    """Ask for SIGKILL when the parent ends; ends now if it is already gone."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.name == "posix" and os.getppid() != parent:
        end(0)


def end(code: int) -> NoReturn:
    """Leave at once, with everything in memory; nothing runs after this."""
    os._exit(code)
