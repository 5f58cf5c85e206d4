"""From the wish to the file: decided twice, recorded before it appears, never half."""

from datetime import timedelta

import msgspec
import pytest

from hotline_desktop.actions.fill_sample import sample_call
from hotline_desktop.actions.make_packet import Gathered, MakePacket, OvertakenError, Wish
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.noun import Refusal
from hotline_desktop.vault import check, packets
from tests.hands.office import NIGHT

DESK = "valley-task-force-night"


@pytest.fixture
def situation(sample):
    return TakeSignal(sample)(sample_call(NIGHT))


@pytest.fixture
def pressed(sample, situation):
    verb = MakePacket(sample)
    gathered = verb.gather(Wish(situation.id, DESK))
    assert isinstance(gathered, Gathered)
    return verb, gathered, verb.press(verb.job(gathered))


def nothing_left(sample, folder):
    assert packets.ledger(sample.vault) == ()
    assert packets.lines(sample.vault) == ()
    assert list(folder.iterdir()) == []


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "stick"
    made.mkdir()
    return made


def test_it_is_recorded_and_placed(sample, pressed, folder):
    verb, gathered, made = pressed
    line = verb.record(gathered, made, folder / "a.pdf")
    assert [file.name for file in folder.iterdir()] == ["a.pdf"]
    assert (folder / "a.pdf").read_bytes() == made.pdf
    assert line.digest == made.digest
    assert check.findings(sample.vault) == ()


def test_a_withdrawal_while_it_is_signed_stops_it(sample, situation, pressed, folder, test_world):
    verb, gathered, made = pressed
    test_world.clock.goes(minutes=1)
    release = msgspec.structs.replace(
        situation.draft.release, withdrawn_at=sample.world.now() - timedelta(seconds=1)
    )
    draft = msgspec.structs.replace(situation.draft, release=release)
    TakeSignal(sample)(draft, situation.id)
    with pytest.raises(OvertakenError, match="changed while"):
        verb.record(gathered, made, folder / "a.pdf")
    nothing_left(sample, folder)


def test_a_release_that_runs_out_while_it_is_signed_stops_it(sample, pressed, folder, test_world):
    verb, gathered, made = pressed
    test_world.clock.goes(days=2)
    with pytest.raises(OvertakenError):
        verb.record(gathered, made, folder / "a.pdf")
    nothing_left(sample, folder)


def test_a_change_of_the_situation_while_it_is_signed_stops_it(sample, situation, pressed, folder):
    verb, gathered, made = pressed
    TakeSignal(sample)(msgspec.structs.replace(situation.draft, approach="other"), situation.id)
    with pytest.raises(OvertakenError):
        verb.record(gathered, made, folder / "a.pdf")
    nothing_left(sample, folder)


@pytest.mark.parametrize("name", ["there.pdf", "no/such/folder.pdf", "x" * 300])
def test_a_file_that_cannot_be_made_records_nothing(sample, pressed, folder, name):
    verb, gathered, made = pressed
    (folder / "there.pdf").write_bytes(b"mine")
    with pytest.raises(BadInputError):
        verb.record(gathered, made, folder / name)
    assert packets.ledger(sample.vault) == ()
    assert (folder / "there.pdf").read_bytes() == b"mine"
    assert [file.name for file in folder.iterdir()] == ["there.pdf"]


def test_what_a_killed_try_left_does_not_block_the_name(sample, pressed, folder):
    verb, gathered, made = pressed
    (folder / ".a.pdf.part").write_bytes(b"")
    verb.record(gathered, made, folder / "a.pdf")
    assert [file.name for file in folder.iterdir()] == ["a.pdf"]


def test_the_previewed_code_is_the_exported_code(sample, situation, test_world):
    verb = MakePacket(sample)
    first = verb.gather(Wish(situation.id, DESK))
    test_world.clock.goes(minutes=3)
    second = verb.gather(Wish(situation.id, DESK))
    assert first.referral.receipt_code == second.referral.receipt_code


def test_no_basis_no_packet(sample, situation):
    draft = msgspec.structs.replace(situation.draft, release=type(situation.draft.release)())
    bare = TakeSignal(sample)(draft)
    assert isinstance(MakePacket(sample).gather(Wish(bare.id, DESK)), Refusal)
