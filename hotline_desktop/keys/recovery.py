"""Recovery by any two of three shares, printed as words (SLIP-39); keeps no share and no secret."""

import os

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from hotline_desktop.errors import BadInputError
from hotline_desktop.keys import sealing
from hotline_desktop.models.noun import Noun

NEEDED, MADE, WORDS = 2, 3, 20
_SECRET = 16
"""128 bits, drawn at random: twenty words a share instead of thirty-three for nothing gained."""


class SharesRefusedError(BadInputError):
    """These words are no two shares of one office."""


class Recovery(Noun, frozen=True, omit_defaults=False):
    """What the header holds: the data key, sealed to the key that two shares make."""

    sealed: bytes


class Shares(Noun, frozen=True):
    """Three shares of twenty words, and the public key (32 bytes) of what two of them make."""

    words: tuple[str, ...]
    public: bytes


def make_shares() -> Shares:
    """Draw a new secret and split it."""
    secret = os.urandom(_SECRET)
    # The secret is random: stretching it (the exponent) would only make a phone call longer.
    made = generate_mnemonics(1, [(NEEDED, MADE)], secret, iteration_exponent=0)
    return Shares(tuple(made[0]), sealing.public_of(_private(secret)))


def give(office: str, public: bytes, data_key: bytes) -> Recovery:
    """Seal the data key to the shares."""
    return Recovery(sealing.seal(data_key, public, _place(office)))


def public_of(shares: tuple[str, ...]) -> bytes:
    """Give the public key that two shares make; tells in a rehearsal whether they are the office's.

    Raises:
        SharesRefusedError: with which share, and what to look at.
    """
    return sealing.public_of(_private(_combined(shares)))


def open_with(recovery: Recovery, office: str, shares: tuple[str, ...]) -> bytes:
    """Give the data key (32 bytes).

    Raises:
        SharesRefusedError: fewer than two, a mistyped one, or of different sets.
        SealBrokenError: two good shares, of another office or of an older set.
    """
    return sealing.unseal(recovery.sealed, _private(_combined(shares)), _place(office))


def tidy(words: str) -> str:
    """Give a share as it was printed: lower case, numbers and signs left out, short words whole.

    Four letters say which word is meant: no two words of the list begin alike.
    """
    plain = "".join(c if c.isalpha() else " " for c in words.casefold()).split()
    return " ".join(_whole(word) for word in plain)


def in_words(shares: tuple[str, ...]) -> str:
    """Give the shares as they are written down: numbered words, five to a line."""
    told = ["Write each share on a sheet of its own; any two open the office. This is shown once."]
    for number, share in enumerate(shares, 1):
        words = [f"{n:2}. {word:10}" for n, word in enumerate(share.split(), 1)]
        told.append(f"\nShare {number} of {len(shares)}")
        told += ["  ".join(words[at : at + 5]) for at in range(0, len(words), 5)]
    return "\n".join(told)


def unknown_words(words: str) -> tuple[str, ...]:
    """Give the words that are not in the list, to be mended one by one."""
    return tuple(word for word in tidy(words).split() if word not in _KNOWN)


def _combined(shares: tuple[str, ...]) -> bytes:
    tidied = tuple(tidy(share) for share in shares)
    for number, share in enumerate(tidied, 1):
        if unknown := unknown_words(share):
            raise SharesRefusedError(
                f'Share {number}: "{unknown[0]}" is not a word of the list. Look at it again.'
            )
        if len(share.split()) != WORDS:
            raise SharesRefusedError(
                f"Share {number} has {len(share.split())} words, and a share has {WORDS}."
            )
        if not _is_whole(share):
            raise SharesRefusedError(f"Share {number} is mistyped: one of its words is another.")
    if len(set(tidied)) != NEEDED or len(tidied) != NEEDED:
        raise SharesRefusedError("Two different shares are needed: any two of the three.")
    try:
        secret: bytes = combine_mnemonics(tidied)
    except MnemonicError:
        raise SharesRefusedError(
            "These two do not fit together: they are not of one set."
        ) from None
    return secret


def _is_whole(share: str) -> bool:
    try:
        Share.from_mnemonic(share)
    except MnemonicError:
        return False
    return True


def _private(secret: bytes) -> bytes:
    return sealing.derived(secret, "recovery")


def _place(office: str) -> str:
    return f"data key of {office} for the shares"


def _whole(word: str) -> str:
    meant = _BY_START.get(word[:4], "") if len(word) >= 4 else ""
    return meant if meant.startswith(word) else word


_KNOWN = frozenset(WORDLIST)
_BY_START = {word[:4]: word for word in WORDLIST}
