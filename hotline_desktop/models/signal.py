"""One contact with the hotline and who made it; never decides what may be told."""

from enum import StrEnum

from hotline_desktop.models.noun import Noun
from hotline_desktop.models.tri import Tri


class SignalKind(StrEnum):
    """What the contact was about (hotline request types; the last five are not cases)."""

    CRISIS = "crisis"
    TIP = "tip"
    REFERRAL = "referral"
    TRAINING = "training"
    INFORMATION = "information"
    HIGH_RISK = "high_risk"
    SILENT = "silent"
    HANG_UP = "hang_up"
    TEST = "test"
    ABUSIVE = "abusive"
    WRONG_NUMBER = "wrong_number"


NEEDS_A_PLACE = frozenset({SignalKind.CRISIS, SignalKind.TIP, SignalKind.HIGH_RISK})
"""Kinds that can lead to a report and so must say where, even if only "unknown"."""


class Channel(StrEnum):
    """How the signal came."""

    CALL = "call"
    TEXT = "text"
    CHAT = "chat"
    WEB_FORM = "web_form"
    EMAIL = "email"


class CanTalk(StrEnum):
    """The first question on the phone."""

    ALONE = "alone"
    OVERHEARD = "overheard"
    TEXT_ONLY = "text_only"
    NOT_ASKED = "not_asked"


class Urgency(StrEnum):
    """How soon somebody may be harmed."""

    DANGER_NOW = "danger_now"
    TONIGHT = "tonight"
    DAYS = "days"
    NO_HURRY = "no_hurry"


class SignalerRole(StrEnum):
    """Who made the signal; often not the survivor."""

    SURVIVOR = "survivor"
    FAMILY_OR_FRIEND = "family_or_friend"
    BYSTANDER = "bystander"
    PROFESSIONAL = "professional"
    UNKNOWN = "unknown"


class Signaler(Noun, frozen=True):
    """Who made the signal. Name and number are identifying and leave only as released items."""

    role: SignalerRole = SignalerRole.UNKNOWN
    name: str = ""
    phone: str = ""


class ContactWay(StrEnum):
    """How she may be called back."""

    TEXT = "text"
    VOICE = "voice"
    EMAIL = "email"
    NOT_AT_ALL = "not_at_all"
    NOT_ASKED = "not_asked"


class SafeContact(Noun, frozen=True):
    """Whether, how and until when she may be called back. Times are her wall clock, as said."""

    way: ContactWay = ContactWay.NOT_ASKED
    number: str = ""
    not_before: str = ""
    until: str = ""
    voicemail: Tri = Tri.NOT_ASKED
    code_word: str = ""
