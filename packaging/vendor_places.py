"""Writes resources/places anew from the PyPI package `zipcodes` and the npm package `us-atlas`.

Run it by hand when one of them has a new version: `python packaging/vendor_places.py`. It needs
the npm client and `zipcodes` in its environment; the product needs neither.
"""

import collections
import gzip
import hashlib
import json
import statistics
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import zipcodes

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from hotline_desktop.places.borders import Borders  # noqa: E402 - after its folder is known

OUT = Path(__file__).resolve().parent.parent / "resources" / "places"
ATLAS = "us-atlas@3.0.1"
STATES = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE",
    "11": "DC", "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL", "18": "IN", "19": "IA",
    "20": "KS", "21": "KY", "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN",
    "28": "MS", "29": "MO", "30": "MT", "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM",
    "36": "NY", "37": "NC", "38": "ND", "39": "OH", "40": "OK", "41": "OR", "42": "PA", "44": "RI",
    "45": "SC", "46": "SD", "47": "TN", "48": "TX", "49": "UT", "50": "VT", "51": "VA", "53": "WA",
    "54": "WV", "55": "WI", "56": "WY", "60": "AS", "66": "GU", "69": "MP", "72": "PR", "78": "VI",
}  # fmt: skip
KINDS = (
    " county", " parish", " borough", " census area", " municipality", " city and borough",
    " municipio", " city", " island", " district",
)  # fmt: skip


def folded(name: str) -> str:
    """Give a name as both sources can agree on it."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    for kind in KINDS:
        plain = plain.removesuffix(kind)
    plain = plain.replace("saint ", "st ").replace("sainte ", "ste ")
    return "".join(c for c in plain if c.isalnum())


def atlas() -> dict[str, Any]:
    """Read the counties' topology, names and borders."""
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", ATLAS, "--silent"],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()[-1]
        with tarfile.open(Path(folder) / packed) as archive:
            file = archive.extractfile("package/counties-10m.json")
            assert file is not None  # noqa: S101 - it is in the archive
            topology: dict[str, Any] = json.load(file)
            licence = archive.extractfile("package/LICENSE")
            assert licence is not None  # noqa: S101 - it is in the archive
            (OUT / "LICENSE-us-atlas.txt").write_bytes(licence.read())
    return topology


def borders(topology: dict[str, Any]) -> dict[str, Any]:
    """Give the counties' borders as they are packed: see hotline_desktop/places/borders.py.

    The steps stay the atlas's whole numbers. Arcs that no county uses (none in 3.0.1) are kept, so
    that an arc keeps its number.
    """
    counties = topology["objects"]["counties"]["geometries"]
    return {
        "scale": topology["transform"]["scale"],
        "translate": topology["transform"]["translate"],
        "arcs": [[n for step in arc for n in step] for arc in topology["arcs"]],
        "counties": {
            str(county["id"]): county["arcs"]
            if county["type"] == "MultiPolygon"
            else [county["arcs"]]
            for county in sorted(counties, key=lambda county: str(county["id"]))
        },
    }


def keyed(counties: dict[str, str], cities: bool) -> dict[tuple[str, str], str]:
    """Give FIPS codes by (state, folded name).

    Baltimore is a county (005) and a city of its own (510): where two share a name, cities (510 and
    above) come first or last as asked.
    """
    found: dict[tuple[str, str], str] = {}
    for fips in sorted(counties, key=lambda f: ((f[2:] >= "510") is not cities, f)):
        found.setdefault((STATES[fips[:2]], folded(counties[fips])), fips)
    return found


def placed(z: dict[str, Any], named: str | None, map_of: Borders) -> str:
    """Give a ZIP code's county: by its name, else by its point on the map, in the same state.

    The names that fail are spellings ("City and Borough of Juneau"), areas newer than the atlas
    (Chugach) and counties of the state next door; territories often name none.
    """
    if named:
        return named
    there = map_of.holding(float(z["lat"]), float(z["long"]))
    return there if there and STATES[there[:2]] == z["state"] else ""


def write(name: str, lines: list[tuple[str, ...]]) -> None:
    """Write one table, always the same bytes for the same lines."""
    pack(name, "".join("\t".join(line) + "\n" for line in lines))


def pack(name: str, text: str) -> None:
    """Write one packed file, always the same bytes for the same text."""
    with (OUT / name).open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())


def main() -> None:
    """Join the two by state and county name."""
    OUT.mkdir(parents=True, exist_ok=True)
    topology = atlas()
    geometries = topology["objects"]["counties"]["geometries"]
    names = {str(county["id"]): str(county["properties"]["name"]) for county in geometries}
    known, towns_first = keyed(names, cities=False), keyed(names, cities=True)
    pack("borders.json.gz", json.dumps(borders(topology), separators=(",", ":")))
    map_of = Borders((OUT / "borders.json.gz").read_bytes())
    by_county, cities = collections.defaultdict(list), collections.defaultdict(list)
    codes, lost = [], 0
    for z in zipcodes.list_all():
        if not z["active"] or z["state"] not in STATES.values():
            continue
        independent = (z["county"] or "").casefold().endswith(" city")
        spelt = (z["state"], folded(z["county"] or ""))
        county = placed(z, (towns_first if independent else known).get(spelt), map_of)
        if not county:
            lost += 1
            continue
        by_county[county].append(z)
        codes.append((z["zip_code"], county, z["lat"], z["long"], z["city"]))
        if z["zip_code_type"] != "MILITARY":
            for city in {z["city"], *z["acceptable_cities"]}:
                cities[city, z["state"], county].append(z)
    counties = []
    for fips, name in sorted(names.items()):
        state, zips = STATES[fips[:2]], by_county.get(fips, [])
        zone = collections.Counter(z["timezone"] for z in zips if z["timezone"]).most_common(1)
        if known[state, folded(name)] != fips:
            name = f"{name} city"  # told apart from the county of its name
        counties.append((fips, name, state, zone[0][0] if zone else "", *middle(zips)))
    towns = [
        (city, state, fips, str(len(zips)), *middle(zips))
        for (city, state, fips), zips in sorted(cities.items())
    ]
    write("counties.tsv.gz", counties)
    write("cities.tsv.gz", towns)
    write("zips.tsv.gz", sorted(codes))
    files = ("counties.tsv.gz", "cities.tsv.gz", "zips.tsv.gz", "borders.json.gz")
    sums = [f"{hashlib.sha256((OUT / n).read_bytes()).hexdigest()}  {n}\n" for n in files]
    (OUT / "PLACES.sha256").write_text("".join(sums))
    print(f"{len(counties)} counties, {len(towns)} towns, {len(codes)} ZIP codes; {lost} unmatched")


def middle(zips: list[dict[str, str]]) -> tuple[str, str]:
    """Give the middle of some ZIP codes, to a thousandth of a degree."""
    if not zips:
        return "", ""
    return (
        f"{statistics.median(float(z['lat']) for z in zips):.3f}",
        f"{statistics.median(float(z['long']) for z in zips):.3f}",
    )


if __name__ == "__main__":
    main()
