"""The one form of signature container we write, rebuilt and compared; judges nobody's identity.

A CMS container has bytes that no signature covers: versions, order, algorithm fields, padding.
Rather than judging them one by one, we take out the two certificates and the signature, write the
container anew (RFC 5652, DER) and ask for equality.
"""

import hashlib
from typing import NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")
_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_SIGNING_CERTIFICATE = bytes.fromhex("060b2a864886f70d010910022f")
_SHA256 = bytes.fromhex("300d06096086480165030402010500")
_ECDSA_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256. Of the two values of s that fit a signature, ORDER - s being the other, we write the
lower: else anybody could make a second valid file out of the first."""

_ONE = bytes.fromhex("020101")


class Pair(NamedTuple):
    """Who signed, and the root that vouches for them."""

    signer: x509.Certificate
    root: x509.Certificate


def read(container: bytes, digest: bytes) -> Pair | None:
    """Give signer and root if this container signs this digest, in our form; else None.

    ``digest`` is the SHA-256 of the covered bytes. Checked: the signature, both certificates'
    signatures, and every byte of the container. Not checked: names, dates, whom to trust.

    Raises:
        ValueError, TypeError, KeyError, IndexError: it is no container at all.
    """
    found = _take_apart(container)
    if found is None:
        return None
    pair, signature = found
    attributes = _attributes(digest, pair.signer)
    if _write(pair, attributes, signature) != container:
        return None
    if not (_is_ours(pair.root) and _is_ours(pair.signer)):
        return None
    try:
        _public(pair.root).verify(
            pair.root.signature, pair.root.tbs_certificate_bytes, ec.ECDSA(hashes.SHA256())
        )
        _public(pair.root).verify(
            pair.signer.signature, pair.signer.tbs_certificate_bytes, ec.ECDSA(hashes.SHA256())
        )
        _public(pair.signer).verify(signature, _tlv(0x31, attributes), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return None
    return pair


def _take_apart(container: bytes) -> tuple[Pair, bytes] | None:
    from asn1crypto import cms  # 30 ms, and only whoever checks a file needs it

    signed = cms.ContentInfo.load(container, strict=True)["content"]
    certificates = [x509.load_der_x509_certificate(c.dump()) for c in signed["certificates"]]
    roots = [c for c in certificates if c.subject == c.issuer]
    others = [c for c in certificates if c.subject != c.issuer]
    if len(roots) != 1 or len(others) != 1:
        return None
    return Pair(others[0], roots[0]), signed["signer_infos"][0]["signature"].native


def _attributes(digest: bytes, signer: x509.Certificate) -> bytes:
    """Write the signed attributes: content type, digest, and which certificate (RFC 5035)."""
    names = _tlv(0x30, _tlv(0xA4, signer.issuer.public_bytes()))
    issued = _tlv(0x30, names, _integer(signer.serial_number))
    fingerprint = hashlib.sha256(_der(signer)).digest()
    which = _tlv(0x30, _tlv(0x30, _tlv(0x30, _tlv(0x04, fingerprint), issued)))
    return b"".join(
        (
            _tlv(0x30, _CONTENT_TYPE, _tlv(0x31, _DATA)),
            _tlv(0x30, _MESSAGE_DIGEST, _tlv(0x31, _tlv(0x04, digest))),
            _tlv(0x30, _SIGNING_CERTIFICATE, _tlv(0x31, which)),
        )
    )


def _write(pair: Pair, attributes: bytes, signature: bytes) -> bytes:
    signer_info = _tlv(
        0x30,
        _ONE,
        _tlv(0x30, pair.signer.issuer.public_bytes(), _integer(pair.signer.serial_number)),
        _SHA256,
        _tlv(0xA0, attributes),
        _ECDSA_SHA256,
        _tlv(0x04, lower(signature)),
    )
    signed_data = _tlv(
        0x30,
        _ONE,
        _tlv(0x31, _SHA256),
        _tlv(0x30, _DATA),
        # DER orders a set by its members' bytes.
        _tlv(0xA0, *sorted((_der(pair.signer), _der(pair.root)))),
        _tlv(0x31, signer_info),
    )
    return _tlv(0x30, _SIGNED_DATA, _tlv(0xA0, signed_data))


def _is_ours(certificate: x509.Certificate) -> bool:
    """Say whether the bytes around what is signed in a certificate are the only possible ones."""
    signature = b"\0" + _canonical(certificate.signature)
    written = _tlv(0x30, certificate.tbs_certificate_bytes, _ECDSA_SHA256, _tlv(0x03, signature))
    return written == _der(certificate)


def _public(certificate: x509.Certificate) -> ec.EllipticCurvePublicKey:
    key = certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise TypeError("not a P-256 key")
    return key


def lower(signature: bytes) -> bytes:
    """Give the lower of the two DER forms of an ECDSA signature over P-256."""
    r, s = utils.decode_dss_signature(signature)
    return utils.encode_dss_signature(r, min(s, ORDER - s))


def _canonical(signature: bytes) -> bytes:
    return utils.encode_dss_signature(*utils.decode_dss_signature(signature))


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def _integer(number: int) -> bytes:
    return _tlv(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _tlv(tag: int, *parts: bytes) -> bytes:
    """Write one DER value: tag, length in the shortest form, content."""
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content
