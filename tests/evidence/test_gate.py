"""A file is let in when its name, first bytes and real parser agree; else one is told why."""

from io import BytesIO
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from claims.evidence.bounds import Limits
from claims.evidence.flags import FLAGS
from claims.evidence.gate import Seen, look_at
from claims.evidence.kinds import ACCEPTED, INSTEAD
from claims.i18n.sentences import sentence
from claims.i18n.text import LANGUAGES
from tests.evidence.file_makers import (
    AN_EMAIL,
    AN_EMAIL_WITH_A_FILE,
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
from tests.hostile.compound import a_compound, an_outlook_mail
from tests.hostile.files import far_corners

GOOD = {
    "facture.pdf": (a_pdf(3), "application/pdf", 3),
    "PHOTO.JPG": (a_picture("JPEG"), "image/jpeg", 1),
    "trait.jpg": (a_picture("JPEG", (5, 3)), "image/jpeg", 1),
    "écran.png": (a_picture("PNG"), "image/png", 1),
    "site.webp": (a_picture("WEBP"), "image/webp", 1),
    "reçu.tiff": (a_picture("TIFF", pages=2), "image/tiff", 2),
    "IMG_0001.HEIC": (a_picture("HEIF"), "image/heic", 1),
    "ventes.xlsx": (
        a_workbook(2),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        2,
    ),
    "ventes.ods": (an_ods(), "application/vnd.oasis.opendocument.spreadsheet", 1),
    "lettre.docx": (
        a_letter(),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        0,
    ),
    "ventes.csv": ("mois;montant\n2021-07;10 000,00\n".encode("cp1252"), "text/csv", 0),
    "note.txt": ("Appelé trois fois — « rien à faire ».".encode(), "text/plain", 0),
    "utf16.txt": ("Relevé d’heures".encode("utf-16"), "text/plain", 0),
    "panne.eml": (AN_EMAIL, "message/rfc822", 0),
    "panne.msg": (an_outlook_mail(), "application/vnd.ms-outlook", 0),
}


A_BODY = (
    f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>Payé</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>le 3 </w:t></w:r><w:r><w:t>septembre</w:t></w:r></w:p></w:body></w:document>"
)
AN_EMAIL_IN_HTML = AN_EMAIL.replace(
    b"Subject: Panne\r\n\r\n",
    b"Subject: Panne\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    b"<style>p{}</style><p>Total&nbsp;: 12,00&nbsp;$</p><script>1</script>",
)


def refused(name: str, content: bytes, limits: Limits | None = None) -> str:
    """The code of the only problem."""
    seen, problems = look_at(name, content, limits or Limits())
    assert seen is None
    (problem,) = problems
    for language in LANGUAGES:
        assert name[:20] in sentence(problem, language)
    return problem.code


def flags(name: str, content: bytes) -> tuple[str, ...]:
    """The flags of a file let in."""
    seen, problems = look_at(name, content)
    assert problems == ()
    assert seen is not None
    assert set(seen.flags) <= set(FLAGS)
    return seen.flags


@pytest.mark.parametrize("name", GOOD)
def test_R31_a_real_file_is_let_in(name: str):
    content, media, pages = GOOD[name]
    assert look_at(name, content) == (Seen(media, len(content), pages, ()), ())


def test_a_file_already_on_the_disk_is_read_from_there(tmp_path: Path):
    path = tmp_path / "f"
    path.write_bytes(a_pdf(2))
    seen, _ = look_at("facture.pdf", path)
    assert seen is not None
    assert seen.pages == 2


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("photo.pdf", a_picture("JPEG"), "file-disagrees"),
        ("facture.jpg", a_pdf(), "file-disagrees"),
        ("photo.png", a_picture("JPEG"), "file-disagrees"),
        ("lettre.xlsx", a_letter(), "file-disagrees"),
        ("ventes.docx", a_workbook(), "file-disagrees"),
        ("texte.ods", an_ods("application/vnd.oasis.opendocument.text"), "file-disagrees"),
        ("archive.xlsx", an_archive({"a.txt": b"a"}), "file-disagrees"),
        ("virus.txt", b"MZ\x90\x00", "file-disagrees"),
        ("facture.txt", a_pdf(), "file-disagrees"),
        ("facture.csv", a_workbook(), "file-disagrees"),
        ("facture.pdf", b"Bonjour", "file-unlike"),
        ("octets.txt", b"abc\x00\x01\x02", "file-unlike"),
        ("octets.csv", bytes(range(128, 160)), "file-unlike"),
        ("blanc.txt", b" \n\t ", "file-unlike"),
        ("note.eml", b"Bonjour, voici ma facture.", "file-unlike"),
        ("rendez-vous.msg", an_outlook_mail(kind="IPM.Appointment"), "file-unlike"),
        ("ancien.msg", a_compound({"WordDocument": bytes(5000)}), "file-disagrees"),
    ],
)
def test_R31_a_renamed_file_is_refused(name: str, content: bytes, code: str):
    assert refused(name, content) == code


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("coupée.pdf", a_pdf(5)[:200]),
        ("vide.pdf", a_pdf(0)),
        ("coupée.jpg", a_picture("JPEG", (640, 480))[:400]),
        ("coupée.png", a_picture("PNG", (640, 480))[:80]),
        ("coupée.xlsx", a_workbook()[:1000]),
        ("faux.docx", an_archive({"word/document.xml": b"<html/>"})),
        ("faux.docx", an_archive({"word/document.xml": b"not xml"})),
        ("faux.xlsx", an_archive({"xl/workbook.xml": b"not xml"})),
    ],
)
def test_a_broken_file_is_refused_with_what_to_do(name: str, content: bytes):
    assert refused(name, content) == "file-broken"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("site.exe", "file-kind"),
        ("sans_extension", "file-kind"),
        (".pdf.", "file-kind"),
        ("lettre.DOC", "file-kind-near"),
        ("ventes.xlsm", "file-kind-near"),
        ("notes.rtf", "file-kind-near"),
        ("page.html", "file-kind-near"),
        ("logo.svg", "file-kind-near"),
        ("tout.zip", "file-archive"),
        ("é" * 130 + ".pdf", "file-name-too-long"),
    ],
)
def test_what_is_not_accepted_is_told_what_to_bring_instead(name: str, code: str):
    assert refused(name, a_pdf()) == code


def test_every_kind_told_instead_is_a_kind_accepted():
    assert set(INSTEAD.values()) <= {kind.name for kind in ACCEPTED.values()}
    assert not set(INSTEAD) & set(ACCEPTED)


def test_an_empty_file_is_refused():
    assert refused("facture.pdf", b"") == "file-empty"


def test_a_file_over_the_limit_is_refused_before_anyone_opens_it():
    _, (problem,) = look_at("facture.pdf", b"%PDF-" + bytes(26 * 1024 * 1024))
    assert (problem.code, dict(problem.values)) == (
        "file-too-large",
        {"name": "facture.pdf", "mb": 27, "most": 25},
    )
    assert refused("facture.pdf", b"%PDF-1.7", Limits(size=7)) == "file-too-large"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("secret.pdf", a_pdf(password="ouvre-toi")),
        ("certificat.pdf", a_pdf(password="ouvre-toi").replace(b"/Standard", b"/PubliSec")),
        ("secret.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ],
)
def test_a_file_under_a_password_is_refused(name: str, content: bytes):
    assert refused(name, content) == "file-locked"


def a_bomb() -> bytes:
    return an_archive({"xl/worksheets/sheet9.xml": bytes(80 * 1024 * 1024)}, a_workbook())


def test_a_statement_that_only_forbids_printing_is_read():
    """Banks lock theirs so: anyone opens it, and only a password lifts what it forbids."""
    made = BytesIO()
    with pikepdf.open(BytesIO(a_pdf(3))) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="banque", R=6))
    seen, problems = look_at("releve.pdf", made.getvalue())
    assert (seen.pages, seen.flags, problems) == (3, (), ())


@pytest.mark.parametrize(
    "content",
    [a_bomb(), an_archive({f"xl/{i}.xml": b"" for i in range(2001)}, a_workbook())],
    ids=["ratio", "entries"],
)
def test_R33_a_bomb_is_refused_in_a_second_without_being_unpacked(content: bytes):
    begin = children_seconds()
    assert refused("ventes.xlsx", content) == "file-bomb"
    assert children_seconds() - begin < 1


def children_seconds() -> float:
    """Processor time of the children so far, which a busy machine does not lengthen."""
    return getrusage(RUSAGE_CHILDREN).ru_utime


@pytest.mark.parametrize(
    "entry", ["../../evil.xml", "/etc/passwd", "C:\\x.xml", "xl/con.xml", "xl/more.zip"]
)
def test_R33_an_archive_with_odd_entries_is_refused(entry: str):
    content = an_archive({entry: b"x"}, a_workbook())
    assert refused("ventes.xlsx", content) == "file-odd-archive"


def a_script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("shown", "told"),
    [({"/OFF": [0]}, True), ({"/BaseState": Name.OFF}, True), ({"/ON": [0], "/OFF": []}, False),
     ({"/BaseState": Name.ON}, False)],
)  # fmt: skip
def test_a_layer_of_a_pdf_that_does_not_show_is_told(shown: dict, told: bool):
    layer = Dictionary(Type=Name.OCG, Name="Notes")
    lists = {key: Array([layer for _ in value]) if isinstance(value, list) else value
             for key, value in shown.items()}  # fmt: skip
    layers = Dictionary(OCGs=Array([layer]), D=Dictionary(lists))
    assert flags("plan.pdf", a_pdf_with("/OCProperties", layers)) == ("pdf-hidden-layer",) * told


def test_a_pdf_cut_short_is_read_and_said_to_have_been_repaired():
    whole = a_pdf(3)
    assert flags("facture.pdf", whole) == ()
    assert flags("facture.pdf", whole[: len(whole) - 60]) == ("pdf-repaired",)


@pytest.mark.parametrize(
    ("place", "thing", "flag"),
    [
        ("/OpenAction", a_script(), "pdf-script"),
        ("/OpenAction", a_script(), "pdf-opening-action"),
        ("/AA", Dictionary(WC=a_script()), "pdf-action"),
        ("/Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array([]))), "pdf-attachment"),
        ("/AcroForm", Dictionary(XFA=pikepdf.String("x"), Fields=Array([])), "pdf-dynamic-form"),
        ("/Deep", Array([Array([Dictionary(A=Array([Dictionary(S=Name.Launch)]))])]), "pdf-launch"),
        ("/Deep", Array([Dictionary(S=Name.SubmitForm)]), "pdf-sends-form"),
        ("/Deep", Array([Dictionary(S=Name.GoToR)]), "pdf-remote-file"),
        ("/Deep", Array([Dictionary(Subtype=Name.RichMedia)]), "pdf-media"),
        ("/Deep", Array([Dictionary(S=Name.URI, URI="https://x.example")]), "pdf-link"),
        ("/Deep", Array([Dictionary(S=Name.GoToE)]), "pdf-remote-file"),
        ("/Deep", Array([Dictionary(S=Name.ImportData, F="a.fdf")]), "pdf-imports-data"),
        ("/Deep", Array([Dictionary(S=Name.Rendition)]), "pdf-media"),
        ("/Deep", Array([Dictionary(Subtype=Name.Movie)]), "pdf-media"),
    ],
)
def test_R35_what_is_active_in_a_pdf_is_flagged_though_compressed(
    place: str, thing: pikepdf.Object, flag: str
):
    assert flag in flags("facture.pdf", a_pdf_with(place, thing))


def test_a_pdf_that_opens_at_a_page_is_not_flagged():
    content = a_pdf_with("/OpenAction", Array([0, Name.XYZ, 0, 0, 0]))
    assert flags("facture.pdf", content) == ()


def test_R35_bytes_before_and_an_archive_behind_are_flagged():
    assert flags("facture.pdf", b"junk\n" + a_pdf()) == ("leading-bytes",)
    assert flags("facture.pdf", a_pdf() + an_archive({"a.txt": b"a"})) == ("trailing-archive",)
    assert flags("photo.jpg", a_picture("JPEG") + an_archive({"a": b"a"})) == ("trailing-archive",)


def a_pdf_saved_again() -> bytes:
    """A later version written behind the first, as those who sign or fill a PDF do."""
    first = a_pdf()
    more = b"\n9 0 obj\n<<>>\nendobj\nxref\n9 1\n%010d 00000 n \ntrailer\n" % (len(first) + 1)
    start = first.rpartition(b"startxref\n")[2].split()[0]
    trailer = b"<</Size 10/Root 1 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n"
    return first + more + trailer % (start, len(first) + 21)


@pytest.mark.parametrize("behind", [b"<html><script>", b"MZ\x90\x00" * 9, b"7z\xbc\xaf\x27\x1c"])
@pytest.mark.parametrize(
    ("name", "whole"),
    [("p.jpg", a_picture("JPEG")), ("p.png", a_picture("PNG")), ("p.webp", a_picture("WEBP")),
     ("p.heic", a_picture("HEIF")), ("f.pdf", a_pdf()), ("f.pdf", a_pdf(linearize=True))],
)  # fmt: skip
def test_R35_bytes_behind_the_end_of_a_picture_or_a_pdf_are_flagged(name, whole, behind):
    assert flags(name, whole + behind) == ("trailing-bytes",)
    assert flags(name, whole + bytes(40) + behind) == ("trailing-bytes",)


def test_R35_bytes_between_a_pdf_and_its_later_version_are_flagged():
    between = a_pdf() + b"\n<html><script>" + a_pdf_saved_again().removeprefix(a_pdf())
    assert "trailing-bytes" in flags("f.pdf", between)


@pytest.mark.parametrize(
    ("name", "content"),
    [("p.jpg", a_picture("JPEG") + a_picture("JPEG", (8, 8))), ("p.jpg", a_picture("JPEG") * 300),
     ("p.jpg", a_picture("JPEG") + bytes(900)), ("p.png", a_picture("PNG") + b"\r\n"),
     ("f.pdf", a_pdf(linearize=True)), ("f.pdf", a_pdf() + b"\n\n\0"),
     ("f.pdf", a_pdf_saved_again())],
)  # fmt: skip
def test_what_cameras_and_writers_of_pdf_put_behind_is_not_flagged(name, content):
    assert flags(name, content) == ()


@pytest.mark.parametrize(
    "part",
    [b"Content-Type: application/x-msdownload; name=a.exe\r\n\r\nMZ",
     b"Content-Disposition: inline; filename=a.exe\r\n\r\nMZ",
     b'Content-Type: text/plain; name="note.txt"\r\n\r\nvoir',
     b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nTVqQAAMAAAA=",
     b"Content-Type: text/plain\r\n\r\nbegin 644 a.exe\r\n#35J0\r\n`\r\nend",
     b"Content-Type: image/png\r\nContent-ID: <logo>\r\n\r\n\x89PNG",
     b"Content-Type: message/rfc822\r\n\r\nFrom: c@d.example\r\n\r\nvoir",
     b"Content-Type: message/rfc822\r\n\r\nFrom: c\r\nContent-Type: x/y; name=a.exe\r\n\r\nMZ"],
)  # fmt: skip
def test_R35_whatever_an_email_carries_beside_its_text_is_flagged(part):
    assert flags("c.eml", an_email_of(part)) == ("mail-attachments",)


def test_an_email_in_two_texts_and_in_plain_html_is_not_flagged():
    html = b"Content-Type: text/html\r\n\r\n<p onward=1>Offre on sale = <b>10 $</b></p>"
    assert flags("c.eml", an_email_of(b"Content-Type: text/plain\r\n\r\nsuite", html)) == ()


@pytest.mark.parametrize(
    "markup",
    ["<script>1</script>", "<SCRIPT src=x>", "<img src=x onerror=alert(1)>", "<iframe src=x>",
     "<a href='javascript:x'>", '<meta http-equiv="refresh" content="0;url=x">', "<form action=x>",
     "<svg onload = alert(1)>"],
)  # fmt: skip
def test_R35_an_email_that_acts_is_flagged(markup):
    assert flags("c.eml", an_email_in_html(markup)) == ("mail-active",)
    assert flags("c.eml", an_email_in_html(markup, "utf-16-le")) == ("mail-active",)
    message = an_outlook_mail(**{"__substg1.0_10130102": markup.encode()})
    assert flags("c.msg", message) == ("mail-active",)


@pytest.mark.parametrize(
    "row",
    ['=HYPERLINK("http://x","y");1', '1;"=WEBSERVICE(""http://x"")"', "1\t=IMPORTXML(A1)\t2",
     '@lien_hypertexte("x")', '1,+1+RTD("x")', '=1+HYPERLINK ("x")'],
)  # fmt: skip
def test_R35_a_formula_that_leads_outside_is_flagged(row):
    assert flags("v.csv", f"a;b\n{row}\n".encode()) == ("far-formula",)


@pytest.mark.parametrize("row", ["=SUM(A1:A3);1", "Voir HYPERLINK(1);2", "-5 (image (1));3"])
def test_a_formula_that_stays_in_its_table_is_not(row):
    assert flags("v.csv", f"a;b\n{row}\n".encode()) == ()


def test_R35_a_web_page_far_down_in_a_text_is_flagged():
    assert flags("n.txt", b"un deux\n" * 30_000 + b"<SCRIPT>1</SCRIPT>") == ("web-content",)


RELATION = (
    b'<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate" '
    b'Target="http://x.example/t.dotm" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("v.xlsx", an_archive({"xl/vbaProject.bin": b"x"}, a_workbook()), ("macros",)),
        ("v.xlsx", an_archive({"xl/embeddings/o.bin": b"x"}, a_workbook()), ("embedded-objects",)),
        (
            "v.xlsx",
            an_archive({"xl/externalLinks/e1.xml": b"<a><ddeLink/></a>"}, a_workbook()),
            ("dde",),
        ),
        ("l.docx", a_letter(**{"word/_rels/settings.xml.rels": RELATION}), ("external-links",)),
        (
            "l.docx",
            a_letter(
                **{
                    "word/_rels/document.xml.rels": RELATION.replace(
                        b"attachedTemplate", b"hyperlink"
                    )
                }
            ),
            (),
        ),
        ("n.txt", b"<html><script>1</script></html>", ("web-content",)),
        ("c.eml", AN_EMAIL_WITH_A_FILE, ("mail-attachments",)),
    ],
)
def test_R35_what_is_active_in_other_files_is_flagged(
    name: str, content: bytes, expected: tuple[str, ...]
):
    assert flags(name, content) == expected


def test_R32_a_parser_out_of_memory_leaves_the_file_kept_and_not_read():
    header = b"From: a@b.example\r\nDate: x\r\nX: " + b"a " * 12_000_000
    seen, problems = look_at("courriel.eml", header, Limits(memory=90 * 1024 * 1024))
    assert problems == ()
    assert seen is not None
    assert seen.flags == ("unread-memory",)


MULTIPART = (
    b"From: a@b.example\r\nDate: x\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'
)


def test_R32_a_parser_that_takes_too_long_is_stopped():
    content = MULTIPART + b"--x\r\n\r\na\r\n" * 200_000 + b"--x--\r\n"
    seen, problems = look_at("courriel.eml", content, Limits(cpu_seconds=1))
    assert problems == ()
    assert seen is not None
    assert seen.flags == ("unread-time",)


def test_R32_parts_nested_beyond_reason_are_only_a_flag():
    start = b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n'
    nested = b"".join(start % (i, i) for i in range(3000))
    seen, _ = look_at("courriel.eml", b"From: a@b.example\r\nDate: x\r\n" + nested)
    assert seen is not None
    assert seen.flags == ("unread-failed",)


def test_R32_a_small_picture_that_opens_to_hundreds_of_megabytes_is_not_decoded():
    seen, problems = look_at("photo.png", a_picture("PNG", (9000, 9000)))
    assert problems == ()
    assert seen is not None
    assert seen.flags == ()
    assert refused("photo.png", a_picture("PNG", (1, 1)).replace(WIDE, HUGE)) == "file-broken"


WIDE, HUGE = b"IHDR\x00\x00\x00\x01\x00\x00\x00\x01", b"IHDR\x7f\x00\x00\x00\x7f\x00\x00\x00"


def test_R32_a_parser_that_aborts_is_only_a_flag():
    seen, problems = look_at("facture.pdf", a_pdf(), Limits(memory=16 * 1024 * 1024))
    assert problems == ()
    assert seen is not None
    assert seen.flags in (("unread-failed",), ("unread-memory",))


WORDS = {
    "panne.msg": (an_outlook_mail(), "Votre site tremblay.example est perdu."),
    "panne.eml": (AN_EMAIL.replace(b"\xc3\xaa", b"e"), "Nous enquetons."),
    "ventes.xlsx": (a_workbook(), "ventes"),
    "note.txt": ("Appelé trois fois".encode("utf-16"), "Appelé trois fois"),
    "page.eml": (AN_EMAIL_IN_HTML, "Total\xa0: 12,00\xa0$"),
    "lettre.docx": (
        a_letter(**{"word/document.xml": A_BODY.encode()}),
        "Payé\nle 3 septembre",
    ),
}


@pytest.mark.parametrize("name", WORDS)
def test_the_words_of_a_file_are_read_in_the_child(name: str):
    content, words = WORDS[name]
    seen, _ = look_at(name, content)
    assert seen is not None
    assert words in "\n".join(seen.words)


def test_R32_a_file_whose_words_cannot_be_read_is_let_in_all_the_same():
    seen, problems = look_at("ventes.xlsx", far_corners())
    assert problems == ()
    assert seen is not None
    assert (seen.flags, seen.words) == ((), ())
