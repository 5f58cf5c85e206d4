"""Says whether a file is a packet nobody touched, and whose; any doubt is a no."""

from datetime import UTC, datetime, timedelta

import msgspec

from hotline_desktop.packet.container import Pair, read
from hotline_desktop.packet.envelope import Envelope, open_envelope
from hotline_desktop.packet.identity import (
    fingerprint,
    is_exercise,
    is_office,
    is_valid_at,
    is_wholly_exercise,
    who,
)
from hotline_desktop.packet.second_opinion import agrees
from hotline_desktop.packet.verdict import SENTENCES, Verdict, Word, no

SKEW = timedelta(hours=24)
"""How far ahead a signer's clock may be before we doubt it."""


def verify(
    data: bytes,
    *,
    root_sha256: str | None = None,
    exercise: bool = False,
    now: datetime | None = None,
) -> Verdict:
    """Check a file: integrity first, identity second, time third.

    ``root_sha256`` is the fingerprint the office publishes (hex, any case, colons or spaces
    allowed); without it no real packet passes. ``exercise`` accepts a sample office's packet and
    nothing else. ``now`` is this machine's clock unless given.
    """
    try:
        return _verify(data, _plain(root_sha256), exercise, now or datetime.now(UTC))
    except Exception:  # noqa: BLE001  # what makes a reader stumble is not to be relied on
        return no(Word.UNREADABLE)


def _verify(data: bytes, pinned: str | None, exercise: bool, now: datetime) -> Verdict:
    envelope = open_envelope(data)
    if isinstance(envelope, Verdict):
        return envelope
    pair = _signed_by(envelope)
    if pair is None:
        return no(Word.ALTERED)
    told = Verdict(
        ok=False,
        word=Word.UNKNOWN_SIGNER,
        sentence="",
        signer=who(pair.signer),
        root_sha256=fingerprint(pair.root),
        packet=envelope.packet,
        signed_at=envelope.signed_at,
        digest=envelope.digest.hex(),
    )
    word, sentence = _identity(pair, told, pinned, exercise, now)
    if word is Word.UNCHANGED and not agrees(data, pair.root, now):
        word, sentence = Word.ALTERED, SENTENCES[Word.ALTERED]
    return msgspec.structs.replace(told, ok=word is Word.UNCHANGED, word=word, sentence=sentence)


def _signed_by(envelope: Envelope) -> Pair | None:
    if any(envelope.padding):
        return None
    try:
        return read(envelope.container, envelope.digest)
    except (ValueError, TypeError, KeyError, IndexError):
        # The file has our form and its container has not: it was ours once.
        return None


def _identity(
    pair: Pair, told: Verdict, pinned: str | None, exercise: bool, now: datetime
) -> tuple[Word, str]:
    signed_at = told.signed_at or now
    if is_exercise(pair) and not exercise:
        return Word.EXERCISE, (
            "This is an EXERCISE packet from a sample office, not a real one: do not act on it."
        )
    if exercise and not is_wholly_exercise(pair):
        return Word.NOT_EXERCISE, (
            "This is not an exercise packet: check it without --exercise, "
            "with --root and the fingerprint the hotline publishes."
        )
    if pinned is not None and pinned != told.root_sha256:
        return Word.UNKNOWN_SIGNER, (
            "This file was signed under another root than the one given: do not rely on it; "
            "call the hotline on its published number."
        )
    if not is_office(pair):
        return Word.UNKNOWN_SIGNER, (
            "The certificates in this file are not a hotline office's: do not rely on it."
        )
    if signed_at > now + SKEW:
        return Word.UNKNOWN_SIGNER, (
            "This file says that it was signed in the future: check this machine's clock, "
            "or do not rely on it."
        )
    if not (is_valid_at(pair, signed_at) and is_valid_at(pair, now)):
        return Word.UNKNOWN_SIGNER, (
            "The signer's certificate did not hold when this was signed, or has run out: "
            "ask the hotline on its published number."
        )
    if pinned is None and not exercise:
        return Word.UNKNOWN_SIGNER, (
            "The file is as it was signed, but by whom is not shown: compare this fingerprint with "
            "the one the hotline publishes, then pass it with --root: "
            f"{told.root_sha256}"
        )
    return Word.UNCHANGED, _yes(told, exercise)


def _yes(told: Verdict, exercise: bool) -> str:
    when = told.signed_at.isoformat(" ", "minutes") if told.signed_at else ""
    kind = "EXERCISE packet" if exercise else "Packet"
    return (
        f"{kind} {told.packet} is unchanged since {told.signer} signed it. "
        f"The time, {when}, is the signer's own word."
    )


def _plain(root_sha256: str | None) -> str | None:
    if root_sha256 is None:
        return None
    return "".join(c for c in root_sha256.casefold() if c not in ": \t\n")
