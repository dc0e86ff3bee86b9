"""Histories of sales too short to estimate from, and what an estimate could not measure."""

SENTENCES: dict[str, str] = {
    "history-short-days": (
        "L’historique est trop court. Jours utiles avant la panne : {days}; il en faut {needed}. "
        "Demandez au réclamant les ventes des semaines précédentes, ou ses ventes par mois."
    ),
    "history-short-days-yours": (
        "L’historique est trop court. Jours utiles avant la panne : {days}; il en faut {needed}. "
        "Ajoutez les ventes des semaines précédentes, ou donnez-les par mois."
    ),
    "history-short-months": (
        "L’historique est trop court. Mois complets avant la panne : {months}; il en faut "
        "{needed}. Demandez au réclamant les ventes des mois précédents."
    ),
    "history-short-months-yours": (
        "L’historique est trop court. Mois complets avant la panne : {months}; il en faut "
        "{needed}. Ajoutez les ventes des mois précédents."
    ),
    "history-no-sales": (
        "L’historique ne montre aucune vente nette pour la période comparable. Vérifiez les "
        "montants, ou demandez les ventes d’une période où la boutique vendait."
    ),
    "history-no-sales-yours": (
        "L’historique ne montre aucune vente nette pour la période comparable. Vérifiez les "
        "montants, ou donnez une période de référence où la boutique vendait."
    ),
    "history-stale": (
        "L’historique s’arrête le {last_day}, longtemps avant la panne. Demandez au réclamant "
        "les ventes des dernières semaines."
    ),
    "history-stale-yours": (
        "L’historique s’arrête le {last_day}, longtemps avant la panne. Ajoutez les ventes des "
        "dernières semaines pour une estimation plus juste."
    ),
    "weekday-unknown": (
        "L’historique n’a aucun {weekday} avant la panne : aucune vente n’y est attendue. "
        "Ajoutez des ventes plus anciennes."
    ),
    "months-apart": (
        "Les mois de référence ne se suivent pas dans l’historique : {months}. Ajoutez "
        "les mois qui manquent entre eux."
    ),
    "days-absent": (
        "L’historique n’a aucune ligne du {first_day} au {last_day} ({days} jours). Ces jours "
        "comptent comme des jours sans vente; s’ils manquent au fichier, les ventes attendues sont "
        "de {other_cents}. Faites préciser par le réclamant, et comparez à son exportation."
    ),
    "days-absent-yours": (
        "Votre historique n’a aucune ligne du {first_day} au {last_day} ({days} jours). Ces jours "
        "comptent comme des jours sans vente; s’ils manquent au fichier, les ventes attendues sont "
        "de {other_cents}. Dites ce qu’il en est, ou ajoutez les ventes de ces jours."
    ),
    "days-absent-short": (
        "L’historique n’a aucune ligne du {first_day} au {last_day} ({days} jours). Ces jours "
        "comptent comme des jours sans vente; s’ils manquent au fichier, le reste est trop court "
        "pour une estimation. Faites préciser par le réclamant, et demandez une exportation "
        "entière."
    ),
    "days-absent-short-yours": (
        "Votre historique n’a aucune ligne du {first_day} au {last_day} ({days} jours). Ces jours "
        "comptent comme des jours sans vente; s’ils manquent au fichier, le reste est trop court "
        "pour une estimation. Dites ce qu’il en est, ou ajoutez les ventes de ces jours."
    ),
    "days-left-out": (
        "Du {first_day} au {last_day} ({days} jours), l’historique n’a aucune ligne. Selon le "
        "réclamant, ces jours manquent au fichier : ils sont écartés de la période de référence. "
        "Comparez à son exportation."
    ),
    "days-left-out-yours": (
        "Du {first_day} au {last_day} ({days} jours), votre historique n’a aucune ligne. Vous "
        "dites que ces jours manquent au fichier : ils sont écartés de la période de référence. "
        "Ajoutez leurs ventes si vous les retrouvez."
    ),
    "days-without-sale": (
        "Du {first_day} au {last_day} ({days} jours), l’historique n’a aucune ligne. Selon le "
        "réclamant, rien ne s’est vendu ces jours-là : ils comptent pour zéro."
    ),
    "days-without-sale-yours": (
        "Du {first_day} au {last_day} ({days} jours), votre historique n’a aucune ligne. Vous "
        "dites que rien ne s’est vendu ces jours-là : ils comptent pour zéro."
    ),
    "season-unknown": (
        "L’historique ne montre pas la même saison un an plus tôt : l’estimation l’ignore. "
        "Demandez au réclamant les ventes de l’année précédente, s’il les a."
    ),
    "season-unknown-yours": (
        "L’historique ne montre pas la même saison un an plus tôt : l’estimation l’ignore. "
        "Ajoutez les ventes de l’année précédente si vous les avez."
    ),
    "season-few-sales": (
        "Un an plus tôt, les ventes étaient trop rares pour mesurer la saison : "
        "l’estimation l’ignore."
    ),
    "season-bounded": (
        "La saison mesurée, {measured_number}, s’écarte trop d’une année ordinaire : "
        "{kept_number} a été retenu. Un écart plus grand demande une preuve."
    ),
    "season-bounded-yours": (
        "La saison mesurée, {measured_number}, s’écarte trop d’une année ordinaire : "
        "{kept_number} a été retenu. Appuyez un écart plus grand par une preuve."
    ),
}
