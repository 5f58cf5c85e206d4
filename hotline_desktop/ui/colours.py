"""The colours of the three looks, named after what they are for; draws nothing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """Colours as ``#RRGGBB``, named after what they are for; tests hold every pair's contrast."""

    name: str
    canvas: str
    """The page."""
    rail: str
    surface: str
    """Cards and fields."""
    sunken: str
    """Hover, wells, neutral pills."""
    line: str
    """Decoration only."""
    edge: str
    """Border of what can be operated."""
    ink: str
    ink2: str
    """Labels and explanations."""
    ink3: str
    """Hints and times."""
    accent: str
    accent_soft: str
    accent_fill: str
    """The one primary button of a page."""
    on_fill: str
    ok: str
    ok_soft: str
    soon: str
    """Runs out, gone stale, unverified, a wrong entry: never red."""
    soon_soft: str
    danger: str
    """Danger to a person and nothing else."""
    danger_soft: str
    danger_fill: str
    focus: str
    paper: str
    paper_ink: str
    paper_ink2: str
    map_land: str
    map_line: str
    outline: str
    """Edge of cards and panes: ``line``, but visible where contrast is high."""
    chosen: str
    """Ground of the chosen thing."""
    on_chosen: str
    chosen_danger: str
    on_chosen_danger: str

    @property
    def high(self) -> bool:
        """Say whether shapes need an outline where others get along with a tint."""
        return self.name == "contrast"

    def colour(self, tone: str) -> str:
        """Give the ``#RRGGBB`` of a token; ``neutral``, ``plain`` and "" are quiet ink.

        Raises:
            AttributeError: there is no such token.
        """
        return str(getattr(self, "ink2" if tone in ("neutral", "plain", "") else tone))

    def ground(self, tone: str) -> str:
        """Give the ground under words of a tone: its soft colour, or the neutral one."""
        return str(getattr(self, f"{tone}_soft", self.sunken))


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
    map_land="#EFEDE8",
    map_line="#B9B5AC",
    outline="#E0DDD6",
    chosen="#DAE9F1",
    on_chosen="#14587A",
    chosen_danger="#FCE9E6",
    on_chosen_danger="#A3211A",
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
    map_land="#262B30",
    map_line="#4A525A",
    outline="#31373D",
    chosen="#1C3440",
    on_chosen="#8AC6E0",
    chosen_danger="#451F1C",
    on_chosen_danger="#FFA198",
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
    map_land="#141414",
    map_line="#C8C8C8",
    outline="#FFFFFF",
    chosen="#7FDBFF",
    on_chosen="#000000",
    chosen_danger="#FFB0A8",
    on_chosen_danger="#000000",
)
LOOKS: dict[str, Look] = {look.name: look for look in (LIGHT, DARK, HIGH)}
