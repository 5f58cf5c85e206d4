"""Tells other countries from ours by what rows call them, their provinces and states; no map."""

import re

import phonenumbers

from hotline_desktop.models.letters import plain

HOME = "US"
_LONGEST = 80
ABROAD = "not in the United States: no state, county or ZIP code is made of it"


def _among(names: str) -> frozenset[str]:
    return frozenset(names.split("|"))


_TERRITORIES = frozenset(
    {"AS", "GU", "MP", "PR", "UM", "VI", "ASM", "GUM", "MNP", "PRI", "UMI", "VIR"}
)
"""Countries of their own by their codes (ISO 3166, two and three letters)."""
_HOMES = _among(
    "us|usa|united states|united states of america|america|estados unidos|eeuu|ee uu|etats unis"
    "|puerto rico|guam|american samoa|us virgin islands|northern mariana islands"
)
_HOME = re.compile(r"(u s a?|usa?|united states|estados unidos)\b(?!.*mexican)")
_NAMED = {"canada": "CA", "can": "CA", "mexico": "MX", "mex": "MX",
          "estados unidos mexicanos": "MX", "guatemala": "GT", "honduras": "HN",
          "el salvador": "SV", "nicaragua": "NI", "united kingdom": "GB", "uk": "GB",
          "ireland": "IE"}  # fmt: skip
_OF_CANADA = _among(
    "ab|bc|mb|nb|nl|ns|nt|nu|on|pe|qc|sk|yt|alberta|british columbia|manitoba|new brunswick"
    "|newfoundland and labrador|newfoundland|nova scotia|northwest territories|nunavut|ontario"
    "|prince edward island|quebec|saskatchewan|yukon|colombie britannique|nouveau brunswick"
    "|nouvelle ecosse|terre neuve et labrador"
)
_OF_MEXICO = _among(
    "aguascalientes|baja california|baja california sur|campeche|chiapas|chihuahua|coahuila"
    "|coahuila de zaragoza|colima|ciudad de mexico|cdmx|distrito federal|durango|guanajuato"
    "|guerrero|hidalgo|jalisco|estado de mexico|mexico|michoacan|michoacan de ocampo|morelos"
    "|nayarit|nuevo leon|oaxaca|puebla|queretaro|quintana roo|san luis potosi|sinaloa|sonora"
    "|tabasco|tamaulipas|tlaxcala|veracruz|yucatan|zacatecas"
)


def country(words: str, state: str) -> str:
    """Give the two letters of a row's country (ISO 3166); "" for one that is said and not known.

    Where none is said, a province or state of a neighbour tells it; else it is ours.
    """
    told, named = _bare(words[:_LONGEST]), _bare(state[:_LONGEST])
    if len(told) == len("ca") and told == named != "mx":
        return HOME  # a list of ours that says the state a second time: CA is also Canada's code
    if told in _HOMES or _HOME.match(told) or told.upper() in _TERRITORIES:
        return HOME
    if told in _NAMED:
        return _NAMED[told]
    if told:
        return told.upper() if told.upper() in phonenumbers.SUPPORTED_REGIONS else ""
    if named in _OF_CANADA:
        return "CA"
    return "MX" if named in _OF_MEXICO else HOME


def _bare(words: str) -> str:
    return " ".join(re.findall(r"[a-z]+", plain(words).replace(".", "")))
