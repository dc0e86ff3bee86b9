"""What proves a line and what would prove more of it, in the reader's language."""

from collections.abc import Sequence
from decimal import Decimal

from claims.damages.assessment import Line, Proof, Step
from claims.damages.explain import listed, lowered
from claims.i18n.catalogue import say
from claims.i18n.formats import money, percent, unrounded
from claims.i18n.text import Language
from claims.matter.model import Grade, GradeRule, Head, Matter
from claims.matter.names import NAMES


def proof_said(line: Line, matter: Matter, language: Language) -> str:
    """What earned the grade of a line, in the words of its head's own rule; when its names have
    proofs of their own, each with its grade."""
    if len({(proof.grade, proof.kinds) for proof in line.proofs}) == 1:
        return _earned(line.proofs[0], matter.heads[line.head], matter, language)
    told = proof_by_proof(line, matter, language)
    return "; ".join(f"{said} ({grade})" for grade, said in told)


def proof_by_proof(line: Line, matter: Matter, language: Language) -> tuple[tuple[Grade, str], ...]:
    """The grade of each name of a line, with what earned it: "heures : feuille de temps"."""
    head = matter.heads[line.head]
    return tuple(
        (proof.grade,
         say("{label} : {proof}", language,
             label=lowered(proof.label.in_(language)) if proof.label else "",
             proof=_earned(proof, head, matter, language)))
        for proof in line.proofs
    )  # fmt: skip


def grades_said(line: Line) -> str:
    """The grades of a line where there is room for letters alone, best first: "A" or "A, D"."""
    return ", ".join(sorted({proof.grade for proof in line.proofs if proof.raises}))


def supported_said(line: Line, matter: Matter, language: Language) -> str:
    """What each grade adds to the supported amount, when there are several grades."""
    added = " + ".join(
        say("{share} de {amount} (catégorie {grade})", language, grade=step.name,
            share=percent(step.parts[-1].operand, language),
            amount=unrounded(_before_share(step), matter.currency, language))
        for step in line.support
    )  # fmt: skip
    return say("Étayé : {added}, soit {supported}.", language, added=added,
               supported=money(line.supported, matter.currency, language))  # fmt: skip


def _before_share(added: Step) -> Decimal:
    return added.parts[-2].running


def _earned(proof: Proof, head: Head, matter: Matter, language: Language) -> str:
    if proof.kinds:
        return lowered(kinds_said(proof.kinds, matter, language))
    if not proof.raises:
        return say("le taux du dossier", language)
    return proof_of_none(head, language)


def proof_of_none(head: Head, language: Language) -> str:
    """What stands where no exhibit does: nothing was asked, or only a declaration was given."""
    if not head.proof:
        return say("aucune pièce exigée", language)
    return say("déclaration seule", language)


def proofs_said(head: Head, matter: Matter, language: Language) -> tuple[str, ...]:
    """Each proof a head accepts, best first, what it proves, and the share it supports."""
    if not head.proof:
        return (say("Aucune pièce n’est exigée pour ce chef.", language),)
    ranked = sorted(head.proof, key=lambda rule: -head.accept[rule.grade])
    return (
        *(_way(rule, head, matter, language) for rule in ranked),
        _without_proof(head, language),
    )


def _way(rule: GradeRule, head: Head, matter: Matter, language: Language) -> str:
    told = {
        "kinds": kinds_said(rule.all_of, matter, language),
        "share": percent(head.accept[rule.grade], language),
    }
    if not rule.proves:
        return say("{kinds} : {share} du montant déclaré", language, **told)
    names = names_said(rule.proves, head, language)
    return say("{kinds} : {share} du montant déclaré, pour {names}", language, names=names, **told)


def names_said(names: Sequence[str], head: Head, language: Language) -> str:
    """Names of a tape, inside a sentence: what is asked as the form shows it, what is computed by
    its own name; between quotation marks."""
    labels = (
        head.inputs[name].label.bare if name in head.inputs else NAMES[name].label for name in names
    )
    told = [say("« {label} »", language, label=label.in_(language)) for label in labels]
    return listed(told, language)


def _without_proof(head: Head, language: Language) -> str:
    if not head.accept["D"]:
        return say("Sans pièce, la perte reste inscrite, mais rien n’en est étayé.", language)
    share = percent(head.accept["D"], language)
    return say("Votre déclaration seule : {share} du montant déclaré", language, share=share)


def kinds_said(kinds: Sequence[str], matter: Matter, language: Language) -> str:
    """Kinds of exhibit wanted together: "Facture et preuve de paiement"."""
    first, *others = (matter.exhibit_kinds[kind].in_(language) for kind in kinds)
    return listed([first, *map(lowered, others)], language)


def gains_of(line: Line, matter: Matter, language: Language) -> tuple[str, ...]:
    """Each missing proof that would raise the supported amount, and by how much; most first.

    They are ways to the same amount, never added to one another.
    """
    ranked = sorted(line.gains, key=lambda gain: (-gain[2], len(gain[1])))
    return tuple(
        say(
            "{kinds} : {gain} de plus",
            language,
            kinds=kinds_said(kinds, matter, language),
            gain=money(cents, matter.currency, language),
        )
        for _, kinds, cents in ranked
    )


def gain_of(line: Line, matter: Matter, language: Language) -> str:
    """Which missing proof would raise the supported amount the most simply, and by how much."""
    if not line.gains:
        return ""
    _, kinds, cents = line.gains[0]
    return say(
        "Pièce manquante : {kinds}. Elle ajouterait {gain} au montant étayé.",
        language,
        kinds=kinds_said(kinds, matter, language),
        gain=money(cents, matter.currency, language),
    )
