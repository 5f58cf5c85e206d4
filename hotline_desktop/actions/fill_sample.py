"""Fill a new exercise office with fictional contacts, protocols and calls; never a real one."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from importlib.resources import files

from hotline_desktop.actions.close_situation import CloseSituation
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.clock import next_time
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.noun import Moment, Noun, decode
from hotline_desktop.models.protocol import Protocol
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.situation import Draft, Situation
from hotline_desktop.vault import directory, protocols, trail


class SampleSituation(Noun, frozen=True):
    """An earlier call and what became of it."""

    taken_at: Moment
    draft: Draft
    closed: bool = False


class Sample(Noun, frozen=True):
    """What the sample files hold; each file holds some of it."""

    contacts: tuple[Contact, ...] = ()
    providers: tuple[Provider, ...] = ()
    protocols: tuple[Protocol, ...] = ()
    situations: tuple[SampleSituation, ...] = ()


class NotASampleError(BadInputError):
    """Sample content goes into a fresh exercise office and nowhere else."""

    def __init__(self) -> None:
        """Say where it goes."""
        super().__init__("Sample content goes into a new sample office only: set one up for it.")


def fill_sample(desk: OpenOffice, now: datetime) -> None:
    """Write the sample into an exercise office, its dates counted from ``now``.

    Raises:
        NotASampleError: the office is real, or holds protocols already.
    """
    if not desk.office.exercise or protocols.protocols(desk.vault):
        raise NotASampleError
    sample = read_sample(now)
    with desk.vault.transaction() as connection:
        for contact in sample.contacts:
            directory.keep_contact(connection, contact)
        for provider in sample.providers:
            directory.keep_provider(connection, provider)
        for protocol in sample.protocols:
            protocols.keep_protocol(connection, protocol)
        trail.add(connection, now, desk.advocate.id, "fill_sample", desk.office.id)
    for earlier in sample.situations:
        kept = TakeSignal(desk)(earlier.draft, taken_at=earlier.taken_at)
        if isinstance(kept, Situation) and earlier.closed:
            CloseSituation(desk)(kept.id)


def read_sample(now: datetime) -> Sample:
    """Read what the sample office holds, its dates counted from ``now``."""
    contacts, providers, rules, calls = (
        decode(Sample, _dated(f"{name}.json", now))
        for name in ("contacts", "providers", "protocols", "situations")
    )
    return Sample(contacts.contacts, providers.providers, rules.protocols, calls.situations)


def sample_call(now: datetime) -> Draft:
    """Give the sample call as the intake page would hold it, its times counted from ``now``."""
    return decode(Draft, _dated("sample_call.json", now))


def _dated(name: str, now: datetime) -> str:
    """Read a sample file and turn its relative times into real ones.

    They are whole strings: "now-21d", "now-4min", "today+300d", "next 06:00 America/New_York".
    """
    text = files("hotline_desktop.resources").joinpath("sample", name).read_text("utf-8")

    def moment(found: re.Match[str]) -> str:
        unit = {"d": timedelta(days=1), "min": timedelta(minutes=1)}[found[2]]
        return (now + int(found[1]) * unit).isoformat()

    def day(found: re.Match[str]) -> str:
        return (now + timedelta(days=int(found[1]))).date().isoformat()

    def next_one(found: re.Match[str]) -> str:
        return next_time(now, time.fromisoformat(found[1]), found[2]).isoformat()

    ways: dict[str, Callable[[re.Match[str]], str]] = {
        r"now([+-]\d+)(d|min)": moment,
        r"today([+-]\d+)d": day,
        r"next (\d\d:\d\d) (\w+/\w+)": next_one,
    }
    for pattern, way in ways.items():
        text = re.sub(f'(?<="){pattern}(?=")', way, text)
    return text
