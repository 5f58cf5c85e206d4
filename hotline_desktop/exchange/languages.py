"""Reads languages however lists spell them; what is no known language stays as it was written."""

import re

from hotline_desktop.models.letters import plain

_LONGEST = 4_000
UNKNOWN = "a language kept as written, it is not known"

# English name: other names, spellings, and the codes of ISO 639. Names of the hotline's field
# (Creole for Haitian Creole, Farsi for Persian) rather than a linguist's.
_TOLD = """
English: en eng ingles inglés anglais
Spanish: es spa span espanol español castellano castilian spainish spainsh spansh espaniol sp
Mandarin: mand zh chi zho cmn chinese-mandarin mandarin chinese putonghua 普通话 mandarín
Cantonese: cant yue chinese-cantonese cantonese chinese chinese (cantonese) 廣東話
Chinese: chino chinois 中文
Taiwanese: nan hokkien min nan fukienese
Fuzhounese: cdo fuzhou foochow fujianese
Toishanese: taishanese hoisan
Shanghainese: wuu wu
Tagalog: tl tgl filipino fil pilipino tagalog/filipino tagolog tagalo
Ilocano: ilo ilokano iloko
Cebuano: ceb visayan bisaya
Vietnamese: vi vie vietnamise viet tiếng việt vietnamita vietnameese
Korean: ko kor coreano 한국어
Japanese: ja jpn japones 日本語
Arabic: ar ara arabe árabe العربية aribic modern standard arabic
French: fr fra fre francais français frances
Haitian Creole: ht hat creole haitian kreyol kreyòl kreyol ayisyen haitian-creole haitan creole
Portuguese: pt por portugues português brazilian portuguese brazilian portugese
Cape Verdean Creole: kea cape verdean kriolu crioulo creole (cape verdean)
Russian: ru rus ruso русский russain
Ukrainian: uk ukr ukranian українська
Polish: pl pol polaco polski
German: de deu ger aleman deutsch
Italian: it ita italiano
Greek: el ell gre griego
Armenian: hy hye arm eastern armenian western armenian
Albanian: sq sqi alb
Romanian: ro ron rum rumanian moldovan
Hungarian: hu hun magyar
Czech: cs ces cze
Slovak: sk slk slo
Serbian: sr srp serbo-croatian serbocroatian
Croatian: hr hrv
Bosnian: bs bos
Bulgarian: bg bul
Macedonian: mk mkd
Dutch: nl nld dut
Swedish: sv swe
Norwegian: no nor
Danish: da dan
Finnish: fi fin
Lithuanian: lt lit
Latvian: lv lav
Estonian: et est
Yiddish: yi yid
Hebrew: he heb hebreo עברית
Turkish: tr tur turco
Kurdish: ku kur kurmanji sorani
Persian: fa fas per farsi parsi irani iranian
Dari: prs afghan persian
Pashto: ps pus pushto pashtu
Uzbek: uz uzb
Kazakh: kk kaz
Kyrgyz: ky kir
Tajik: tg tgk
Turkmen: tk tuk
Georgian: ka kat geo
Azerbaijani: az aze azeri
Mongolian: mn mon
Hindi: hi hin indi
Urdu: ur urd
Punjabi: pa pan panjabi
Gujarati: gu guj gujrati
Bengali: bn ben bangla bengla
Tamil: ta tam
Telugu: te tel
Malayalam: ml mal
Kannada: kn kan
Marathi: mr mar
Sinhala: si sin sinhalese
Nepali: ne nep nepalese
Burmese: my mya bur myanmar
Karen: kar s'gaw karen sgaw karen
Chin: hakha chin zomi
Rohingya: rhg
Thai: th tha tailandes
Lao: lo lao laotian
Khmer: km khm cambodian
Hmong: hmn mong
Mien: ium iu mien
Indonesian: id ind bahasa indonesia bahasa
Malay: ms msa may
Samoan: sm smo
Tongan: to ton
Hawaiian: haw
Chamorro: ch cha chamoru
Marshallese: mh mah ebon
Chuukese: chk trukese
Pohnpeian: pon
Palauan: pau
Fijian: fj fij
Swahili: sw swa kiswahili
Somali: so som somalian af-soomaali
Amharic: am amh amaric amheric አማርኛ
Tigrinya: ti tir tigrigna tigrina
Oromo: om orm oromiffa afaan oromo
Hausa: ha hau
Yoruba: yo yor
Igbo: ig ibo
Twi: tw twi akan
Ga: gaa
Ewe: ee ewe
Wolof: wo wol
Fulani: ff ful fula pulaar
Mandinka: mnk mandingo malinke
Bambara: bm bam
Krio: kri
Lingala: ln lin
Kinyarwanda: rw kin rwandan
Kirundi: rn run
Shona: sn sna
Zulu: zu zul
Nuer: nus
Dinka: din
Kiswahili-Congo:
American Sign Language: asl ase sign language sign signing lenguaje de senas lengua de señas deaf
Signed English: see signed exact english
Navajo: nv nav dine diné
Cherokee: chr
Lakota: lkt sioux
Yupik: esu yup'ik
Inupiaq: ik ipk
Zuni: zun
Hopi: hop
Ojibwe: oj oji chippewa
Keres: kee
Nahuatl: nah nahuatl/mexicano mexicano
Mixtec: mix mixteco mixteco bajo mixteco alto
Zapotec: zap zapoteco
Triqui: trc trique
Purepecha: tsz tarascan tarasco
Otomi: oto
Maya: yua yucatec maya yucateco
Mam: mam mayan mam
K'iche': quc quiche quiché k'iche kiche ki'che'
Q'anjob'al: kjb kanjobal q'anjobal qanjobal
Kaqchikel: cak cakchiquel
Q'eqchi': kek kekchi quekchi q'eqchi
Ixil: ixl
Akateko: knj acateco akateco
Chuj: cac
Popti': jac jakaltek
Achi: acr
Garifuna: cab
Quechua: qu que quichua kichwa
Aymara: ay aym
Guarani: gn grn
Miskito: miq
Tarahumara: tar raramuri
Jamaican Patois: jam patois jamaican creole
Papiamento: pap
"""


def _table() -> dict[str, str]:
    known: dict[str, str] = {}
    for line in _TOLD.strip().splitlines():
        name, _, others = line.partition(":")
        known[_folded(name)] = name
        words = others.split()
        for begin in range(len(words)):
            for end in range(begin + 1, min(begin + 4, len(words)) + 1):
                known.setdefault(_folded(" ".join(words[begin:end])), name)
    return known


def languages(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read a list of languages; give English names, each once, and what was doubtful.

    Words about interpreters ("interpreter available") name no language and are left out of the
    list; the source's own words stay where the caller keeps them.
    """
    if len(words) > _LONGEST:
        return (words[:60],), (UNKNOWN,)
    found: dict[str, None] = {}
    doubts: dict[str, None] = {}
    for part in _APART.split(_opened(_SAID_NO.sub("", words))):
        bare = _BESIDE.sub(" ", part).strip(" .:-")
        if not bare or _NONE.fullmatch(_folded(bare)):
            continue
        name = _known(bare)
        if not name:
            doubts[UNKNOWN] = None
        found[name or bare[:60]] = None
    return tuple(found), tuple(doubts)


def _opened(words: str) -> str:
    """Take lists out of their brackets: "Bilingual (English/Spanish)", "Chinese (Mand., Cant.)"."""
    return _IN_BRACKETS.sub(
        lambda f: f[0] if _folded(f[0].strip()) in _KNOWN else f"{f[1]}; {f[2]};",
        re.sub(r"\(\d+\+?\)", "", words),
    )


def _known(words: str) -> str:
    folded = _folded(words)
    bare = re.sub(r"\([^()]*\)", "", folded).strip()
    return next((_KNOWN[key] for key in (folded, bare) if key in _KNOWN), "")


def _folded(words: str) -> str:
    return " ".join(plain(words).replace("\u2019", "'").split())


_APART = re.compile(r"\s*(?:[,;|\n\u2022+]|/|\s&\s|\band\b|\by\b|\s(?:e|et|o|or)\s|\s-\s)\s*", re.I)
_IN_BRACKETS = re.compile(r"([^,;|/\n()]*)\(([^()]*[,;/&][^()]*)\)")
_SAID_NO = re.compile(
    r"\b(?:no|not) (?!\w+ ?[-:=])[A-Za-z]{4,20}(?=\s*(?:[,;|\n]|$))"
    r"|[^,;|\n]+?\s*[-:=(]\s*(?:no|none|n)\b\)?(?=\s*(?:[,;|\n]|$))",
    re.I,
)
_BESIDE = re.compile(
    r"\b(bilingual|only|fluent|spoken|speaking|staff|interpreters?|interpretation|translat\w*|available"
    r"|services?|upon request|by appointment|language line|limited|some|also|speakers?|via)\b",
    re.I,
)
_NONE = re.compile(
    r"(other|others|all through|all|any|many|various|most|multiple|languages?|yes|no|etc|only|in"
    r"|by|by phone|through|on|150|200|over|phone|more|\d+)(\s+(languages?|only|others?))*"
    r"|(language )?line"
)
_KNOWN = _table()
