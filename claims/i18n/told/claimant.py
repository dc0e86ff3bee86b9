"""What keeps a claimant's field from being saved, and what to do."""

SENTENCES: dict[str, str] = {
    "part-gone": (
        "Cet élément a été retiré dans un autre onglet. Copiez ce que vous venez d’écrire, "
        "puis ajoutez-le de nouveau."
    ),
    "not-saved": (
        "Cette réponse n’a pas été enregistrée. Elle reste affichée : ne fermez pas la page, "
        "puis réessayez."
    ),
    "unknown-type": "« {typed} » n’est pas un type de service. Choisissez parmi : {near}.",
}
