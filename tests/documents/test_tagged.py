"""A program that reads the structure of a PDF finds headings, tables and figures, in order."""

import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf

from claims.documents.blocks import figures, grid, notice
from claims.documents.charts import Bar, stacked
from claims.documents.ink import words
from claims.documents.leading import Led, LedWithin, Place
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.register import Register, Row
from tests.documents.test_report import printed

SHEET = Sheet("Titre", "Affaire", "Pied", "fr", datetime(2026, 11, 21, tzinfo=UTC))
PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}


def structure(made: bytes, folder: Path) -> list[str]:
    """What poppler reads of the tree: kinds, and texts between quotes, indented."""
    file = folder / "made.pdf"
    file.write_bytes(made)
    told = subprocess.run(
        ["pdfinfo", "-struct-text", file], check=True, capture_output=True, encoding="utf-8"
    )
    return told.stdout.replace("\u00a0", " ").splitlines()


def kinds(lines: list[str]) -> list[str]:
    return [
        found.group(1) for line in lines if (found := re.match(r" *(\w+)(?: \(block\))?:?$", line))
    ]


def painted_outside(made: bytes) -> Iterator[str]:
    """What a page draws that is neither in the tree nor marked as meaning nothing."""
    with pikepdf.open(BytesIO(made)) as pdf:
        for page in pdf.pages:
            depth = 0
            for told in pikepdf.parse_content_stream(page):
                sign = str(told.operator)
                depth += (sign in {"BDC", "BMC"}) - (sign == "EMC")
                assert depth in {0, 1}
                if sign in PAINTS and not depth:
                    yield sign
            assert not depth


def test_nothing_is_drawn_that_the_structure_does_not_tell() -> None:
    assert list(painted_outside(printed())) == []


def test_the_report_is_read_by_its_headings_tables_and_figures(tmp_path: Path) -> None:
    lines = structure(printed(), tmp_path)
    told = kinds(lines)
    assert (told[0], told.count("H1"), "H2" in told, "H3" in told) == ("Document", 1, True, True)
    assert told.count("TR") > told.count("Table") > 5
    assert told.count("Figure") == 3
    assert told.count("TH") < told.count("TD")


def test_a_figure_says_its_amounts() -> None:
    bars = [Bar("Août 2021", (120_00, 30_00)), Bar("Septembre 2021", (5_00,))]
    made = publish([stacked(bars, ["a", "b"], "CAD", "fr")], SHEET)
    with pikepdf.open(BytesIO(made)) as pdf:
        (found,) = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)
                    and one.get("/S") == "/Figure"]  # fmt: skip
        told = str(found["/Alt"]).replace("\u00a0", " ")
    assert told == "Août 2021 : 150,00 $; Septembre 2021 : 5,00 $"


def test_a_table_cut_by_pages_is_one_table_whose_header_is_told_once(tmp_path: Path) -> None:
    rows = [(f"R-{n}", f"{n},00 $") for n in range(120)]
    head = ["Numéro", "Montant"]
    for whole in (grid(head, rows, [1, 1]), Register(head, [(row, "") for row in rows], [1, 1])):
        lines = structure(publish([Heading("Liste"), whole], SHEET), tmp_path)
        told = kinds(lines)
        assert (told.count("Table"), told.count("TR")) == (1, 121)
        assert (told.count("TH"), told.count("TD")) == (2, 240)
        texts = [line.strip().strip('"') for line in lines if '"' in line]
        assert texts == ["Liste", "Numéro", "Montant", *(cell for row in rows for cell in row)]


def test_a_list_of_thousands_is_read_row_by_row(tmp_path: Path) -> None:
    rows: list[Row] = [((f"R-{n}", f"{n},00 $"), "") for n in range(1001)]
    lines = structure(publish([Register(["Numéro", "Montant"], rows, [1, 1])], SHEET), tmp_path)
    assert kinds(lines) == ["Document", *["P"] * 1002]
    texts = [line.strip().strip('" ') for line in lines if '"' in line]
    assert texts[:3] == ["Numéro Montant", "R-0 0,00 $", "R-1 1,00 $"]


def test_words_at_the_end_of_a_line_stay_apart(tmp_path: Path) -> None:
    text = " ".join(["Les pertes", "déclarées"] * 40)
    made = publish([words(text), notice(text), figures([("Déclaré", "12,00 $")])], SHEET)
    told = [line.strip().strip('"') for line in structure(made, tmp_path) if '"' in line]
    assert told == [text, text, "Déclaré", "12,00 $"]


def test_the_tree_and_the_pages_name_each_other() -> None:
    """Each marked piece of each page leads to an element that lists it, as a reader needs."""
    with pikepdf.open(BytesIO(printed())) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fr-CA"
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        named = {int(key): told for key, told in zip(nums[::2], nums[1::2], strict=True)}
        assert list(named) == sorted(named)
        for page in pdf.pages:
            owners = named[int(page.StructParents)]
            marks = [
                int(told.operands[1].MCID)
                for told in pikepdf.parse_content_stream(page)
                if str(told.operator) == "BDC"
            ]
            assert marks == list(range(len(owners)))
            for mark, owner in zip(marks, owners, strict=True):
                assert listed(owner, page, mark)


def test_an_amount_that_leads_somewhere_is_a_link_in_a_sentence_over_a_page_and_beside_a_bar(
    tmp_path: Path,
) -> None:
    total = Led("12,00 $", Place("tableau.pdf", name="pertes", told="Ouvrir « Total »"))
    made = publish([
        LedWithin("Pour 12,00 $ déclarés.", total, "small"), figures([("Déclaré", total)]),
        stacked([Bar("A1", (1200,), total.place)], [""], "CAD", "fr"),
    ], SHEET)  # fmt: skip
    told = [line.strip() for line in structure(made, tmp_path)]
    links = [n for n, line in enumerate(told) if line.startswith("Link")]
    assert [told[n + 1].replace("\u00a0", " ") for n in links] == ['"12,00 $"'] * 3
    assert (told[links[0] - 1], told[links[0] + 3]) == ('"Pour "', '" déclarés."')


def test_every_number_of_a_page_opens_it_wherever_its_line_ends() -> None:
    numbers = [f"WHC-{n:06d}" for n in range(1, 61)]
    leads = {number: Place("pages.pdf", n, told=number) for n, number in enumerate(numbers)}
    rows: list[Row] = [(("P-3", "Facture"), " ".join(numbers))]
    made = publish([Register(["Numéro", "Titre"], rows, [0, 1], leads=leads)], SHEET)
    with pikepdf.open(BytesIO(made)) as pdf:
        said = [str(note.Contents) for page in pdf.pages for note in page.Annots]
    assert said == numbers


def test_a_link_is_read_as_one_with_the_words_it_lies_on_and_what_it_opens(tmp_path: Path) -> None:
    """Words of a row of a list, and an amount of a table: each annotation is named by its element,
    which names it back, and stands with words of its own."""
    place = Place("pages/WHC-000001.pdf", 2, told="Ouvrir la page WHC-000003")
    total = Led("12,00 $", Place("tableau.pdf", name="pertes", told="Ouvrir « Total »"))
    rows: list[Row] = [(("R-1", "P-3"), "voir WHC-000003, page 3")]
    list_ = Register(["Numéro", "Pièce"], rows, [1, 1], leads={"WHC-000003": place})
    made = publish([list_, grid(["Montant"], [[total]], [1], right=(0,))], SHEET)
    told = [line.strip() for line in structure(made, tmp_path)]
    read = told[told.index('"voir "') + 1 :][:4]
    assert (read[0], read[1], read[3]) == ("Link (inline)", '"WHC-000003"', '", page 3"')
    assert read[2].startswith("Object ")
    with pikepdf.open(BytesIO(made)) as pdf:
        tree = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = dict(zip(tree[::2], tree[1::2], strict=True))
        notes = [note for page in pdf.pages for note in page.Annots]
        said = [str(note.Contents) for note in notes]
        assert said == ["Ouvrir la page WHC-000003", "Ouvrir « Total »"]
        for note in notes:
            link = owners[note.StructParent]
            words, named = link.K
            assert (link.S, named.Type, named.Obj.objgen) == ("/Link", "/OBJR", note.objgen)
            assert isinstance(words, int)
            assert link.P.S == "/TD"


def listed(owner: pikepdf.Object, page: pikepdf.Page, mark: int) -> bool:
    for kid in owner.K:
        if isinstance(kid, int):
            if (kid, owner.Pg.objgen) == (mark, page.objgen):
                return True
        elif "/MCID" in kid and (kid.MCID, kid.Pg.objgen) == (mark, page.objgen):
            return True
    return False
