"""Guesses what the columns of a foreign table hold, by their names and cells; somebody corrects it.

A guess is a start for the preview: a wrong one shows there, and is mended there.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import islice

from hotline_desktop.exchange import agencies, clean
from hotline_desktop.exchange.table import Table
from hotline_desktop.models.column_map import SEVERAL, ColumnMap, Field, FoundTable, Makes

_LOOKED_AT = 200
_EXAMPLES = 3
_LONGEST_EXAMPLE = 80
_MOSTLY = 0.7
_SOME = 0.15

# By field, the names that lists give it, the surest first. Spanish ones are what consulates and
# Puerto Rico write.
_CALLED: dict[Field, str] = {
    Field.ID: "id,agency id,facility id,organization id,provider id,program id,record id,"
    "unique id,uid,uuid,guid,external id,resource agency num,number id,objectid,fid,"
    "global id,globalid,key",
    Field.NAME: "agency name,agency,organization name,organisation name,organization,organisation,"
    "provider name,provider,facility name,facility,department name,department,office name,name,"
    "nombre,nombre de la agencia,organizacion,nombre de la organizacion,agencia,institucion,"
    "resource name,site name,location name,company,legal name,public name,title",
    Field.SECOND: "program name,program,service name,service,desk,unit,division,section,bureau,"
    "station,precinct,programa,servicio,unidad,site,branch",
    Field.ALTERNATE: "alternate name,alt name,aka,also known as,acronym,dba,alternatename",
    Field.PERSON: "contact name,contact person,contact,point of contact,poc,chief,sheriff,"
    "chief name,sheriff name,full name,contacto,persona de contacto,jefe,director,commander,"
    "officer,detective,liaison",
    Field.ROLE: "role,rank,position,job title,contact title,contact role,puesto,cargo,rango",
    Field.KIND: "agency type,type of agency,agency type name,kind,organization type,facility type,"
    "type,tipo,tipo de agencia,category",
    Field.ORI: "ori,ori number,ori code,ori9,ori7",
    Field.PHONE: "phone,telephone,phone number,telephone number,main phone,phone 1,phone1,tel,"
    "office phone,primary phone,business phone,phone main,hotline,crisis line,24 hour phone,"
    "24 hr phone,toll free,tollfree,dispatch,dispatch phone,non emergency,non emergency phone,"
    "nonemergency,ten digit,ten digit line,cell,cell phone,mobile,mobile phone,telefono,celular,"
    "numero de telefono,linea de crisis,phones,phone 2,phone2,phone 3,phone3,alternate phone,"
    "other phone,tty,tdd,text,text line,intake phone,admin phone,gate phone,after hours phone,"
    "direct line,contact phone,work phone",
    Field.EXTENSION: "extension,ext,phone ext,phone extension,extn",
    Field.FAX: "fax,fax number,facsimile,fax phone",
    Field.EMAIL: "email,e mail,email address,mail,contact email,correo,correo electronico,email 1",
    Field.URL: "website,url,web,web site,homepage,web address,site url,website url,link,"
    "sitio web,pagina web",
    Field.ADDRESS: "address,street address,street,address 1,address1,address line 1,addr,"
    "physical address,location address,full address,mailing address,line1,direccion,calle,addr1",
    Field.ADDRESS_2: "address 2,address2,address line 2,suite,unit number,line2,apt,addr2",
    Field.CITY: "city,town,municipality,physical city,location city,ciudad,municipio,pueblo,"
    "city name,locality,mailing city",
    Field.STATE: "state,st,state abbr,state code,state province,province,physical state,estado,"
    "state name,stateabbr,region code,usps,mailing state,territory",
    Field.ZIP: "zip,zip code,zipcode,postal code,postalcode,postcode,zip5,codigo postal,"
    "physical zip,mailing zip,zip postal code",
    Field.COUNTY: "county,county name,parish,primary county,borough,condado,countyname,"
    "county served",
    Field.FIPS: "fips,county fips,countyfips,fips code,geoid,fips county,fips5,county code",
    Field.LATITUDE: "latitude,lat,y,icpsr lat,latitud,ycoord,point y,geo lat",
    Field.LONGITUDE: "longitude,lon,lng,long,x,icpsr lng,longitud,xcoord,point x,geo lon,geo long",
    Field.JURISDICTION: "jurisdiction,counties covered,counties served,area served,service area,"
    "service areas,coverage,coverage area,area of responsibility,aor,territory covered,covers,"
    "jurisdiccion,area de servicio,areas served,geographic area",
    Field.HOURS: "hours,hours of operation,business hours,office hours,schedule,hours open,horario,"
    "horas,operating hours,opening hours,availability",
    Field.LANGUAGES: "languages,language,languages spoken,languages offered,idiomas,idioma,"
    "language s,lenguas,language capacity",
    Field.SERVICES: "services,services offered,services provided,service type,service types,"
    "service category,categories,taxonomy,service categories,servicios,tipo de servicio,"
    "taxonomies,keywords,naics desc,naics description",
    Field.DESCRIPTION: "description,agency description,program description,about,summary,details,"
    "descripcion,service description,mission",
    Field.ELIGIBILITY: "eligibility,population served,populations served,who can apply,"
    "target population,eligibility criteria,serves,elegibilidad,poblacion,clients served,"
    "eligibility description",
    Field.MIN_AGE: "min age,minimum age,age min,age from,youngest,edad minima,ages from",
    Field.MAX_AGE: "max age,maximum age,age max,age to,oldest,edad maxima,ages to",
    Field.FEES: "fees,fee,cost,costs,fee structure,costo,tarifa,price",
    Field.APPLY: "application process,intake procedure,how to apply,intake,intake process,"
    "procedures,referral process,como solicitar",
    Field.CONFIDENTIAL: "confidential,is confidential,confidential location,confidential address,"
    "address confidential,hide address,private address,undisclosed,confidencial,safe house",
    Field.DO_NOT_REFER: "do not refer,donotrefer,dnr,no referrals,do not use,blocked,no referir",
    Field.STATUS: "status,active,record status,agency status,program status,operational status,"
    "estado del registro,is active",
    Field.NOTES: "notes,note,internal notes,comments,comment,remarks,private notes,notas,"
    "comentarios,admin notes,staff notes,internal note,observaciones",
}  # fmt: skip
_BY_NAME = {
    name: (field, rank)
    for field, names in _CALLED.items()
    for rank, name in enumerate(names.split(","))
}
_ASIDE = re.compile(
    r"\b(is private|private|type|label|description|desc|note|is main|is default)$"
    r"|\b(phone|fax|telephone)\d* name$"
)
"""What such a column says is of another column, and is no number or address itself."""
_HIDES = re.compile(
    r"\bconfidential\b|address.*\b(private|hidden)\b|\b(hide|private|hidden)\b.*address"
)
_PHONE = re.compile(r"(\+?1[\s.-]?)?(\(\d{3}\)|\d{3})[\s./-]?\d{3}[\s.-]?\d{4}(\D.*)?")
_LOOKS: tuple[tuple[Field, Callable[[str], object]], ...] = (
    (Field.EMAIL, re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}").fullmatch),
    (Field.URL, re.compile(r"(https?://|www\.)\S+", re.I).fullmatch),
    (Field.PHONE, _PHONE.fullmatch),
    (Field.ORI, re.compile(r"[A-Z]{2}[A-Z0-9]{5}00|[A-Z]{2}(?=[A-Z0-9]*\d)[A-Z0-9]{7}").fullmatch),
    (Field.ZIP, re.compile(r"\d{5}-\d{4}").fullmatch),
)
_STATES = frozenset(
    re.findall(
        "..",
        "ALAKAZARCACOCTDEDCFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPARISCSDTN"
        "TXUTVTVAWAWVWIWYASGUMPPRVI",
    )
)
_HELP = re.compile(
    r"\b(shelter|hospital|clinic|legal aid|legal services|health|center for|coalition|ministr"
    r"|church|services|counsel|house|home|refugio|medical|youth|family|women|aid society"
    r"|food bank)",
    re.I,
)
_REACHES = frozenset(
    {Field.PHONE, Field.EMAIL, Field.ADDRESS, Field.CITY, Field.STATE, Field.ZIP,
     Field.COUNTY, Field.LATITUDE, Field.JURISDICTION, Field.ORI}
)  # fmt: skip
_ONLY_HELP = frozenset(
    {Field.SERVICES, Field.ELIGIBILITY, Field.MIN_AGE, Field.MAX_AGE, Field.FEES,
     Field.APPLY, Field.CONFIDENTIAL, Field.DO_NOT_REFER}
)  # fmt: skip


def found(table: Table, kept: ColumnMap | None = None) -> FoundTable:
    """Give the table with a guess at its columns, or with what was kept for such columns."""
    lines = [line.cells for line in islice(table.rows(), _LOOKED_AT) if not line.wrong]
    cells = {column: [clean.text(c.get(column, ""))[0] for c in lines] for column in table.columns}
    examples = tuple(
        tuple(cell[:_LONGEST_EXAMPLE] for cell in cells[column] if cell)[:_EXAMPLES]
        for column in table.columns
    )
    guess = kept or guessed(table.name, table.columns, cells)
    return FoundTable(table.name, "table", table.columns, examples, guess)


def guessed(name: str, columns: tuple[str, ...], cells: dict[str, list[str]]) -> ColumnMap:
    """Guess from the columns' names first, then from what is in them."""
    fields = _by_names(columns)
    for column in columns:
        field = _by_cells(cells[column]) if column and column not in fields else None
        if field and (field in SEVERAL or field not in fields.values()):
            fields[column] = field
    if not _REACHES & set(fields.values()):
        return ColumnMap()  # a list of terms or figures: nobody can be called or found by it
    if Field.NAME not in fields.values():
        _take_a_name(fields)
    makes = _makes(columns, fields, cells)
    if makes is Makes.CONTACT and set(columns) >= agencies.COLUMNS:
        return ColumnMap(makes, fields, {}, agencies.SOURCE)
    return ColumnMap(makes, fields, {}, source_of(name))


def source_of(name: str) -> str:
    """Name a list after its file, without dates and numbers that change from file to file."""
    stem = re.sub(r"(\.[a-z]{2,8}){1,2}$", "", _folded(name).replace(" ", "-"), flags=re.I)
    plain = re.sub(r"[-_]*(copy|final|v?\d+|export|download)(?=[-_.]|$)", "", stem)
    return plain.strip("-_. ")[:60] or "imported list"


def _by_names(columns: tuple[str, ...]) -> dict[str, Field]:
    told = {column: _BY_NAME.get(_folded(column)) for column in columns if column}
    told = {column: found or _loosely(column) for column, found in told.items()}
    best: dict[Field, int] = {}
    for named in told.values():
        if named:
            best[named[0]] = min(best.get(named[0], named[1]), named[1])
    fields: dict[str, Field] = {}
    for column, named in told.items():
        if named is None:
            continue
        field, rank = named
        if field in SEVERAL or (rank == best[field] and field not in fields.values()):
            fields[column] = field
    return fields


def _loosely(column: str) -> tuple[Field, int] | None:
    """Take "Crisis Phone #", "Physical Street Address" and the like by the word that tells."""
    words = _folded(column)
    if _ASIDE.search(words) and not _HIDES.search(words):
        return None
    for pattern, field in (
        (_HIDES, Field.CONFIDENTIAL),
        (r"\b(e ?mail)\b", Field.EMAIL),
        (r"\b(fax)\d*\b", Field.FAX),
        (r"\b(phone|telephone|hotline|telefono)\d*\b", Field.PHONE),
        (r"\b(zip|postal)\b", Field.ZIP),
        (r"\bfips\b", Field.FIPS),
        (r"\b(website|url)\b", Field.URL),
        (r"\blanguages?\b", Field.LANGUAGES),
        (r"\b(agency|organi[sz]ation|facility|provider|department) name\b", Field.NAME),
        (r"\b(street|physical) ?(address|line) ?1?$", Field.ADDRESS),
        (r"\b(street|physical) ?(address|line) ?2$", Field.ADDRESS_2),
        (r"\bphysical (city|town)\b", Field.CITY),
        (r"\bphysical (state|province)\b", Field.STATE),
        (r"\bphysical county\b", Field.COUNTY),
        (r"\b(internal|private|staff) (notes?|comments?)\b", Field.NOTES),
        (r"\b(hours of|business) ", Field.HOURS),
        (r"\b(intake|application) (process|procedure)", Field.APPLY),
        (r"\beligib", Field.ELIGIBILITY),
        (r"\btaxonomy\b", Field.SERVICES),
        (r"\bcoverage\b", Field.JURISDICTION),
    ):
        if re.search(pattern, words):
            return field, 900
    return None


def _by_cells(cells: list[str]) -> Field | None:
    said = [cell for cell in cells if cell]
    if not said:
        return None
    if sum(cell in _STATES for cell in said) >= _MOSTLY * len(said):
        return Field.STATE
    for field, fits in _LOOKS:
        if sum(bool(fits(cell)) for cell in said) >= _MOSTLY * len(said):
            return field
    return None


def _take_a_name(fields: dict[str, Field]) -> None:
    """Let the program or the other name stand where there is no organization's."""
    for other in (Field.SECOND, Field.ALTERNATE):
        for column, field in fields.items():
            if field is other:
                fields[column] = Field.NAME
                return


def _makes(
    columns: tuple[str, ...], fields: dict[str, Field], cells: dict[str, list[str]]
) -> Makes:
    """Tell police from help: by the names, and where they say nothing by the columns."""
    held = set(fields.values())
    if Field.ORI in held:
        return Makes.CONTACT
    named = next((column for column, field in fields.items() if field is Field.NAME), "")
    names = [cell for cell in cells.get(named, ()) if cell]
    police = sum(agencies.is_police(name) for name in names)
    help_ = sum(bool(_HELP.search(name)) for name in names)
    if names and police > help_ and police >= _SOME * len(names):
        return Makes.CONTACT
    if help_ >= _SOME * len(names) and help_ > police:
        return Makes.PROVIDER
    return Makes.PROVIDER if held & _ONLY_HELP else Makes.CONTACT


def _folded(words: str) -> str:
    """Give small letters without accents, and one blank for whatever stands between words."""
    told = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)
    plain = unicodedata.normalize("NFKD", told).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9.]+|\.(?![a-z])", " ", plain).strip()
