"""The packet's own process: lays out, signs and checks values; knows no vault and no network."""

from collections.abc import Callable, Iterable

import msgspec

from hotline_desktop.models.noun import Moment, Noun, encode
from hotline_desktop.models.referral import Referral
from hotline_desktop.packet.verdict import Verdict

# The session imports this file for its values only: reportlab, pikepdf and Pillow (0.3 s) are
# imported where the work is done, in the child.


class PressJob(Noun, frozen=True, tag="press"):
    """A referral to be signed: chain (advocate's certificate, then root) and key in PEM."""

    referral: Referral
    chain: str
    key: str
    root_sha256: str
    signed_at: Moment


class PreviewJob(Noun, frozen=True, tag="preview"):
    """A referral to be looked at; ``width`` of a page in pixels."""

    referral: Referral
    width: int


class Pressed(Noun, frozen=True):
    """A signed packet that our own strict rule has passed; empty when it did not.

    ``digest`` is the SHA-256 (hex) of the bytes the signature covers: what the ledger keeps.
    """

    ok: bool
    verdict: Verdict
    pdf: bytes = b""
    digest: str = ""


class Preview(Noun, frozen=True):
    """The pages, PNG."""

    pages: tuple[bytes, ...]


def press(job: PressJob) -> Pressed:
    """Make the signed packet, and check it as a stranger would before it is handed out.

    Raises:
        SealingError: the key or the certificates cannot be used.
    """
    from hotline_desktop.packet.check import verify
    from hotline_desktop.packet.finish import finish
    from hotline_desktop.packet.layout import lay_out
    from hotline_desktop.packet.seal import seal

    referral = job.referral
    laid = lay_out(referral)
    content = encode(referral)
    finished = finish(laid, referral.packet, referral.made_at, job.signed_at, content)
    sealed = seal(finished, job.chain, job.key)
    verdict = verify(
        sealed.pdf,
        root_sha256=job.root_sha256,
        exercise=referral.exercise,
        now=job.signed_at,
    )
    if not verdict.ok or verdict.packet != referral.packet or verdict.digest != sealed.digest:
        return Pressed(ok=False, verdict=verdict)
    return Pressed(ok=True, verdict=verdict, pdf=sealed.pdf, digest=sealed.digest)


def preview(job: PreviewJob) -> tuple[bytes, ...]:
    """Draw the pages of a referral, PNG."""
    from hotline_desktop.packet.preview import draw

    return draw(job.referral, job.width)


def answer(request: bytes, report: Callable[[bytes], None]) -> Iterable[bytes]:
    """Answer one request of the session: a PressJob or a PreviewJob in JSON, in kind."""
    job = msgspec.json.decode(request, type=PressJob | PreviewJob)
    made = press(job) if isinstance(job, PressJob) else Preview(preview(job))
    yield msgspec.json.encode(made)


def main() -> None:
    """Serve the session that started this process."""
    from hotline_desktop.child import serve  # only the process itself needs it

    serve(answer)


if __name__ == "__main__":
    main()
