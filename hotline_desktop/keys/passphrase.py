"""What counts as a passphrase; never keeps one and never says what was typed."""

import unicodedata

from hotline_desktop.errors import BadInputError

SHORTEST = 15
LONGEST = 1024


class PassphraseRefusedError(BadInputError):
    """The passphrase cannot protect an office."""


def normal(passphrase: str) -> str:
    """Give one form for what looks the same on any keyboard (NFC), as UTF-8 is hashed."""
    return unicodedata.normalize("NFC", passphrase)


def refuse_weak(passphrase: str) -> None:
    """Refuse what is too short or too plain for a new slot; composition is not asked for.

    Raises:
        PassphraseRefusedError: shorter than 15 characters, absurdly long, or few different ones.
    """
    passphrase = normal(passphrase)
    if len(passphrase) < SHORTEST:
        raise PassphraseRefusedError(
            f"A passphrase needs at least {SHORTEST} characters; four or five words do well."
        )
    if len(passphrase) > LONGEST:
        raise PassphraseRefusedError(f"A passphrase may hold at most {LONGEST:,} characters.")
    if len(set(passphrase)) < 5:
        raise PassphraseRefusedError("This passphrase repeats itself; use four or five words.")
