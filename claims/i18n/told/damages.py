"""Warnings of the computation: what counsel must confirm before relying on an amount."""

SENTENCES: dict[str, str] = {
    "figure-unverified": (
        "Le chiffre « {label} » n’est pas confirmé. Faites-le confirmer avant de vous y fier."
    ),
    "tax-rate-unverified": (
        "Le taux de taxe utilisé ({rates}) n’est pas confirmé. Vérifiez-le avant de vous y fier."
    ),
    "outside-outage-table": (
        "La période déclarée sort de la panne connue, du {start_day} au {end_day}. "
        "Demandez au réclamant de l’expliquer."
    ),
}
