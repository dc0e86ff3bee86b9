"""What is wrong in a scenario, of a matter's file or as counsel types it."""

SENTENCES: dict[str, str] = {
    "scenario-one-change": (
        "Un changement n’en dit qu’un. Écrivez par exemple {{ mitigation = 50 }}, et mettez les "
        "autres à la suite."
    ),
    "scenario-cap-per": (
        "« per » va avec un plafond, et avec rien d’autre. Écrivez par exemple "
        '{{ cap = 500.00, per = "service" }}, ou "claimant".'
    ),
    "scenario-two-decimals": "Ce nombre a plus de deux décimales. Gardez-en deux au plus.",
    "scenario-below-zero": "Un plafond n’est pas négatif. Écrivez zéro ou plus.",
    "scenario-percent": "La mitigation est un pourcentage, de 0 à 100. Corrigez-le.",
    "scenario-no-copies": (
        "Ce dossier ne demande pas à chaque réclamant s’il avait une copie récente : la mitigation "
        "ne peut pas se calculer. Retirez ce changement, ou ajoutez la question own_backup et sa "
        "réponse recent."
    ),
    "scenario-months": (
        "« {value} » n’est pas un nombre de mois. Écrivez un nombre entier, de 0 à 600."
    ),
    "scenario-both-caps": "Donnez un plafond en montant ou en mois de frais, l’un des deux.",
    "scenario-interest-late": (
        "À compter du {first_day}, il n’y a aucun intérêt : il commence le lendemain du jour donné "
        "et il est calculé jusqu’au {until_day}. Donnez un jour plus tôt."
    ),
    "scenario-empty": "Aucun changement n’est demandé. Remplissez au moins un champ.",
}
