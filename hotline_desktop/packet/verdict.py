"""What checking a file can answer, in one word and one sentence; never "perhaps"."""

from enum import StrEnum
from typing import Any

import msgspec

from hotline_desktop.models.noun import Moment, Noun


class Word(StrEnum):
    """The answer; only ``unchanged`` is a yes."""

    UNCHANGED = "unchanged"
    ALTERED = "altered"
    NOT_SIGNED = "not_signed"
    UNKNOWN_SIGNER = "unknown_signer"
    EXERCISE = "exercise"
    NOT_EXERCISE = "not_exercise"
    UNREADABLE = "unreadable"


SENTENCES = {
    Word.ALTERED: "This is not the file that was signed: something in it was changed. "
    "Do not rely on it; call the hotline on its published number.",
    Word.NOT_SIGNED: "This file is not a signed packet. "
    "Do not rely on it; ask the hotline for the signed file.",
    Word.UNREADABLE: "This file cannot be read as a packet. "
    "Do not rely on it; ask the hotline to send it again.",
}


class Verdict(Noun, frozen=True, omit_defaults=False):
    """Whether a file may be relied on. What was found out beside it is empty where it is not known.

    ``root_sha256`` is the fingerprint of the root inside the file (hex), ``digest`` the SHA-256 of
    the bytes the signature covers (hex), as it stands in the disclosure ledger.
    """

    ok: bool
    word: Word
    sentence: str
    signer: str = ""
    root_sha256: str = ""
    packet: str = ""
    signed_at: Moment | None = None
    digest: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give plain values for JSON; moments in ISO 8601."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


def no(word: Word) -> Verdict:
    """Answer no where nothing in the file can be believed."""
    return Verdict(ok=False, word=word, sentence=SENTENCES[word])
