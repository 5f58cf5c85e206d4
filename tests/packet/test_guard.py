import pytest

from hotline_desktop.models.consent import Item
from hotline_desktop.models.disclosure import Basis, BasisKind
from hotline_desktop.models.hazard import Hazard, HazardKind
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.person import Person, Role, RoleClaim
from hotline_desktop.models.referral import Referral
from hotline_desktop.models.signal import SafeContact, Signaler
from hotline_desktop.models.statement import Statement
from hotline_desktop.models.tri import Tri
from hotline_desktop.packet.guard import Secret, leaks
from tests.packet import story

NAME, PHONE = Item.NAMES, Item.CALLBACK


def found(text, **secret):
    return bool(leaks([("field", text)], [Secret(NAME, **secret)]))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ana", "Ana took it"),
        ("Ana", "she is ANA."),
        ("Ana", "ask for ana!"),
        ("Ana", "Ana's papers"),
        ("Ana", "A\u200bna"),
        ("Ana", "Àna"),
        ("José Ibáñez", "jose said so"),
        ("Jose Ibanez", "IBÁÑEZ"),
        ("Jose\u0301", "José"),
        ("Maribel Quennell", "maribel"),
        ("Maribel Quennell", "M-A-R-I-B-E-L"),
        ("Maribel Quennell", "m a r i b e l"),
        ("Maribel Quennell", "her handle is maribelquennell22"),
        ("Maribel Quennell", "maribel_22"),
        ("Maribel\nQuennell", "Maribel  \t Quennell"),
        ("O'Brien", "OBrien"),
        ("OBrien", "O\u2019Brien"),
        ("Łucja", "lucja"),
        ("Strauß", "STRAUSS"),
        ("Иванова", "ИВАНОВА"),
        ("张伟", "证人张伟在酒店"),
        ("Bo", "ask Bo"),
        ("May Example", "May took her papers"),
        ("White", "Mrs White"),
        ("Ｍａｒｉａ", "maria"),
    ],
)
def test_a_name_is_found_however_it_is_written(name, text):
    assert found(text, words=name, parts=True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ana", "a banana"),
        ("Ana", "An apple"),
        ("Ina", "in a hotel"),
        ("May Example", "she may run"),
        ("White", "a white van"),
        ("Young", "a young woman near Youngstown"),
        ("Li Bo", "the library is about bold"),
        ("", "anything at all"),
        ("--", "a -- b"),
        ("X", "room X"),
    ],
)
def test_other_words_are_no_names(name, text):
    assert not found(text, words=name, parts=True)


@pytest.mark.parametrize(
    ("phone", "text"),
    [
        ("330 555-0177", "call 3305550177"),
        ("330 555-0177", "+1 (330) 555.0177"),
        ("+13305550177", "330-555-0177"),
        ("330 555-0177", "only 555 0177"),
        ("330 555-0177 x12", "330/555/0177"),
        ("330 555-0177", "٣٣٠ ٥٥٥ ٠١٧٧"),
        ("330 555-0177", "330\u202f555\u20110177"),
        ("23373", "text 23373 now"),
    ],
)
def test_a_number_is_found_by_its_digits(phone, text):
    assert found(text, phone=phone)


@pytest.mark.parametrize(
    ("phone", "text"),
    [
        ("330 555-0177", "330 555-0178"),
        ("330 555-0177", "at 23:30 in room 555, since 01.77"),
        ("23373", "number 123373"),
        ("", "330 555-0177"),
        ("12", "room 12"),
    ],
)
def test_other_digits_are_no_number(phone, text):
    assert not found(text, phone=phone)


def _person(**fields):
    return Person("label", (RoleClaim(Role.WITNESS, "source"),), **fields)


VALUES = ("Maribel", "555-0177", "bluebird lamp")
PLACES = {
    "approach": lambda v: {"approach": f"say {v} first"},
    "hazards[0].note": lambda v: {
        "hazards": (Hazard(HazardKind.DOGS, Tri.SAID, f"x {v}", "caller"),)
    },
    "hazards[0].source": lambda v: {"hazards": (Hazard(HazardKind.DOGS, Tri.SAID, "", v),)},
    "place.words": lambda v: {"place": Observation(words=f"hotel of {v}")},
    "place.detail": lambda v: {"place": Observation(words="hotel", detail=v)},
    "place.said_by": lambda v: {"place": Observation(words="hotel", said_by=v)},
    "statements[0].words": lambda v: {"statements": (Statement(f"I told {v}"),)},
    "statements[0].who": lambda v: {"statements": (Statement("words", who=v),)},
    "statements[0].happened": lambda v: {"statements": (Statement("words", happened=v),)},
}


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("field", PLACES)
def test_a_held_back_value_in_any_text_is_a_problem_at_its_field(field, value):
    problems = story.gathered(story.call(**PLACES[field](value)))
    assert not isinstance(problems, Referral)
    assert {p.field for p in problems} == {field}
    for problem in problems:
        assert value not in problem.sentence
        assert "Maribel" not in repr(problem)


@pytest.mark.parametrize("field", ["label", "age", "description"])
def test_a_name_in_what_is_said_of_a_person_is_a_problem(field):
    quiet = {"label": "woman"} | {field: "Ostrowe"}
    person = Person(name="Tamsin Ostrowe", **quiet)
    (problem,) = story.gathered(story.call(persons=(person,)))
    assert problem.field == f"persons[0].{field}"
    claim = Person("woman", (RoleClaim(Role.WITNESS, "Tamsin"),), name="Tamsin Ostrowe")
    (problem,) = story.gathered(story.call(persons=(claim,)))
    assert problem.field == "persons[0].roles[0].source"


def test_the_reason_of_a_basis_is_looked_at_too():
    draft = story.call()
    told = story.gather(
        story.situation(draft),
        story.disclosure(draft, Basis(BasisKind.IMMINENT_DANGER, "Maribel is hurt")),
        story.RECIPIENT,
        (),
        story.OFFICE,
        story.ADVOCATE,
        "P-26-0414",
        story.NOW,
    )
    assert {p.field for p in told} == {"basis.reason"}


def test_a_released_value_may_stand_anywhere():
    everything = tuple(Item)
    assert isinstance(story.gathered(story.call(everything, approach="Maribel, 330 555-0177")),
                      Referral)  # fmt: skip


def test_a_number_released_for_calling_back_may_stand_although_the_caller_is_not_told():
    told = story.gathered(story.call((Item.CALLBACK,)))
    assert isinstance(told, Referral)
    (problem,) = story.gathered(story.call((Item.SIGNALER, Item.NAMES)))
    assert problem.field == "signaler.phone"


def test_a_place_that_was_held_back_may_not_come_in_by_a_statement():
    said = Statement("it is a hotel off interstate 80, near youngstown")
    (problem,) = story.gathered(story.call((Item.STATEMENTS,), statements=(said,)))
    assert problem.field == "statements[0].words"
    plain = Statement("it is a hotel")
    assert isinstance(story.gathered(story.call((Item.STATEMENTS,), statements=(plain,))), Referral)


def test_the_recipients_own_name_is_no_leak():
    ruth = (Person("woman", name="Ruth Okafor"),)
    quiet = {"signaler": Signaler(), "safe_contact": SafeContact()}
    assert isinstance(story.gathered(story.call(persons=ruth, **quiet)), Referral)
