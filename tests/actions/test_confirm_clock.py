"""Only an administrator's word takes an hour that was wrong off the account, and it is kept."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from hotline_desktop.actions.change_keys import NotAllowedError
from hotline_desktop.actions.confirm_clock import ConfirmClock
from hotline_desktop.models.office import Role
from hotline_desktop.vault import trail, trail_head
from tests.hands.office import NIGHT

AHEAD = NIGHT + timedelta(days=365)


@pytest.fixture
def once_ahead(bare):
    with bare.vault.transaction() as connection:
        trail.add(connection, AHEAD, bare.advocate.id, "search", bare.office.id)
    assert trail_head.latest(bare.vault) == AHEAD
    return bare


def test_the_hour_counts_no_more_and_stands_in_the_trail(once_ahead):
    assert ConfirmClock(once_ahead)() == NIGHT
    assert trail_head.latest(once_ahead.vault) == NIGHT
    line = trail.lines(once_ahead.vault)[0]
    assert (line.act, line.at, line.who) == ("clock_right", NIGHT, once_ahead.advocate.id)
    assert line.detail == AHEAD.isoformat()


def test_what_comes_later_counts_again(once_ahead):
    ConfirmClock(once_ahead)()
    later = NIGHT + timedelta(days=2)
    with once_ahead.vault.transaction() as connection:
        trail.add(connection, later, once_ahead.advocate.id, "search", once_ahead.office.id)
    assert trail_head.latest(once_ahead.vault) == later


def test_an_advocate_cannot_say_it(once_ahead):
    advocate = msgspec.structs.replace(once_ahead.advocate, role=Role.ADVOCATE)
    with pytest.raises(NotAllowedError):
        ConfirmClock(replace(once_ahead, advocate=advocate))()
    assert trail_head.latest(once_ahead.vault) == AHEAD
