"""The number a bank gives a transfer, read in an invoice, a receipt or a statement.

A number is one by the words right before it, in French or English. « Référence » or
« confirmation » alone may be a customer's or an order's: it counts only where a bank is spoken of
near by. What is too short, a day, a telephone number or no number at all tells nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence

Hit = tuple[int, int, tuple[str, ...]]
FEWEST, FIGURES = 6, 2
"""Letters and figures of a reference at least, and figures among them."""
BEFORE, AROUND = 80, 8
"""Characters looked at before a number; lines above and below in which a bank may be spoken of."""
VALUE = re.compile(
    r"(?<![\w*.,@/$€-])(?:rf\d\d(?: [a-z0-9]{4}){1,5}(?: [a-z0-9]{1,3})?|\d{4}(?: \d{4}){2,5}"
    r"|[a-z0-9](?:[/-]?[a-z0-9]){5,39})(?![\w*@%$€/-]|[.,]\w| ?[$€%])"
)
"""One run of letters and figures, or the groups of four of a creditor's reference (ISO 11649)."""
MARK = r"ref(?:erence)?s?|confirmation|conf|trace|tracage|id|identifiant|uetr"
"""Words that name a reference; the others (`COUNT`) name any number."""
COUNT = r"n[o°º]?|num|numero|number|#"
MOVED = (
    r"virements?|interac|e-?transfer|wire|transaction|swift|sepa|eft|ach|uetr|telegraphique"
    r"|operation bancaire|depot direct|direct deposit"
)
BANK = r"bank|banque|bancaire|paiement|payment|transfer|transferts?"
"""A domain is transferred too: these tell nothing by themselves."""
JOINING = r"de|du|d|la|l|le|votre|your|the|of|for|pour|electronique|electronic|en|est|is"
LABEL = re.compile(
    rf"(?:(?<!\w)(?:{MARK}|{COUNT}|{MOVED}|{BANK}|{JOINING})(?!\w)[ .:'’()-]{{0,4}}){{1,8}}#? ?$"
)
NAMES, MOVES, COUNTS = (re.compile(rf"(?<!\w)(?:{w})(?!\w)") for w in (MARK, MOVED, COUNT))
SPEAKS = re.compile(
    r"(?<!\w)(?:virements?|interac|e-?transfer|wire|swift|sepa|iban|bic|bank|banque|bancaire"
    r"|depot direct|direct deposit|desjardins|paypal|credit union)(?!\w)"
)
OTHERS = re.compile(
    r"(?<!\w)(?:commande|order|client|customer|domaine|domain|dossier|file|billet|ticket|facture"
    r"|invoice|abonnement|subscription|reservation|booking|produit|product)[ .:'’-]{0,3}$"
)
"""Whose number it is, when a word right before says so."""
DAY = re.compile(
    r"(?:19|20)\d\d[-/]?(?:0?[1-9]|1[0-2])[-/]?(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[-/](?:0?[1-9]|[12]\d|3[01])[-/](?:19|20)\d\d"
)
PHONE = re.compile(r"(?:1-)?\d{3}-\d{3}-\d{4}")
INTERAC = re.compile(r"c1?a[a-z0-9]{6}")
COUNTED = "1234567890" * 5


def bank_references(lines: Sequence[tuple[int, str]]) -> Callable[[str], list[Hit]]:
    """Reads those lines one after the other, each hit meaning the number, bare.

    lines: page of each, and its text without case or accents.
    """
    spoken = iter(_spoken(lines))
    above = ""

    def read(text: str) -> list[Hit]:
        nonlocal above
        bank = next(spoken)
        found: list[Hit] = [
            (*match.span(), (bare,))
            for match in VALUE.finditer(text)
            if (bare := _bare(match.group())) and _named(text, match.start(), above, bank)
        ]
        above = text if text.strip() else above
        return found

    return read


def _spoken(lines: Sequence[tuple[int, str]]) -> Iterator[bool]:
    """Whether a bank is spoken of near each line, on its page."""
    said = [bool(SPEAKS.search(text)) for _, text in lines]
    for place, (page, _) in enumerate(lines):
        near = range(max(0, place - AROUND), min(len(lines), place + AROUND + 1))
        yield any(said[other] and lines[other][0] == page for other in near)


def _bare(number: str) -> str:
    """Its letters and figures alone; empty when they cannot tell one transfer from another."""
    bare = re.sub(r"[ /-]", "", number)
    figures = sum(letter.isdigit() for letter in bare)
    enough = figures >= FIGURES or (figures and INTERAC.fullmatch(bare))
    if len(bare) < FEWEST or not enough or len(set(bare)) < FIGURES + 1 or bare[:3] == "xxx":
        return ""
    told = DAY.fullmatch(number) or PHONE.fullmatch(number) or COUNTED.startswith(bare)
    return "" if told else bare


def _named(text: str, start: int, above: str, spoken: bool) -> bool:
    """Whether the words right before it, on the line above when it begins one, name a reference."""
    before = text[max(0, start - BEFORE) : start]
    before = before if text[:start].strip() else f"{above[-BEFORE:].rstrip()} "
    label = LABEL.search(before)
    if not label or OTHERS.search(before[: label.start()]):
        return False
    names, moves, counts = (each.search(label.group()) for each in (NAMES, MOVES, COUNTS))
    if moves:
        return bool(names or counts)
    return bool(names and spoken)
