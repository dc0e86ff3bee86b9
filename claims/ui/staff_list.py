"""The list of claims, as the dashboard and the page of claims show it."""

from collections.abc import Sequence

from claims.claim.states import DECIDED
from claims.i18n.catalogue import say, say_n
from claims.money import whole_percent
from claims.store.search import Found
from claims.ui import staff_cards, staff_paged
from claims.ui.here import language
from claims.ui.staff import Column
from claims.ui.staff_totals import ADMITTED, DECLARED


def show(found: Sequence[Found], *, key: str) -> Found | None:
    """Claims as rows; the one the reader selected."""
    alt = say("Liste des réclamations; choisissez une ligne pour l’ouvrir", language())
    row = staff_cards.table(found, columns(), key=key, alt=alt, selectable=True)
    return found[row] if row is not None and row < len(found) else None


def count_line(total: int, page: int, shown: int, size: int) -> str:
    """How many claims there are and, when they take several pages, which are shown."""
    told = say_n("{n} réclamation", "{n} réclamations", total, language())
    return told if total <= size else staff_paged.shown((page - 1) * size, shown, told)


def columns() -> list[Column]:
    """Number, claimant, state, amounts, how much is backed, subgroups, day and person; what
    the first look needs fits the grid of a window of 1280 pixels."""
    here = language()
    return [
        Column(say("Numéro", here), lambda f: f.claim.number, on_card="name"),
        Column(say("Réclamant", here), lambda f: _name(f), width=190, on_card="name"),
        Column(say("État", here), lambda f: f.claim.status, "state", width=155),
        Column(say(DECLARED, here), lambda f: f.declared, "money"),
        Column(
            say("Étayé (%)", here), lambda f: percent(f.supported, f.declared), "share", width=100
        ),
        Column(say(ADMITTED, here), lambda f: _admitted(f), "money"),
        Column(say("Sous-groupes", here), lambda f: ", ".join(f.subgroups)),
        Column(say("Déposée le", here), lambda f: _day(f)),
        Column(say("Confiée à", here), lambda f: f.person),
    ]


def percent(part: int, whole: int) -> int:
    """Whole percent, half up: 100 only when all of it is there, 0 only when nothing is."""
    return whole_percent(part, whole)


def _admitted(found: Found) -> int | None:
    """What counsel admitted; nothing is said while nothing was decided."""
    return found.admitted if found.admitted or found.claim.status in DECIDED else None


def _name(found: Found) -> str:
    mark = say("(fictif)", language()) if found.claim.fictional else ""
    return f"{found.claim.claimant_name} {mark}".rstrip()


def _day(found: Found) -> str:
    return found.claim.submitted_on.isoformat() if found.claim.submitted_on else ""
