"""What the packet page says about what goes, what stays and until when; decides none of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from hotline_desktop.models.consent import Item, Release, ReleaseForm
from hotline_desktop.models.disclosure import BasisKind, Disclosure
from hotline_desktop.models.referral import Referral
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.tri import Tri
from hotline_desktop.ui import intake_words
from hotline_desktop.ui.rows import RowWords
from hotline_desktop.ui.span import span

translate = QCoreApplication.translate

_DAY = timedelta(days=1)


def when(moment: datetime, now: datetime, zone: str) -> str:
    """Give the hour on a place's clock, with the day when it is not within a day."""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{there:%H:%M}" if abs(moment - now) < _DAY else f"{there:%d %b, %H:%M}"


def told_rows(
    disclosure: Disclosure, referral: Referral, draft: Draft, zone: str
) -> tuple[RowWords, ...]:
    """Give a row for each item that goes, with its state and how many of it there are."""
    names, why = dict(intake_words.items()), agreed(disclosure, referral.made_at, zone)
    silent = translate("packet", "she agreed; nothing is noted yet")
    rows = [
        RowWords(
            key=item,
            first=_name(item, names[item], referral),
            second=why if _has(item, referral) else silent,
            icon="check",
            right=_count(item, referral, draft),
        )
        for item in disclosure.items
    ]
    if referral.services:
        words = translate("packet", "chosen below; no confidential street")
        rows.append(
            RowWords(
                key="services",
                first=translate("packet", "Help nearby"),
                second=words,
                icon="check",
                right=str(len(referral.services)),
            )
        )
    return tuple(rows)


def held_rows(draft: Draft, disclosure: Disclosure | None) -> tuple[RowWords, ...]:
    """Give a row for each item that stays here, with the reason."""
    told = frozenset(disclosure.items) if disclosure else frozenset[Item]()
    rows = [
        RowWords(
            key=code, first="", second=words, third=_withheld(Item(code), draft, disclosure),
            icon="held",
        )
        for code, words in intake_words.items()
        if Item(code) not in told
    ]  # fmt: skip
    silent = sum(not statement.tell for statement in draft.statements)
    if Item.STATEMENTS in told and silent:
        words = (
            translate("packet", "1 statement")
            if silent == 1
            else translate("packet", "{n} statements").format(n=silent)
        )
        why = translate("packet", "held back by you, in the log")
        rows.append(RowWords(key="held", first="", second=words, third=why, icon="held"))
    return tuple(rows)


def agreed(disclosure: Disclosure, now: datetime, zone: str) -> str:
    """Say on which basis something goes: how she agreed and until when, or what stands for it."""
    kind = disclosure.basis.kind
    if kind is BasisKind.IMMINENT_DANGER:
        return translate("packet", "imminent danger")
    if kind is BasisKind.MANDATED_REPORT:
        return translate("packet", "mandated report")
    if kind is BasisKind.COURT_ORDER:
        return translate("packet", "court order")
    parts = [translate("packet", "she agreed")]
    if disclosure.form:
        parts.append(_forms()[disclosure.form])
    if disclosure.until:
        until = when(disclosure.until, now, zone)
        parts.append(translate("packet", "until {hour}").format(hour=until))
    return ", ".join(parts)


def _forms() -> dict[ReleaseForm, str]:
    return {
        ReleaseForm.WRITTEN: translate("packet", "in writing"),
        ReleaseForm.VERBAL_RECORDED: translate("packet", "on a recorded line"),
        ReleaseForm.VERBAL_NOTED: translate("packet", "by voice"),
    }


def _has(item: Item, referral: Referral) -> bool:
    """Say whether there is anything of an item in the packet."""
    return bool(
        {
            Item.APPROACH: referral.approach.strip(),
            Item.PLACE: referral.place,
            Item.HAZARDS: referral.hazards,
            Item.PERSONS: referral.persons,
            Item.STATEMENTS: referral.statements,
            Item.NAMES: any(person.name.strip() for person in referral.persons),
            Item.CALLBACK: referral.safe_contact,
            Item.SIGNALER: referral.signaler,
            Item.NARRATIVE: referral.narrative.strip(),
        }[item]
    )


def _name(item: Item, words: str, referral: Referral) -> str:
    """Name an item; the place with how long ago she was there."""
    if item is Item.PLACE and referral.place and referral.place.at:
        age = span(referral.made_at - referral.place.at)
        return translate("packet", "{item} ({age})").format(item=words, age=age)
    return words


def _count(item: Item, referral: Referral, draft: Draft) -> str:
    """Say how many there are, "" of what is not counted."""
    if item is Item.STATEMENTS and 0 < len(referral.statements) < len(draft.statements):
        words = translate("packet", "{n} of {all}")
        return words.format(n=len(referral.statements), all=len(draft.statements))
    many = {
        Item.STATEMENTS: len(referral.statements),
        Item.PERSONS: len(referral.persons),
        Item.HAZARDS: len(referral.hazards),
    }
    return str(many.get(item) or "")


def _withheld(item: Item, draft: Draft, disclosure: Disclosure | None) -> str:
    release = draft.release
    if any(a.item is item and a.state is Tri.DENIED for a in release.answers):
        return translate("packet", "she said no")
    if disclosure and disclosure.basis.kind is not BasisKind.RELEASE:
        return translate("packet", "not part of the minimum")
    if item in release.items():
        return translate("packet", "she agreed, but no packet can be made yet")
    return translate("packet", "not asked")


def ends(release: Release, now: datetime, zone: str) -> Iterator[str]:
    """Say in two lines how long the release holds; nothing when no end is recorded."""
    if release.withdrawn_at is not None and release.withdrawn_at <= now:
        yield translate("packet", "Release withdrawn")
        yield when(release.withdrawn_at, now, zone)
    elif release.until is not None:
        left = release.until - now
        there = f"{release.until.astimezone(ZoneInfo(zone)):%a %d %b, %H:%M}"
        if left <= timedelta(0):
            yield translate("packet", "Release has ended")
        else:
            yield translate("packet", "Release ends in {span}").format(span=span(left))
        yield there
