"""What an independent reader (pyHanko) says of a file our own rule has passed; can only say no."""

import io
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import serialization


def agrees(data: bytes, root: x509.Certificate, now: datetime) -> bool:
    """Say whether pyHanko finds one signature, over the whole file, certified, nothing changed.

    Only asked for files signed under an accepted root: it unpacks what is in the file.
    """
    # Half a second to import: not before there is something to ask.
    from asn1crypto import x509 as asn1
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.fields import MDPPerm
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    from hotline_desktop.packet.quiet_loop import at_once

    reader = PdfFileReader(io.BytesIO(data), strict=True)
    found = reader.embedded_signatures
    if reader.encrypted or reader.total_revisions != 1 or len(found) != 1:
        return False
    trusted = asn1.Certificate.load(root.public_bytes(serialization.Encoding.DER))
    context = ValidationContext(
        trust_roots=[trusted], allow_fetching=False, revocation_mode="soft-fail", moment=now
    )
    status = at_once(async_validate_pdf_signature(found[0], signer_validation_context=context))
    return bool(
        status.bottom_line
        and status.intact
        and status.valid
        and status.trusted
        and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and status.modification_level is ModificationLevel.NONE
        and found[0].docmdp_level is MDPPerm.NO_CHANGES
    )
