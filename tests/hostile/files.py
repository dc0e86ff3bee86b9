"""Files made to harm whoever opens them, each by a generator of its own; none comes from outside.

What must become of each stands beside it: the code of a refusal, or the flags it is kept with.
"""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.evidence.file_makers import (
    WORD,
    a_letter,
    a_pdf,
    a_pdf_with,
    a_picture,
    a_workbook,
    an_archive,
    an_email_in_html,
    an_email_of,
    an_ods,
)
from tests.hostile.compound import an_outlook_mail

EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*"
"""Harmless letters that every scanner takes for a virus, by agreement."""
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
UNREAD = frozenset({"unread-time", "unread-memory", "unread-failed"})
MEBI = 1024 * 1024
ODD = "file-odd-archive"
FIRST = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Hostile:
    """refused: codes any of which will do; flags: any of which must be there, empty for none.

    deep: only in the full campaign, because it costs seconds.
    """

    what: str
    name: str
    made: Callable[[], bytes]
    refused: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    deep: bool = False


def refused(what: str, name: str, made: Callable[[], bytes], *codes: str) -> Hostile:
    return Hostile(what, name, made, refused=frozenset(codes))


def kept(what: str, name: str, made: Callable[[], bytes], *flags: str) -> Hostile:
    return Hostile(what, name, made, flags=frozenset(flags))


def unread(what: str, name: str, made: Callable[[], bytes]) -> Hostile:
    return Hostile(what, name, made, flags=UNREAD, deep=True)


def with_part(name: str, content: bytes) -> Callable[[], bytes]:
    return lambda: an_archive({name: content}, a_workbook())


def rewritten(base: bytes, name: str, content: bytes) -> bytes:
    """The archive with one of its parts replaced."""
    made = BytesIO()
    with ZipFile(BytesIO(base)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == name else old.read(entry))
    return made.getvalue()


def a_sheet(rows: Iterator[str]) -> bytes:
    return f"{SHEET}{''.join(rows)}</sheetData></worksheet>".encode()


def sixteen_million_cells() -> bytes:
    """Half a megabyte that kept a parser busy for half a minute."""
    row = f"<row>{'<c><v>1</v></c>' * 1_000}</row>"
    return rewritten(a_workbook(), FIRST, a_sheet(row for _ in range(16_000)))


def far_corners() -> bytes:
    """Rows that each reach the last column: a table of them all would take gigabytes."""
    rows = (f'<row r="{r}"><c r="A{r}"><v>{r * 7919}</v></c><c r="XFD{r}"><v>1</v></c></row>'
            for r in range(1, 1_048_576, 3))  # fmt: skip
    return rewritten(a_workbook(), FIRST, a_sheet(rows))


def many_columns() -> bytes:
    cells = "".join(f"<c><v>{i * 31}</v></c>" for i in range(200_000))
    rows = iter([f'<row r="1">{cells}</row>'])
    return rewritten(a_workbook(), FIRST, a_sheet(rows))


def billion_laughs(root: str) -> bytes:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(10))
    return f'<?xml version="1.0"?><!DOCTYPE x [{entities}]>{root.format("&l9;")}'.encode()


def outside_entity(root: str) -> bytes:
    told = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return f'<?xml version="1.0"?>{told}{root.format("&f;")}'.encode()


LETTER = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:t>{{}}</w:t></w:p></w:body></w:document>'
BOOK = (
    SHEET
    + '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row></sheetData></worksheet>'
)
MAIL = b"From: a@b.example\r\nDate: Sat, 28 Aug 2021 09:00:00 -0400\r\nMIME-Version: 1.0\r\n"


def nested_mail() -> bytes:
    edge = b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n'
    return MAIL + b"".join(edge % (i, i) for i in range(3000))


def mail_of_many_parts() -> bytes:
    start = MAIL + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'
    return start + b"--x\r\nContent-Type: text/plain\r\n\r\na\r\n" * 100_000 + b"--x--\r\n"


def a_long_header() -> bytes:
    return MAIL + b"Subject: " + b"=?utf-8?q?a?= " * 1_500_000 + b"\r\n\r\n"


def png_bomb(side: int) -> bytes:
    """A few kilobytes that say they are a picture of side × side pixels, and are."""
    body = zlib.compressobj(9)
    row = bytes(side + 1)
    packed = b"".join(body.compress(row) for _ in range(side)) + body.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part))
        for kind, part in ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    )


def every_action() -> bytes:
    """A PDF with all that acts at once, compressed in object streams."""
    made, pdf = BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    file = pdf.make_indirect(Dictionary(Type=Name.Filespec, F="a.exe", EF=Dictionary()))
    pdf.Root.OpenAction = pdf.make_indirect(script)
    pdf.Root.AA = Dictionary(WC=Dictionary(S=Name.Launch, F="cmd.exe"))
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([pikepdf.String("a"), script])),
        EmbeddedFiles=Dictionary(Names=Array([pikepdf.String("a.exe"), file])),
    )
    pdf.Root.AcroForm = Dictionary(XFA=pikepdf.String("<xdp/>"), Fields=Array([]))
    pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def deep_pdf() -> bytes:
    """Arrays within arrays, deeper than a parser that calls itself can go."""
    deep = b"[" * 100_000 + b"]" * 100_000
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/Deep " + deep + b">>endobj\n%%EOF"


def pages_in_a_ring() -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9999999>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def pdf_flate_bomb() -> bytes:
    """A page whose drawing opens to two hundred megabytes."""
    made, pdf = BytesIO(), pikepdf.new()
    page = pdf.add_blank_page()
    packer = zlib.compressobj(9)
    piece = b"0 0 1 1 re f\n" * 80_000
    packed = b"".join(packer.compress(piece) for _ in range(200)) + packer.flush()
    page.Contents = pdf.make_stream(b"")
    page.Contents.write(packed, filter=Name.FlateDecode)
    pdf.save(made, compress_streams=False)
    return made.getvalue()


def a_link() -> bytes:
    made = BytesIO(a_workbook())
    with ZipFile(made, "a") as archive:
        entry = ZipInfo("xl/lien.xml")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return made.getvalue()


def encrypted() -> bytes:
    """The mark of a secret part, set by hand: Python writes none."""
    made = bytearray(a_workbook())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        made[made.index(mark) + place] |= 1
    return bytes(made)


def bomb_of_bombs() -> bytes:
    inner = an_archive({"0.xml": bytes(50 * MEBI)})
    return an_archive({f"xl/media/{i}.bin": inner for i in range(9)}, a_workbook())


def lying_sizes() -> bytes:
    """An archive that says its part opens to ten bytes."""
    made = bytearray(an_archive({"xl/worksheets/sheet9.xml": bytes(60 * MEBI)}, a_workbook()))
    place = made.rindex(b"PK\x01\x02")
    made[place + 24 : place + 28] = (10).to_bytes(4, "little")
    return bytes(made)


def overlapping() -> bytes:
    """Two thousand names for one packed megabyte, which a directory allows to say."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(1_000_000))
        first = archive.infolist()[0]
        for i in range(1_500):
            again = ZipInfo(f"xl/{i}.xml")
            again.compress_type, again.header_offset = first.compress_type, first.header_offset
            again.CRC, again.file_size = first.CRC, first.file_size
            again.compress_size = first.compress_size
            archive.filelist.append(again)
    return made.getvalue()


def two_faced_letter() -> bytes:
    """A PDF to a reader of PDF, a word document to a reader of archives."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", b"%PDF-1.7\n" + a_pdf())
        archive.writestr("word/document.xml", LETTER.format("").encode())
    return made.getvalue()


def field(code: str) -> bytes:
    run = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return a_letter(**{"word/document.xml": LETTER.replace("<w:t>{}</w:t>", run).encode()})


def relation(kind: str) -> bytes:
    one = (
        f'<Relationship Id="r" Type="http://x/{kind}" Target="https://x/t" TargetMode="External"/>'
    )
    told = f"<Relationships>{one}</Relationships>"
    return a_letter(**{"word/_rels/settings.xml.rels": told.encode()})


def in_pdf(place: str, thing: Callable[[], pikepdf.Object]) -> Callable[[], bytes]:
    return lambda: a_pdf_with(place, thing())


def action(kind: str, **more: object) -> Callable[[], bytes]:
    return in_pdf("/Deep", lambda: Array([Array([Dictionary(S=Name("/" + kind), **more)])]))


def page_used_as_a_table() -> bytes:
    """A page that acts when it is opened, given by another one for its table of fonts, and whose
    table of forms has an action among its drawings."""
    made, pdf = BytesIO(), pikepdf.new()
    pages = [pdf.add_blank_page().obj for _ in range(2)]
    pages[0].AA = Dictionary(O=Dictionary(S=Name.Launch, F="cmd.exe"))
    script = Dictionary(S=Name.JavaScript, JS="1")
    pages[1].Resources = Dictionary(Font=pages[0], XObject=Dictionary(Im0=script))
    pdf.save(made)
    return made.getvalue()


WHOLE: dict[str, Callable[[], bytes]] = {
    "p.png": lambda: a_picture("PNG", (640, 480)),
    "p.webp": lambda: a_picture("WEBP", (640, 480)),
    "p.tiff": lambda: a_picture("TIFF", (64, 64)),
    "p.heic": lambda: a_picture("HEIF"),
    "f.pdf": lambda: a_pdf(5)[:400],
    "v.xlsx": a_workbook,
    "v.ods": an_ods,
    "l.docx": a_letter,
    "m.msg": an_outlook_mail,
}

FILES = (
    # what unpacks without end
    refused("bombe zip, taux", "v.xlsx", with_part("xl/w.xml", bytes(80 * MEBI)), "file-bomb"),
    refused("bombe zip, 2 001 entrées", "v.xlsx",
            lambda: an_archive({f"xl/{i}.xml": b"" for i in range(2001)}, a_workbook()),
            "file-bomb"),
    refused("bombe zip emboîtée", "v.xlsx", bomb_of_bombs, ODD),
    refused("archive dans l’archive", "v.xlsx", with_part("xl/a.zip", b"x"), ODD),
    refused("archive rebaptisée", "v.xlsx", with_part("xl/a.bin", an_archive({"a": b"a"})),
            ODD),
    refused("entrées qui se recouvrent", "v.xlsx", overlapping, "file-bomb", "file-broken"),
    refused("rires par milliards, DOCX", "l.docx",
            lambda: a_letter(**{"word/document.xml": billion_laughs(LETTER)}), ODD),
    refused("rires par milliards, XLSX", "v.xlsx",
            lambda: rewritten(a_workbook(), FIRST, billion_laughs(BOOK)), ODD),
    refused("entité du dehors, DOCX", "l.docx",
            lambda: a_letter(**{"word/document.xml": outside_entity(LETTER)}), ODD),
    refused("entité du dehors, XLSX", "v.xlsx",
            lambda: rewritten(a_workbook(), FIRST, outside_entity(BOOK)), ODD),
    refused("CSV de 200 000 colonnes", "v.csv",
            lambda: b"\n".join([b",".join([b"a"] * 200_000)] * 2), "file-bomb"),
    refused("CSV d’une case de 800 Ko", "v.csv", lambda: b"a,b\n" + b"x" * 800_000, "file-broken"),
    kept("bombe PNG de 12 000 pixels", "p.png", lambda: png_bomb(12_000)),
    refused("PNG de 30 000 pixels", "p.png", lambda: png_bomb(1).replace(
        struct.pack(">II", 1, 1), struct.pack(">II", 30_000, 30_000)), "file-bomb", "file-broken"),
    kept("PDF, dessin de 200 Mo", "f.pdf", pdf_flate_bomb),
    refused("PDF, tableaux sans fond", "f.pdf", deep_pdf, "file-broken"),
    refused("PDF, pages en rond", "f.pdf", pages_in_a_ring, "file-broken"),
    unread("courriel emboîté 3 000 fois", "c.eml", nested_mail),
    # what acts
    kept("PDF, tout à la fois, comprimé", "f.pdf", every_action, "pdf-script", "pdf-launch",
         "pdf-attachment", "pdf-opening-action", "pdf-action", "pdf-dynamic-form"),
    kept("PDF, script", "f.pdf", action("JavaScript", JS="1"), "pdf-script"),
    kept("PDF, lancement", "f.pdf", action("Launch", F="cmd.exe"), "pdf-launch"),
    kept("PDF, envoi de formulaire", "f.pdf", action("SubmitForm"), "pdf-sends-form"),
    kept("PDF, autre fichier", "f.pdf", action("GoToR"), "pdf-remote-file"),
    kept("PDF, adresse", "f.pdf", action("URI", URI="https://x.example"), "pdf-link"),
    kept("PDF, multimédia", "f.pdf",
         in_pdf("/Deep", lambda: Array([Dictionary(Subtype=Name.RichMedia)])), "pdf-media"),
    kept("PDF, page donnée pour une table", "f.pdf", page_used_as_a_table, "pdf-action",
         "pdf-launch", "pdf-script"),
    kept("PDF, action d’une sorte inconnue", "f.pdf",
         in_pdf("/Deep", lambda: Dictionary(Type=Name.Action, S=Name.Surprise)), "pdf-action"),
    kept("PDF, nom déguisé", "f.pdf",
         lambda: a_pdf().replace(b"/Pages", b"/J#61vaScript(1)/Pages", 1), "pdf-repaired",
         "pdf-script"),
    kept("classeur à macros", "v.xlsx", with_part("xl/vbaProject.bin", b"x"), "macros"),
    kept("classeur, feuille de macros", "v.xlsx", with_part("xl/macrosheets/s.xml", b"<x/>"),
         "macros"),
    kept("classeur, DDE", "v.xlsx", with_part("xl/externalLinks/e.xml", b"<a><ddeLink/></a>"),
         "dde"),
    kept("classeur, commande en formule", "v.xlsx",
         with_part("xl/worksheets/s9.xml", b"<c><f>cmd|'/c calc'!A0</f></c>"), "dde"),
    kept("classeur, connexion", "v.xlsx", with_part("xl/connections.xml", b"<x/>"),
         "external-links"),
    kept("classeur, programme joint", "v.xlsx", with_part("xl/media/a.exe", b"MZ"),
         "embedded-objects"),
    kept("lettre à macros", "l.docx", lambda: a_letter(**{"word/vbaProject.bin": b"x"}), "macros"),
    kept("lettre, modèle du dehors", "l.docx", lambda: relation("attachedTemplate"),
         "external-links"),
    kept("lettre, DDE", "l.docx", lambda: field("DDEAUTO c:\\\\cmd.exe"), "dde"),
    kept("lettre, page web", "l.docx", lambda: a_letter(**{"word/a.html": b"<script>"}),
         "web-content"),
    kept("ODS à macros", "v.ods", lambda: an_archive({"Basic/a.xml": b"<x/>"}, an_ods()), "macros"),
    kept("ODS, contenu du dehors", "v.ods", lambda: rewritten(an_ods(), "content.xml", an_ods_body(
        b'<table:table-source xlink:href="https://x.example/a.ods"/>')), "external-links"),
    kept("CSV, commande", "v.csv", lambda: b"a,b\n=cmd|'/c calc'!A0,1\n", "dde"),
    kept("texte, page web", "n.txt", lambda: b"<html><script>fetch('//x')</script>", "web-content"),
    kept("MSG, programme joint", "m.msg", lambda: an_outlook_mail(attachment=b"MZ" * 3000),
         "mail-attachments"),
    kept("PDF, fichier incorporé", "f.pdf", action("GoToE"), "pdf-remote-file"),
    kept("PDF, données d’ailleurs", "f.pdf", action("ImportData"), "pdf-imports-data"),
    kept("PDF, film", "f.pdf", action("Rendition"), "pdf-media"),
    kept("classeur, service web", "v.xlsx",
         with_part("xl/worksheets/s9.xml", b"<c><f>_xlfn.WEBSERVICE(A1)</f></c>"),
         "external-links"),
    kept("CSV, adresse en formule", "v.csv", lambda: b'a,b\n"=HYPERLINK(""//x"")",1\n',
         "far-formula"),
    kept("CSV, service web", "v.csv", lambda: b"a\tb\n1\t=WEBSERVICE(A1)\n", "far-formula"),
    kept("texte, page web au loin", "n.txt", lambda: b" x" * 60_000 + b"<script>", "web-content"),
    kept("courriel, programme nommé par son type", "c.eml", lambda: an_email_of(
        b"Content-Type: application/x-msdownload; name=a.exe\r\n\r\nMZ"), "mail-attachments"),
    kept("courriel, programme dans le corps", "c.eml", lambda: an_email_of(
        b"Content-Disposition: inline; filename=a.exe\r\n\r\nMZ"), "mail-attachments"),
    kept("courriel dans un courriel", "c.eml", lambda: an_email_of(
        b"Content-Type: message/rfc822\r\n\r\n" + MAIL + b"\r\nMZ"), "mail-attachments"),
    kept("courriel à script", "c.eml", lambda: an_email_in_html("<script>1</script>"),
         "mail-active"),
    kept("MSG à script", "m.msg", lambda: an_outlook_mail(
        **{"__substg1.0_10130102": b"<img src=x onerror=alert(1)>"}), "mail-active"),
    # what is two things at once
    *(kept(f"{whole[0]} puis {what}", whole[0], lambda whole=whole, more=more: whole[1]() + more,
           "trailing-bytes")
      for whole in (("p.jpg", lambda: a_picture("JPEG")), ("p.png", lambda: a_picture("PNG")),
                    ("f.pdf", a_pdf))
      for what, more in (("page web", b"<html><script>1</script>"), ("programme", b"MZ" * 500),
                         ("7z", b"7z\xbc\xaf\x27\x1c" + bytes(100)))),
    kept("mille images JPEG bout à bout", "p.jpg", lambda: a_picture("JPEG") * 1000),
    kept("PDF et archive", "f.pdf", lambda: a_pdf() + an_archive({"a.js": b"1"}),
         "trailing-archive"),
    kept("image et archive", "p.jpg", lambda: a_picture("JPEG") + an_archive({"a": b"a"}),
         "trailing-archive"),
    kept("image et PDF", "p.jpg", lambda: jpeg_with(b"%PDF-1.7\n" + a_pdf()[:400]), "hidden-pdf"),
    kept("lettre et PDF", "l.docx", two_faced_letter, "hidden-pdf"),
    kept("octets devant le PDF", "f.pdf", lambda: b"#!/bin/sh\n" + a_pdf(), "leading-bytes"),
    refused("GIF et script", "p.png", lambda: b"GIF89a=1;alert(1)//", "file-disagrees"),
    refused("GIF et script, en texte", "p.txt", lambda: b"GIF89a=1;alert(1)//", "file-disagrees"),
    refused("programme en PDF", "f.pdf", lambda: b"MZ\x90\x00" * 50, "file-disagrees"),
    refused("programme en MSG", "m.msg", lambda: b"MZ\x90\x00" * 50, "file-disagrees"),
    refused("page web en image", "p.png", lambda: b"<svg onload=alert(1)>", "file-unlike"),
    # paths, links, secrets
    *(refused(f"entrée {name}", "v.xlsx", with_part(name, b"x"), ODD)
      for name in ("../../a.xml", "/etc/passwd", "C:\\a.xml", "xl/CON.xml", "xl/nul", "xl/lpt1.x",
                   "..\\a.xml")),
    refused("lien symbolique", "v.xlsx", a_link, ODD),
    refused("archive chiffrée", "v.xlsx", encrypted, "file-locked"),
    refused("PDF chiffré", "f.pdf", lambda: a_pdf(password="ouvre"), "file-locked"),
    refused("classeur chiffré", "v.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "file-locked"),
    # what is not whole, or not what it says
    *(refused(f"vide, {kind}", f"f.{kind}", bytes, "file-empty")
      for kind in ("pdf", "jpg", "xlsx", "msg", "txt")),
    *(refused(f"tronqué, {name}", name, lambda made=made: made()[: len(made()) // 2],
              "file-broken", "file-unlike")
      for name, made in WHOLE.items()),
    refused("une extension pour une autre", "p.png", a_pdf, "file-disagrees"),
    refused("octets de hasard en texte", "n.txt", lambda: bytes(range(256)) * 4, "file-unlike"),
    # names
    refused("nom tourné de droite à gauche", "fac\u202efdp.exe.pdf", a_pdf, "file-name-odd"),
    refused("nom sur deux lignes", "a\nb.pdf", a_pdf, "file-name-odd"),
    refused("nom à zéro", "a.exe\0.pdf", a_pdf, "file-name-odd"),
    refused("nom de 256 octets", "é" * 126 + ".pdf", a_pdf, "file-name-too-long"),
    kept("nom de 255 octets", "é" * 125 + "a.pdf", a_pdf),
    kept("nom qui remonte", "../../../etc/passwd.pdf", a_pdf),
    kept("nom de périphérique", "CON.pdf", a_pdf),
    kept("nom en balise", "<img src=x onerror=alert(1)>.pdf", a_pdf),
    kept("EICAR en texte, sans antivirus", "n.txt", EICAR.encode),
    # minutes of a processor, or gigabytes
    Hostile("tailles qui mentent", "v.xlsx", lying_sizes, frozenset({"file-broken"}), deep=True),
    Hostile("classeur de 200 000 colonnes", "v.xlsx", many_columns, deep=True),
    Hostile("classeur de 16 M de cases", "v.xlsx", sixteen_million_cells,
            frozenset({"file-bomb"}), deep=True),
    Hostile("classeur aux coins éloignés", "v.xlsx", far_corners, deep=True),
    unread("courriel de 100 000 parties", "c.eml", mail_of_many_parts),
    Hostile("en-tête de 20 Mo", "c.eml", a_long_header, deep=True),
)  # fmt: skip


def an_ods_body(inside: bytes) -> bytes:
    start, end = b"<office:spreadsheet>", b"</office:spreadsheet>"
    with ZipFile(BytesIO(an_ods())) as archive:
        whole = archive.read("content.xml")
    head, _, tail = whole.partition(start)
    linked = head.replace(b"xmlns:table", b'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:table')
    return linked + start + inside + tail.partition(end)[0] + end + tail.partition(end)[2]


def jpeg_with(comment: bytes) -> bytes:
    picture = a_picture("JPEG")
    return picture[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + picture[2:]
