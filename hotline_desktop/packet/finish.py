"""Makes a laid-out file PDF/A-3a and PDF/UA-1 with its JSON inside; never adds words or signs."""

import hashlib
import io
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import ImageCms

from hotline_desktop.packet.envelope import RESERVED
from hotline_desktop.packet.layout import Laid
from hotline_desktop.packet.tagging import Element

ATTACHMENT = "referral.json"
FIELD = "AdvocateSignature"
PRODUCER = "hotline-desktop"

BYTE_RANGE_TO_COME = (1_111_111_111, 2_222_222_222, 3_333_333_333)
"""Stand where the covered ranges are written once the file's length is known."""


def finish(
    laid: Laid, number: str, made_at: datetime, signed_at: datetime, content: bytes
) -> bytes:
    """Add tags, metadata, colour profile, the attached content, and a signature yet to be filled.

    ``number`` is the packet's; no other words of the packet reach the metadata. The signature is
    prepared here and not appended later: the file has one revision, and nothing lies beneath it.
    """
    with Pdf.open(io.BytesIO(laid.pdf)) as pdf:
        _describe(pdf, f"Referral packet {number}", made_at)
        _colours(pdf)
        _attach(pdf, content, _stamp(made_at))
        for page in pdf.pages:
            _clean(page)
        _tag(pdf, laid, _field(pdf, _signature(pdf, number, signed_at)))
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=True,
        )
        return out.getvalue()


def _describe(pdf: Pdf, title: str, made_at: datetime) -> None:
    when = _stamp(made_at)
    pdf.trailer[Name.Info] = pdf.make_indirect(
        Dictionary(Title=title, Producer=PRODUCER, CreationDate=when, ModDate=when)
    )
    xmp = _XMP.format(title=escape(title), when=made_at.isoformat(), producer=PRODUCER)
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String("en-US")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _colours(pdf: Pdf) -> None:
    profile = pdf.make_stream(_srgb(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


@cache
def _srgb() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # Date and id of the profile: fixed, so that the same packet gives the same bytes.
    profile[24:36] = bytes([7, 232, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
    profile[84:100] = bytes(16)
    return bytes(profile)


def _attach(pdf: Pdf, content: bytes, when: str) -> None:
    checksum = hashlib.md5(content, usedforsecurity=False).digest()  # the format asks for MD5
    file = pdf.make_stream(
        content,
        Type=Name.EmbeddedFile,
        Subtype=Name("/application/json"),
        Params=Dictionary(ModDate=when, Size=len(content), CheckSum=String(checksum)),
    )
    named = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(ATTACHMENT),
            UF=String(ATTACHMENT),
            Desc=String("The same packet for machines"),
            AFRelationship=Name.Data,
            EF=Dictionary(F=file, UF=file),
        )
    )
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(ATTACHMENT), named])))
    pdf.Root.AF = Array([named])


def _clean(page: Any) -> None:  # noqa: ANN401  # pikepdf's own
    """Drop what reportlab adds to every page: its default font and an empty transition."""
    fonts = page.Resources.get(Name.Font, {})
    for key in list(fonts.keys()):
        if fonts[key].get(Name.BaseFont) == Name.Helvetica:
            del fonts[key]
    if Name.Trans in page:
        del page[Name.Trans]


def _signature(pdf: Pdf, number: str, signed_at: datetime) -> Any:  # noqa: ANN401
    """Add the signature's dictionary, certifying that nothing may change (DocMDP P=1)."""
    parameters = Dictionary(Type=Name.TransformParams, P=1, V=Name("/1.2"))
    reference = Dictionary(
        Type=Name.SigRef, TransformMethod=Name.DocMDP, TransformParams=parameters
    )
    signature = pdf.make_indirect(
        Dictionary(
            Type=Name.Sig,
            Filter=Name("/Adobe.PPKLite"),
            SubFilter=Name("/ETSI.CAdES.detached"),
            ByteRange=Array([0, *BYTE_RANGE_TO_COME]),
            Contents=String(bytes(RESERVED // 2)),
            M=String(_stamp(signed_at)),
            Reason=String(f"Referral packet {number}"),
            Reference=Array([reference]),
        )
    )
    pdf.Root.Perms = Dictionary(DocMDP=signature)
    return signature


def _field(pdf: Pdf, signature: Any) -> Any:  # noqa: ANN401  # pikepdf's own
    """Add the signature field: on the first page, without appearance, but known to readers."""
    page = pdf.pages[0]
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(FIELD),
            TU=String("Signature of the hotline's advocate"),
            F=132,
            V=signature,
            Rect=Array([0, 0, 0, 0]),
            P=page.obj,
        )
    )
    page.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    return field


def _tag(pdf: Pdf, laid: Laid, field: Any) -> None:  # noqa: ANN401  # pikepdf's own
    """Write the structure tree, and for each page which mark belongs to which node."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pages = [page.obj for page in pdf.pages]
    owners: list[list[Any]] = [[None] * len(marks) for marks in laid.marks]
    top = _node(pdf, laid.root, tree, pages, owners)
    form = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Form,
            P=top,
            Pg=pages[0],
            K=Dictionary(Type=Name.OBJR, Obj=field, Pg=pages[0]),
        )
    )
    top.K.append(form)
    numbers: Any = Array()
    for index, page in enumerate(pages):
        page.StructParents = index
        page.Tabs = Name.S
        owned = owners[index] if index < len(owners) else []
        numbers.extend([index, pdf.make_indirect(Array(owned))])
    field.StructParent = len(pages)
    numbers.extend([len(pages), form])
    tree.K = top
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pages) + 1
    pdf.Root.StructTreeRoot = tree


def _node(
    pdf: Pdf,
    element: Element,
    parent: Any,  # noqa: ANN401  # pikepdf's own
    pages: Sequence[Any],
    owners: list[list[Any]],
) -> Any:  # noqa: ANN401  # pikepdf's own
    node = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent, K=Array())
    )
    if element.scope:
        node.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    home: int | None = None
    for kid in element.kids:
        if isinstance(kid, Element):
            node.K.append(_node(pdf, kid, node, pages, owners))
            continue
        page, mark = kid
        owners[page][mark] = node
        if home is None:
            home = page
            node.Pg = pages[page]
        if page == home:
            node.K.append(mark)
        else:
            node.K.append(Dictionary(Type=Name.MCR, Pg=pages[page], MCID=mark))
    return node


def _stamp(moment: datetime) -> str:
    """Write a moment as PDF does: D:20261120232400-05'00'."""
    offset = moment.strftime("%z")
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>en-US</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
"""Names and dates of ours only; the second part declares PDF/UA's name to PDF/A."""
