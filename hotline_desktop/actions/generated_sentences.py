"""What callers of a generated office say, from invented sentences; tells of nobody."""

from hotline_desktop.actions.generated_chance import Chance, Ground

LONGEST = 19_000
"""Characters of the longest narrative, below what a situation may hold."""

_WHO = (
    "she", "the woman", "her friend", "the man", "the driver", "a girl", "the cousin",
    "the manager", "a neighbor", "the recruiter", "an older woman", "the boss", "her sister",
    "the guard",
)  # fmt: skip
_DID = (
    "took her papers", "keeps the phone", "counts the money at night", "waits in the car",
    "does not let anybody out alone", "said she owes him", "moved them before dawn",
    "answers every call for her", "was hit", "was seen crying", "asked for a ride",
    "promised a job in a kitchen", "locks the door from outside", "posts the ads",
    "wants to leave and cannot say when", "has a key card", "speaks for everybody",
    "threatened the family at home", "had no shoes", "did not eat since yesterday",
)  # fmt: skip
_WHERE = (
    "at the motel off the interstate", "behind the laundry", "in a trailer on the farm",
    "at the truck stop", "in room {number}", "at the nail salon", "on the second floor",
    "at the restaurant kitchen", "in a house with the blinds down", "near the bus station",
    "on a fishing boat", "at the cannery", "in a gray van, plate FIC-{number}", "online only",
    "at a construction site", "in the basement", "by the river bridge", "at the massage parlor",
)  # fmt: skip
_WHEN = (
    "tonight", "since {number} days", "every weekend", "at about midnight", "last spring",
    "this morning", "for two years", "again", "when nobody looks", "on Tuesdays", "not any more",
)  # fmt: skip
_OTHER = (
    "The caller will not say who she is.", "Line went dead, called again.", "Wants no police.",
    "Explained what may be told and what not; she will think about it.", "Crying.",
    "Gave the code word.", "Safe to text until five.", "Child in the background.",
    "Not sure of the exit; there was a water tower.", "Third call about this place this month.",
    "Interpreter on the line.", "Asked for shelter for two.", "No answer to most questions.",
    "The same name as in an older report?", "Advocate’s note: does not sound coached.",
)  # fmt: skip
_ELSEWHERE = (
    "Dice que no puede salir sola y que él tiene su pasaporte.", "Quiere hablar con un abogado.",
    "Ella trabaja catorce horas y no le pagan.", "她说护照被老板拿走了。", "老板不让她出门。",
    "Она говорит, что паспорт забрали.", "Він забрав документи.", "Cô ấy nói không được ra ngoài.",
    "قالت إنها لا تستطيع الخروج وحدها.", "Li di patwon an pran papye li.",
    "여권을 빼앗겼다고 합니다.",
    "Elle dit qu’on lui a pris ses papiers à l’arrivée.", "पासपोर्ट मालिक के पास है।",
)  # fmt: skip
_LENGTHS = {0: 7, 1: 12, 3: 18, 6: 24, 11: 20, 20: 12, 40: 5.5, 90: 1.1, 400: 0.4}
"""Sentences a narrative has: many are short, a few are endless."""


def narrative(ground: Ground, chance: Chance) -> str:
    """Give a narrative, from nothing to many pages."""
    most = chance.of(_LENGTHS)
    count = chance.randint(most // 2 + 1, most) if most > 1 else most
    told = [sentence(ground, chance) for _ in range(count)]
    end = "\n\n" if count > 20 else " "
    return end.join(told)[:LONGEST]


def sentence(ground: Ground, chance: Chance) -> str:
    """Give one sentence, mostly in English."""
    thrown = chance.random()
    if thrown < 0.06:
        return chance.choice(_ELSEWHERE)
    if thrown < 0.22:
        return chance.choice(_OTHER)
    if thrown < 0.26:
        return f"Somebody called {chance.person()} from {ground.invented(chance)} is mentioned."
    number = str(chance.randint(1, 999))
    parts = (_WHO, _DID, _WHERE, _WHEN) if thrown < 0.6 else (_WHO, _DID, _WHERE)
    told = " ".join(chance.choice(part) for part in parts).replace("{number}", number)
    return f"{told[0].upper()}{told[1:]}."


def place(chance: Chance, town: str, state: str) -> str:
    """Give a place as a caller says it: exact at times, mostly not."""
    number = str(chance.randint(1, 999))
    where = chance.choice(_WHERE).replace("{number}", number)
    return chance.of(
        {
            f"{where}, {town}, {state}": 35,
            f"{town} {state}": 15,
            f"somewhere near {town}": 18,
            f"{where} in {town.lower()}": 17,
            where: 9,
            "unknown": 6,
        }
    )
