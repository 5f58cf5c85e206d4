"""The machine's keyring for the second half of a key; loads no back end but those named here.

Any program of the same user can read what lies there: it is a half, never the only key.
"""

import base64
import hmac
import queue
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

from hotline_desktop.errors import HotlineError

T = TypeVar("T")

SERVICE = "hotline-desktop"
PATIENCE = 8.0
"""Seconds; a locked keyring waits for its owner to answer a prompt, and may wait for ever."""

# The library would load whatever PYTHON_KEYRING_BACKEND or a file in the home folder names, and
# falls back to a plain file when keyrings.alt is installed: classes are taken by name instead.
_ALLOWED = {
    "linux": ("keyring.backends.SecretService:Keyring", "keyring.backends.kwallet:DBusKeyring"),
    "win32": ("keyring.backends.Windows:WinVaultKeyring",),
    "darwin": ("keyring.backends.macOS:Keyring",),
}


class KeyringSilentError(HotlineError):
    """The keyring did not do as asked, or not in time."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "This machine's keyring does not answer: unlock it, or go on with the passphrase alone."
        )


class OsKeyring:
    """One allowed back end; every call has an end."""

    def __init__(self, backend: Any, patience: float = PATIENCE) -> None:  # noqa: ANN401 - theirs
        """Take a back end of the keyring library; use :func:`os_keyring`."""
        self._backend, self._patience = backend, patience
        self.name = type(backend).__module__.rsplit(".", 1)[-1]

    def put(self, name: str, secret: bytes) -> None:
        """Write a secret, read it again and compare.

        Raises:
            KeyringSilentError: it is not there afterwards.
        """
        words = base64.b64encode(secret).decode()
        self._asked(lambda: self._backend.set_password(SERVICE, name, words))
        if not hmac.compare_digest(self.get(name) or b"", secret):
            raise KeyringSilentError

    def get(self, name: str) -> bytes | None:
        """Read a secret; None when there is none of this name.

        Raises:
            KeyringSilentError: no answer in time, or what lies there is not ours.
        """
        words = self._asked(lambda: self._backend.get_password(SERVICE, name))
        try:
            return None if words is None else base64.b64decode(words, validate=True)
        except ValueError:
            raise KeyringSilentError from None

    def forget(self, name: str) -> None:
        """Take a secret away; one that is not there is no error."""
        if self.get(name) is not None:
            self._asked(lambda: self._backend.delete_password(SERVICE, name))

    def _asked(self, question: Callable[[], T]) -> T:
        answers: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put((True, question()))
            except Exception:  # noqa: BLE001 - any back end, any bus: it did not do as asked
                answers.put((False, None))

        # A daemon: a prompt that nobody answers must not hold the program's end.
        threading.Thread(target=ask, name="keyring", daemon=True).start()
        try:
            done, answer = answers.get(timeout=self._patience)
        except queue.Empty:
            raise KeyringSilentError from None
        if not done:
            raise KeyringSilentError
        return answer  # type: ignore[no-any-return]


def os_keyring(patience: float = PATIENCE) -> OsKeyring | None:
    """Give the machine's keyring if it has one that can be trusted; may ask a bus, so not for ui.

    None where there is none: the passphrase alone protects the office then, which is said.
    """
    for place in _ALLOWED.get(sys.platform, ()):
        module, name = place.split(":")
        try:
            kind = getattr(import_module(module), name)
            if kind.priority > 0:
                return OsKeyring(kind(), patience)
        except Exception:  # noqa: BLE001, S112 - not viable here, each for reasons of its own
            continue
    return None
