"""Failures an advocate can be told about; never carries case text."""


class HotlineError(Exception):
    """The world said no: one sentence for the advocate, without case text.

    Each room raises its own subclass. Two places catch the family: the lane and the works of the
    window (the front end maps it to exit 3, or to exit 2 for :class:`BadInputError`).
    """


class BadInputError(HotlineError):
    """What was handed in cannot be used; the sentence says what to do about it."""
