import io
import json
from collections import Counter

import msgspec
import pikepdf
import pytest

from hotline_desktop.models.consent import Item
from hotline_desktop.models.noun import decode, encode
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.person import Person, Role, RoleClaim
from hotline_desktop.models.referral import Referral
from hotline_desktop.models.statement import Statement, StatementKind
from hotline_desktop.packet.finish import finish
from hotline_desktop.packet.layout import BAND, intended_text, lay_out, page_furniture
from hotline_desktop.packet.preview import draw
from hotline_desktop.packet.wording import EXERCISE
from tests.packet import reading, story


def made(told: Referral) -> bytes:
    return finish(lay_out(told), told.packet, told.made_at, story.NOW, encode(told))


@pytest.mark.parametrize("items", [story.SAFE, tuple(Item), (Item.HAZARDS,)])
def test_the_pages_show_the_intended_text_and_nothing_more(items):
    told = story.referral(items)
    pdf = made(told)
    for pages in (reading.poppler_pages(pdf), reading.pdfium_pages(pdf)):
        assert reading.content(pages, told) == reading.intended(told)


def test_the_order_is_what_keeps_her_safe():
    text = reading.intended(story.referral(tuple(Item)))
    headings = (
        "What to do now, and how to approach",
        "Hazards",
        "Where",
        "Who is there",
        "How to call back safely",
        "Who called",
        "What was said",
        "The advocate's account",
        "Help nearby, if help is wanted",
        "How to reach the advocate",
        "Why you are told this, and how to handle it",
    )
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


def test_what_was_said_keeps_its_form():
    lines = intended_text(story.referral())
    assert "The caller, own words, 23:05. “He has my ID.”" in lines
    assert "The caller, in short, 23:12. Came by car. (happened: 3 days ago)" in lines
    assert "Advocate's inference, 23:15. May be younger than she says." in lines


def test_an_old_observation_warns_and_a_fresh_one_gives_its_age():
    fresh = reading.intended(story.referral())
    assert "Said by the caller, 23:07, 17 minutes before this page was made." in fresh
    assert "may have been moved" not in fresh
    place = Observation(words="a hotel", said_by="a friend", at=story.at(21, 4))
    old = reading.intended(story.referral(place=place))
    assert "Said by a friend, 21:04, 2 hours 20 minutes before this page was made." in old
    assert "people may have been moved since" in old


def test_every_page_says_for_whom_which_page_and_exercise():
    statements = tuple(Statement(f"line {n} " * 30) for n in range(40))
    told = story.referral(statements=statements)
    pages = reading.poppler_pages(made(told))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert BAND in page
        assert f"P-26-0414 for {told.recipient.name()}" in page
        assert f"Questions: 330 555-0100 Page {number} of {len(pages)}" in reading.words(page)
    assert EXERCISE in reading.words(pages[0])


def test_a_real_packet_never_says_exercise():
    told = story.referral(office=story.REAL_OFFICE)
    assert b"EXERCISE" not in "".join(reading.poppler_pages(made(told))).upper().encode()


def test_the_attached_json_is_the_same_content():
    told = story.referral(tuple(Item))
    with pikepdf.open(io.BytesIO(made(told))) as pdf:
        (name,) = pdf.attachments
        content = pdf.attachments[name].get_file().read_bytes()
    assert name == "referral.json"
    assert decode(Referral, content) == told
    assert content == encode(told)
    assert json.loads(content)["receipt_code"] == told.receipt_code


def test_every_word_of_the_content_stands_on_the_pages():
    """The JSON has nothing that the reader of the page does not see."""
    told = story.referral(tuple(Item))
    text = reading.words(" ".join(reading.poppler_pages(made(told)))).casefold()
    told = msgspec.structs.replace(told, approach=reading.words(told.approach))
    coded = {"format", "made_at", "timezone", "heard_at", "at", "kind", "state", "role", "way"}
    coded |= {"voicemail", "minor", "exercise", "hazards_not_asked"}

    def walk(value: object, key: str) -> None:
        if key in coded:
            return
        if isinstance(value, dict):
            for name, each in value.items():
                walk(each, name)
        elif isinstance(value, list):
            for each in value:
                walk(each, key)
        else:
            assert reading.words(str(value)).casefold() in text, key

    walk(json.loads(encode(told)), "")


HOSTILE = {
    "markup": "<img src='/etc/hostname'/> <b>bold</b> <para>x</para>",
    "entities": "&lt;script&gt; &amp; &#x41; &nbsp;",
    "rtl override": "abc \u202egnp.exe\u202c def",
    "isolates": "\u2066hidden\u2069 \u200e \u200f \u061c",
    "nul and controls": "a\x00b\x07c\x1bd\x7fe\x85f",
    "invisible": "zero\u200bwidth\ufeff soft\u00adhyphen \u2060 \U000e0041tag",
    "scripts": "Nguyễn Thị Hường, José Ibáñez, Wójcik, Иванова, Ελένη",
    "han": "证人 张伟 酒店",
    "emoji": "help 😀 👩‍👧 🇺🇸 ✓ ☐ →",
    "spaces": "a\u00a0b\u2003c\u3000d\u2028e\tf",
    "pdf syntax": "(parens) \\backslash\\ ) Tj ET endstream endobj %%EOF /ByteRange [ 0 1 2 3 ]",
    "braces": "{0} %s ${x} `id` $(id)",
    "private": "\ue000 \U0010ffff \ufdd0",
    "combining": "e\u0301\u0323\u0302 Z\u0351\u0352",
    "decomposed": "Jose\u0301",
    "one word": "x" * 20_000,
    "many words": "word " * 4_000,
    "lines": "line\n" * 300,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(kind):
    text = HOSTILE[kind]
    short = text[:300]
    person = Person(short, (RoleClaim(Role.WITNESS, short),), description=short, name=short)
    told = story.referral(
        tuple(Item),
        approach=text,
        narrative=text,
        place=Observation(words=text[:5_000], said_by=text[:900]),
        persons=(person,),
        statements=(Statement(text, text[:200], StatementKind.VERBATIM),),
    )
    pdf = made(told)
    pages = reading.poppler_pages(pdf)
    assert reading.content(pages, told, reading.solid) == reading.intended(told, reading.solid)
    assert not any(c in "".join(pages) for c in "\u202e\u2066\u200b\ufeff\x00\x07\x1b\u00ad")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert not any("/XObject" in page.Resources for page in opened.pages)
        assert not opened.get_warnings()


def test_a_row_longer_than_a_page_loses_nothing():
    text = "".join(f"{n} " for n in range(3_000))
    claim = RoleClaim(Role.WITNESS, text)
    told = story.referral(persons=(Person(text, (claim,), description=text),))
    pages = reading.poppler_pages(made(told))
    # Each page shows its part of all three columns, so only the order differs.
    shown = reading.content(pages, told, reading.solid)
    assert Counter(shown) == Counter(reading.intended(told, reading.solid))


def test_what_cannot_be_drawn_is_named_by_its_number():
    lines = intended_text(story.referral(approach="a\u202eb 张 \x00 ✓"))
    assert "a[U+202E]b [U+5F20] [U+0000] ✓" in lines


def test_a_recipient_with_an_endless_name_still_fits_the_foot():
    told = story.referral()
    recipient = msgspec.structs.replace(told.recipient, agency="W" * 20_000)
    told = msgspec.structs.replace(told, recipient=recipient, office_phone="9" * 300)
    foot, number = page_furniture(told, 1, 2)[1:]
    assert foot.endswith("…")
    assert len(foot) < 80
    assert len(number) < 80


def test_two_hundred_statements_and_persons():
    statements = tuple(Statement(f"statement {n} " * 8, "The caller") for n in range(200))
    persons = tuple(
        Person(f"Person {n}", (RoleClaim(Role.AT_RISK, f"source {n}"),)) for n in range(200)
    )
    told = story.referral(statements=statements, persons=persons)
    pages = reading.poppler_pages(made(told))
    assert reading.content(pages, told) == reading.intended(told)


def test_fonts_are_embedded_subsets_and_nothing_is_drawn_untagged():
    with pikepdf.open(io.BytesIO(made(story.referral(approach="tick ✓ done")))) as pdf:
        fonts = {str(f.BaseFont): f for p in pdf.pages for f in p.Resources.Font.values()}
        assert any("Symbols2" in name for name in fonts)
        for name, font in fonts.items():
            assert name[7] == "+", name
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font
        for page in pdf.pages:
            depth = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
                drawn = str(operator) in {"Tj", "TJ", "'", "f", "S", "B", "Do"}
                assert depth == 1 or not drawn, operands
            assert depth == 0


def test_the_structure_tree_reads_in_the_order_of_the_page():
    told = story.referral()
    with pikepdf.open(io.BytesIO(made(told))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-US"
        kinds = [str(kid.S) for kid in pdf.Root.StructTreeRoot.K.K]
        assert kinds[0] == "/H1"
        assert kinds.count("/Table") == 2
        assert kinds[-1] == "/Form"
        rows = next(k for k in pdf.Root.StructTreeRoot.K.K if str(k.S) == "/Table").K
        assert [str(cell.S) for cell in rows[0].K] == ["/TH", "/TD", "/TD"]
        meta = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>3" in meta
        assert "<pdfuaid:part>1" in meta
        assert str(pdf.docinfo["/Title"]) == "Referral packet P-26-0414"


def test_the_same_referral_gives_the_same_bytes():
    told = story.referral()
    assert made(told) == made(told)


def test_the_preview_draws_every_page():
    pages = draw(story.referral(), 700)
    assert len(pages) == len(reading.poppler_pages(made(story.referral())))
    for page in pages:
        assert page.startswith(b"\x89PNG")
        assert int.from_bytes(page[16:20], "big") in (699, 700, 701)
