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
    "action-not-saved": (
        "Rien n’a été enregistré, et rien n’est perdu. Réessayez dans un instant."
    ),
    "claim-changed": "Votre dossier vient de changer. Relisez cette page, puis recommencez.",
    "part-gone-already": (
        "Cet élément a déjà été retiré dans un autre onglet. Rien d’autre n’a changé."
    ),
    "draft-full": (
        "Votre dossier ne peut pas en contenir davantage. Retirez un élément, ou écrivez aux "
        "avocats du groupe."
    ),
    "session-or-lock": (
        "Ce changement n’est plus permis : le dossier est déposé, ou la session est fermée. "
        "Rechargez la page."
    ),
    "unknown-type": "« {typed} » n’est pas un type de service. Choisissez parmi : {near}.",
}
