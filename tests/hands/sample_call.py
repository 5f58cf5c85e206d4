"""The sample call: what an advocate hears and types, and what the live side has to say about it."""

from datetime import UTC, datetime, timedelta, timezone

from hotline_desktop.models.around import Around, Nearby, OnDuty
from hotline_desktop.models.contact import AgencyKind, Contact, Phone, Verification
from hotline_desktop.models.place import Place
from hotline_desktop.models.protocol import Area, Choice, Deadline, Do, Protocol, Step
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.topic import Topic
from tests.hands.intake_hands import IntakeHands

NIGHT = datetime(2026, 11, 21, 4, 18, tzinfo=UTC)
TAKEN = datetime(2026, 11, 21, 4, 4, tzinfo=UTC)
EASTERN = timezone(timedelta(hours=-5), "EST")

_MAHONING = {"county_fips": "39099", "county": "Mahoning", "state": "OH"}
_ZONE = "America/New_York"

PROTOCOL = Protocol(
    id="hotel-mahoning",
    title="Trafficking at a hotel, Mahoning County",
    version=7,
    effective_from=datetime(2026, 1, 1, tzinfo=UTC),
    area=Area("Mahoning County, Ohio", ("OH",), ("39099",)),
    topics=(Topic.HOTEL,),
    steps=(
        Step(1, Do.CALL, who="County dispatch, supervisor", within=Deadline(15, "within 15 min")),
        Step(2, Do.CALL, who="Task-force night desk", within=Deadline(20, "no answer in 5 min")),
        Step(3, Do.SEND_PACKET, who="County sheriff, detectives"),
    ),
)


def _contact(identity: str, agency: str, desk: str, phone: str, verified: bool) -> Contact:
    return Contact(
        id=identity,
        agency=agency,
        kind=AgencyKind.TASK_FORCE,
        desk=desk,
        phones=(Phone(phone),),
        verification=Verification(NIGHT - timedelta(days=9), "ines", "called back")
        if verified
        else None,
        **_MAHONING,
    )


def _provider(identity: str, name: str, service: str, confidential: bool = False) -> Provider:
    return Provider(
        id=identity,
        organisation=name,
        service=service,
        city="Youngstown",
        state="OH",
        area="Mahoning County",
        confidential=confidential,
    )


_HERE = NIGHT.astimezone(EASTERN)

AROUND = Around(
    places=(
        Place("hotel off I-80, near Youngstown", **_MAHONING, timezone=_ZONE),
        Place(
            "hotel off I-80, near Youngstown",
            county_fips="39155",
            county="Trumbull",
            state="OH",
            timezone=_ZONE,
        ),
    ),
    chosen=(
        Choice(
            PROTOCOL,
            "Because the place is in Mahoning County, Ohio and it is about a hotel; "
            "“Ohio, any trafficking” covers a larger area.",
        ),
    ),
    duty=(
        OnDuty(
            _contact("c1", "Valley Task Force", "night desk", "330-555-0142", True),
            _HERE,
            True,
            _HERE.replace(day=21, hour=6, minute=0),
        ),
        OnDuty(
            _contact("c2", "Example County Sheriff", "detectives", "330-555-0119", False),
            _HERE,
            False,
        ),
    ),
    help=(
        Nearby(_provider("p1", "Lantern House", "safe housing, women", True), True, None, 9.2),
        Nearby(
            _provider("p2", "Steel Valley Legal Advocacy", "protection orders"), None, None, 4.1
        ),
        Nearby(_provider("p3", "Riverbend Clinic", "medical, forensic nurse"), False, None, 6.0),
    ),
)


def play(hands: IntakeHands, inside: bool = False) -> IntakeHands:
    """Play the whole call, as it is told, up to the moment it can be kept.

    ``inside`` the whole desk the live side answers by itself; alone a page gets AROUND for it.
    """
    if not inside:
        page = hands.page
        page.paused.connect(
            lambda draft: page.show_around(AROUND if draft.place.words else Around())
        )
    hands.chooses("can_talk", "overheard")
    hands.takes("topics", "Sex", "Hotel", "State lines")
    hands.types("place.words", "hotel off I-80, near Youngstown")
    hands.takes("place.county", "Mahoning, OH")
    hands.types("place.detail", "second floor, ice machine at the stairs")
    hands.types("place.said_by", "the caller")
    hands.types("place.at", "now")
    hands.chooses("urgency", "danger_now")
    hands.ticks("mandated_notice_read")
    hands.takes("signaler.role", "Herself")
    hands.chooses("safe_contact.way", "text")
    hands.types("safe_contact.number", "330-555-0188")
    hands.types("safe_contact.until", "midnight")
    hands.chooses("hazards.weapons", "said")
    hands.types("hazards.weapons.note", "may be in the room")
    hands.types("hazards.weapons.source", "the caller")
    hands.types("approach", "No uniforms or lights at the door. Plain clothes, a woman first.")
    hands.says("He has my ID. I don't know where he put it.", "W")
    hands.says("They drove me over from another state, three days ago.")
    hands.says("If they come with lights on he'll say it was me.")
    hands.says("There is another girl in the next room. She did not want to come either.")
    hands.says("A man in the next room lets nobody past.", "S")
    hands.says("Sounds younger than she says.", "I")
    hands.adds_person("the caller")
    hands.takes("persons[0].roles", "Survivor")
    hands.types("persons[0].roles.survivor", "herself")
    hands.adds_person("young woman, next room")
    hands.takes("persons[1].roles", "At risk")
    hands.types("persons[1].roles.at_risk", "the caller")
    hands.adds_person("man at the door")
    hands.takes("persons[2].roles", "Complicit")
    hands.types("persons[2].roles.complicit", "the caller")
    for item in ("approach", "place", "hazards", "persons", "statements"):
        hands.chooses(f"release.{item}", "said")
    hands.chooses("release.names", "denied")
    hands.takes("release.audience", "Any police who can come")
    hands.takes("release.excluded", "Immigration")
    hands.chooses("release.form", "verbal_noted")
    hands.types("release.words", "Any police who can come tonight, not immigration. Not my name.")
    hands.types("release.until", "06:00")
    return hands.ticks("release.read_back")
