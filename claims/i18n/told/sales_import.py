"""Exports of sales that cannot be read as they are, and what is asked to read them."""

SENTENCES: dict[str, str] = {
    "export-empty": (
        "Ce fichier est vide. Exportez de nouveau vos ventes, puis vérifiez qu’il s’ouvre "
        "sur votre appareil."
    ),
    "export-no-rows": (
        "Ce fichier n’a qu’une ligne de titres, ou aucun tableau. Élargissez la période de "
        "l’exportation, puis recommencez."
    ),
    "export-unknown": (
        "Ce fichier ne ressemble à aucune exportation connue. Dites plus bas ce que contiennent "
        "ses colonnes."
    ),
    "export-broken": (
        "Ce fichier ne se lit pas comme un tableau : il est incomplet ou abîmé. Exportez-le de "
        "nouveau au format CSV."
    ),
    "export-too-large": (
        "Ce fichier est trop lourd pour être lu ici. Exportez-le au format CSV, ou pour une "
        "période plus courte; deux années suffisent."
    ),
    "export-too-long": (
        "Ce fichier compte plus de {most} lignes. Exportez une période plus courte; deux années "
        "suffisent."
    ),
    "export-two-currencies": (
        "Ce fichier mêle plusieurs monnaies : {currencies}. Choisissez celle à retenir; les ventes "
        "faites dans une autre ne s’additionnent pas."
    ),
    "export-day-order": (
        "Les dates de ce fichier peuvent se lire de deux façons, jour ou mois en premier. "
        "Dites laquelle est la bonne."
    ),
    "export-twice": (
        "Des lignes de ce fichier y sont déjà plus haut, dans le même ordre ou toutes en double "
        "({lines} en tout); {at_cents} de ventes en dépendent. Dites si elles comptent une fois "
        "ou chaque fois."
    ),
    "export-nothing": (
        "Aucune vente n’a pu être lue dans ce fichier. Lignes examinées : {rows}. Vérifiez les "
        "colonnes de la date et du montant, ou exportez de nouveau."
    ),
    "export-kept-out": (
        "Rien dans ce fichier n’est une vente payée : commandes en attente, annulées ou d’essai, "
        "ou autres mouvements. Lignes examinées : {rows}. Exportez-les une fois payées, ou "
        "choisissez plus bas les colonnes, sans celle de l’état."
    ),
    "export-other-currency": (
        "Ce fichier est en {currency}, et le dossier compte en {wanted}. Exportez vos ventes en "
        "{wanted}, ou inscrivez-les mois par mois, converties."
    ),
    "call-line": (
        "Ligne {line} : « {typed} » ne se lit pas. Écrivez la date, la personne ou le service, "
        "puis les minutes, par exemple « 2021-08-28; soutien; 35 »."
    ),
    "call-day": "Ligne {line} : « {typed} » n’est pas une date lisible, par exemple 2021-08-28.",
    "call-minutes": (
        "Ligne {line} : « {typed} » n’est pas un nombre de minutes. Écrivez par exemple 35, ou "
        "« 1 h 20 »; un appel compte au plus 24 heures."
    ),
    "calls-too-many": (
        "La liste compte {lines} appels; la limite est de {most}. Regroupez ceux d’un même jour."
    ),
    "list-changed-elsewhere": (
        "Cette liste a été modifiée dans un autre onglet; elle est montrée ici telle qu’elle est "
        "enregistrée. Refaites votre dernier changement."
    ),
}
