"""What a total leaves out and rests on, and whose word a paper is: said wherever it is printed."""

from claims.claim.model import Claim
from claims.damages.explain import listed
from claims.damages.interest import REGIMES
from claims.i18n.catalogue import say
from claims.i18n.formats import count, money
from claims.i18n.text import Language
from claims.matter.model import Matter


def chosen_said(claims: int, of: int, language: Language) -> str:
    """Whose totals a paper tells when it is of chosen claims only."""
    return say(
        "Dossier partiel : les totaux de ce document sont ceux des réclamations choisies ({n} sur "
        "{of} qui comptent), et non ceux du groupe.",
        language, n=count(claims, language), of=count(of, language),
    )  # fmt: skip


def word_alone(cents: int, matter: Matter, language: Language) -> str:
    """How much of what is supported no exhibit supports."""
    return say(
        "De ce qui est étayé, {amount} repose sur une déclaration seule (catégorie D), sans pièce.",
        language,
        amount=money(cents, matter.currency, language),
    )


def sites_said(matter: Matter, language: Language) -> str:
    """Which sites a total counts: why they may be more than its claims, or fewer."""
    own = [
        say("« {label} »", language, label=head.label.in_(language))
        for head in matter.heads.values()
        if head.per == "claimant"
    ]
    if not own:
        return say(
            "Les sites sont ceux que nomment des pertes, chacun compté une fois : une personne "
            "peut en nommer plusieurs.",
            language,
        )
    return say(
        "Les sites sont ceux que nomment des pertes, chacun compté une fois : une personne peut en "
        "nommer plusieurs, ou aucun si elle ne déclare rien d’autre que {heads}, qui lui sont "
        "propres.",
        language, heads=listed(own, language),
    )  # fmt: skip


def decided_said(lines: int, of: int, declared: int, matter: Matter, language: Language) -> str:
    """How many losses counsel decided, and the cents declared for them."""
    return say(
        "Pertes décidées : {n} sur {all}, pour {declared} déclarés.",
        language,
        n=count(lines, language),
        all=count(of, language),
        declared=money(declared, matter.currency, language),
    )


def interest_apart(matter: Matter, language: Language) -> str:
    """That the totals are without interest, and without what only some laws add to it."""
    if any(REGIMES[regime].indemnity for regime in matter.interest.regimes):
        return say("Les intérêts et l’indemnité additionnelle ne sont pas compris.", language)
    return say("Les intérêts ne sont pas compris.", language)


def told_in_public(claim: Claim, language: Language) -> str:
    """That counsel recorded it from a public source and nobody filed it; empty for any other."""
    if not claim.source or claim.attestation:
        return ""
    return say(
        "Consigné par les avocats du groupe d’après une source publique. {name} ne l’a ni déposé, "
        "ni attesté; ce que la source ne dit pas est à compléter.",
        language,
        name=claim.claimant.name,
    )


def notes_of(claim: Claim, language: Language) -> list[str]:
    """What was written beside the losses, each note once."""
    notes = dict.fromkeys(loss.note for loss in claim.losses if loss.note)
    return [say("Note inscrite avec la perte : {note}", language, note=note) for note in notes]
