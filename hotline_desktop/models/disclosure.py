"""What may be told to whom on which basis: the one place that decides it. Fails closed."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from hotline_desktop.models.consent import Exclusion, Item, Release, ReleaseForm
from hotline_desktop.models.contact import POLICE_KINDS, Contact
from hotline_desktop.models.noun import Moment, Noun, Refusal
from hotline_desktop.models.office import Policy
from hotline_desktop.models.tri import Tri


class BasisKind(StrEnum):
    """Exactly one stands behind every disclosure (DOMAIN.md; a subpoena alone is none)."""

    RELEASE = "release"
    MANDATED_REPORT = "mandated_report"
    IMMINENT_DANGER = "imminent_danger"
    COURT_ORDER = "court_order"


MINIMUM = frozenset({Item.APPROACH, Item.PLACE, Item.HAZARDS, Item.PERSONS, Item.STATEMENTS})
"""What a basis other than her release carries: enough to act on, nobody's name or number."""


class Basis(Noun, frozen=True):
    """Why something may leave. Any kind but her release needs a reason and who decided."""

    kind: BasisKind = BasisKind.RELEASE
    reason: str = ""


class Disclosure(Noun, frozen=True):
    """The answer yes: which items, on which basis, until when (None: this once)."""

    items: tuple[Item, ...]
    basis: Basis
    until: Moment | None = None
    form: ReleaseForm | None = None


def decide(
    policy: Policy, basis: Basis, release: Release, recipient: Contact, now: datetime
) -> Disclosure | Refusal:
    """Decide what this recipient may be told now.

    Sources: 34 U.S.C. 12291(b)(2), 28 CFR 90.4 and 94.115 (informed, recorded, time-limited,
    per agency); office policy; DOMAIN.md rules 1 and 11. The first reason against it wins.
    """
    for sentence in _against(policy, basis, release, recipient, now):
        return Refusal(sentence)
    if basis.kind is not BasisKind.RELEASE:
        return Disclosure(items=_in_order(MINIMUM), basis=basis)
    return Disclosure(
        items=_in_order(release.items()), basis=basis, until=release.until, form=release.form
    )


def told_to_provider(
    policy: Policy, release: Release, provider: str, now: datetime
) -> frozenset[Item]:
    """Give the items that she released to a provider (id) by name; none if anything is against it.

    "Any police" is no provider.
    """
    audience = release.audience
    if provider not in audience.contacts or provider in audience.excluded_contacts:
        return frozenset()
    return frozenset() if any(_against_release(policy, release, now)) else release.items()


def _in_order(items: frozenset[Item]) -> tuple[Item, ...]:
    return tuple(item for item in Item if item in items)


def _against(
    policy: Policy, basis: Basis, release: Release, recipient: Contact, now: datetime
) -> Iterator[str]:
    if recipient.is_refused:
        yield "This contact is closed: choose another, or set its standing right."
    if not recipient.is_verified(now):
        yield (
            "This contact is not verified: call it on its public number, "
            "record that, then make the packet."
        )
    if basis.kind is not BasisKind.RELEASE:
        if not basis.reason.strip():
            yield "Write the reason: without her release, a packet needs one."
        return
    yield from _against_release(policy, release, now)
    yield from _against_recipient(policy, release, recipient)


def _against_release(policy: Policy, release: Release, now: datetime) -> Iterator[str]:
    if release.withdrawn_at is not None:  # whatever the clock says now
        yield "The release was withdrawn: nothing more may be told on it."
    if not release.items():
        yield (
            "Nothing may be told yet: no release is recorded. "
            "Ask her item by item, and read it back."
        )
    if release.form is None:
        yield "Record how the release was given: in writing, on a recorded line, or noted by you."
    if policy is Policy.STRICT and release.form is not ReleaseForm.WRITTEN:
        yield (
            "This office's policy is strict: a packet needs a written release that names the "
            "agency, and this release was given by voice."
        )
    if release.form is ReleaseForm.VERBAL_NOTED and not release.words.strip():
        yield "Write down the words she agreed with."
    if release.form is not ReleaseForm.WRITTEN and not release.read_back:
        yield "Read the release back to her, and tick that you did."
    if release.given_at is None or release.until is None:
        yield "Record when the release was given and until when it holds."
    elif now < release.given_at:
        yield "The release begins in the future: check when it was given."
    elif now >= release.until:
        yield "The release has run out: ask her again."


def _against_recipient(policy: Policy, release: Release, recipient: Contact) -> Iterator[str]:
    audience = release.audience
    if recipient.id in audience.excluded_contacts:
        yield "She ruled this agency out: choose another."
    if Exclusion.IMMIGRATION in audience.exclusions:
        if recipient.enforces_immigration is Tri.SAID:
            yield "She ruled out immigration: this agency enforces immigration law."
        if recipient.enforces_immigration is Tri.NOT_ASKED:
            yield (
                "She ruled out immigration, and nobody has recorded whether this agency "
                "enforces immigration law: ask it when you verify it."
            )
    if recipient.id in audience.contacts:
        return
    if policy is Policy.STRICT:
        yield "This office's policy is strict: the written release must name this agency."
    if not audience.any_police:
        yield "She did not release anything to this agency: ask her, and name it in the release."
    elif recipient.kind not in POLICE_KINDS:
        yield "She released it to police only, and this agency is not police."
