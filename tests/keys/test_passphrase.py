import pytest

from hotline_desktop.keys.passphrase import (
    PassphraseRefusedError,
    generated,
    generated_bits,
    refuse_weak,
    strength,
)


@pytest.mark.parametrize(
    "weak",
    [
        "passwordpassword1",
        "qwertyuiopasdfgh",
        "iloveyouiloveyou",
        "123456789012345",
        "abcabcabcabcabcabc",
        "Youngstown Youngstown office",
    ],
)
def test_what_somebody_would_try_first_is_refused(weak):
    with pytest.raises(PassphraseRefusedError, match="first that somebody would try"):
        refuse_weak(weak, ("Youngstown office",))
    assert strength(weak, ("Youngstown office",)).words == "Easy to guess"


def test_generated_words_are_strong_and_never_the_same():
    drawn = {generated() for _ in range(50)}
    assert len(drawn) == 50
    assert generated_bits() > 75
    for words in drawn:
        assert len(words.split()) == 6
        refuse_weak(words)


def test_strength_is_told_while_typing():
    assert strength("").words == ""
    assert strength("orange").words == "9 more characters"
    assert strength("orange ladder quiet river").enough
    assert strength("x" * 100_000).enough is False  # and does not hang
