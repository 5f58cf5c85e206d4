"""Codes in plain words for the page; never softens or sharpens what a code means."""

from hotline_desktop.models.hazard import HazardKind
from hotline_desktop.models.person import Role
from hotline_desktop.models.signal import ContactWay, SignalerRole
from hotline_desktop.models.tri import Tri

HAZARDS = {
    HazardKind.WEAPONS: "Weapons",
    HazardKind.DRUGS: "Drugs",
    HazardKind.DOGS: "Dogs",
    HazardKind.LOOKOUTS: "Lookouts",
    HazardKind.CAMERAS: "Cameras",
    HazardKind.CHILDREN: "Children",
    HazardKind.MEDICAL: "Medical needs",
}
ROLES = {
    Role.SURVIVOR: "survivor",
    Role.AT_RISK: "at risk",
    Role.COMPLICIT: "complicit",
    Role.CONTROLLER: "controls others",
    Role.BUYER: "buyer",
    Role.WITNESS: "witness",
    Role.UNKNOWN: "role not known",
}
SIGNALERS = {
    SignalerRole.SURVIVOR: "The survivor called us.",
    SignalerRole.FAMILY_OR_FRIEND: "A relative or friend called us.",
    SignalerRole.BYSTANDER: "A bystander called us.",
    SignalerRole.PROFESSIONAL: "Somebody called us in the course of their work.",
    SignalerRole.UNKNOWN: "",
}
WAYS = {
    ContactWay.TEXT: "By text only",
    ContactWay.VOICE: "By voice",
    ContactWay.EMAIL: "By e-mail",
    ContactWay.NOT_AT_ALL: "Do not call back",
    ContactWay.NOT_ASKED: "How to call back safely was not asked",
}
VOICEMAIL = {Tri.SAID: "Voicemail is safe.", Tri.DENIED: "Leave no voicemail.", Tri.NOT_ASKED: ""}
