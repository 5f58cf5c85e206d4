"""A provider's own knock-out questions, answered from what is known; asks the caller nothing."""

from collections.abc import Mapping
from enum import StrEnum

from hotline_desktop.models.noun import Noun
from hotline_desktop.models.tri import Tri


class About(StrEnum):
    """What a question is about; only what a situation can know is answered by itself."""

    MINOR = "minor"
    CHILDREN_ALONG = "children_along"
    PETS = "pets"
    MEN = "men"
    TRANSGENDER = "transgender"
    PREGNANT = "pregnant"
    SUBSTANCE_USE = "substance_use"
    MEDICAL_NEED = "medical_need"
    NO_DOCUMENTS = "no_documents"
    LABOR_TRAFFICKING = "labor_trafficking"
    SEX_TRAFFICKING = "sex_trafficking"
    OUT_OF_STATE = "out_of_state"
    OTHER = "other"


class Question(Noun, frozen=True):
    """One question in the provider's words; ``refuses_on`` is the answer that it turns away."""

    words: str
    about: About = About.OTHER
    refuses_on: Tri = Tri.SAID


class Answered(Noun, frozen=True):
    """A question with what is known: taken, turned away, or to be asked."""

    question: Question
    known: Tri

    @property
    def turns_away(self) -> bool:
        """Say whether the provider would refuse by what is known."""
        return self.known is not Tri.NOT_ASKED and self.known is self.question.refuses_on

    @property
    def open(self) -> bool:
        """Say whether somebody still has to ask."""
        return self.known is Tri.NOT_ASKED


Known = Mapping[About, Tri]


def answered(questions: tuple[Question, ...], known: Known) -> tuple[Answered, ...]:
    """Answer what is known and released, leave the rest open."""
    return tuple(Answered(each, known.get(each.about, Tri.NOT_ASKED)) for each in questions)
