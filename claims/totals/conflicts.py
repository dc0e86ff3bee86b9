"""Losses that several claims declare, as values and in words: why they meet, what was decided."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.totals.overlaps import Apart
from claims.totals.stakes import Means, Stake, Title
from claims.totals.units import Meeting

TITLES: Mapping[Title, str] = {
    "assignee": N_("cession reconnue"),
    "owner": N_("propriétaire du site"),
    "mandate": N_("pour le propriétaire"),
    "provider": N_("concepteur ou revendeur"),
}
MEANS: Mapping[Means, str] = {
    "": "",
    "work": N_("son propre travail"),
    "bills": N_("factures payées ou dues"),
    "both": N_("son propre travail et des factures"),
}
WHY: Mapping[str, str] = {
    "assigned": N_("La perte a été cédée : elle revient au cessionnaire."),
    "distinct": N_("Il a été décidé qu’il s’agit de pertes distinctes."),
    "same-file": N_("Les réclamations joignent la même pièce : une seule perte."),
    "work-and-bills": N_(
        "Le concepteur y a mis ses heures; l’autre a payé. C’est une seule perte s’il a payé le "
        "concepteur, et deux s’il a payé quelqu’un d’autre."
    ),
    "both-own": N_("Deux réclamants disent être le propriétaire du site."),
    "same-days": N_("Même site, même chef, jours communs."),
    "same-head": N_("Même site, même chef, qui ne dépend pas des jours."),
}
WAITS, ACCEPTED, REDUCED, REFUSED = (
    N_("À décider"), N_("Admise"), N_("Admise en partie"), N_("Refusée"),
)  # fmt: skip
METHOD = (
    N_("Deux réclamations se rencontrent quand elles déclarent, pour le même site, une perte du "
       "même chef; d’un chef qui suit la durée de la panne, quand elles ont des jours communs."),
    N_("Tant que l’une attend une décision et qu’aucune n’est refusée, les deux sont en conflit : "
       "le déclaré sans conflit ne les compte pas. Décidées, elles n’y sont plus."),
    N_("D’une période, on paie au plus la plus forte part admise, ou déclarée tant qu’elle attend "
       "une décision. Deux pertes que les avocats disent distinctes se paient chacune."),
)  # fmt: skip
"""How conflicts are found and what they can come to, for a document."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One meeting of claims, why it is one (keys of WHY), and what types of service the site was
    claimed as, when several: their ceilings may differ."""

    meeting: Meeting
    why: tuple[str, ...]
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlapping:
    """What counsel's documents say of conflicts, claimants by number alone.

    cells: declared by group, subgroup and head, undisputed apart, then the whole; reasons: (claim,
    loss) → key of the reason counsel gave.
    """

    conflicts: tuple[Conflict, ...]
    cells: tuple[Apart, ...]
    reasons: Mapping[tuple[str, str], str]

    @property
    def whole(self) -> Apart:
        """The total of the cells."""
        return self.cells[-1]

    @property
    def waiting(self) -> int:
        """Conflicts that still wait for a decision."""
        return sum(conflict.meeting.undecided for conflict in self.conflicts)

    @property
    def beyond(self) -> int:
        """Cents admitted above the losses, in every conflict."""
        return sum(conflict.meeting.beyond for conflict in self.conflicts)

    def stakes(self) -> Iterator[tuple[int, Conflict, Stake]]:
        """Every loss of every conflict, with the number of the conflict, from 1."""
        for place, conflict in enumerate(self.conflicts, 1):
            yield from ((place, conflict, stake) for stake in conflict.meeting.stakes)

    def decision(self, stake: Stake, matter: Matter, language: Language) -> str:
        """What counsel decided of one loss, and why when a reason was given."""
        key = self.reasons.get((stake.number, stake.loss), "")
        told = say(outcome(stake), language)
        if not stake.decided or key not in matter.reasons:
            return told
        return f"{told}. {matter.reasons[key].in_(language)}"


def outcome(stake: Stake) -> str:
    """The msgid of what was decided of one loss."""
    if not stake.decided:
        return WAITS
    if not stake.admitted:
        return REFUSED
    return REDUCED if stake.admitted < stake.declared else ACCEPTED
