"""One packet of a sample office and one of a real one, made once for all tests of a file."""

import pytest

from hotline_desktop.packet.press import press
from tests.packet import story


@pytest.fixture(scope="session")
def keys():
    return story.signing()


@pytest.fixture(scope="session")
def packet(keys):
    pressed = press(story.job(story.referral(), keys))
    assert pressed.ok
    return pressed.pdf


@pytest.fixture(scope="session")
def real_keys():
    return story.signing(story.REAL_OFFICE)


@pytest.fixture(scope="session")
def real(real_keys):
    pressed = press(story.job(story.referral(office=story.REAL_OFFICE), real_keys))
    assert pressed.ok
    return pressed.pdf
