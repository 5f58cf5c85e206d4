"""What lists call their columns, in English, Spanish and French; looks at no cell."""

import re
from collections.abc import Collection, Mapping

from hotline_desktop.exchange import hiding
from hotline_desktop.models.column_map import SEVERAL, Field
from hotline_desktop.models.letters import plain

# By field, the names that lists give it, the surest first: Spanish as consulates, Puerto Rico and
# Mexico write, French as Canada does.
_CALLED: dict[Field, str] = {
    Field.ID: "id,program id,service id,record id,agency id,facility id,organization id,"
    "provider id,unique id,uid,uuid,guid,external id,resource agency num,number id,objectid,fid,"
    "global id,globalid,key",
    Field.NAME: "agency name,agency,organization name,organisation name,organization,organisation,"
    "provider name,provider,facility name,facility,company,company name,department name,"
    "department,office name,name,"
    "nombre,nombre de la agencia,organizacion,nombre de la organizacion,agencia,institucion,"
    "dependencia,corporacion,organismo,nombre de la dependencia,nom,nom de l organisme,organisme,"
    "resource name,site name,location name,center name,centre name,legal name,public name,"
    "facilityname,grantee name,grantee,subgrantee,recipient name,recipient,member name,task force,"
    "task force name,lead agency,tribal agency,field office,sac office,shelter name,clinic name,"
    "hospital name,school name,practice name,provname,hotline name,name1,site name 1,org name,"
    "affiliate,chapter,institution,district attorney,clinic,hospital,church,pantry,library,"
    "post title,title,office,district,troop,post",
    Field.SECOND: "program name,program,service name,service,desk,unit,division,section,bureau,"
    "station,precinct,programa,servicio,unidad,programme,site,branch,organization department",
    Field.ALTERNATE: "alternate name,alt name,aka,also known as,acronym,dba,alternatename",
    Field.PERSON: "contact name,contact person,contact,point of contact,poc,chief,sheriff,"
    "chief name,sheriff name,full name,contacto,persona de contacto,jefe,director,commander,"
    "officer,detective,liaison,primary contact,contact 1,last name,surname,family name,apellido,"
    "apellidos,nom de famille,contact last name",
    Field.GIVEN: "first name,given name,nombre de pila,prenom,contact first name",
    Field.ROLE: "role,rank,position,job title,contact title,contact role,puesto,cargo,rango,"
    "organization title,poste",
    Field.KIND: "agency type,type of agency,agency type name,kind,organization type,facility type,"
    "agencytype,type,tipo,tipo de agencia,category,amenity,organization category",
    Field.ORI: "ori,ori number,ori code,ori9,ori7",
    Field.TEXT_911: "text to 911,text to 911 ready,text 911,text911,text to 911 status,"
    "text to 911 capable,sms to 911,accepts text to 911",
    Field.PHONE: "phone,telephone,phone number,telephone number,main phone,phone 1,phone1,tel,"
    "office phone,primary phone,business phone,phone main,hotline,crisis line,24 hour phone,"
    "24 hr phone,toll free,tollfree,dispatch,dispatch phone,non emergency,non emergency phone,"
    "nonemergency,ten digit,ten digit line,cell,cell phone,mobile,mobile phone,telefono,celular,"
    "numero de telefono,linea de crisis,phones,phone 2,phone2,phone 3,phone3,alternate phone,"
    "other phone,tty,tdd,text,text line,intake phone,admin phone,gate phone,after hours phone,"
    "direct line,contact phone,work phone,ten digit emergency number,telephone1,telephone2,tel 1,"
    "tel 2,telefonos,numero de telephone",
    Field.EXTENSION: "extension,ext,phone ext,phone extension,extn",
    Field.FAX: "fax,fax number,facsimile,fax phone",
    Field.EMAIL: "email,e mail,email address,mail,contact email,correo,correo electronico,email 1,"
    "emailaddress1,courriel",
    Field.URL: "website,url,web,web site,homepage,web address,site url,website url,link,"
    "sitio web,pagina web,websiteurl,pagina,site web",
    Field.ADDRESS: "address,street1,st address,street address,street,address 1,address1,"
    "address line 1,addr,physical address,location address,full address,mailing address,line1,"
    "str1,direccion,calle,"
    "addr1,domicilio,calle y numero,adresse,rue",
    Field.ADDRESS_2: "address 2,address2,address line 2,suite,unit number,line2,str2,apt,addr2",
    Field.CITY: "city,city town,town,municipality,physical city,location city,ciudad,municipio,"
    "pueblo,city name,locality,mailing city,ville,localidad,alcaldia",
    Field.STATE: "state,st,state abbr,state code,state province,province,physical state,estado,"
    "state name,statename,stateabbr,stateorprovince,prov,entidad,entidad federativa,region code,"
    "usps,mailing state,territory",
    Field.ZIP: "zip,zip code,zipcode,postal code,postalcode,postcode,zip5,codigo postal,"
    "physical zip,mailing zip,zip postal code,code postal,cp",
    Field.COUNTRY: "country,country code,country name,country region,pais,pays",
    Field.COUNTY: "county,county parish,county name,parish,primary county,borough,condado,"
    "countyname,county served,comte",
    Field.FIPS: "fips,county fips,countyfips,fips code,geoid,fips county,fips5,county code",
    Field.LATITUDE: "latitude,lat,y,icpsr lat,latitud,ycoord,point y,geo lat,intptlat,y coordinate,"
    "lat long,latlng,latlong,geo point,georeferenced column",
    Field.LONGITUDE: "longitude,lon,lng,long,x,icpsr lng,longitud,xcoord,point x,geo lon,geo long,"
    "intptlong,intptlon,x coordinate",
    Field.JURISDICTION: "jurisdiction,counties,counties covered,counties served,area served,"
    "service area,service areas,coverage,coverage area,area of responsibility,aor,"
    "territory covered,covers,"
    "jurisdiccion,area de servicio,areas served,geographic area",
    Field.HOURS: "hours,hours of operation,business hours,office hours,schedule,hours open,horario,"
    "horas,horarios,horario de atencion,heures,heures d ouverture,operating hours,opening hours,"
    "availability",
    Field.LANGUAGES: "languages,language,languages spoken,languages offered,idiomas,idioma,"
    "language s,lenguas,language capacity,langues,langue",
    Field.SERVICES: "services,services offered,services provided,service type,service types,"
    "service category,categories,taxonomy,service categories,servicios,tipo de servicio,"
    "taxonomies,keywords,tags,services offerts,naics desc,naics description",
    Field.DESCRIPTION: "description,agency description,program description,about,summary,details,"
    "descripcion,service description,mission",
    Field.ELIGIBILITY: "eligibility,population served,populations served,who can apply,"
    "target population,eligibility criteria,serves,elegibilidad,poblacion,clients served,"
    "eligibility description,requisitos,clientele",
    Field.MIN_AGE: "min age,minimum age,age min,age from,youngest,edad minima,ages from",
    Field.MAX_AGE: "max age,maximum age,age max,age to,oldest,edad maxima,ages to",
    Field.AGES: "ages,age,ages served,age range,age group,age groups,age requirements,edades,edad",
    Field.FEES: "fees,fee,cost,costs,fee structure,costo,costos,tarifa,frais,price",
    Field.APPLY: "application process,intake procedure,how to apply,intake,intake process,"
    "procedures,referral process,como solicitar",
    Field.CONFIDENTIAL: "confidential,is confidential,confidential location,confidential address,"
    "address confidential,hide address,private address,undisclosed,confidencial,safe house",
    Field.DO_NOT_REFER: "do not refer,donotrefer,dnr,no referrals,do not use,blocked,no referir",
    Field.STATUS: "status,active,record status,agency status,program status,operational status,"
    "estado del registro,is active",
    Field.NOTES: "notes,note,internal notes,comments,comment,remarks,private notes,notas,"
    "comentarios,admin notes,staff notes,internal note,observaciones,remarques",
}  # fmt: skip
_BY_NAME = {
    name: (field, rank)
    for field, names in _CALLED.items()
    for rank, name in enumerate(names.split(","))
}
_ASIDE = re.compile(
    r"\b(is private|private|type|label|description|desc|note|is main|is default)$"
    r"|\b(phone|fax|telephone)\d* name$"
    r"|\b(phone|fax|tel|telephone)\d*\b.*\b(notes|visibility|access|use)$"
)
"""What such a column says is of another column, and is no number or address itself."""
_PLACES = ("physical", "location", "site", "main", "primary", "street", "address", "addr", "office",
           "work", "business", "facility", "agency", "organization", "org", "company", "psap",
           "billing", "shipping", "mailing")  # fmt: skip
"""Whose street or town it is, the surest first."""
_OWNERS = frozenset({"account", "psap", "agency", "facility", "organization", "org", "company",
                     "center", "centre", "bureau", "department", "dept", "lea"})  # fmt: skip
_WHERE = frozenset({Field.ADDRESS, Field.ADDRESS_2, Field.CITY, Field.STATE, Field.ZIP,
                    Field.COUNTRY, Field.COUNTY, Field.LATITUDE, Field.LONGITUDE})  # fmt: skip
_WHAT = frozenset({Field.ID, Field.NAME, Field.KIND, Field.STATUS, Field.DESCRIPTION})
_SURNAME = re.compile(r"\b(last name|surname|family name|apellidos?|nom de famille)$")
_DAY = re.compile(
    r"(hours )?(?P<day>(mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(day)?s?|lunes|martes"
    r"|miercoles|jueves|viernes|sabado|domingo)( hours| schedule| horario)?"
    r"( (opens?|opening|starts?|from|begins?|closes?|closing|ends?|to|until)( time)?)?"
)
_POSTAL = re.compile(r"(mailing|postal|billing|shipping|po box)\b")
_THERE = re.compile(r"(physical|location|site|street|visiting|facility)\b(?! address$)")
"""Whose town it is says such a name; what lies beside it for letters is of another place."""
_LONGEST = 60
_DEPARTMENT = frozenset({"department", "department name"})
_PLAIN_NAME = frozenset({"name", "full name"})


def fields_of(
    columns: tuple[str, ...],
    cells: Mapping[str, Collection[str]] = {},  # noqa: B006 - read only
) -> dict[str, Field]:
    """Give what each column holds by its name; of several for one field the surest.

    ``cells`` are some of each column's: whether it says yes or no tells a flag from a number.
    """
    told = {column: _BY_NAME.get(folded(column)) for column in columns if column}
    told = {
        c: found
        or _held(c, cells.get(c, ()))
        or _of_something(c)
        or _by_day(c)
        or _no_flag(c, cells)
        for c, found in told.items()
    }
    _part(told)
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
    if Field.SECOND not in fields.values():
        fields |= {
            column: Field.SECOND
            for column in columns
            if column not in fields and folded(column) in _DEPARTMENT
        }
    return fields


def _held(column: str, cells: Collection[str]) -> tuple[Field, int] | None:
    """Take what says that something is held back."""
    field = hiding.field_of(folded(column), cells)
    return (field, 650) if field else None


def _no_flag(column: str, cells: Mapping[str, Collection[str]]) -> tuple[Field, int] | None:
    """Take a column loosely, unless its cells say yes or no and could be no number or address."""
    said = [cell for cell in cells.get(column, ()) if cell]
    found = _loosely(column)
    reaches = found and found[0] in (Field.PHONE, Field.FAX, Field.EMAIL, Field.URL)
    return None if reaches and said and all(map(hiding.FLAG.fullmatch, said)) else found


def _part(told: dict[str, tuple[Field, int] | None]) -> None:
    """Leave out what would mix two places, and a person's name that is no organization's."""
    where = {c: folded(c) for c, named in told.items() if named and named[0] in _WHERE}
    if any(map(_THERE.match, where.values())):
        told |= {c: None for c, words in where.items() if _POSTAL.match(words)}
    held = [named[0] for named in told.values() if named]
    names = [c for c, named in told.items() if named and named[0] is Field.NAME]
    plain_ones = [c for c in names if folded(c) in _PLAIN_NAME]
    if Field.GIVEN in held and plain_ones and len(names) > len(plain_ones):
        told |= {c: (Field.PERSON, 0) for c in plain_ones}


def known(cells: Collection[str]) -> int:
    """Count the cells that are names of columns, to tell them from a title above."""
    return sum(folded(cell) in _BY_NAME for cell in cells if len(cell) <= _LONGEST)


def are_centres(fields: dict[str, Field]) -> bool:
    """Say whether a list is one of emergency centres (PSAPs), by its columns."""
    told = [folded(column) for column, field in fields.items() if field is Field.NAME]
    return Field.TEXT_911 in fields.values() or any(name.startswith("psap") for name in told)


def is_owner(column: str) -> bool:
    """Say whether an identifier is the organization's, which may have several rows."""
    return folded(column).split()[0] in _OWNERS | {"provider", "organisation"}


def is_surname(column: str) -> bool:
    """Say whether a column holds the last of a person's names alone."""
    return bool(_SURNAME.search(folded(column)))


def day_in(words: str) -> str:
    """Give the day of the week that a column's name tells, as it says it; "" where none."""
    found = _DAY.fullmatch(words)
    return found["day"] if found else ""


def _by_day(column: str) -> tuple[Field, int] | None:
    """Take "Monday", "Mon Hours", "Tuesday Open" and "Tuesday Close"."""
    return (Field.DAY, 700) if day_in(folded(column)) else None


def _of_something(column: str) -> tuple[Field, int] | None:
    """Take "Billing City", "PSAP Name" or "Address 1 - Street" by what it says of what.

    The street of one place and the town of another do not get mixed where the first have both.
    """
    first, _, rest = folded(column).partition(" ")
    first, rest = first.rstrip("0123456789"), re.sub(r"^\d+ ", "", rest)
    field, _ = _BY_NAME.get(rest, (Field.STATE if rest == "region" else None, 0))
    if field in _WHERE and first in _PLACES:
        return field, 500 + _PLACES.index(first)
    if field in _WHAT and first in _OWNERS:
        return field, 600
    return None


def _loosely(column: str) -> tuple[Field, int] | None:
    """Take "Crisis Phone #", "Physical Street Address" and the like by the word that tells."""
    words = folded(column)
    if _ASIDE.search(words):
        return None
    for pattern, field in (
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
        (r"\b(hours of|business hours)\b", Field.HOURS),
        (r"\b(intake|application) (process|procedure)", Field.APPLY),
        (r"\beligib", Field.ELIGIBILITY),
        (r"\btaxonomy\b", Field.SERVICES),
        (r"\bcoverage\b", Field.JURISDICTION),
        (r"\b(notes|comments|remarks|memo)$", Field.NOTES),
    ):
        if re.search(pattern, words):
            return field, 900
    return None


def folded(words: str) -> str:
    """Give small letters without accents, and one blank for whatever stands between words."""
    told = plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words))
    return " ".join(re.sub(r"[^a-z0-9.]+|\.(?![a-z])", " ", told).split())
