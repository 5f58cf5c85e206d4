"""What a situation is about, as protocols and contacts are sorted; never a finding of fact."""

from enum import StrEnum


class Topic(StrEnum):
    """A topic that changes whom to call (short second level over the TVPA's act and means)."""

    SEX_TRAFFICKING = "sex_trafficking"
    LABOR_TRAFFICKING = "labor_trafficking"
    MINOR = "minor"
    FORCED_MARRIAGE = "forced_marriage"
    FOREIGN_NATIONAL = "foreign_national"
    ONLINE = "online"
    MISSING_CHILD = "missing_child"
    DOMESTIC_SERVITUDE = "domestic_servitude"
    DIPLOMATIC_HOUSEHOLD = "diplomatic_household"
    ACROSS_STATE_LINES = "across_state_lines"
    HOTEL = "hotel"
    TRUCK_STOP = "truck_stop"
    TRIBAL_LAND = "tribal_land"
