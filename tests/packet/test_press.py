import subprocess
import sys

import msgspec
import pytest

from hotline_desktop import child
from hotline_desktop.errors import HotlineError
from hotline_desktop.packet import finish
from hotline_desktop.packet.check import verify
from hotline_desktop.packet.press import (
    Pressed,
    PressJob,
    Preview,
    PreviewJob,
    answer,
    press,
    preview,
)
from hotline_desktop.packet.verdict import Word
from tests.packet import reading, story

MODULE = "hotline_desktop.packet.press"


def asked_child(job, kind):
    request = msgspec.json.encode(job)
    frames = child.run(MODULE, request, address_space=2 * 1024**3, seconds=60)
    return msgspec.json.decode(b"".join(frames), type=kind)


def test_the_child_presses_what_a_stranger_accepts(keys):
    told = story.referral()
    pressed = asked_child(story.job(told, keys), Pressed)
    assert pressed.ok
    later = verify(pressed.pdf, exercise=True, now=story.NOW, root_sha256=keys.root_sha256)
    assert later.ok
    assert later.digest == pressed.digest == pressed.verdict.digest
    pages = reading.poppler_pages(pressed.pdf)
    assert reading.content(pages, told) == reading.intended(told)


def test_the_child_draws_the_pages():
    drawn = asked_child(PreviewJob(story.referral(), 400), Preview)
    assert drawn.pages == preview(PreviewJob(story.referral(), 400))
    assert len(drawn.pages) == 2


def test_a_job_survives_its_journey(keys):
    job = story.job(story.referral(), keys)
    assert msgspec.json.decode(msgspec.json.encode(job), type=PressJob | PreviewJob) == job
    (made,) = answer(msgspec.json.encode(job), lambda _: None)
    assert msgspec.json.decode(made, type=Pressed).ok


def test_no_key_no_packet(keys):
    broken = msgspec.structs.replace(story.job(story.referral(), keys), key="nothing")
    with pytest.raises(HotlineError, match="damaged"):
        asked_child(broken, Pressed)


@pytest.mark.parametrize("change", [{"root_sha256": "00" * 32}, {"key": None}])
def test_what_does_not_pass_the_strict_rule_is_not_handed_out(keys, change):
    if change == {"key": None}:
        change = {"key": story.signing().key}
    pressed = press(msgspec.structs.replace(story.job(story.referral(), keys), **change))
    assert not pressed.ok
    assert pressed.pdf == b""
    assert pressed.digest == ""


def test_a_sample_and_a_real_office_cannot_borrow_each_others_keys(keys, real_keys):
    sample, real = story.referral(), story.referral(office=story.REAL_OFFICE)
    assert press(story.job(sample, real_keys)).verdict.word is Word.NOT_EXERCISE
    assert press(story.job(real, keys)).verdict.word is Word.EXERCISE
    assert press(story.job(real, real_keys)).ok


def test_another_number_in_the_file_than_in_the_job_is_not_handed_out(keys, monkeypatch):
    told = story.referral()
    other = msgspec.structs.replace(told, packet="P-26-9999")
    real_finish = finish.finish
    monkeypatch.setattr(finish, "finish", lambda laid, _, *more: real_finish(laid, "P-1", *more))
    assert not press(story.job(other, keys)).ok


QUIET = """
import socket, sys
from hotline_desktop.packet import press
from tests.packet import story
seen = []
def refuse(event, arguments):
    if event.startswith("socket."):
        seen.append(event)
        raise PermissionError(event)
sys.addaudithook(refuse)
assert press.press(story.job(story.referral(), story.signing())).ok
assert press.preview(press.PreviewJob(story.referral(), 300))
assert seen == [], seen
try:
    socket.create_connection(("127.0.0.1", 9))
except PermissionError:
    pass
assert seen, "the hook sees nothing"
print("quiet")
"""


def test_no_socket_of_any_kind_while_a_packet_is_made():
    done = subprocess.run(
        [sys.executable, "-c", QUIET], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == "quiet", done.stderr


def test_the_values_of_the_room_cost_the_session_no_pdf_library_and_know_no_other_room():
    code = (
        "import sys, hotline_desktop.packet.press, hotline_desktop.packet.check, "
        "hotline_desktop.packet.contents; "
        "print([m for m in sys.modules if m.startswith('hotline_desktop.') and m.split('.')[1] "
        "in {'vault', 'keys', 'ui', 'actions', 'places', 'exchange', 'app'}"
        " or m in {'PySide6', 'sqlcipher3', 'pyhanko', 'reportlab', 'pikepdf', 'PIL'}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
