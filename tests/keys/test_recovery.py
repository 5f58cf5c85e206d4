import os
from itertools import combinations

import pytest

from hotline_desktop.keys import recovery
from hotline_desktop.keys.recovery import SharesRefusedError
from hotline_desktop.keys.sealing import SealBrokenError

KEY = os.urandom(32)


@pytest.fixture(scope="module")
def shares():
    return recovery.make_shares()


@pytest.fixture(scope="module")
def sealed(shares):
    return recovery.give("office", shares.public, KEY)


def test_any_two_of_three_give_the_key_in_any_order(shares, sealed):
    pairs = [pair for two in combinations(shares.words, 2) for pair in (two, two[::-1])]
    assert len(pairs) == 6
    for pair in pairs:
        assert recovery.open_with(sealed, "office", pair) == KEY


def test_as_written_by_hand(shares, sealed):
    first = "\n".join(f"{n}. {word.upper()}" for n, word in enumerate(shares.words[0].split(), 1))
    second = " ".join(word[:4] for word in shares.words[2].split())
    assert recovery.open_with(sealed, "office", (first, second)) == KEY


def test_one_share_tells_nothing(shares, sealed):
    for given in ((shares.words[0],), (shares.words[0], shares.words[0]), shares.words):
        with pytest.raises(SharesRefusedError, match="[Tt]wo different"):
            recovery.open_with(sealed, "office", given)


def test_a_mistyped_share_is_named(shares, sealed):
    words = shares.words[1].split()
    for wrong, match in (
        ([*words[:-1], "xylophon"], 'Share 2: "xylophon"'),
        (words[:-1], "Share 2 has 19"),
        ([words[1], words[0], *words[2:]], "Share 2 is mistyped"),
    ):
        with pytest.raises(SharesRefusedError, match=match):
            recovery.open_with(sealed, "office", (shares.words[0], " ".join(wrong)))


def test_shares_of_another_set_or_office_open_nothing(shares, sealed):
    other = recovery.make_shares()
    with pytest.raises(SharesRefusedError, match="not of one set"):
        recovery.open_with(sealed, "office", (shares.words[0], other.words[1]))
    with pytest.raises(SealBrokenError):
        recovery.open_with(sealed, "office", other.words[:2])
    with pytest.raises(SealBrokenError):
        recovery.open_with(sealed, "another office", shares.words[:2])


def test_every_start_of_four_letters_means_one_word():
    words = recovery.WORDLIST
    assert len({word[:4] for word in words}) == len(words) == 1024
    assert all(recovery.tidy(word[:4]) == word for word in words)
    assert recovery.tidy("academy") == "academy"  # not completed to another word
    assert recovery.unknown_words("academy acid") == ("academy",)
