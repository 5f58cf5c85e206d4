"""The states and territories by name and code; finds them in words, decides nothing else."""

import re

NAMES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "AS": "American Samoa", "GU": "Guam", "MP": "Northern Mariana Islands", "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
}  # fmt: skip

_BY_NAME = {name.casefold(): code for code, name in NAMES.items()}
_LONG = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, _BY_NAME), key=len, reverse=True)) + r")\b"
)
_ALSO_WORDS = {"IN", "OR", "ME", "OK", "HI", "OH", "LA", "PA", "DE", "ID", "MA", "AL", "CO", "AS"}
"""Codes that are words too: lower case, they count only at the end."""

_POINTS = re.compile(r"\b(?:(D)\. ?(C)|(N)\. ?([YJH])|(R)\. ?(I))\b\.?", re.I)
"""Those that can be nothing else: "N.D." is also a northern district, "L.A." a city."""

_SHORT = {
    "ala": "AL", "ariz": "AZ", "ark": "AR", "calif": "CA", "cal": "CA", "colo": "CO", "conn": "CT",
    "del": "DE", "fla": "FL", "ill": "IL", "ind": "IN", "kan": "KS", "kans": "KS", "mass": "MA",
    "mich": "MI", "minn": "MN", "miss": "MS", "mont": "MT", "neb": "NE", "nebr": "NE", "nev": "NV",
    "okla": "OK", "ore": "OR", "oreg": "OR", "penn": "PA", "penna": "PA", "tenn": "TN",
    "tex": "TX", "wash": "WA", "wis": "WI", "wisc": "WI", "wyo": "WY", "w va": "WV", "n mex": "NM",
    "n dak": "ND", "s dak": "SD", "washington dc": "DC",
    "us virgin islands": "VI", "virgin islands": "VI", "usvi": "VI", "cnmi": "MP", "a samoa": "AS",
    "n mariana islands": "MP",
}  # fmt: skip
"""Names cut short as newspapers do (Associated Press) and people write them."""


def code_of(words: str) -> str:
    """Give two letters of a code or a name that stands alone; "" for what is none.

    "Ohio", "O.H.", "US-OH", "Ohio (OH)", "Calif." and "Washington, D.C." are read.
    """
    if any(mark in words for mark in "/#@"):
        return ""  # "N/D" is no North Dakota: so people write that nothing is known
    plain = " ".join(re.findall(r"[a-z]+", words.casefold().replace(".", "")))
    bare = re.sub(r"^(?:us|usa|state of) (?=\w)", "", plain)
    code = bare.replace(" ", "").upper()
    if code in NAMES:
        return code
    found = _BY_NAME.get(bare) or _SHORT.get(bare, "")
    if not found and (parts := bare.rpartition(" "))[2].upper() in NAMES:
        code = parts[2].upper()
        found = code if _BY_NAME.get(parts[0]) == code else ""
    if not found and (code := bare[:2].upper()) in NAMES and bare[2:3] == " ":
        found = code if _BY_NAME.get(bare[3:]) == code else ""  # "OH - Ohio"
    return found


def find(words: str) -> tuple[str, str]:
    """Give the state's code and the words without it; ("", words) when none is named.

    A code counts in capitals anywhere, in small letters at the end or after a comma. A name counts
    unless more follows that makes it a town ("Kansas City", "Washington Township"). "D.C." and
    "N.Y." are codes.
    """
    words = _POINTS.sub(lambda code: "".join(filter(None, code.groups())).upper(), words)
    codes = list(re.finditer(r"\b[A-Z]{2}\b", words))
    for found in reversed(codes):
        if found[0] in NAMES:
            return found[0], _without(words, found)
    last = re.search(r"(?:^|[\s,])([A-Za-z]{2})\W*$", words)
    if last and last[1].upper() in NAMES and (words.strip() != last[1] or last[1].isupper()):
        lone = last[1].upper() in _ALSO_WORDS and "," not in words and len(words.split()) > 3
        if not lone:
            return last[1].upper(), words[: last.start(1)] + words[last.end(1) :]
    names = list(_LONG.finditer(words.casefold()))
    for found in reversed(names):
        rest = words[found.end() :].strip().casefold()
        if not re.match(r"(city|township|county|heights|falls|springs|beach|court|park)\b", rest):
            return _BY_NAME[found[1]], _without(words, found)
    return "", words


def _without(words: str, found: re.Match[str]) -> str:
    return f"{words[: found.start()]} {words[found.end() :]}"
