"""Makes one provider of each service at a place, from rows that belong together; vets none."""

from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import abroad, clean, held_words, linked_hours, makes, parts, withheld
from hotline_desktop.exchange.linked_row import Linked
from hotline_desktop.exchange.points import point
from hotline_desktop.exchange.services import kinds_in
from hotline_desktop.models.column_map import Makes
from hotline_desktop.models.identity import kept_id
from hotline_desktop.models.provider import Provider

POLICE = "police by its name: it was taken in as a provider, as its list tells services"
POSTAL = "only a postal address is known"
NO_ORGANIZATION = "its organization is not in these files"

_LEADING = ("service_at_location", "service", "location", "organization")
_MOST_SHARED, _SHARED_A_ROW = 20_000, 10
"""How often numbers, people and hours may be said with an entry, for so many rows."""
_MOST_LETTERS, _LONGEST = 64_000_000, 160
"""Of texts, each as often as it is said with an entry; and of a name in a report."""
_OWNING = ("service_at_location", "service", "location", "organization", "contact", "phone")

_NOTHING = Linked("", "", "", 0, {}, set())
"""Stands for a service or place that an entry does not have."""
Known = dict[str, dict[str, Linked]]


class Offers:
    """Finds what belongs together and writes it into the rows that lead."""

    def __init__(self, rows: dict[str, list[Linked]], known: Known, source: str) -> None:
        """Index the rows by what they belong to."""
        self._rows, self._source = rows, source
        self._known = defaultdict(dict, known)
        self._kinds = {**self._known["taxonomy"], **self._known["taxonomy_term"]}
        self._letters = _MOST_LETTERS
        self._hung = tuple(kind for kind in rows if kind not in _LEADING)
        self._left = _MOST_SHARED + _SHARED_A_ROW * sum(map(len, rows.values()))
        self._told = any(
            row["taxonomy"] == parts.OUR_TERMS for row in rows.get("taxonomy_term", ())
        )
        self._of: dict[tuple[str, str, str], list[Linked]] = defaultdict(list)
        for kind, several in rows.items():
            for row in several:
                if row.wrong or row.duplicate_of:
                    continue
                for owner in _OWNING:
                    if identity := row[f"{owner}_id"]:
                        self._of[kind, owner, identity].append(row)
                if row["link_id"]:
                    self._of[kind, "link", row["link_id"]].append(row)

    def make(self) -> None:
        """Make every entry, and mark the rows that went into one."""
        used: set[str] = set()
        with_place = {row["service_id"] for row in self._good("service_at_location")}
        for link in self._good("service_at_location"):
            service = self._known["service"][link["service_id"]]
            location = self._known["location"][link["location_id"]]
            used.add(location["id"])
            self._offer(link, service, location, link)
        for service in self._good("service"):
            if service["id"] not in with_place:
                place = self._known["location"].get(service["location_id"])
                used |= {place["id"]} if place else set()
                self._offer(service, service, place, None)
        for location in self._good("location"):
            if location["id"] not in used:
                self._offer(location, None, location, None)
        for organization in self._good("organization"):
            if not organization.part_of:
                self._offer(organization, None, None, None)
        self._attach_loose()

    def _good(self, kind: str) -> list[Linked]:
        return [r for r in self._rows.get(kind, ()) if not r.wrong and not r.duplicate_of]

    def _offer(
        self,
        leads: Linked,
        service: Linked | None,
        location: Linked | None,
        link: Linked | None,
    ) -> None:
        organization = self._organization(leads, service, location)
        if organization is None:
            leads.wrong = NO_ORGANIZATION
            return
        owners = [row for row in (link, service, location, organization) if row is not None]
        self._count(owners)
        provider = self._provider(leads, organization, service, location, owners)
        leads.provider = provider
        if makes.of_row("", provider.organisation) is Makes.CONTACT:
            leads.repairs.append(POLICE)
        name = ", ".join(p for p in (provider.organisation, provider.service) if p)[:_LONGEST]
        for row in owners:
            if row is not leads:
                row.part_of = row.part_of or name
        inner = [*owners, *self._owned("contact", owners)]
        for kind in self._hung:
            for row in self._owned(kind, inner):
                row.part_of = row.part_of or name

    def _count(self, owners: list[Linked]) -> None:
        """Refuse tables that hang thousands of numbers, or texts, on each of many services."""
        self._left -= sum(len(self._owned(kind, owners)) for kind in self._hung)
        self._letters -= sum(row.size for row in owners)
        if self._left < 0 or self._letters < 0:
            raise BadInputError(
                "One organization or place in these files has more numbers, people or hours than "
                "can be said with each of its services: split the files."
            )

    def _organization(self, *rows: Linked | None) -> Linked | None:
        known = self._known["organization"]
        for row in rows:
            if row is not None:
                own = row if row.kind == "organization" else known.get(row["organization_id"])
                if own is not None and not own.wrong:
                    return own
        return None

    def _owned(self, kind: str, owners: Iterable[Linked]) -> list[Linked]:
        """Give the rows of a kind that belong to any of these, the nearest owner's first."""
        found: dict[int, Linked] = {}
        for owner in owners:
            for how in (owner.kind, "link"):
                for row in self._of.get((kind, how, owner["id"]), ()):
                    found.setdefault(id(row), row)
        return list(found.values())

    def _provider(
        self,
        leads: Linked,
        organization: Linked,
        service: Linked | None,
        location: Linked | None,
        owners: list[Linked],
    ) -> Provider:
        own, place = service or _NOTHING, location or _NOTHING
        hours, hours_words = linked_hours.nearest(owners, self._owned)
        made = Provider(
            id=kept_id(self._source, leads.kind, leads["id"]),
            organisation=organization["name"],
            alternate_name=organization["alternate_name"],
            organisation_about=organization["description"],
            organisation_id=kept_id(self._source, "organization", organization["id"]),
            organisation_email=organization["email"],
            organisation_url=organization.any("website", "url"),
            service=own["name"],
            service_id=kept_id(self._source, "service", own["id"]),
            location=place["name"],
            location_id=kept_id(self._source, "location", place["id"]),
            area=place["alternate_name"] if self._told else "",
            description=own["description"] or (place["description"] if service is None else ""),
            hours=hours,
            hours_words=hours_words,
            accessibility=parts.access([*self._owned("accessibility", owners), place]),
            do_not_refer=parts.refuses(owners) or self._terms(owners).refused,
            source=self._source,
            source_id=f"{leads.kind} {leads['id']}",
        )
        made = self._reached(self._serving(made, leads, own, owners), leads, own, place, owners)
        made = self._placed(made, leads, place, owners)
        if made.confidential and made.phones:
            return replace(made, gate_phone=withheld.gate(made.phones))
        return made if made.confidential else replace(made, area="")

    def _reached(
        self, made: Provider, leads: Linked, own: Linked, place: Linked, owners: list[Linked]
    ) -> Provider:
        """Add how it is reached: numbers, people, mail, and in which languages."""
        persons = self._owned("contact", owners)
        numbers = [*self._owned("phone", owners), *self._owned("phone", persons)]
        silent = any(clean.yes(row["private"]) for row in owners)
        hidden = [r for r in (*numbers, *persons) if parts.is_private(r)]
        hidden += numbers if silent else self._owned("phone", hidden)
        contacts = [row for row in persons if row not in hidden]
        numbers = [row for row in numbers if row not in hidden]
        spoken = (own["languages"], place["languages"])
        alias = "" if self._told else place["alternate_name"]
        told = parts.notes(owners, hidden, alias, self._terms(owners).notes)
        return replace(
            made,
            phones=parts.phones(numbers, self._known["contact"], self._land(owners)),
            persons=parts.persons(contacts),
            notes=told,
            email=own["email"] or place["email"],
            url=own.any("url", "website") or place.any("url", "website"),
            languages=parts.spoken(self._owned("language", owners), spoken, leads),
        )

    def _serving(
        self, made: Provider, leads: Linked, own: Linked, owners: list[Linked]
    ) -> Provider:
        """Add what the service says: kinds, for whom, on which terms."""
        terms = self._terms(owners)
        kinds, finer = (
            ((), ()) if self._told else kinds_in(*terms.named, own["name"], own["keywords"])
        )
        low, high, doubts = parts.ages(own, self._owned("eligibility", owners))
        leads.repairs += doubts
        documents = [row["document"] for row in self._owned("required_document", owners)]
        return replace(
            made,
            services=terms.kinds or kinds,
            finer=terms.finer if terms.kinds else finer,
            confidential=terms.confidential
            or parts.hides_place(owners, self._owned("address", owners)),
            eligibility=parts.eligibility(own, self._owned("eligibility", owners)),
            min_age=low,
            max_age=high,
            standing=parts.standing(*(row["status"] for row in owners)),
            serves_words=parts.area(own, self._owned("service_area", owners)),
            fees=parts.fees(own, self._owned("cost_option", owners)),
            how_to_apply=own["application_process"],
            wait=own["wait_time"],
            documents=own["required_documents"] or "; ".join(documents),
            assured=linked_hours.day(own["assured_date"]),
        )

    def _land(self, owners: list[Linked]) -> str:
        """Give the country of the nearest address; ours where there is none."""
        here = next(iter(self._owned("address", owners)), _NOTHING)
        return abroad.country(here["country"], here["state_province"])

    def _placed(
        self, made: Provider, leads: Linked, place: Linked, owners: list[Linked]
    ) -> Provider:
        """Add the address and the point; only a place's own address is one to go to."""
        addresses = self._owned("address", owners)
        physical = [row for row in addresses if row["address_type"] != "postal"]
        postal = [*addresses, *self._owned("postal_address", owners)]
        here = next(iter(physical or postal), None)
        if here is None:
            return made
        if not physical:
            leads.repairs.append(POSTAL)
        state, written = here["state_province"], {}
        state = state.upper() if len(state) == 2 else state
        code, doubt = clean.zip_code(here["postal_code"], state)
        if abroad.country(here["country"], state) != abroad.HOME:
            told = {"state": state, "zip": here["postal_code"], "country": here["country"]}
            written = {key: words for key, words in told.items() if words}
            leads.repairs.append(abroad.ABROAD)
            state = code = ""
        elif doubt or (here["postal_code"] and not code):
            written["zip"] = here["postal_code"]
            here.repairs.append(doubt or clean.NO_ZIP)
        where, astray = point(place["latitude"], place["longitude"])
        if astray:
            place.repairs.append(astray)
            written["point"] = f"{place['latitude']}, {place['longitude']}"[:80]
        street = held_words.in_street(parts.street(here))[1]
        town = ", ".join(p for p in (here["city"], state) if p)
        leads.place_words = code or ("" if "state" in written or "country" in written else town)
        leads.county_words, leads.county_hint = here["county"], here["region"]
        return replace(
            made,
            address=street,
            city=here["city"],
            state=state,
            zip_code=code,
            latitude=where[0] if where else None,
            longitude=where[1] if where else None,
            written=written,
        )

    def _terms(self, owners: list[Linked]) -> parts.Terms:
        return parts.terms(
            owners,
            [*self._owned("attribute", owners), *self._owned("service_taxonomy", owners)],
            self._kinds,
        )

    def _attach_loose(self) -> None:
        """Say where a term went that something uses, and a row whose owner led nothing."""
        for kind in ("taxonomy", "taxonomy_term", "program"):
            for row in self._good(kind):
                row.part_of = row.part_of or "the kinds of services"
        for kind, rows in self._rows.items():
            for row in rows:
                lost = not (row.provider or row.part_of or row.wrong or row.duplicate_of)
                if lost and kind in ("language", "attribute"):
                    row.part_of = "a number or a term"
                elif lost:
                    row.wrong = "its owner was not taken in"
