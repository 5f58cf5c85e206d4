"""The tokens of the visual language: type, space, colours of the three looks; draws nothing."""

from dataclasses import dataclass

FACE = "Inter"
FALLBACKS = ("Noto Sans",)

TYPE: dict[str, tuple[int, int]] = {  # role: (px at 100 %, weight)
    "meta": (12, 400),
    "second": (13, 400),
    "body": (14, 400),
    "strong": (14, 600),
    "head": (15, 600),
    "lead": (17, 400),
    "title": (22, 600),
    "clock": (30, 500),
}

SMALL, FIELD, CARD = 4, 6, 10
"""Radii in px: key cap; field, button, row; card."""

RING = 2


@dataclass(frozen=True)
class Look:
    """One look. Every pair that is drawn keeps WCAG AA; tests/ui/test_look.py counts them."""

    name: str
    canvas: str
    rail: str
    surface: str
    sunken: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_soft: str
    accent_fill: str
    on_fill: str
    ok: str
    ok_soft: str
    soon: str
    soon_soft: str
    danger: str
    danger_soft: str
    danger_fill: str
    focus: str
    paper: str
    paper_ink: str
    paper_ink2: str


LIGHT = Look(
    name="light",
    canvas="#F6F5F2",
    rail="#ECEAE6",
    surface="#FFFFFF",
    sunken="#F1EFEB",
    line="#E0DDD6",
    edge="#86827A",
    ink="#1C2125",
    ink2="#4B5259",
    ink3="#62686E",
    accent="#14587A",
    accent_soft="#DAE9F1",
    accent_fill="#14587A",
    on_fill="#FFFFFF",
    ok="#1D6644",
    ok_soft="#E3F1E8",
    soon="#774700",
    soon_soft="#FAEFD8",
    danger="#A3211A",
    danger_soft="#FCE9E6",
    danger_fill="#A9251D",
    focus="#0F6CB0",
    paper="#FFFFFF",
    paper_ink="#1A1A1A",
    paper_ink2="#555555",
)
DARK = Look(
    name="dark",
    canvas="#16191C",
    rail="#111416",
    surface="#1E2226",
    sunken="#282D32",
    line="#31373D",
    edge="#7F8891",
    ink="#E4E7E9",
    ink2="#B3BAC1",
    ink3="#9DA5AC",
    accent="#8AC6E0",
    accent_soft="#1C3440",
    accent_fill="#23698C",
    on_fill="#FFFFFF",
    ok="#86CDA6",
    ok_soft="#1A3328",
    soon="#E8BA6C",
    soon_soft="#372B16",
    danger="#FFA198",
    danger_soft="#451F1C",
    danger_fill="#B0362D",
    focus="#7CC8F2",
    paper="#E7E4DD",
    paper_ink="#1A1A1A",
    paper_ink2="#4F4F4F",
)
HIGH = Look(
    name="contrast",
    canvas="#000000",
    rail="#000000",
    surface="#000000",
    sunken="#1A1A1A",
    line="#B8B8B8",
    edge="#FFFFFF",
    ink="#FFFFFF",
    ink2="#FFFFFF",
    ink3="#E2E2E2",
    accent="#7FDBFF",
    accent_soft="#00384D",
    accent_fill="#7FDBFF",
    on_fill="#000000",
    ok="#8CFFBE",
    ok_soft="#00331A",
    soon="#FFD75E",
    soon_soft="#3A2B00",
    danger="#FFB0A8",
    danger_soft="#4D0000",
    danger_fill="#FFB0A8",
    focus="#FFE600",
    paper="#FFFFFF",
    paper_ink="#000000",
    paper_ink2="#303030",
)
LOOKS = {look.name: look for look in (LIGHT, DARK, HIGH)}
