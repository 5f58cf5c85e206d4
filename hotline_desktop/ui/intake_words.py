"""Plain words for the codes the intake page asks about; knows no situation."""

from PySide6.QtCore import QCoreApplication

from hotline_desktop.models.consent import Item, ReleaseForm
from hotline_desktop.models.hazard import HazardKind
from hotline_desktop.models.person import Role
from hotline_desktop.models.protocol import Do
from hotline_desktop.models.signal import (
    CanTalk,
    Channel,
    ContactWay,
    SignalerRole,
    SignalKind,
    Urgency,
)
from hotline_desktop.models.statement import StatementKind
from hotline_desktop.models.topic import Topic
from hotline_desktop.models.tri import Tri

translate = QCoreApplication.translate


def can_talk() -> list[tuple[str, str]]:
    """The first question on the phone."""
    return [
        (CanTalk.ALONE, translate("intake", "Alone")),
        (CanTalk.OVERHEARD, translate("intake", "Overheard")),
        (CanTalk.TEXT_ONLY, translate("intake", "By text")),
        (CanTalk.NOT_ASKED, translate("intake", "Not asked")),
    ]


def channels() -> list[tuple[str, str]]:
    """How the signal came."""
    return [
        (Channel.CALL, translate("intake", "Call")),
        (Channel.TEXT, translate("intake", "Text")),
        (Channel.CHAT, translate("intake", "Chat")),
        (Channel.WEB_FORM, translate("intake", "Web form")),
        (Channel.EMAIL, translate("intake", "E-mail")),
    ]


def kinds() -> list[tuple[str, str]]:
    """What most signals are."""
    return [
        (SignalKind.CRISIS, translate("intake", "Crisis")),
        (SignalKind.TIP, translate("intake", "Tip")),
        (SignalKind.REFERRAL, translate("intake", "Referral")),
        (SignalKind.INFORMATION, translate("intake", "Info")),
    ]


def more_kinds() -> list[tuple[str, str]]:
    """What a signal is more rarely; the last five are not cases."""
    return [
        (SignalKind.TRAINING, translate("intake", "Training")),
        (SignalKind.HIGH_RISK, translate("intake", "High risk")),
        (SignalKind.SILENT, translate("intake", "Silent")),
        (SignalKind.HANG_UP, translate("intake", "Hang-up")),
        (SignalKind.TEST, translate("intake", "Test")),
        (SignalKind.ABUSIVE, translate("intake", "Abusive")),
        (SignalKind.WRONG_NUMBER, translate("intake", "Wrong number")),
    ]


def topics() -> list[tuple[str, str]]:
    """What it is about, the commonest first."""
    return [
        (Topic.SEX_TRAFFICKING, translate("intake", "Sex")),
        (Topic.LABOR_TRAFFICKING, translate("intake", "Labor")),
        (Topic.MINOR, translate("intake", "Minor")),
        (Topic.HOTEL, translate("intake", "Hotel")),
        (Topic.ONLINE, translate("intake", "Online")),
        (Topic.TRUCK_STOP, translate("intake", "Truck stop")),
        (Topic.ACROSS_STATE_LINES, translate("intake", "State lines")),
        (Topic.FOREIGN_NATIONAL, translate("intake", "Foreign national")),
        (Topic.MISSING_CHILD, translate("intake", "Missing child")),
        (Topic.FORCED_MARRIAGE, translate("intake", "Forced marriage")),
        (Topic.DOMESTIC_SERVITUDE, translate("intake", "Household")),
        (Topic.DIPLOMATIC_HOUSEHOLD, translate("intake", "Diplomat")),
        (Topic.TRIBAL_LAND, translate("intake", "Tribal land")),
    ]


def urgencies() -> list[tuple[str, str]]:
    """How soon somebody may be harmed."""
    return [
        (Urgency.DANGER_NOW, translate("intake", "Danger now")),
        (Urgency.TONIGHT, translate("intake", "Tonight")),
        (Urgency.DAYS, translate("intake", "Days")),
        (Urgency.NO_HURRY, translate("intake", "No hurry")),
    ]


def signaler_roles() -> list[tuple[str, str]]:
    """Who made the signal."""
    return [
        (SignalerRole.SURVIVOR, translate("intake", "Herself")),
        (SignalerRole.FAMILY_OR_FRIEND, translate("intake", "Family, friend")),
        (SignalerRole.BYSTANDER, translate("intake", "Bystander")),
        (SignalerRole.PROFESSIONAL, translate("intake", "Professional")),
        (SignalerRole.UNKNOWN, translate("intake", "Not known")),
    ]


def ways() -> list[tuple[str, str]]:
    """How she may be called back."""
    return [
        (ContactWay.TEXT, translate("intake", "Text")),
        (ContactWay.VOICE, translate("intake", "Call")),
        (ContactWay.EMAIL, translate("intake", "E-mail")),
        (ContactWay.NOT_AT_ALL, translate("intake", "Never")),
        (ContactWay.NOT_ASKED, translate("intake", "Not asked")),
    ]


def hazards() -> list[tuple[str, str]]:
    """What can hurt whoever comes to the door."""
    return [
        (HazardKind.WEAPONS, translate("intake", "Weapons")),
        (HazardKind.DRUGS, translate("intake", "Drugs")),
        (HazardKind.DOGS, translate("intake", "Dogs")),
        (HazardKind.LOOKOUTS, translate("intake", "Lookouts")),
        (HazardKind.CAMERAS, translate("intake", "Cameras")),
        (HazardKind.CHILDREN, translate("intake", "Children")),
        (HazardKind.MEDICAL, translate("intake", "Medical")),
    ]


def roles() -> list[tuple[str, str]]:
    """What somebody is said to be."""
    return [
        (Role.SURVIVOR, translate("intake", "Survivor")),
        (Role.AT_RISK, translate("intake", "At risk")),
        (Role.COMPLICIT, translate("intake", "Complicit")),
        (Role.CONTROLLER, translate("intake", "Controller")),
        (Role.BUYER, translate("intake", "Buyer")),
        (Role.WITNESS, translate("intake", "Witness")),
        (Role.UNKNOWN, translate("intake", "Not known")),
    ]


def items() -> list[tuple[str, str]]:
    """What can be told or held back."""
    return [
        (Item.APPROACH, translate("intake", "How to approach")),
        (Item.PLACE, translate("intake", "Where she is")),
        (Item.HAZARDS, translate("intake", "Hazards")),
        (Item.PERSONS, translate("intake", "Who is there")),
        (Item.STATEMENTS, translate("intake", "What is going on")),
        (Item.NAMES, translate("intake", "Names")),
        (Item.CALLBACK, translate("intake", "How to reach her")),
        (Item.SIGNALER, translate("intake", "Who called")),
        (Item.NARRATIVE, translate("intake", "Notes")),
    ]


def release_forms() -> list[tuple[str, str]]:
    """How a release was recorded."""
    return [
        (ReleaseForm.WRITTEN, translate("intake", "In writing")),
        (ReleaseForm.VERBAL_RECORDED, translate("intake", "Recorded line")),
        (ReleaseForm.VERBAL_NOTED, translate("intake", "Noted by me")),
    ]


def yes_no() -> list[tuple[str, str]]:
    """Her answer about one item."""
    return [
        (Tri.SAID, translate("intake", "said yes")),
        (Tri.DENIED, translate("intake", "said no")),
        (Tri.NOT_ASKED, translate("intake", "not asked")),
    ]


def statement_kinds() -> list[tuple[str, str]]:
    """How we know what was said."""
    return [
        (StatementKind.VERBATIM, translate("intake", "her words")),
        (StatementKind.PARAPHRASE, translate("intake", "in short")),
        (StatementKind.INFERENCE, translate("intake", "I think")),
    ]


def held_back() -> str:
    """What stands beside a line that is not told."""
    return translate("intake", "held back")


def deeds() -> dict[str, str]:
    """What a step asks of the advocate."""
    return {
        Do.CALL: translate("intake", "Call"),
        Do.SEND_PACKET: translate("intake", "Packet to"),
        Do.WARM_TRANSFER: translate("intake", "Connect her with"),
        Do.WAIT: translate("intake", "Wait for"),
        Do.TELL_SURVIVOR: translate("intake", "Tell her"),
        Do.ESCALATE: translate("intake", "Escalate to"),
    }
