"""Search everything, near a place; the trail notes that somebody searched, never for what."""

from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.search_directory import SearchDirectory
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.looking import NO_FACETS, Facets, Found, Query
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import protocols, situations, trail
from hotline_desktop.vault.vault import Vault

KINDS = ("contact", "provider", "protocol", "situation")
_MOST = 500


@dataclass(frozen=True, slots=True)
class SearchEverything:
    """The verb."""

    desk: OpenOffice
    gazetteer: Gazetteer

    def __call__(
        self,
        text: str,
        kind: str = "",
        near: str = "",
        limit: int = 20,
        facets: Facets = NO_FACETS,
    ) -> tuple[Found, ...]:
        """Find by words and place; ``near`` may also end the text ("night desk near Youngstown").

        Raises:
            BadInputError: a limit below one, or a place that nobody knows.
        """
        if not 1 <= limit <= _MOST:
            raise BadInputError(f"The limit is a number from 1 to {_MOST}.")
        if facets != NO_FACETS and kind not in ("", "contact", "provider"):
            raise BadInputError("Only contacts and providers can be narrowed to.")
        found = self.look(text, kind, near, limit, facets)
        self.note(kind, len(found))
        return found

    def note(self, kind: str, found: int) -> None:
        """Write into the trail that somebody searched, for what kind and how much was found.

        Not the words: they may be a name from a call.
        """
        now, who = self.desk.world.now(), self.desk.advocate.id
        with self.desk.vault.transaction() as connection:
            trail.add(connection, now, who, "search", kind or "all", str(found))

    def look(
        self,
        text: str,
        kind: str,
        near: str,
        limit: int,
        facets: Facets = NO_FACETS,
        vault: Vault | None = None,
    ) -> tuple[Found, ...]:
        """Find without noting it: while somebody types, each key is not a search of its own.

        ``vault`` is a connection beside the office's own, for another thread.
        """
        vault, found = vault or self.desk.vault, list[Found]()
        if kind in ("", "contact", "provider"):
            verb = SearchDirectory(self.desk, self.gazetteer, vault)
            query = Query(text, kind, near, facets)
            asked = verb.spelt(verb.ask(query, refused=True))
            if facets.miles is not None and (facets.miles < 1 or not asked.question.point):
                raise BadInputError("A distance is a number of miles from a town that is named.")
            text, _ = verb.apart(text, near)
            ranked = () if query.is_empty() and not kind else verb.ranked(asked, limit)
            found += sorted(ranked, key=lambda one: bool(one.warning))
        if facets != NO_FACETS:
            return tuple(found[:limit])
        if kind in ("", "protocol"):
            known = protocols.find(vault, text, limit) if text.strip() or kind else ()
            found += [Found("protocol", p.id, p.title, p.area.name, good=True) for p in known]
        if kind in ("", "situation") and (text.strip() or kind):
            lines = situations.find(vault, text, limit)
            found += [Found("situation", s.number, s.number, s.place, s.state) for s in lines]
        return tuple(found[:limit])
