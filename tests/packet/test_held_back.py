"""What was held back is nowhere in the signed file; each scan must catch a planted fault."""

import io
import secrets

import msgspec
import pikepdf
import pytest

from hotline_desktop.models.consent import Item
from hotline_desktop.models.hazard import Hazard, HazardKind
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.person import Person, Role, RoleClaim
from hotline_desktop.models.referral import Referral
from hotline_desktop.models.signal import ContactWay, SafeContact, Signaler, SignalerRole
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.statement import Statement
from hotline_desktop.models.tri import Tri
from hotline_desktop.packet.contents import gather
from hotline_desktop.packet.press import press
from tests.packet import reading, story


class Marked:
    """A call in which every field holds a canary of its own, kept by the item that lets it out."""

    def __init__(self, released: tuple[Item, ...]) -> None:
        self.canaries: dict[str, list[str]] = {}
        self.draft = self._draft(released)

    def mark(self, item: str) -> str:
        value = story.canary()
        self.canaries.setdefault(item, []).append(value)
        return value

    def number(self, item: str) -> str:
        value = "".join(secrets.choice("23456789") for _ in range(10))
        self.canaries.setdefault(item, []).append(value)
        return value

    def _draft(self, released: tuple[Item, ...]) -> Draft:
        mark = self.mark
        safe = story.release(released)
        return Draft(
            place=Observation(
                words=mark("place"),
                county=mark("place"),
                state=mark("place"),
                detail=mark("place"),
                said_by=mark("place"),
                at=story.at(23, 7),
                timezone="America/Denver",
                county_fips="08031",
            ),
            signaler=Signaler(SignalerRole.BYSTANDER, mark("signaler"), self.number("signaler")),
            safe_contact=SafeContact(
                ContactWay.TEXT,
                self.number("callback"),
                mark("callback"),
                mark("callback"),
                Tri.DENIED,
                mark("callback"),
            ),
            hazards=(
                Hazard(HazardKind.DOGS, Tri.SAID, mark("hazards"), mark("hazards")),
                Hazard(HazardKind.DRUGS, Tri.NOT_ASKED, mark("never"), mark("never")),
            ),
            approach=mark("approach"),
            persons=(
                Person(
                    mark("persons"),
                    (RoleClaim(Role.SURVIVOR, mark("persons")),),
                    age=mark("persons"),
                    description=mark("persons"),
                    name=mark("names"),
                ),
            ),
            statements=(
                Statement(mark("statements"), mark("statements"), happened=mark("statements")),
                Statement(mark("never"), mark("never"), happened=mark("never"), tell=False),
            ),
            narrative=mark("narrative"),
            release=msgspec.structs.replace(safe, words=mark("never")),
        )

    def told(self, released: tuple[Item, ...]) -> Referral:
        note = self.mark("never")
        recipient = msgspec.structs.replace(story.RECIPIENT, notes=note, address=note, source=note)
        providers = [
            msgspec.structs.replace(p, notes=note, source_id=note) for p in story.providers()
        ]
        kept = story.situation(self.draft)
        kept = msgspec.structs.replace(kept, id=self.mark("never"), number=self.mark("never"))
        found = gather(
            kept,
            story.disclosure(self.draft),
            recipient,
            providers,
            story.OFFICE,
            story.ADVOCATE,
            "P-26-0414",
            story.NOW,
        )
        assert isinstance(found, Referral), [p.field for p in found]
        return found

    def split(self, released: tuple[Item, ...]) -> tuple[list[str], list[str]]:
        out, held = [], []
        for item, values in self.canaries.items():
            (out if item in released else held).extend(values)
        return out, held


SETS = [
    story.SAFE,
    *[(item,) for item in Item if item is not Item.NAMES],
    (Item.PERSONS, Item.NAMES),
    tuple(Item),
]


@pytest.mark.parametrize("released", SETS, ids=lambda s: "+".join(s))
def test_what_was_held_back_is_nowhere_in_the_file_and_what_was_released_is(released):
    marked = Marked(released)
    told = marked.told(released)
    pressed = press(story.job(told, story.signing()))
    assert pressed.ok
    out, held = marked.split(released)
    assert reading.hits(pressed.pdf, [*out, *held]) == set(out)
    assert len(held) >= 8
    for street in ("Hidden Elm", "Barred Barn", "Lapsed Lodge", "Never Nook"):
        assert not reading.hits(pressed.pdf, [street])


PLACES = ("info", "metadata", "attachment", "stream", "name", "hidden string", "page")


@pytest.mark.parametrize("place", PLACES)
def test_the_scan_catches_a_planted_value(place):
    pressed = press(story.job(story.referral(), story.signing()))
    value = story.canary()
    with pikepdf.open(io.BytesIO(pressed.pdf)) as pdf:
        if place == "info":
            pdf.docinfo["/Subject"] = value
        elif place == "metadata":
            meta = pdf.Root.Metadata.read_bytes().replace(b"hotline-desktop", value.encode())
            pdf.Root.Metadata = pdf.make_stream(meta)
        elif place == "attachment":
            pdf.attachments["note.txt"] = value.encode()
        elif place == "stream":
            pdf.Root.Extra = pdf.make_stream(f"junk {value} junk".encode())
        elif place == "name":
            pdf.Root.Extra = pikepdf.Name(f"/{value}")
        elif place == "hidden string":
            pdf.Root.Extra = pikepdf.Array([pikepdf.String(value.encode("utf-16-be"))])
        else:
            page = pdf.pages[0]
            font = next(iter(page.Resources.Font.keys()))
            text = f"BT {font} 1 Tf 3 Tr 10 10 Td ({value}) Tj ET".encode()
            pdf.pages[0].contents_add(pdf.make_stream(text))
        out = io.BytesIO()
        pdf.save(out, compress_streams=True, recompress_flate=True)
    assert reading.hits(out.getvalue(), [value, story.canary()]) == {value}


def test_the_length_and_order_of_the_file_do_not_show_what_was_held_back():
    """Two calls that differ only in what is held back give the same packet but for signatures."""
    keys = story.signing()
    short = story.call()
    long = story.call(
        narrative="x" * 9_000,
        statements=(
            Statement("y" * 5_000, tell=False),
            *(s for s in short.statements if s.tell),
            Statement("z" * 5_000, tell=False),
        ),
        signaler=Signaler(SignalerRole.BYSTANDER, "Wilhelmina Longname-Example", "330 555-0188"),
    )
    one, two = (press(story.job(story.gathered(draft), keys)) for draft in (short, long))
    assert one.digest == two.digest
    assert len(one.pdf) == len(two.pdf)
