"""What is said of an export of sales, and a history by months. Words and reading, no Streamlit.

What comes out of a file is somebody's words: a currency, a status or a cell is for inert text.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from claims.damages.sales import by_days
from claims.evidence.flags import said
from claims.evidence.sales import SalesRead
from claims.i18n import N_, Language, day, money, say, say_n
from claims.i18n.formats import count, month
from claims.i18n.histories import read_history
from claims.matter.model import Matter
from claims.office.folder import Folder
from claims.problems import Problem
from claims.ui.forms import PLACES

WAYS = {
    "file": N_("Fichier de ma plateforme ou de ma banque"),
    "months": N_("Mois par mois"),
    "list": N_("Liste à coller"),
}
ORDERS = {
    "dmy": N_("Le jour d’abord : 05/06 est le 5 juin"),
    "mdy": N_("Le mois d’abord : 05/06 est le 6 mai"),
}
TWICE = {
    "once": N_("Une seule fois : le fichier a été collé ou exporté en double"),
    "each": N_("Chaque fois : ce sont des ventes différentes"),
}
COLUMNS = {
    "day": N_("Date de la vente"),
    "total": N_("Montant"),
    "tax": N_("Taxes comprises dans le montant (facultatif)"),
    "shipping": N_("Livraison comprise dans le montant (facultatif)"),
    "refund": N_("Montant remboursé (facultatif)"),
    "status": N_("État de la commande (facultatif)"),
    "id": N_("Numéro de commande (facultatif)"),
    "currency": N_("Monnaie (facultatif)"),
}
"""Role of a column → what it is called; the first two are needed."""
KEPT_OUT = {
    "lines": N_("Autres lignes d’une même commande"),
    "duplicates": N_("Doublons retirés"),
    "conflicts": N_("Même numéro, autre montant : première version gardée"),
    "void": N_("Annulées, échouées ou impayées : non comptées"),
    "test": N_("Commandes d’essai : non comptées"),
    "other": N_("Mouvements qui ne sont pas des ventes"),
    "other_currency": N_("Dans une autre monnaie : non comptées"),
    "unread": N_("Lignes non comprises"),
}
ABSENT = {
    "absent": N_("Ces jours manquent au fichier"),
    "0": N_("Rien ne s’est vendu ces jours-là"),
    "inconnu": N_("Je ne sais pas"),
}
"""What is said of days without a line in a history."""
WHY = {
    "day": N_("Ligne {row} : la date ne se lit pas"),
    "amount": N_("Ligne {row} : le montant ne se lit pas"),
}
MONTH_LINE = re.compile(r"([0-9]{4}-[0-9]{2})(?:(?:\s*[;,\t]\s*|\s+)(.*))?")
DAY_LINE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\b")
MOST_MONTHS, BEFORE = 30, 14
SHOWN_MONTHS = 60
"""Fields shown at most; older months stay in the history as they are."""


def facts_of(read: SalesRead, folder: Folder, language: Language) -> list[tuple[str, str]]:
    """What was read, a row each: the format, the period, the rows by what became of them, sums."""

    def amount(cents: int) -> str:
        return money(cents, folder.matter.currency, language)

    first, last = (date.fromisoformat(read.days[i][0]) for i in (0, -1))
    selling = sum(cents > 0 for _, cents in read.days)
    rows = [
        (say("Reconnu comme", language), read.label or say("tableau de ventes", language)),
        (say("Période", language), say("du {start} au {end}", language, start=day(first, language),
                                       end=day(last, language))),
        (say("Jours avec des ventes", language), count(selling, language)),
        (say("Lignes lues", language), count(read.counts.get("rows", 0), language)),
        (say("Ventes comptées", language), count(read.counts.get("counted", 0), language)),
    ]  # fmt: skip
    rows += [
        (say(label, language), count(read.counts[key], language))
        for key, label in KEPT_OUT.items()
        if read.counts.get(key)
    ]
    sums = read.sums
    rows.append((say("Ventes", language), amount(sums.get("sales", 0))))
    if sums.get("refunds"):
        rows.append((say("Remboursements déduits", language), amount(sums["refunds"])))
    if read.doubled:
        doubled = count(read.doubled, language)
        rows.append((say("Jours inscrits sur plusieurs lignes, additionnées", language), doubled))
    if below := sum(cents < 0 for _, cents in read.days):
        told = count(below, language)
        rows.append((say("Jours où les remboursements dépassent les ventes", language), told))
    rows.append((say("Ventes nettes", language), amount(sum(cents for _, cents in read.days))))
    if sums.get("tax"):
        rows.append((say("Taxes laissées de côté", language), amount(sums["tax"])))
    if sums.get("shipping"):
        rows.append((say("Livraison laissée de côté", language), amount(sums["shipping"])))
    return [*rows, *_clock_and_currency(read, folder, language)]


def _clock_and_currency(
    read: SalesRead, folder: Folder, language: Language
) -> list[tuple[str, str]]:
    unsaid = say("non dite; comptée comme {currency}", language, currency=folder.matter.currency)
    return [
        (say("Monnaie", language), read.currency or unsaid),
        (say("Fuseau des jours", language), folder.matter.timezone),
        *_times(read, language),
    ]


def _times(read: SalesRead, language: Language) -> list[tuple[str, str]]:
    """What the times of the file say, and how many sales they move to another day."""
    if not read.clocks:
        return []
    naive, zoned = (read.clocks.get(key, 0) for key in ("naive", "zoned"))
    own = say("avec leur fuseau", language) if not naive else say("sans fuseau", language)
    said = say("certaines sans fuseau", language) if naive and zoned else own
    moved = count(read.clocks.get("moved", 0), language)
    return [
        (say("Heures du fichier", language), said),
        (say("Lignes comptées un autre jour que celui écrit", language), moved),
    ]


def doubts_of(read: SalesRead, folder: Folder, language: Language) -> list[str]:
    """What to know before relying on what was read."""
    doubts = _alike(read, folder, language)
    if read.bank:
        doubts.append(
            say(
                "Un relevé bancaire montre des encaissements, non des ventes : un virement, un "
                "prêt ou un apport y compte aussi. L’exportation de votre plateforme prouve mieux.",
                language,
            )
        )
    if read.sums.get("refunds") and "refund" in read.places and "refund_day" not in read.places:
        doubts.append(
            say(
                "Ce fichier ne dit pas le jour des remboursements : chacun est retranché du jour "
                "de sa vente.",
                language,
            )
        )
    if read.format == "mapped" and "id" not in read.places:
        doubts.append(
            say(
                "Sans numéro de commande, chaque ligne compte comme une vente. Si une commande "
                "occupe plusieurs lignes qui répètent son total, dites la colonne de son numéro.",
                language,
            )
        )
    if read.lenient:
        doubts.append(
            say(
                "Des guillemets sont mal fermés dans ce fichier : les lignes ont été lues une à "
                "une. Comparez le total à celui de votre plateforme.",
                language,
            )
        )
    doubts += said(["unbounded"] if read.unbounded else [], language)
    return doubts


def _alike(read: SalesRead, folder: Folder, language: Language) -> list[str]:
    """Rows equal to another that count all the same, and what they are worth."""
    rows = read.alike.get("rows", 0)
    if not rows:
        return []
    told = say_n(
        "{n} ligne identique à une autre compte aussi, pour {amount}. Si c’est la même vente, "
        "retirez-la du fichier.",
        "{n} lignes identiques à d’autres comptent aussi, pour {amount}. Si ce sont les mêmes "
        "ventes, retirez-les du fichier.",
        rows,
        language,
        amount=money(read.alike["cents"], folder.matter.currency, language),
    )
    return [told]


def unread_of(read: SalesRead, language: Language) -> list[str]:
    """The first rows that were not understood, each with its place in the file."""
    return [say(WHY[why], language, row=count(row, language)) for row, why in read.unread]


def place_said(folder: Folder, language: Language) -> str:
    """The claimant's place, which decides the rate of sales tax; empty when it is not said."""
    place = folder.form.contact.place
    return say(PLACES[place], language) if place in PLACES else ""


def history_said(typed: str, language: Language) -> str:
    """How a history was understood: its periods, from first to last; blank when it was not."""
    read = read_history(typed, "") if typed.strip() else ()
    if isinstance(read, Problem) or not read:
        return ""
    first, last = (date.fromisoformat(f"{read[i][0]}-01"[:10]) for i in (0, -1))
    if not by_days(read):
        said = say_n("{n} mois", "{n} mois", len(read), language)
        return say("{periods}, de {start} à {end}", language, periods=said,
                   start=month(first, language), end=month(last, language))  # fmt: skip
    said = say_n("{n} jour avec des ventes", "{n} jours avec des ventes", len(read), language)
    return say("{periods}, du {start} au {end}", language, periods=said,
               start=day(first, language), end=day(last, language))  # fmt: skip


def history_summed(typed: str, matter: Matter, language: Language) -> str:
    """The periods of a history, from first to last, and what they add up to; blank unread."""
    read, periods = read_history(typed, ""), history_said(typed, language)
    if isinstance(read, Problem) or not periods:
        return ""
    total = money(sum(cents for _, cents in read), matter.currency, language)
    return say("{periods} ({total} en tout)", language, periods=periods, total=total)


def months_of(typed: str) -> dict[str, str] | None:
    """A history by months as typed, or None when it is by days, or says something else."""
    found = [MONTH_LINE.fullmatch(line.strip()) for line in typed.splitlines() if line.strip()]
    if not all(found):
        return None
    return {line[1]: line[2] or "" for line in found if line}


def by_day(typed: str) -> bool:
    """Whether a history, well written or not, says days."""
    return any(DAY_LINE.match(line.strip()) for line in typed.splitlines())


def with_month(months: Mapping[str, str], name: str, amount: str) -> str:
    """A history by months with one said, or unsaid when the amount is blank; oldest first."""
    told = {**months, name: amount.strip()}
    return "\n".join(f"{key}; {said}" for key, said in sorted(told.items()) if said)


def months_asked(start: date, end: date, typed: Mapping[str, str]) -> list[date]:
    """Months worth asking for: the year before the outage, up to the month after it.

    Months told already are shown too, the most recent ones when there are many.
    """
    first = _months_on(start.replace(day=1), -BEFORE)
    last = min(_months_on(end.replace(day=1), 1), _months_on(first, MOST_MONTHS))
    known = [date.fromisoformat(f"{name}-01") for name in typed if _is_month(name)]
    wanted = {_months_on(first, n) for n in range(MOST_MONTHS) if _months_on(first, n) <= last}
    return sorted(wanted | set(known))[-SHOWN_MONTHS:]


def _is_month(name: str) -> bool:
    return 1 <= int(name[5:]) <= 12 and int(name[:4]) > 0


def _months_on(first: date, n: int) -> date:
    whole = first.year * 12 + first.month - 1 + n
    return date(whole // 12, whole % 12 + 1, 1)


def month_said(first: date, language: Language) -> str:
    """A month in words, and how long it is."""
    days = monthrange(first.year, first.month)[1]
    return say("{month} ({days} jours)", language, month=month(first, language), days=days)
