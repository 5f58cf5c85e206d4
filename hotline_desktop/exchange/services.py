"""What words of foreign lists say about the kind of a service; a guess for filters, no vetting."""

import re

from hotline_desktop.models.service_kind import UNDER, Finer, ServiceKind

_FINER: tuple[tuple[Finer, str], ...] = (
    (Finer.YOUTH_SHELTER, r"youth shelter|runaway|shelters? for (youth|children|teens)|safe place"),
    (Finer.EMERGENCY_SHELTER, r"emergency (shelter|housing)|\bshelters?\b|crisis housing|refugio"
     r"|albergue|women'?s refuge"),
    (Finer.TRANSITIONAL_HOUSING, r"transitional (housing|living|program)|bridge housing"
     r"|safe ?house"),
    (Finer.LASTING_HOUSING, r"permanent (supportive )?housing|housing authority|section 8"
     r"|rapid re-?housing|affordable housing|rental"),
    (Finer.HOTEL_ROOM, r"(hotel|motel) (voucher|room)"),
    (Finer.FOOD_AND_CLOTHING, r"\bfood|meals?\b|pantry|clothing|clothes|groceries|hygiene"
     r"|diapers"),
    (Finer.TRANSPORT, r"transport|bus (pass|ticket)|\brides?\b"),
    (Finer.MONEY, r"financial (assist|aid|help)|emergency (cash|payments?)|utility assist"
     r"|help pay"),
    (Finer.COURT_COMPANION, r"court (accompan|advoca|companion)|victim advoca|victim witness"),
    (Finer.CASE_MANAGER, r"case manage|case work|social work|wrap-?around"),
    (Finer.ENGLISH_LESSONS, r"\besl\b|\besol\b|english (class|lesson|as a second|language learn)"),
    (Finer.SCHOOLING, r"\bged\b|tutor|school|literacy|\beducation|library|scholarship"),
    (Finer.LIFE_SKILLS, r"life skills|parenting|budgeting|financial literacy"),
    (Finer.JOB_TRAINING, r"job training|vocational|workforce|apprentice"),
    (Finer.JOB_SEARCH, r"job (search|placement|help)|employment|career|empleo"),
    (Finer.INTERPRETER, r"interpret|translat"),
    (Finer.IMMIGRATION_LAW, r"immigration|t-?visa|u-?visa|asylum|vawa|naturali[sz]ation|inmigraci"),
    (Finer.CRIMINAL_RECORD, r"vacatur|expunge|criminal (record|defen)|record sealing"),
    (Finer.FAMILY_LAW, r"family law|custody|divorce|protective order|restraining order"),
    (Finer.WAGES, r"wage (theft|claim)|unpaid wages|labor rights|workers'? rights"),
    (Finer.FORENSIC_EXAM, r"\bsane\b|sexual assault (nurse|exam|forensic)|rape kit|forensic exam"),
    (Finer.DENTIST, r"dental|dentist"),
    (Finer.HOSPITAL, r"hospital|emergency room|trauma center"),
    (Finer.CLINIC, r"clinic|health cent(er|re)|primary care|medical|pharmacy|physician"
     r"|\bhealth care"),
    (Finer.SUBSTANCE_USE, r"substance|detox|addiction|recovery|rehab|alcohol|\bdrug"),
    (Finer.PEER_SUPPORT, r"support group|peer (support|mentor|counsel)|survivor mentor"
     r"|group support"),
    (Finer.COUNSELLING, r"counsel|therap|mental health|behavio(u)?ral health|psych"
     r"|trauma[- ]informed"
     r"|consejer"),
    (Finer.CRISIS_LINE, r"hot ?line|crisis (line|intervention|center)|help ?line|24[- ]hour line"),
    (Finer.SAFETY_PLAN, r"safety plan"),
    (Finer.RELOCATION, r"relocat|repatriat"),
)  # fmt: skip
_WIDE: tuple[tuple[ServiceKind, str], ...] = (
    (ServiceKind.LEGAL, r"\blegal|attorney|lawyer|law (office|firm|center)|pro bono|\blaw\b"),
    (ServiceKind.HOUSING, r"housing|homeless|vivienda"),
    (ServiceKind.BASIC_NECESSITIES, r"basic (needs|necessit)|\bgoods\b|emergency assistance"),
    (ServiceKind.LANGUAGE, r"language (access|service|line)"),
    (ServiceKind.EMPLOYMENT, r"\bwork\b|\bjobs?\b"),
    (ServiceKind.EDUCATION, r"training and education|\bclasses\b"),
    (ServiceKind.MEDICAL_AND_DENTAL, r"\bhealth\b|nurs(e|ing)|disease|\bcare\b center"),
)
_FINER_RE = tuple((kind, re.compile(told, re.I)) for kind, told in _FINER)
_WIDE_RE = tuple((kind, re.compile(told, re.I)) for kind, told in _WIDE)
_LONGEST = 2000


def kinds_in(*words: str) -> tuple[tuple[ServiceKind, ...], tuple[Finer, ...]]:
    """Give the kinds that these words name, and the finer ones under them.

    A code of ours or of NIEM stands for itself.
    """
    text = " ; ".join(part for part in words if part)[:_LONGEST]
    if not text:
        return (), ()
    finer = [kind for kind, told in _FINER_RE if told.search(text)]
    kinds = dict.fromkeys(UNDER[kind] for kind in finer)
    kinds |= dict.fromkeys(kind for kind, told in _WIDE_RE if told.search(text))
    for part in re.split(r"\s*[;,|]\s*", text):
        code = part.casefold().replace(" ", "_")
        if code in frozenset(ServiceKind):
            kinds[ServiceKind(code)] = None
    return tuple(sorted(kinds)), tuple(sorted(finer))
