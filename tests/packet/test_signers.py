"""Who signed, under which root, when: strangers, look-alikes and certificates run out."""

from datetime import timedelta

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from hotline_desktop.keys import signing
from hotline_desktop.packet import identity
from hotline_desktop.packet.check import verify
from hotline_desktop.packet.seal import SealingError, seal
from hotline_desktop.packet.verdict import Word
from tests.packet import story
from tests.packet.asking import asked, unsealed


def test_resigned_under_a_look_alike_root(real, real_keys):
    forger = story.signing(story.REAL_OFFICE)
    forged = seal(unsealed(real), forger.chain, forger.key).pdf
    answer = asked(forged, exercise=False, root_sha256=real_keys.root_sha256)
    assert (answer.ok, answer.word) == (False, Word.UNKNOWN_SIGNER)
    assert answer.signer == asked(real, exercise=False).signer
    assert seal(unsealed(real), real_keys.chain, real_keys.key).digest == asked(real).digest


def certificate(pem, number):
    return x509.load_pem_x509_certificates(pem.encode())[number]


def chained(signer, root):
    pem = serialization.Encoding.PEM
    return (signer.public_bytes(pem) + root.public_bytes(pem)).decode()


def test_a_signer_of_another_root_or_the_root_itself_or_no_chain(real, real_keys):
    other = story.signing(story.REAL_OFFICE)
    mixed = chained(certificate(other.chain, 0), certificate(real_keys.chain, 1))
    selves = chained(certificate(real_keys.chain, 1), certificate(real_keys.chain, 1))
    for chain, key in ((mixed, other.key), (selves, real_keys.root_key)):
        forged = seal(unsealed(real), chain, key).pdf
        assert not asked(forged, exercise=False, root_sha256=real_keys.root_sha256).ok
    # A key that is not the certificate's.
    forged = seal(unsealed(real), real_keys.chain, other.key).pdf
    answer = asked(forged, exercise=False, root_sha256=real_keys.root_sha256)
    assert answer.word is Word.ALTERED


def issued(keys, office=story.REAL_OFFICE, **settings):
    """A certificate by the true root that no office would make."""
    key = ec.generate_private_key(ec.SECP256R1())
    root = certificate(keys.chain, 1)
    root_key = serialization.load_pem_private_key(keys.root_key.encode(), None)
    usage = signing._usage(signs_certificates=settings.get("signs", False))
    built = (
        signing._builder(
            settings.get("marked", office),
            signing._name(settings.get("marked", office), "Theo Sample"),
            root.subject,
            key,
            settings.get("begins", story.NOW - timedelta(days=1)),
            settings.get("years", 1),
        )
        .add_extension(x509.BasicConstraints(settings.get("ca", False), None), critical=True)
        .add_extension(usage, critical=True)
        .sign(root_key, hashes.SHA256())
    )
    return chained(built, root), signing._secret_pem(key)


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({}, Word.UNCHANGED),
        ({"ca": True}, Word.UNKNOWN_SIGNER),
        ({"signs": True}, Word.UNKNOWN_SIGNER),
        ({"begins": story.NOW + timedelta(days=1)}, Word.UNKNOWN_SIGNER),
        ({"begins": story.NOW - timedelta(days=400)}, Word.UNKNOWN_SIGNER),
        ({"marked": story.OFFICE}, Word.EXERCISE),
    ],
)
def test_the_true_root_vouches_only_for_advocates_of_now(real, real_keys, settings, word):
    chain, key = issued(real_keys, **settings)
    pdf = seal(unsealed(real), chain, key).pdf
    answer = asked(pdf, exercise=False, root_sha256=real_keys.root_sha256)
    assert (answer.ok, answer.word) == (word is Word.UNCHANGED, word)


def test_an_exercise_root_with_a_half_marked_signer_is_neither(packet, keys):
    chain, key = issued(keys, marked=story.REAL_OFFICE)
    pdf = seal(unsealed(packet), chain, key).pdf
    assert asked(pdf).word is Word.NOT_EXERCISE
    assert asked(pdf, exercise=False, root_sha256=keys.root_sha256).word is Word.EXERCISE


def test_time_is_judged_at_signing_and_now(real, real_keys):
    pinned = {"exercise": False, "root_sha256": real_keys.root_sha256}
    for years, ok in ((9, True), (11, False), (21, False)):
        moment = story.NOW + timedelta(days=365 * years)
        assert verify(real, now=moment, **pinned).ok is ok
    early = story.NOW - timedelta(days=2)
    assert verify(real, now=early, **pinned).word is Word.UNKNOWN_SIGNER
    assert "future" in verify(real, now=early, **pinned).sentence


def test_the_marks_in_keys_and_packet_are_the_same():
    for name in ("EXERCISE_ORGANIZATION", "EXERCISE_UNIT", "EXERCISE_POLICY"):
        assert getattr(signing, name) == getattr(identity, name)


def test_only_a_sample_office_gets_marked_certificates(keys, real_keys):
    for number in (0, 1):
        assert identity.marks(certificate(keys.chain, number)) == 3
        assert identity.marks(certificate(real_keys.chain, number)) == 0


def test_an_office_with_a_difficult_name_still_gets_certificates():
    for name in ("é" * 100, "", "\0\n", "O=EXERCISE, CN=x", "张" * 90):
        office = msgspec.structs.replace(story.REAL_OFFICE, name=name)
        made = story.signing(office)
        assert identity.is_office(identity.Pair(*x509.load_pem_x509_certificates(
            made.chain.encode())))  # fmt: skip


@pytest.mark.parametrize("key", ["", "not a key", "-----BEGIN PRIVATE KEY-----\nAA==\n-----END "])
def test_a_damaged_key_is_one_sentence(real, real_keys, key):
    with pytest.raises(SealingError, match="damaged"):
        seal(unsealed(real), real_keys.chain, key)


def test_a_file_that_was_not_prepared_is_not_signed(real, real_keys):
    for file in (b"", b"%PDF-1.7\n", real, unsealed(real) + b"/ByteRange"):
        with pytest.raises(SealingError, match="again"):
            seal(file, real_keys.chain, real_keys.key)
