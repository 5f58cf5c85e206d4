"""Writes providers as HSDS 3.0 JSON; streets of confidential places and private words stay home.

One object with two lists: ``services`` (each with its organization and places in it) and
``organizations`` (those that no service names). Ids stay, so that reading it again gives the same.
"""

import json
from collections.abc import Iterable
from typing import Any

from hotline_desktop.exchange.languages import languages
from hotline_desktop.exchange.parts import CONFIDENTIAL_TERM, OUR_TERMS
from hotline_desktop.models.hours import Hours, Shift, Special
from hotline_desktop.models.identity import kept_id, part_id
from hotline_desktop.models.provider import Provider

Record = dict[str, Any]

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NIEM = "NIEM 6.0 human services, ServiceCategoryCodeSimpleType"


def written(providers: Iterable[Provider]) -> bytes:
    """Give the whole file, UTF-8; the same providers give the same bytes."""
    export = _Export(sorted(providers, key=lambda one: one.id))
    made = {"services": export.services(), "organizations": export.organizations()}
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


class _Export:
    """Puts the entries together again that speak of one organization, service or place."""

    def __init__(self, providers: list[Provider]) -> None:
        self._of_organization: dict[str, list[Provider]] = {}
        self._of_service: dict[str, list[Provider]] = {}
        for one in providers:
            self._of_organization.setdefault(_organization_id(one), []).append(one)
            if one.service:
                self._of_service.setdefault(_service_id(one), []).append(one)

    def services(self) -> list[Record]:
        """Give every service with all that belongs to it."""
        return [self._service(i, self._of_service[i]) for i in sorted(self._of_service)]

    def organizations(self) -> list[Record]:
        """Give every organization that has something without a service."""
        made = []
        for identity, several in sorted(self._of_organization.items()):
            bare = [one for one in several if not one.service]
            if bare:
                places = [_location(one) for one in bare if _is_placed(one)]
                lone = next((one for one in bare if not _is_placed(one)), None)
                record = self._organization(identity)
                made.append(record | _filled({"locations": places}) | (_hung(lone) if lone else {}))
        return made

    def _service(self, identity: str, several: list[Provider]) -> Record:
        first = several[0]
        placed = [one for one in several if _is_placed(one)]
        bare = next((one for one in several if not _is_placed(one)), None)
        on = first.vetting.on if first.vetting else first.assured
        record = {
            "id": identity,
            "organization_id": _organization_id(first),
            "name": first.service,
            "description": first.description,
            "url": first.url,
            "email": first.email,
            "status": first.standing.value,
            "application_process": first.how_to_apply,
            "fees_description": first.fees,
            "wait_time": first.wait,
            "eligibility_description": first.eligibility,
            "minimum_age": first.min_age,
            "maximum_age": first.max_age,
            "assured_date": on.isoformat() if on else "",
            "service_areas": _areas(first, identity),
            "languages": _languages(first, identity),
            "required_documents": _documents(first, identity),
            "attributes": _kinds(first, identity),
            "service_at_locations": [_at_location(one, identity) for one in placed],
        }
        hung = _hung(bare, kinds=False) if bare else {}
        return (
            _filled(record) | {"organization": self._organization(_organization_id(first))} | hung
        )

    def _organization(self, identity: str) -> Record:
        """Say what its entries say of the organization; the first that says anything counts."""
        several = self._of_organization[identity]
        lone = next((one for one in several if not one.service), None)

        def said(name: str) -> str:
            return next((told for one in several if (told := getattr(one, name))), "")

        about = said("organisation_about")
        if lone is not None and not _is_placed(lone):
            about = about or lone.description
        email = said("organisation_email") or (lone.email if lone else "")
        url = said("organisation_url") or (lone.url if lone else "")
        told = {"alternate_name": said("alternate_name"), "email": email, "website": url}
        name = several[0].organisation
        return {"id": identity, "name": name, "description": about} | _filled(told)


def _at_location(one: Provider, service: str) -> Record:
    identity = kept_id("", "provider", one.id)
    made = {"id": identity, "service_id": service, "location_id": _location_id(one)}
    return made | _hung(one, kinds=False) | {"location": _location(one, hung=False)}


def _location(one: Provider, hung: bool = True) -> Record:
    """Give a place; of a confidential one neither street nor town nor point."""
    identity = _location_id(one)
    made: Record = {"id": identity, "location_type": "physical"}
    if one.confidential:
        made |= {"alternate_name": one.area}
    else:
        made |= {"name": one.location}
        addresses = [_address(one, identity)] if one.city or one.state else []
        made |= {"addresses": addresses}
        if not one.point_of:
            made |= {"latitude": one.latitude, "longitude": one.longitude}
    if hung:
        made |= {"description": one.description, "languages": _languages(one, identity)}
    if one.accessibility:
        told = {"id": part_id(identity, "accessibility"), "description": one.accessibility}
        made["accessibility"] = [told]
    terms = [_hidden(identity)] if one.confidential else []
    more = _hung(one) if hung else {}
    terms += more.pop("attributes", [])
    return _filled(made | {"attributes": terms}) | more


def _address(one: Provider, identity: str) -> Record:
    return {
        "id": part_id(identity, "address"),
        "address_1": one.address,
        "city": one.city,
        # HSDS has no field for the county.
        **({"region": one.county} if one.county_fips and one.county else {}),
        "state_province": one.state,
        "postal_code": one.zip_code,
        "country": "US",
        "address_type": "physical",
    }  # fmt: skip


def _hung(one: Provider, kinds: bool = True) -> Record:
    """Give numbers, hours and people; and, where no service has them, the kinds of service."""
    identity = kept_id("", "provider", one.id)
    numbers = [
        _filled({"id": part_id(identity, f"phone {n}"), "number": phone.as_written,
                 "type": phone.label or "voice", "description": phone.note})
        for n, phone in enumerate(one.numbers())
    ]  # fmt: skip
    people = [
        _filled({"id": part_id(identity, f"contact {n}"), "name": each.name, "title": each.title,
                 "department": each.department, "email": each.email})
        for n, each in enumerate(one.persons)
    ]  # fmt: skip
    made = {"phones": numbers, "schedules": _schedules(one, identity), "contacts": people}
    return _filled(made | {"attributes": _kinds(one, identity) if kinds else []})


def _schedules(one: Provider, identity: str) -> list[Record]:
    """Give the week; where no place will tell the time zone again, in words only."""
    hours, words = one.hours, one.hours_words
    if hours is None or one.confidential or not one.county_fips or not _is_placed(one):
        words = words or (hours.in_words() if hours else "")
        rows: list[Record] = []
    else:
        rows = [*_weekly(hours), *(_special(special) for special in hours.special)]
    if words:
        first = rows[0] if rows else {}
        rows = [first | {"description": words}, *rows[1:]]
    return [{"id": part_id(identity, f"schedule {n}"), **row} for n, row in enumerate(rows)]


def _weekly(hours: Hours) -> list[Record]:
    if hours.always:
        return [{"freq": "WEEKLY", "interval": 1, "byday": ",".join(_DAYS),
                 "opens_at": "00:00:00", "closes_at": "00:00:00"}]  # fmt: skip
    alike: dict[Shift, list[int]] = {}
    for shift in hours.shifts:
        same = Shift(0, shift.opens, shift.closes, shift.nth, shift.since, shift.until)
        alike.setdefault(same, []).append(shift.day)
    rows = []
    for shift, days in alike.items():
        nth = str(shift.nth) if shift.nth else ""
        rows.append(
            _filled(
                {
                    "valid_from": shift.since.isoformat() if shift.since else "",
                    "valid_to": shift.until.isoformat() if shift.until else "",
                    "freq": "MONTHLY" if shift.nth else "WEEKLY",
                    "interval": 1,
                    "byday": ",".join(f"{nth}{_DAYS[day]}" for day in days),
                    "opens_at": shift.opens.isoformat(),
                    "closes_at": shift.closes.isoformat(),
                }
            )
        )
    return rows


def _special(special: Special) -> Record:
    open_ = special.opens is not None and special.closes is not None
    return _filled(
        {
            "valid_from": special.first.isoformat(),
            "valid_to": special.last.isoformat(),
            "opens_at": special.opens.isoformat() if open_ and special.opens else "",
            "closes_at": special.closes.isoformat() if open_ and special.closes else "",
            "notes": "every year" if special.yearly else "",
        }
    )


def _areas(one: Provider, identity: str) -> list[Record]:
    if not one.serves_words:
        return []
    return [{"id": part_id(identity, "area"), "name": one.serves_words}]


def _languages(one: Provider, identity: str) -> list[Record]:
    names, _ = languages("; ".join(one.languages))
    return [{"id": part_id(identity, f"language {name}"), "name": name} for name in names]


def _documents(one: Provider, identity: str) -> list[Record]:
    if not one.documents:
        return []
    return [{"id": part_id(identity, "document"), "document": one.documents}]


def _kinds(one: Provider, identity: str) -> list[Record]:
    told = [(kind.value, _NIEM) for kind in sorted(one.services)]
    told += [(kind.value, OUR_TERMS) for kind in sorted(one.finer)]
    return [_attribute(identity, code, code.replace("_", " "), of) for code, of in told]


def _hidden(identity: str) -> Record:
    return _attribute(identity, CONFIDENTIAL_TERM, "confidential place", OUR_TERMS)


def _attribute(identity: str, code: str, name: str, taxonomy: str) -> Record:
    term = {"id": kept_id("", "term", code), "code": code, "name": name, "description": name,
            "taxonomy": taxonomy}  # fmt: skip
    return {"id": part_id(identity, f"attribute {code}"), "taxonomy_term": term}


def _is_placed(one: Provider) -> bool:
    where = (one.location, one.address, one.city, one.zip_code, one.latitude, one.confidential)
    return any(where) or bool(one.location_id)


def _organization_id(one: Provider) -> str:
    if not one.service and not _is_placed(one):
        return kept_id("", "provider", one.id)
    return one.organisation_id or kept_id("", "organization", one.organisation.casefold())


def _service_id(one: Provider) -> str:
    own = kept_id("", "provider", one.id)
    return (one.service_id or part_id(own, "service")) if _is_placed(one) else own


def _location_id(one: Provider) -> str:
    own = kept_id("", "provider", one.id)
    return (one.location_id or part_id(own, "location")) if one.service else own


def _filled(record: Record) -> Record:
    """Leave out what says nothing; HSDS has no empty texts or lists."""
    return {key: value for key, value in record.items() if value not in ("", None, [])}
