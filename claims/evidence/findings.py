"""What the words of an exhibit mention: names, sites, amounts, days, whether it is paid.

Read once, when the file comes in, and kept with it, each with its place; what they mean for a claim
is answered in `claims.evidence.precheck`. Every search is bounded: the words come from outside.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import Literal

from claims.claim.identifiers import read_domain
from claims.claim.model import Frozen
from claims.evidence.references import bank_references
from claims.folding import fold_letter

MOST = 60
"""Mentions of one sort that are kept."""
LINE = 2_000
TRIED = 400
GAPS = " \u00a0\u202f"
SIGN = r"(?:CA\$|CAD|EUR|\$|€)"
WHOLE = rf"\d{{1,3}}(?:[{GAPS},.'’]\d{{3}}){{1,4}}|\d{{1,10}}"
AMOUNT = re.compile(
    rf"(?<![\w.,])(?:{SIGN}[{GAPS}]?)?({WHOLE})[.,](\d{{2}})(?![\d%]|[.,]\d|[{GAPS}]?%)"
    rf"(?:[{GAPS}]?(?:\$|€))?"
)
ROUND = re.compile(
    rf"{SIGN}[{GAPS}]?({WHOLE})(?![\d.,]*\d)|(?<![\w.,])({WHOLE})[{GAPS}]?(?:\$|€)(?!\d)"
)
HOST = re.compile(r"(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?![\w-])")
MONTH = (
    r"(jan|fev|feb|mar|avr|apr|mai|may|jui?n|juil|jul|aou|aug|sep|oct|nov|dec)"
    r"(?:vier|v|rier|r|uary|ruary|il|s|ch|t|ust|let|y|e|ember|tember|tembre|ober|obre|embre)?\.?"
)
MONTHS = {
    name: n
    for n, names in enumerate(
        ("jan", "fev feb", "mar", "avr apr", "mai may", "juin jun", "juil jul", "aou aug", "sep",
         "oct", "nov", "dec"), 1)
    for name in names.split()
}  # fmt: skip
YEAR = r"((?:19|20)\d\d)"
ISO = re.compile(rf"(?<!\d){YEAR}[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?!\d)")
YEAR_LAST = re.compile(rf"(?<!\d)(\d{{1,2}})[-/.](\d{{1,2}})[-/.]{YEAR}(?!\d)")
DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})(?:er|st|nd|rd|th)? (?:de )?{MONTH},? {YEAR}(?!\d)")
MONTH_FIRST = re.compile(rf"\b{MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? {YEAR}(?!\d)")
DUE = r"(?:solde|montant|balance|amount|total)(?: a)? (?:du|due|payer)"
NOTHING = re.compile(rf"\b{DUE}[^\d]{{0,20}}0[.,]00(?!\d)")
SOMETHING = re.compile(rf"\b{DUE}[^\d]{{0,20}}(?:[1-9]|0[.,](?!00))[\d .,]{{0,12}}")
PAID = re.compile(
    r"\b(?:payee?s?|acquittee?s?|reglee?s?|paid|paiement recu|payment received|paiement non recu"
    r"|payment not received)\b"
)
UNPAID = re.compile(r"\b(?:impayee?s?|unpaid|overdue|past due|en souffrance)\b")
GAP = r"[ '’-]{1,3}"
NOT = r"pas|jamais|non|not|never|aucune?|\w{1,6}n['’]t"
BETWEEN = r"encore|ete|entierement|yet|been|fully|toujours|still"
DENIED = re.compile(rf"\b(?:{NOT}|no)(?:{GAP}(?:{BETWEEN}))*{GAP}$")
"""What stands right before "paid" and says that it is not."""
DOUBTFUL = re.compile(
    rf"\b(?:{NOT}|n(?=['’])|ne|ni|nor|sans|without|etre|be|sera|seront|will|shall|must|should|doit"
    r"|doivent|devra|devront|si|if|unless|lorsque|quand|when|once|until|avant|before|fois"
    rf"|reste|remains?)(?:{GAP}[\w.]+){{0,3}}{GAP}$"
)
"""A negation, a future or a condition a few words before "paid": it does not say."""
DENIED_AFTER = re.compile(r" ?[:?] ?(?:non|no|pas encore|not yet)\b")
NONE_PAID = re.compile(r"[^\d\n]{0,20}?(?<![\d.,])0[.,]00(?!\d)")
INVOICE = re.compile(
    r"\b(?:facture|invoice)[ .,:]{0,3}(?:n[o°º]?|num(?:ero|ber)?|#)?[ .:#]{0,3}"
    r"(?=[a-z0-9/-]{0,19}\d{2})([a-z0-9][a-z0-9/-]{2,19})(?![\w/-])"
)
"""The number of an invoice: it follows the word, and holds two figures side by side at least."""
BEFORE = 60
"""Characters looked at before "paid", and after it."""


class Word(Frozen):
    """One mention: as written, where (from 1), and what it may mean (cents, a day, a domain)."""

    text: str
    page: int
    line: int
    means: tuple[str, ...] = ()


class Findings(Frozen):
    """Every mention of each sort, in the order of the text."""

    provider: tuple[Word, ...] = ()
    domains: tuple[Word, ...] = ()
    amounts: tuple[Word, ...] = ()
    days: tuple[Word, ...] = ()
    paid: tuple[Word, ...] = ()
    unpaid: tuple[Word, ...] = ()
    invoices: tuple[Word, ...] = ()
    references: tuple[Word, ...] = ()
    """Of transfers, as a bank numbers them."""


Line = tuple[int, int, str, str]
"""Page, line, the text, and the same flattened, letter for letter."""
Hit = tuple[int, int, tuple[str, ...]]
"""Where in the line a mention stands, and what it means."""


def find(pages: Sequence[str], names: Sequence[str]) -> Findings:
    """What the words mention. names: how the provider is called."""
    lines = list(_lines(pages))
    called = _called(names)
    return Findings(
        provider=_kept(lines, called),
        domains=_kept(lines, _hosts()),
        amounts=_kept(lines, _amounts),
        days=_kept(lines, _days),
        paid=_kept(lines, _paying(0, NOTHING)),
        unpaid=_kept(lines, _paying(1, UNPAID, SOMETHING)),
        invoices=_kept(lines, _invoices),
        references=_kept(lines, bank_references([(page, bare) for page, _, _, bare in lines])),
    )


def _lines(pages: Sequence[str]) -> Iterator[Line]:
    for page, words in enumerate(pages, 1):
        for place, line in enumerate(words.splitlines(), 1):
            for start in range(0, len(line), LINE):
                text = line[start : start + LINE]
                yield page, place, text, flat(text)


def flat(text: str) -> str:
    """The same without case or accents, letter for letter; every blank is a space."""
    return "".join(" " if c.isspace() else fold_letter(c) for c in text)


def _kept(lines: Sequence[Line], sought: Callable[[str], Sequence[Hit]]) -> tuple[Word, ...]:
    found = (
        Word(text=text[start:end].strip(), page=page, line=place, means=means)
        for page, place, text, bare in lines
        for start, end, means in sorted(sought(bare))
    )
    return tuple(islice(found, MOST))


def _where(pattern: re.Pattern[str], text: str) -> list[Hit]:
    return [(*match.span(), ()) for match in pattern.finditer(text)]


def _paying(said: Literal[0, 1], *plainly: re.Pattern[str]) -> Callable[[str], list[Hit]]:
    """Where it is said to be paid (0) or not (1), by the word "paid" or plainly."""
    above = ""

    def paying(text: str) -> list[Hit]:
        nonlocal above
        found = _said_paid(text, above)[said]
        above = text[-BEFORE:].rstrip()
        return found + [hit for pattern in plainly for hit in _where(pattern, text)]

    return paying


def _said_paid(text: str, above: str) -> tuple[list[Hit], list[Hit]]:
    """Where a line says that it is paid, and where that it is not; what may be, it does not say.

    above: how the line before ends, for a sentence may have begun there.
    """
    paid: list[Hit] = []
    unpaid: list[Hit] = []
    for word in PAID.finditer(text):
        start, end = word.span()
        before, after = text[max(0, start - BEFORE) : start], text[end : end + BEFORE]
        begun = before if len(before) < start else f"{above} {before}"
        if denied := DENIED.search(before):
            unpaid.append((start - len(before) + denied.start(), end, ()))
        elif (no := DENIED_AFTER.match(after)) or " non " in word[0] or " not " in word[0]:
            unpaid.append((start, end + (no.end() if no else 0), ()))
        elif not DOUBTFUL.search(begun) and not NONE_PAID.match(after):
            paid.append((start, end, ()))
    return paid, unpaid


def _called(names: Sequence[str]) -> Callable[[str], list[Hit]]:
    """Any of the names, whatever the blanks and hyphens between its words."""
    told = sorted({flat(name) for name in names if name.strip()}, key=len, reverse=True)
    if not told:
        return lambda text: []
    said = "|".join(r"[\s-]{0,3}".join(map(re.escape, re.split(r"[\s-]+", n))) for n in told)
    pattern = re.compile(rf"(?<!\w)(?:{said})(?!\w)")
    return lambda text: _where(pattern, text)


def _hosts() -> Callable[[str], list[Hit]]:
    """Sites by their registrable domain, each host looked up once, and each said once."""
    known: dict[str, str] = {}
    said: set[str] = set()

    def hosts(text: str) -> list[Hit]:
        found: list[Hit] = []
        for match in HOST.finditer(text):
            domain = _domain(match.group(), known)
            if domain and domain not in said:
                said.add(domain)
                found.append((*match.span(), (domain,)))
        return found

    return hosts


def _domain(host: str, known: dict[str, str]) -> str:
    if host not in known and len(known) < TRIED:
        read = read_domain(host, "")
        known[host] = read if isinstance(read, str) else ""
    return known.get(host, "")


def _amounts(text: str) -> list[Hit]:
    exact = [(*match.span(), _cents(match[1], match[2])) for match in AMOUNT.finditer(text.upper())]
    taken = [range(start, end) for start, end, _ in exact]
    return exact + [
        (*match.span(), _cents(match[1] or match[2], "00"))
        for match in ROUND.finditer(text.upper())
        if not any(match.start() in place or match.end() - 1 in place for place in taken)
    ]


def _invoices(text: str) -> list[Hit]:
    return [
        (*match.span(), (match[1].strip("-/"),))
        for match in INVOICE.finditer(text)
        if not any(day.search(match[1]) for day in (ISO, YEAR_LAST))
    ]


def _cents(whole: str, rest: str) -> tuple[str, ...]:
    """In cents; "2 100,00" in a row of an invoice may also be two things at 100,00."""
    groups = re.split(rf"[{GAPS},.'’]", whole)
    spaced = len(groups) > 1 and any(gap in whole for gap in GAPS)
    starts = [s for s in range(1, len(groups)) if spaced and groups[s][0] != "0"]
    return tuple(str(int("".join(groups[start:]) + rest)) for start in (0, *starts))


def _days(text: str) -> list[Hit]:
    found = [(*m.span(), _iso((m[1], m[2], m[3]))) for m in ISO.finditer(text)]
    found += [
        (*m.span(), _iso((m[3], m[2], m[1]), (m[3], m[1], m[2]))) for m in YEAR_LAST.finditer(text)
    ]
    found += [(*m.span(), _iso((m[3], _month(m[2]), m[1]))) for m in DAY_FIRST.finditer(text)]
    found += [(*m.span(), _iso((m[3], _month(m[1]), m[2]))) for m in MONTH_FIRST.finditer(text)]
    return [hit for hit in found if hit[2]]


def _month(name: str) -> str:
    return str(MONTHS[name])


def _iso(*readings: tuple[str, str, str]) -> tuple[str, ...]:
    """The days it may be: 05/06/2021 is two of them."""
    days: list[str] = []
    for year, month, day in readings:
        with suppress(ValueError):
            days.append(date(int(year), int(month), int(day)).isoformat())
    return tuple(dict.fromkeys(days))
