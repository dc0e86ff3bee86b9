"""Histories of sales too short to estimate from, and what an estimate could not measure."""

SENTENCES: dict[str, str] = {
    "history-short-days": (
        "L’historique compte {days} jours utiles avant la panne; il en faut {needed}. "
        "Ajoutez les ventes des semaines précédentes, ou donnez-les par mois."
    ),
    "history-short-months": (
        "L’historique compte {months} mois complets avant la panne; il en faut {needed}. "
        "Ajoutez les ventes des mois précédents."
    ),
    "history-no-sales": (
        "L’historique ne montre aucune vente nette pour la période comparable. "
        "Vérifiez les montants, ou donnez une période de référence où la boutique vendait."
    ),
    "history-stale": (
        "L’historique s’arrête le {last_day}, longtemps avant la panne. "
        "Ajoutez les ventes des dernières semaines pour une estimation plus juste."
    ),
    "season-unknown": (
        "L’historique ne montre pas la même saison un an plus tôt : l’estimation l’ignore. "
        "Ajoutez les ventes de l’année précédente si vous les avez."
    ),
    "season-few-sales": (
        "Un an plus tôt, les ventes étaient trop rares pour mesurer la saison : "
        "l’estimation l’ignore."
    ),
    "season-bounded": (
        "La saison mesurée, {measured_number}, s’écarte trop d’une année ordinaire : "
        "{kept_number} a été retenu. Appuyez un écart plus grand par une preuve."
    ),
}
