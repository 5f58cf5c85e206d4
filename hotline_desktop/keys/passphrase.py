"""What counts as a passphrase, and drawing one; never keeps one and never says what was typed."""

import math
import unicodedata
from functools import lru_cache

from xkcdpass import xkcd_password
from zxcvbn import zxcvbn

from hotline_desktop.errors import BadInputError
from hotline_desktop.models.noun import Noun

SHORTEST = 15
LONGEST = 1024
GENERATED_WORDS = 6
_ENOUGH = 10.0
"""Guesses as a power of ten: with fewer the words stand in lists, repeat, or follow the keys."""

_LOOKED_AT = 72
"""Characters; the estimate's time grows with the square, and what follows only adds to it."""


class PassphraseRefusedError(BadInputError):
    """The passphrase cannot protect an office."""


class Strength(Noun, frozen=True):
    """How many guesses it stands, as a power of ten, and in words; ``enough`` to be taken."""

    power: float
    words: str
    enough: bool


def normal(passphrase: str) -> str:
    """Give one form for what looks the same on any keyboard (NFC), as UTF-8 is hashed."""
    return unicodedata.normalize("NFC", passphrase)


def strength(passphrase: str, known: tuple[str, ...] = ()) -> Strength:
    """Estimate; ``known`` are words that anybody would try first here, such as the office's name.

    The estimate is zxcvbn's (lists of common passwords, names, words, dates, keyboard rows,
    repeats); half a second a guess and 128 MiB come on top of every guess (THREATS.md T6).
    """
    looked_at = normal(passphrase)[:_LOOKED_AT]
    if not looked_at:
        return Strength(0.0, "", enough=False)
    power = float(zxcvbn(looked_at, user_inputs=list(known))["guesses_log10"])
    long_enough = len(normal(passphrase)) >= SHORTEST
    if not long_enough:
        words = f"{SHORTEST - len(normal(passphrase))} more characters"
    elif power < _ENOUGH:
        words = "Easy to guess"
    else:
        words = "Good" if power < 16 else "Very good"
    return Strength(power, words, long_enough and power >= _ENOUGH)


def refuse_weak(passphrase: str, known: tuple[str, ...] = ()) -> None:
    """Refuse what is too short or too easily guessed for a new slot; composition is not asked for.

    Raises:
        PassphraseRefusedError: shorter than 15 characters, absurdly long, or easily guessed.
    """
    length = len(normal(passphrase))
    if length < SHORTEST:
        raise PassphraseRefusedError(
            f"A passphrase needs at least {SHORTEST} characters; four or five words do well."
        )
    if length > LONGEST:
        raise PassphraseRefusedError(f"A passphrase may hold at most {LONGEST:,} characters.")
    if not strength(passphrase, known).enough:
        raise PassphraseRefusedError(
            "This passphrase is among the first that somebody would try: use four or five words "
            "that have nothing to do with one another."
        )


def generated() -> str:
    """Draw six words of the EFF's long list (about 77 bits)."""
    return str(xkcd_password.generate_xkcdpassword(_word_list(), GENERATED_WORDS))


def generated_bits() -> float:
    """Give how many bits :func:`generated` draws."""
    return GENERATED_WORDS * math.log2(len(_word_list()))


@lru_cache(maxsize=1)
def _word_list() -> list[str]:
    return list(xkcd_password.generate_wordlist(xkcd_password.locate_wordfile("eff-long")))
