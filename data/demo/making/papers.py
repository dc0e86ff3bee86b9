"""The files of the demonstration: invoices, statements, sheets, letters, screenshots, e-mails.

LibreOffice turns flat OpenDocument text into PDF, DOCX and XLSX; Chromium photographs error pages.
Every page says in its footer that it is fictional.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from PIL import Image
from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("CLAIMS_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FICTION = {
    "fr": "Document fictif, créé pour la démonstration du registre. Aucune personne réelle n’y figure.",
    "en": "Fictional document, made for the demonstration of the register. It names no real person.",
}
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "style": "style", "text": "text", "table": "table",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "number": "datastyle",
    }.items()
)
FONTS = ("Liberation Sans", "Liberation Serif")
COLOURS = ("#174a7c", "#7c2d17", "#2d5a27", "#4a2a6a", "#333333", "#8a6d1d")


@dataclass
class Sheet:
    """One page to be converted. rows: a table, its first row the titles; stamp: PAYÉ, or nothing."""

    path: Path
    title: str
    language: str
    sender: Sequence[str] = ()
    to: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    rows: Sequence[Sequence[str]] = ()
    totals: Sequence[tuple[str, str]] = ()
    words: Sequence[str] = ()
    stamp: str = ""
    a4: bool = False
    look: int = 0


@dataclass
class Desk:
    """Collects what is to be made, then makes each kind in one batch."""

    work: Path
    sheets: list[Sheet] = field(default_factory=list)
    books: list[tuple[Path, str]] = field(default_factory=list)
    shots: list[tuple[Path, str]] = field(default_factory=list)

    def make(self) -> None:
        """Every PDF, DOCX, XLSX and picture asked for."""
        self._convert([s for s in self.sheets if s.path.suffix == ".pdf"], "pdf", "writer_pdf_Export")
        self._convert([s for s in self.sheets if s.path.suffix == ".docx"], "docx", "MS Word 2007 XML")
        self._books()
        self._shoot()

    def _convert(self, sheets: list[Sheet], ending: str, export: str) -> None:
        sources = []
        for n, sheet in enumerate(sheets):
            source = self.work / f"{ending}{n:04}.fodt"
            source.write_text(fodt(sheet), encoding="utf-8")
            sources.append(source)
        office(self.work, sources, f"{ending}:{export}")
        for source, sheet in zip(sources, sheets, strict=True):
            keep(source.with_suffix(f".{ending}"), sheet.path)

    def _books(self) -> None:
        sources = []
        for n, (_, text) in enumerate(self.books):
            source = self.work / f"book{n:04}.fods"
            source.write_text(text, encoding="utf-8")
            sources.append(source)
        office(self.work, sources, "xlsx:Calc MS Excel 2007 XML")
        for source, (path, _) in zip(sources, self.books, strict=True):
            keep(source.with_suffix(".xlsx"), path)

    def _shoot(self) -> None:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1024, "height": 640})
            for path, html in self.shots:
                page.set_content(html)
                save_picture(page.screenshot(), path)
            browser.close()


def office(work: Path, sources: list[Path], into: str) -> None:
    """Convert in batches of sixty, without a window."""
    for n in range(0, len(sources), 60):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{work}/profile",
             "--convert-to", into, "--outdir", str(work), *map(str, sources[n : n + 60])],
            check=True, capture_output=True, timeout=600,
        )


def keep(made: Path, path: Path) -> None:
    """Move a converted file to its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.read_bytes())


def save_picture(png: bytes, path: Path) -> None:
    """A screenshot as PNG of few colours, or a photo as JPEG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(BytesIO(png)).convert("RGB")
    if path.suffix == ".png":
        picture.quantize(64).save(path, optimize=True)
    else:
        picture.save(path, quality=72, optimize=True)


def fodt(sheet: Sheet) -> str:
    """A letter page, as flat OpenDocument text."""
    font, colour = FONTS[sheet.look % len(FONTS)], COLOURS[sheet.look % len(COLOURS)]
    width, height = ("21cm", "29.7cm") if sheet.a4 else ("21.59cm", "27.94cm")
    body = "".join(
        [
            *(para(line, "From" if n else "Name") for n, line in enumerate(sheet.sender)),
            para(sheet.title, "Title"),
            *(para(line) for line in sheet.to),
            para(""),
            *(para(f"{name}\u00a0: {value}" if sheet.language == "fr" else f"{name}: {value}")
              for name, value in sheet.facts),
            para("") if sheet.facts else "",
            *(para(line, "Word") for line in sheet.words),
            grid(sheet.rows) if sheet.rows else "",
            *(para(f"{name}\t{value}", "Sum") for name, value in sheet.totals),
            para(sheet.stamp, "Stamp") if sheet.stamp else "",
        ]
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.08cm"/>
<style:text-properties style:font-name="{font}" fo:font-family="{font}" fo:font-size="10pt" fo:language="{sheet.language}" fo:country="CA"/></style:style>
{style("Name", f'fo:font-size="15pt" fo:color="{colour}"')}
{style("From", 'fo:font-size="9pt" fo:color="#555555"')}
{style("Title", f'fo:font-size="13pt" fo:color="{colour}"', 'fo:margin-top="0.8cm" fo:margin-bottom="0.5cm"')}
{style("Word", "", 'fo:margin-bottom="0.25cm"')}
{style("Cell", 'fo:font-size="9pt"')}
{style("Right", 'fo:font-size="9pt"', 'fo:text-align="end"')}
{style("Foot", 'fo:font-size="7pt" fo:color="#888888"')}
{style("Stamp", f'fo:font-size="16pt" fo:color="{colour}"', f'fo:margin-top="0.7cm" fo:border="0.06cm solid {colour}" fo:padding="0.2cm" fo:text-align="center"')}
<style:style style:name="Sum" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="0.1cm"><style:tab-stops><style:tab-stop style:position="17.5cm" style:type="right"/></style:tab-stops></style:paragraph-properties><style:text-properties/></style:style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="{width}" fo:page-height="{height}" fo:margin="2cm"/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page"><style:footer>{para(FICTION[sheet.language], "Foot")}</style:footer></style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def style(name: str, text: str, paragraph: str = "") -> str:
    """A paragraph style."""
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


def para(text: str, name: str = "Standard") -> str:
    """A paragraph; tabs and no-break spaces are kept."""
    return f'<text:p text:style-name="{name}">{escape(text).replace(chr(9), "<text:tab/>")}</text:p>'


def grid(rows: Iterable[Sequence[str]]) -> str:
    """A table whose last column is of figures."""
    rows = list(rows)
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell>{para(cell, "Right" if n == len(row) - 1 else "Cell")}</table:table-cell>'
            for n, cell in enumerate(row)
        )
        + "</table:table-row>"
        for row in rows
    )
    return f"<table:table>{columns}{lines}</table:table>"


DAYS = (
    '<office:automatic-styles><number:date-style style:name="Iso"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>'
    '<style:style style:name="Day" style:family="table-cell" style:data-style-name="Iso"/></office:automatic-styles>'
)
"""A day is written as one: without a style, a spreadsheet shows its number."""


def time_book(title: str, rows: Sequence[tuple[str, str, str]], language: str) -> str:
    """A time sheet as a flat spreadsheet: day, work, hours, and their sum as a formula."""
    titles = ("Date", "Travail", "Heures") if language == "fr" else ("Date", "Work", "Hours")
    said = "Total" if language == "fr" else "Total"
    cells = [text_row([title]), text_row([FICTION[language]]), text_row(titles)]
    for day, work, hours in rows:
        cells.append(
            f'<table:table-row><table:table-cell table:style-name="Day" office:value-type="date" office:date-value="{day}"/>'
            f"{text_cell(work)}{number_cell(hours)}</table:table-row>"
        )
    last = len(rows) + 3
    cells.append(
        f'<table:table-row>{text_cell(said)}<table:table-cell/><table:table-cell office:value-type="float" '
        f'table:formula="of:=SUM([.C4:.C{last}])"/></table:table-row>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">{DAYS}<office:body>'
        f'<office:spreadsheet><table:table table:name="{titles[2]}">{"".join(cells)}</table:table>'
        "</office:spreadsheet></office:body></office:document>"
    )


def text_row(values: Iterable[str]) -> str:
    """A row of text cells."""
    return f"<table:table-row>{''.join(map(text_cell, values))}</table:table-row>"


def text_cell(value: str) -> str:
    """A cell of text."""
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def number_cell(value: str) -> str:
    """A cell of a number, as text in decimal point notation."""
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def mail(path: Path, sender: str, to: str, when: str, subject: str, body: str) -> None:
    """An .eml file, as a mail program exports it."""
    message = EmailMessage()
    message["From"], message["To"], message["Date"], message["Subject"] = sender, to, when, subject
    message["Message-ID"] = f"<{abs(hash_of(sender + subject)):x}@{sender.rpartition('@')[2].rstrip('>')}>"
    message.set_content(body)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(message.as_bytes())


def hash_of(text: str) -> int:
    """A stable number for a text."""
    return int.from_bytes(text.encode()[-12:], "big")


def error_page(domain: str, language: str, random: Random, *, photo: bool) -> str:
    """What a visitor of a lost site saw; `photo` shows it as on a screen, photographed askew."""
    title, text = random.choice(ERRORS[language])
    inner = (
        f"<div class=bar><i></i><i></i><i></i><span>https://{domain}/</span></div>"
        f"<div class=page><h1>{title}</h1><p>{text.format(domain=domain)}</p><small>{domain}</small></div>"
    )
    tilt = random.choice(("rotateX(8deg) rotateY(-11deg) rotate(2deg)", "rotateX(5deg) rotateY(9deg) rotate(-3deg)"))
    look = (
        f"body{{background:radial-gradient(#4a3d2f,#16120d)}} .screen{{margin:60px 90px;height:520px;border:14px solid #111;"
        f"border-radius:10px;transform:perspective(900px) {tilt};box-shadow:0 30px 60px #000;filter:brightness(.9) contrast(.95) blur(.4px)}}"
        if photo else "body{margin:0;background:#fff} .screen{height:640px}"
    )
    hue = random.randint(0, 359)
    return f"""<!doctype html><meta charset=utf-8><style>{look}
.screen{{overflow:hidden;background:#fff;font-family:'DejaVu Sans',sans-serif}} .bar{{background:hsl({hue} 12% 88%);padding:10px 14px;display:flex;gap:8px;align-items:center}}
.bar i{{width:12px;height:12px;border-radius:6px;background:hsl({hue} 40% 55%)}} .bar span{{background:#fff;border-radius:12px;padding:5px 14px;flex:1;font-size:14px;color:#333}}
.page{{padding:70px 90px;color:#333}} h1{{font-size:30px;font-weight:600;color:hsl({hue} 45% 32%)}} p{{font-size:17px;line-height:1.5}} small{{color:#999}}
</style><div class=screen>{inner}</div>"""


ERRORS = {
    "fr": [
        ("Ce site est inaccessible", "Impossible de trouver l’adresse IP du serveur de {domain}."),
        ("Erreur 500", "Le serveur a rencontré une erreur interne et n’a pu répondre à votre requête."),
        ("Erreur lors de la connexion à la base de données", "{domain} ne répond pas."),
        ("Index of /", "Le dossier est vide."),
        ("403 : accès interdit", "Vous n’avez pas la permission d’ouvrir cette page sur {domain}."),
    ],
    "en": [
        ("This site can’t be reached", "{domain}’s server IP address could not be found."),
        ("500 Internal Server Error", "The server met an internal error and could not answer your request."),
        ("Error establishing a database connection", "{domain} does not answer."),
        ("Index of /", "The folder is empty."),
        ("403 Forbidden", "You do not have permission to open this page on {domain}."),
    ],
}
