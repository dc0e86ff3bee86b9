"""What is wrong in a decision or a move of counsel's, and what to do."""

SENTENCES: dict[str, str] = {
    "claim-closed": (
        "Cette réclamation est décidée, ou son auteur a quitté le groupe. Pour revoir une ligne "
        "d’une réclamation décidée, remettez-la d’abord à l’étude."
    ),
    "no-such-claim": (
        "Aucune réclamation de ce numéro dans vos dossiers. "
        "Vérifiez le numéro, ou cherchez par nom ou par domaine."
    ),
    "no-such-exhibit": (
        "Aucune pièce de cette adresse dans vos dossiers. Ouvrez-la depuis sa réclamation."
    ),
    "exhibit-quarantined": (
        "L’antivirus a trouvé cette pièce infectée : elle n’est ouverte à personne."
    ),
    "code-unchecked": (
        "Dites comment vous avez vérifié qui est cette personne; c’est consigné au journal."
    ),
    "no-such-line": "Cette ligne n’existe plus dans la réclamation. Rechargez la page.",
    "outcome-missing": "Choisissez une décision : admettre, réduire ou refuser.",
    "reason-missing": "Choisissez un motif; il est consigné avec la décision.",
    "not-below-declared": (
        "Un montant réduit est inférieur au montant déclaré, {declared_cents}. "
        "Corrigez-le, ou admettez la ligne."
    ),
    "above-unit-loss": (
        "Cette perte est déjà admise pour {others} : il en reste au plus {left_cents} à admettre. "
        "Réduisez la ligne à ce qui reste, au motif que la même perte est réclamée par une autre "
        "personne, ou refusez-la. S’il s’agit d’une autre perte, choisissez le motif « Perte "
        "distincte de celle d’une autre personne »."
    ),
    "move-without-reason": "Écrivez un motif; il est consigné au journal.",
    "move-not-offered": (
        "La réclamation ne peut pas passer à cet état. "
        "Décidez d’abord chaque ligne, ou choisissez un état offert."
    ),
}
