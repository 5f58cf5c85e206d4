"""Writes resources/places anew from the PyPI package `zipcodes` and the npm package `us-atlas`.

Run it by hand when one of them has a new version: `python packaging/vendor_places.py`. It needs
both clients and `zipcodes` in its environment; the product needs neither.
"""

import collections
import gzip
import hashlib
import json
import statistics
import subprocess
import tarfile
import tempfile
import unicodedata
from pathlib import Path

import zipcodes

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


def atlas() -> dict[str, str]:
    """Read the name of every county by its FIPS code."""
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
            counties = json.load(file)["objects"]["counties"]["geometries"]
            licence = archive.extractfile("package/LICENSE")
            assert licence is not None  # noqa: S101 - it is in the archive
            (OUT / "LICENSE-us-atlas.txt").write_bytes(licence.read())
    return {str(county["id"]): county["properties"]["name"] for county in counties}


def keyed(counties: dict[str, str], cities: bool) -> dict[tuple[str, str], str]:
    """Give FIPS codes by (state, folded name).

    Baltimore is a county (005) and a city of its own (510): where two share a name, cities (510 and
    above) come first or last as asked.
    """
    found: dict[tuple[str, str], str] = {}
    for fips in sorted(counties, key=lambda f: ((f[2:] >= "510") is not cities, f)):
        found.setdefault((STATES[fips[:2]], folded(counties[fips])), fips)
    return found


def write(name: str, lines: list[tuple[str, ...]]) -> None:
    """Write one table, always the same bytes for the same lines."""
    text = "".join("\t".join(line) + "\n" for line in lines).encode()
    with (OUT / name).open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text)


def main() -> None:
    """Join the two by state and county name."""
    OUT.mkdir(parents=True, exist_ok=True)
    names = atlas()
    known, towns_first = keyed(names, cities=False), keyed(names, cities=True)
    rows = [z for z in zipcodes.list_all() if z["active"] and z["county"] and z["timezone"]]
    by_county, cities, codes, lost = (
        collections.defaultdict(list), collections.defaultdict(list), [], collections.Counter()
    )  # fmt: skip
    for z in rows:
        independent = z["county"].casefold().endswith(" city")
        county = (towns_first if independent else known).get((z["state"], folded(z["county"])))
        if county is None:
            lost[z["county"], z["state"]] += 1
            continue
        by_county[county].append(z)
        codes.append((z["zip_code"], county, z["lat"], z["long"], z["city"]))
        if z["zip_code_type"] != "MILITARY":
            for city in {z["city"], *z["acceptable_cities"]}:
                cities[city, z["state"], county].append(z)
    counties = []
    for fips, name in sorted(names.items()):
        state, zips = STATES[fips[:2]], by_county.get(fips, [])
        zone = collections.Counter(z["timezone"] for z in zips).most_common(1)
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
    files = ("counties.tsv.gz", "cities.tsv.gz", "zips.tsv.gz")
    sums = [f"{hashlib.sha256((OUT / n).read_bytes()).hexdigest()}  {n}\n" for n in files]
    (OUT / "PLACES.sha256").write_text("".join(sums))
    told = sum(lost.values())
    print(f"{len(counties)} counties, {len(towns)} towns, {len(codes)} ZIP codes; {told} unmatched")


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
