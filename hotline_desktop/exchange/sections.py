"""What headings between rows say of the rows below; no cell of a row ever gives way to one."""

import re
from collections.abc import Mapping

from hotline_desktop.exchange import held_words, makes
from hotline_desktop.exchange.services import kinds_in
from hotline_desktop.models import states
from hotline_desktop.models.column_map import Field
from hotline_desktop.models.letters import plain

_AROUND = " \t*#=_~-–—:.|"
_COUNTED = re.compile(r"\s*(?:\(\d+\)|\(?cont(?:inued|'d|d)?\.?\)?)\s*$", re.I)
_COUNTY = re.compile(
    r"(?:county of [^\d,]{3,40}|[^\d,]{3,40} (?:county|parish|borough|census area|municipio))", re.I
)
_LONGEST = 80
_MANY = 3


class Sections:
    """The headings that stand above a row, each until another of its sort comes.

    What holds places or services back ends only with a heading that is known to be of another sort:
    a note between two rows must not lay a shelter open.
    """

    def __init__(self, sheet: str = "", above: tuple[str, ...] = ()) -> None:
        """Begin with what stands above the columns: titles, of which less is believed.

        ``sheet`` may be called by a state or a county: what it says else holds already.
        """
        self._place: dict[Field, str] = {}
        self._sort: dict[Field, str] = {}
        self._heads: dict[Field, str] = {}
        self._takes_place(sheet)
        for words in above:
            if not self._takes_place(words) and (marks := held_words.by_sheet(words)):
                self._sort |= marks
                self._heads[Field.KIND] = words[:_LONGEST]

    def fixed(self, state: str = "") -> dict[Field, str]:
        """Give what holds where a row says nothing else; a county not in another ``state``."""
        there = self._place.get(Field.STATE, "")
        here = states.code_of(state) if there else ""
        if here and states.code_of(there) != here:
            return self._sort.copy()
        return self._place | self._sort

    @property
    def told(self) -> str:
        """Give the headings that hold, to be shown with a row."""
        return ", ".join(f'"{words}"' for words in self._heads.values())

    def take(self, words: str, surely: bool = False) -> bool:
        """Take a heading; say whether it surely is one, and not the bare name of somebody.

        With ``surely`` only what holds something back is taken: other cells say something too.
        """
        words = _COUNTED.sub("", words.strip(_AROUND)).strip(_AROUND)
        if not words or len(words) > _LONGEST:
            return False
        if not surely and self._takes_place(words):
            return True
        marks = held_words.by_sheet(f"list, {words}")
        is_sort = (
            not surely and _is_general(words) and (kinds_in(words)[0] or makes.by_words(words))
        )
        if marks or is_sort:
            self._sort = {Field.KIND: words, **marks}
            self._heads[Field.KIND] = words
        return bool(marks)

    def _takes_place(self, words: str) -> bool:
        code = states.code_of(words) if len(words) > 2 or words.isupper() else ""
        if code:
            self._place = {Field.STATE: states.NAMES[code]}
            self._heads.pop(Field.COUNTY, "")
        elif len(words) <= _LONGEST and _COUNTY.fullmatch(words):
            self._place[Field.COUNTY] = words
        else:
            return False
        self._heads[Field.STATE if code else Field.COUNTY] = words
        return True


def _is_general(words: str) -> bool:
    """Say whether words name a sort and nobody: "Legal aid", and not "Larkspur Legal Aid"."""
    return set(re.findall(r"[a-z]+", plain(words))) <= _GENERAL


_GENERAL = frozenset(
    re.findall(
        r"[a-z]+",
        """
        a access addiction adult adults advocacy advocates agencies agency aid aids albergues
        alcohol and asistencia assault assistance attorney attorneys behavioral border campus
        care case center centers centres child children childrens city civil clinic clinics
        clothing communications community constables counseling counselling counties county
        court crime crisis de del dental department departments detectives dispatch district
        domestic drug drugs dv education emergency employment enforcement family federal
        financial fire food for forces free general government groups health help highway
        homeless homelessness hospital hospitals hotel hotels hotline hotlines housing human
        immigrant immigrants immigration intake job jobs la language law lawyers legal legales
        line lines local lodging long management medical men mental money national necessities
        needs of office officers offices organizations other others pantries patrol pd police
        policia private pro programs prosecutors providers psaps public rape recovery refugee
        refugees refuges rehab relief resources s safe safety salud school schools services
        servicios sexual shelter shelters sheriff sheriffs short social specialists state
        statewide stay substance support survivor survivors task term the therapy training
        transitional transportation treatment tribal university use victim victims violence
        vocational voucher vouchers women womens work workforce young youth
        """,
    )
)


def heading(raw: Mapping[str, str]) -> str:
    """Give what alone stands in a row, once or in each of many cells; "" where more is said."""
    told = [words for cell in raw.values() if (words := cell.strip())]
    return told[0] if len(set(told)) == 1 and (len(told) == 1 or len(told) >= _MANY) else ""
