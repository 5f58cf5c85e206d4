"""Hostile cells in files that are tables: previewed soon, or refused row by row."""

import csv
import gzip
import io
import json

from tests.kit.hostile_files import TABLE, plain
from tests.kit.hostile_packed import packed, workbook

LONG = 32_000


def cells(**columns):
    """A list of one agency that says all this, and of another one as it should be."""
    columns = {"name": "Larkspur House", "phone": "330-555-0142", "state": "OH"} | columns
    stream = io.StringIO()
    lines = csv.writer(stream)
    lines.writerows([list(columns), list(columns.values()), ["Harbor Aid"]])
    return plain(stream.getvalue().encode("utf-8", "surrogatepass"))


def told(*records):
    return plain(json.dumps(records).encode(), "hostile.json")


def everybody(services, numbers):
    """So many services and numbers of one organization: each service has all its numbers."""
    return plain(
        json.dumps(
            {
                "organizations": [{"id": "o", "name": "Larkspur"}],
                "services": [
                    {"id": f"s{n}", "name": "x", "organization_id": "o"} for n in range(services)
                ],
                "phones": [
                    {
                        "id": f"p{n}",
                        "number": "330-555-0142",
                        "type": str(n),
                        "organization_id": "o",
                    }
                    for n in range(numbers)
                ],
            }
        ).encode(),
        "hostile.json",
    )


FORMULAS = ("=cmd|' /C calc'!A0", "=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(1)", "\t=1", "=1\r=2")
CELLS = {
    "formulas in every cell": cells(
        **{
            name: FORMULAS[n % 7]
            for n, name in enumerate(
                ("name", "phone", "address", "city", "state", "county", "email", "url")
            )
        }
    ),
    "guards without end": cells(notes="'" * LONG),
    "guards before a formula": cells(name="'" * LONG + "=1+1"),
    "a letter's number without end": cells(name="&#" + "9" * LONG + ";"),
    "a letter's number in hexadecimal": cells(name="&#x" + "f" * LONG + ";"),
    "letters that are no letters": cells(name="&#0;&#xD800;&#1114112;&nosuch;Larkspur"),
    "open brackets of markup": cells(name="<" * LONG, notes="<a " * (LONG // 3)),
    "scripts": cells(name="<script>alert(1)</script>Larkspur", url="javascript:alert(1)"),
    "closed without end": cells(hours="closed " + "tu" * 140 + "X"),
    "closed between dashes": cells(hours="closed" + " - " * 90 + "X"),
    "days without end": cells(hours="m " * 140 + "9-5", languages="y " * 9000),
    "brackets without end": cells(languages="(" * LONG),
    "brackets between letters": cells(languages="a (" * (LONG // 3)),
    "2,000 numbers in a cell": cells(phone="330-555-0101, " * 2000),
    "16,000 digits apart": cells(phone="1;" * (LONG // 2)),
    "a number of 32,000 digits": cells(phone="9" * LONG, zip="9" * LONG, fips="9" * LONG),
    "numbers of other scripts": cells(phone="\u0663" * 10, zip="\u0663" * 5, min_age="\u0663"),
    "a county of 32,000 letters": cells(county="x" * LONG, city="x'" * (LONG // 2)),
    "counties in brackets": cells(jurisdiction="a,(" * 1330),
    "counties without end": cells(jurisdiction="," * 3990 + "X"),
    "districts without end": cells(jurisdiction="Northern and " * 300 + "Districts of Ohio"),
    "states without end": cells(jurisdiction=" NY, or" * 500, state=", NY" * 8000),
    "points nowhere": cells(latitude="nan", longitude="1e999"),
    "points beyond": cells(latitude="-inf", longitude="9" * LONG),
    "ages of 4,000 digits": cells(min_age="9" * 4000, max_age="-1"),
    "letters turned round": cells(name="Larkspur \u202e\u2066 esuoH", phone="\u202e2410-555-033"),
    "invisible letters": cells(name="\u200b" * LONG, city="\ufeff\u00ad\u2060"),
    "16,000 marks on a letter": cells(name="a" + "\u0301" * (LONG // 2)),
    "marks of two sorts on a letter": cells(
        **dict.fromkeys(
            ("name", "county", "city", "languages", "state"),
            "a" + "\u0301" * 16_000 + "\u0316" * 16_000,
        )
    ),
    "a letter's number with zeros before it": cells(name="Lark &#" + "0" * 5000 + "65; House"),
    "states after words without end": cells(jurisdiction="zz," * 5000 + "NY," * 5000),
    "32,000 commas": cells(jurisdiction="," * LONG + "X"),
    "towns that are nearly some": plain(
        "\n".join(
            ["name,phone,state,city"]
            + [f"Larkspur {n},330-555-0142,OH,{'zaaaaa ' * 69}salme{n}" for n in range(40)]
        ).encode()
    ),
    "turned letters in keys": told(
        {
            "id": "1",
            "name": "Aid",
            "status": "active",
            "phones": [{"id": "p", "number": "911"}],
            "\u202eevil\x1b[2J\x1b]0;x\x07": "x",
            "a\nb": "y",
            "h\ud800": "z",
        }
    ),
    "letters that unfold": cells(name="\ufdfa" * (LONG // 2), languages="\ufdfa" * 9000),
    "controls": cells(name="Lark\x1b[2Jspur\x07\x08\x7f\x9b"),
    "halves of pairs in JSON": told({"name": "Lark\ud800spur", "phone": "330-555-0142"}),
    "halves of pairs in a key": told({"name": "Larkspur", "ph\udfffone": "330-555-0142"}),
    "numbers too large in JSON": told({"name": "Larkspur", "lat": 10**400, "lon": 1e308}),
    "an id that is everything": told({"name": "Larkspur", "phone": {"a": {"b": [[{}]]}}, "id": []}),
    "rows that are one": plain(TABLE + b"".join(TABLE.splitlines(True)[1:] * 500)),
    "2,000 services of one organization": everybody(2_000, 1),
    "paths out of an archive": packed(("../../etc/list.csv", TABLE)),
    "paths of another system": packed(("C:\\\\..\\list.csv", TABLE)),
    "a workbook in gzip": plain(lambda: gzip.compress(workbook())),
    "gzip in pieces": plain(lambda: b"".join(gzip.compress(bytes([b])) for b in TABLE)),
}
"""Each is a table; what cannot be taken is refused row by row."""
SHARED = {
    "400 services with a thousand numbers each": (
        everybody(400, 1000), "more numbers, people or hours"
    ),
    "6 texts of 32,000 letters with 3,000 services": (
        plain(json.dumps({
            "organizations": [{"id": "o"} | dict.fromkeys(
                ("name", "description", "alternate_name", "email", "website", "private_notes"),
                "x" * LONG)],
            "services": [{"id": f"s{n}", "name": "x", "organization_id": "o"} for n in range(3000)],
        }).encode(), "hostile.json"), "more numbers, people or hours"
    ),
}  # fmt: skip
"""What is small, and would grow without end where rows are put together."""
