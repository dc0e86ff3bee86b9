"""The steps of a bundle looked up in its schedule of damages, read by another program."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from itertools import groupby
from zipfile import ZipFile

import pypdfium2

from claims.documents.contents import NAMES
from tests.documents.crawling import rows

AMOUNTS = ("declared", "supported", "admitted")
ROW = re.compile(r"^(?=R-\w{4}-\w{4}-\w\s·)", re.MULTILINE)
LOSS = re.compile(r"(R-\S+) · .*? · (l\d+) [A-D] \d")
AGAIN = re.compile(r"R-\S+ · \S+ \(suite\)")
END = "Par mois du début de la perte"
"""What heads the losses when they are told again, without their steps."""


def steps_on_paper(bundle: ZipFile) -> Counter[str]:
    """How many steps of the CSV, by verb, and reasons of decisions a bundle in French has in its
    schedule, under their loss, each step beside its amount; fails at the first that is not."""
    named, found = NAMES["fr"], Counter[str]()
    under = dict(losses(bundle.read(named.schedule)))
    for key, steps in groupby(rows(bundle, named.steps), lambda row: (row["claim"], row["loss"])):
        rest = under[key]
        for row in steps:
            step, text = re.escape(row["step"]), re.escape(one_line(row["text"]))
            begins = re.search(rf"(?<!\S){step} ([+−×÷≤≥=] )?{text} : ", rest)
            assert begins, (key, row["step"], rest)
            rest = rest[begins.end() :]
            assert is_written(row, rest.partition(" : ")[0]), (key, row, rest)
            found[row["verb"]] += 1
    for row in rows(bundle, named.lines):
        rest = under[row["claim"], row["loss"]]
        assert ("Motif de la décision : " in rest) == bool(row["reason"])
        assert one_line(row["sentence"]) in rest
        found["reason"] += bool(row["reason"])
    return found


def losses(schedule: bytes) -> Iterator[tuple[tuple[str, str], str]]:
    """Claim and loss → what stands under it, as one line."""
    with pypdfium2.PdfDocument(schedule) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    text = AGAIN.sub("", "\n".join(pages).replace("\r", "")).partition(f"\n{END}")[0]
    for part in ROW.split(text)[1:]:
        said = one_line(part)
        claim, loss = LOSS.match(said).groups()
        yield (claim, loss), said


def is_written(row: dict[str, str], told: str) -> bool:
    """Whether a step says what it takes and, once an amount or a factor is reached, what it comes
    to; of a result, the share of its grade and its amount."""
    taken, arrow, reached = told.partition(" → ")
    running = money(row["running"])
    if row["verb"] in AMOUNTS and not row["operand"]:
        return told.startswith(running)
    operand = money(row["operand"]) if row["unit"] == "money" else plain(row["operand"])
    if not arrow:
        return row["unit"] != "money" and taken.startswith(operand)
    return taken.startswith(operand) and reached.startswith((running, plain(row["running"])))


def money(amount: str) -> str:
    """1 405,00; 639,9890 between two cents; 213,0898… where more decimals are cut."""
    exact, cut = Decimal(amount), Decimal(amount).quantize(Decimal("0.0001"), ROUND_DOWN)
    if exact == round(exact, 2):
        return french(f"{exact:,.2f} ")
    return french(f"{cut:,f}{'' if cut == exact else '…'} ")


def plain(amount: str) -> str:
    """42; 1 200; 0,6944, the first four decimals at the most."""
    cut = Decimal(amount).quantize(Decimal("0.0001"), ROUND_DOWN)
    return french(f"{cut:,f}".rstrip("0").removesuffix("."))


def french(number: str) -> str:
    return number.replace(",", " ").replace(".", ",")


def one_line(text: str) -> str:
    return " ".join(text.replace("\ufffe", "").split())
