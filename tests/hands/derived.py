"""What Argon2id gave is remembered within a test process: the copies of one office share it.

The first derivation of each salt and passphrase is the real one; it costs half a second.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from hotline_desktop.keys import slots


class Remembered:
    """Argon2id, asked once for each question."""

    known: ClassVar[dict[tuple[object, ...], bytes]] = {}

    def __init__(self, **asked: Any) -> None:
        self._asked = asked

    def derive(self, words: bytes) -> bytes:
        question = (*sorted(self._asked.items()), words)
        if question not in self.known:
            self.known[question] = Argon2id(**self._asked).derive(words)
        return self.known[question]


@pytest.fixture(scope="session", autouse=True)
def derived_once() -> Iterator[None]:
    """Remember for the whole session."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "Argon2id", Remembered)
        yield
