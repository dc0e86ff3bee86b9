"""Warnings of the computation: what counsel must confirm before relying on an amount."""

SENTENCES: dict[str, str] = {
    "figure-unverified": (
        "Le chiffre « {label} » n’est pas confirmé. Faites-le confirmer avant de vous y fier."
    ),
    "tax-rate-unverified": (
        "Le taux de taxe utilisé ({rates}) n’est pas confirmé. Vérifiez-le avant de vous y fier."
    ),
    "actual-unknown": (
        "Les ventes faites pendant la panne ne sont pas indiquées : elles sont comptées à zéro. "
        "Demandez-les au réclamant."
    ),
    "refunds-above-sales": (
        "Les remboursements de la période dépassent ses ventes : les ventes faites sont comptées "
        "à zéro. Vérifiez l’historique."
    ),
    "credit-left": (
        "Une somme reçue de {left_cents} n’a pas été déduite : elle dépasse les pertes du chef "
        "auquel elle répond. Vérifiez à quoi elle répond."
    ),
    "admitted-above-declared": (
        "Le montant admis dépasse le montant déclaré, {declared_cents}. "
        "Décidez la ligne de nouveau."
    ),
    "outside-outage-table": (
        "La période déclarée sort de la panne connue, du {start_day} au {end_day}. "
        "Demandez au réclamant de l’expliquer."
    ),
}
