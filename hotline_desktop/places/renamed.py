"""County codes that changed after the map was drawn; says which old and new ones may be one place.

Connecticut's eight counties gave way to nine planning regions in 2022 (Census Bureau, 87 FR 34235);
Valdez-Cordova in Alaska was split in 2019. The map keeps the old borders: a town tells the new one.
"""

from functools import lru_cache

from hotline_desktop.models.place import County
from hotline_desktop.places.tables import folded, towns

_NEW = {
    "09110": ("Capitol Planning Region", (
        "Andover, Avon, Berlin, Bloomfield, Bolton, Canton, Columbia, Coventry, East Granby, East "
        "Hartford, East Windsor, Ellington, Enfield, Farmington, Glastonbury, Granby, Hartford, "
        "Hebron, Manchester, Mansfield, Marlborough, New Britain, Newington, Plainville, Rocky "
        "Hill, Simsbury, Somers, South Windsor, Southington, Stafford, Suffield, Tolland, Vernon, "
        "West Hartford, Wethersfield, Willington, Windsor, Windsor Locks"
    )),
    "09120": ("Greater Bridgeport Planning Region", (
        "Bridgeport, Easton, Fairfield, Monroe, Stratford, Trumbull"
    )),
    "09130": ("Lower Connecticut River Valley Planning Region", (
        "Chester, Clinton, Cromwell, Deep River, Durham, East Haddam, East Hampton, Essex, Haddam, "
        "Killingworth, Lyme, Middlefield, Middletown, Old Lyme, Old Saybrook, Portland, Westbrook"
    )),
    "09140": ("Naugatuck Valley Planning Region", (
        "Ansonia, Beacon Falls, Bethlehem, Bristol, Cheshire, Derby, Middlebury, Naugatuck, "
        "Oxford, Plymouth, Prospect, Seymour, Shelton, Southbury, Thomaston, Waterbury, Watertown, "
        "Wolcott, Woodbury"
    )),
    "09150": ("Northeastern Connecticut Planning Region", (
        "Ashford, Brooklyn, Canterbury, Chaplin, Eastford, Hampton, Killingly, Plainfield, "
        "Pomfret, Putnam, Scotland, Sterling, Thompson, Union, Voluntown, Woodstock"
    )),
    "09160": ("Northwest Hills Planning Region", (
        "Barkhamsted, Burlington, Canaan, Colebrook, Cornwall, Goshen, Hartland, Harwinton, Kent, "
        "Litchfield, Morris, New Hartford, Norfolk, North Canaan, Roxbury, Salisbury, Sharon, "
        "Torrington, Warren, Washington, Winchester"
    )),
    "09170": ("South Central Connecticut Planning Region", (
        "Bethany, Branford, East Haven, Guilford, Hamden, Madison, Meriden, Milford, New Haven, "
        "North Branford, North Haven, Orange, Wallingford, West Haven, Woodbridge"
    )),
    "09180": ("Southeastern Connecticut Planning Region", (
        "Bozrah, Colchester, East Lyme, Franklin, Griswold, Groton, Lebanon, Ledyard, Lisbon, "
        "Montville, New London, North Stonington, Norwich, Preston, Salem, Sprague, Stonington, "
        "Waterford, Windham"
    )),
    "09190": ("Western Connecticut Planning Region", (
        "Bethel, Bridgewater, Brookfield, Danbury, Darien, Greenwich, New Canaan, New Fairfield, "
        "New Milford, Newtown, Norwalk, Redding, Ridgefield, Sherman, Stamford, Weston, Westport, "
        "Wilton"
    )),
    "02063": ("Chugach Census Area", "Chenega Bay, Cordova, Tatitlek, Valdez, Whittier"),
    "02066": ("Copper River Census Area", "Chitina, Copper Center, Gakona, Glennallen"),
}  # fmt: skip
_STATES = {"09": ("CT", "America/New_York"), "02": ("AK", "America/Anchorage")}


@lru_cache(maxsize=1)
def counties() -> dict[str, County]:
    """Give the counties that are newer than the map; they have no middle."""
    return {fips: County(fips, name, *_STATES[fips[:2]]) for fips, (name, _) in _NEW.items()}


def newer(fips: str, town: str) -> str:
    """Give today's code of a town in an old county; "" when none is newer or known."""
    return _by_town().get((fips[:2], folded(town)), "") if fips[:2] in _STATES else ""


def same(fips: str) -> tuple[str, ...]:
    """Give the codes that may be the same place: new ones of an old county, old ones of a new."""
    return tuple(sorted(_pairs().get(fips, ())))


@lru_cache(maxsize=1)
def _pairs() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for (state, town), new in _by_town().items():
        for share in towns().get(town, ()):
            if share.fips[:2] == state:
                found.setdefault(share.fips, set()).add(new)
                found.setdefault(new, set()).add(share.fips)
    return {fips: frozenset(others) for fips, others in found.items()}


@lru_cache(maxsize=1)
def _by_town() -> dict[tuple[str, str], str]:
    return {
        (fips[:2], folded(town)): fips
        for fips, (_, towns) in _NEW.items()
        for town in towns.split(", ")
    }
