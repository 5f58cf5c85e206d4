"""The main job end to end, by keyboard alone, and what strangers' tools say about the packet."""

import subprocess

import pikepdf
import pytest

from hotline_desktop.actions.fill_sample import sample_call
from hotline_desktop.actions.make_packet import Gathered, MakePacket, Wish
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.actions.verify_packet import verify_packet
from hotline_desktop.models.noun import Refusal
from hotline_desktop.vault import check, packets, situations, trail
from tests.hands.office import NIGHT, PASSPHRASE
from tests.journeys.play import play

DESK = "valley-task-force-night"


def test_a_call_becomes_a_signed_packet(qtbot, sample_template, test_world, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    folder = sample_template.copy(tmp_path / "office")
    played, hands = play(qtbot, folder, out, test_world.world(), PASSPHRASE, print)
    print(f"{played.keys} keys beyond typed text, {len(played.pictures)} pages seen")
    try:
        office = hands.session._office
        (made,) = packets.lines(office.vault)
        (line,) = packets.ledger(office.vault)
        verdict = verify_packet(played.packet, exercise=True)
        assert verdict.ok, verdict.sentence
        assert verdict.digest == line.digest == made.digest
        assert packets.pdf(office.vault, made.id) == played.packet.read_bytes()
        assert set(line.items) == {"approach", "place", "hazards", "persons", "statements"}
        assert [row.act for row in trail.lines(office.vault)].count("make_packet") == 1
        assert check.findings(office.vault) == ()
        assert len(situations.lines(office.vault)) == 4
    finally:
        hands.leaves()
    said = subprocess.run(["pdfsig", played.packet], capture_output=True, text=True, check=False)
    assert "Total document signed" in said.stdout
    assert "Signature is Valid" in said.stdout
    text = subprocess.run(
        ["pdftotext", "-layout", played.packet, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "No uniforms or lights at the door." in text
    assert "EXERCISE" in text
    assert "330-555-0188" not in text, "her number was not released"
    with pikepdf.open(played.packet) as pdf:
        assert list(pdf.attachments) == ["referral.json"]


@pytest.fixture
def kept(request):
    def keep(desk):
        return TakeSignal(desk)(sample_call(NIGHT))

    return keep


def test_hotline_lets_it_out(sample, kept):
    gathered = MakePacket(sample).gather(Wish(kept(sample).id, DESK))
    assert isinstance(gathered, Gathered)


def test_strict_says_why_not_yet(strict, kept):
    answer = MakePacket(strict).gather(Wish(kept(strict).id, DESK))
    assert isinstance(answer, Refusal)
    assert "strict" in answer.sentence
    assert "written release" in answer.sentence
    assert packets.ledger(strict.vault) == ()
