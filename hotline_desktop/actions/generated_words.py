"""The words a generated office is made of, all invented; holds nobody real and decides nothing."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _words(
    "Maya Ines Theo Dana Ruth Omar Lena Paul Nora Eli Grace Hugo Iris Jonah Kira Leon Mira Noel "
    "Opal Petra Quinn Rosa Silas Tess Uma Vera Wade Xena Yara Zora "
    "Zoë José Łucja Søren Ayşe Ólafur Chloé Jürgen Nuñez Åsa Đurđa Ștefan Nguyệt Ânia Márton "
    "李娜 王芳 김지우 さくら Анна Олена Дмитро Ελένη מרים فاطمة आशा ลิน"
)
LAST_NAMES = _words(
    "Alderbrook Brackenfold Cinderwell Dovetarn Emberlyn Fallowmere Gorsewick Hazelthorn "
    "Ivorystone Juniperly Kestrelford Larkmoor Mossgrave Nettlecombe Osierby Pebbleham Quillon "
    "Rushmarl Sorrelgate Thistlewane Umberhall Vetchley Willowdene Yarrowby Zephyrine "
    "O’Farrowby St-Larkspur d’Alderé Müllerfeld Ortúñez-Vale Łęgowska-Fen Øverlarken Çınarlı-Moor "
    "Trần-Willow Šafránková-Dell García-Fallow"
)

TOWN_STARTS = _words(
    "Alder Bram Cinder Dove Ember Fallow Gorse Hazel Ivory Juniper Kestrel Lark Moss Nettle Osier "
    "Pebble Quill Rush Sorrel Thistle Umber Vetch Willow Yarrow Zephyr Bracken Heron Marl Otter "
    "Plover Rook Saffron Teal Wren Tarn Fern"
)
TOWN_ENDS = _words(
    "wick mere combe holt garth stead thwaite fold dell marsh reach haven brook tarn scar rigg "
    "well moor hythe croft"
)

AGENCIES = {
    "police": "{town} Police Department",
    "sheriff": "{town} County Sheriff’s Office",
    "state_police": "{town} State Troopers",
    "federal": "Federal Wayfarer Safety Service, {town} Field Office",
    "task_force": "{town} Trafficking Task Force",
    "tribal_police": "{town} Nation Tribal Police",
    "campus_police": "{town} College Campus Police",
    "emergency_centre": "{town} Regional 911 Center",
    "child_welfare": "{town} Children’s Protection Office",
    "other": "{town} County Court Services",
}
"""What an invented agency of a kind is called."""

AGENCY_SHARES = {
    "police": 58, "sheriff": 20, "state_police": 3, "federal": 4, "task_force": 4,
    "tribal_police": 1, "campus_police": 2, "emergency_centre": 3, "child_welfare": 3, "other": 2,
}  # fmt: skip

SHORTER = (
    ("Police Department", "PD"), ("Police Department", "Police Dept."),
    ("County Sheriff’s Office", "Co. Sheriff"), ("County Sheriff’s Office", "County SO"),
    ("Trafficking Task Force", "TF"), ("Regional", "Reg."), ("Field Office", "FO"),
    ("State Troopers", "ST. TROOPERS"), ("Campus Police", "Campus PD"), ("Center", "Centre"),
    ("Legal Aid", "Legal-Aid"), ("Society", "Soc."), ("and", "&"), ("House", "Hse"),
)  # fmt: skip
"""How somebody else wrote the same name."""

DESKS = (
    "night desk", "front desk", "detective bureau", "special victims", "vice", "watch commander",
    "crimes against children", "records", "dispatch", "human trafficking unit",
)  # fmt: skip

ORGANISATIONS = (
    "{town} House", "{town} Legal Aid Society", "{town} Family Shelter", "{town} Clinic",
    "{town} Women and Children’s Center", "{town} Refuge", "Casa {town}", "{town} Job Bridge",
    "{town} Language Line", "{town} Counseling", "{town} Youth Drop-In", "Project {town}",
    "{town} Outreach", "Friends of {town}", "{town} Interfaith Pantry",
)  # fmt: skip
SERVICES = {
    "housing": "Emergency shelter", "legal": "Legal advice and immigration relief",
    "case_management": "Case management", "mental_health": "Counseling after trauma",
    "medical_and_dental": "Clinic without questions", "safety_planning": "Safety planning",
    "basic_necessities": "Food, clothes and phones", "employment": "Job readiness",
    "education": "English and school diplomas", "language": "Interpreters by phone",
    "other": "Rides at night",
}  # fmt: skip
SERVICE_SHARES = dict(zip(SERVICES, (26, 16, 15, 12, 7, 7, 6, 4, 3, 2, 2), strict=True))
ELIGIBILITY = (
    "", "", "Adults leaving trafficking", "Women and their children; no ID asked",
    "Anybody under 25", "Residents of the county", "Victims of crime; a police report is not asked",
    "Foreign nationals", "Men and boys too", "Call first",
)  # fmt: skip
DESCRIBED = (
    "six beds.", "children and pets welcome.", "answers texts at night.", "waiting list, ask.",
    "full on most weekends.", "asks for no papers.", "the door is around the corner.",
    "ride from where she is.", "closed on holidays.", "abierto los sábados.", "sliding scale.",
    "call before you send anybody.", "by appointment.", "only with a referral.",
)  # fmt: skip
LANGUAGES = (
    "English", "Spanish", "Mandarin", "Vietnamese", "Tagalog", "Haitian Creole", "Russian",
    "Arabic", "Korean", "Portuguese", "Ukrainian", "ASL",
)  # fmt: skip
SOURCES = ("paper list of 2019", "handed over by the old hotline", "a call", "state directory", "")
NOTES = (
    "Ask for the night sergeant.", "Does not call back; try twice.", "Number rings out at noon.",
    "Spelled differently in the state list.", "Wants everything by fax.", "Left a message.",
    "Two desks share this number.", "Moved last spring?", "Bon contact, parle français.",
    "Victim specialist only on weekdays.",
)  # fmt: skip
STREETS = (
    "Sampler Street", "Example Court", "Fiction Avenue", "Placeholder Lane", "Specimen Road",
    "Rehearsal Boulevard", "Mock Orchard Drive", "Pretend Mill Road",
)  # fmt: skip

WHOM = (
    "the desk on duty", "the task force", "the county’s night line", "the victim specialist",
    "the supervisor", "the survivor", "child protection", "the state’s line",
)  # fmt: skip
SAY = (
    "The approach block first, word for word.", "Ask for somebody without a uniform.",
    "Who is in danger now, and where.", "That a packet follows, and its number.",
    "Ask who takes it on, and write the name down.", "Nothing by voicemail.",
)  # fmt: skip
CITATIONS = (
    ("Reports go to the desk on duty.", "handbook of an invented office, section 3"),
    ("A child’s case is told to child protection.", "invented state code 12.7"),
    ("Nothing identifying without her release.", "handbook of an invented office, section 1"),
)
"""What invented rules say, and where."""

AREA_CODES = {
    "AL": "205 251", "AK": "907", "AZ": "602 520", "AR": "501", "CA": "213 415 619 916",
    "CO": "303 719", "CT": "203 860", "DE": "302", "DC": "202", "FL": "305 407 813 904",
    "GA": "404 912", "HI": "808", "ID": "208", "IL": "312 217", "IN": "317 219", "IA": "515",
    "KS": "316 785", "KY": "502 606", "LA": "504 318", "ME": "207", "MD": "301 410",
    "MA": "617 413", "MI": "313 616", "MN": "612 218", "MS": "601", "MO": "314 816", "MT": "406",
    "NE": "402", "NV": "702 775", "NH": "603", "NJ": "201 609", "NM": "505", "NY": "212 518 716",
    "NC": "704 919", "ND": "701", "OH": "330 614 216", "OK": "405 918", "OR": "503",
    "PA": "215 412 717", "RI": "401", "SC": "803", "SD": "605", "TN": "615 901",
    "TX": "214 713 512 915", "UT": "801", "VT": "802", "VA": "703 804", "WA": "206 509",
    "WV": "304", "WI": "414 608", "WY": "307", "PR": "787", "GU": "671", "VI": "340",
    "AS": "684", "MP": "670",
}  # fmt: skip
"""Real codes before numbers that nobody has: 555-01xx is kept for fiction."""
