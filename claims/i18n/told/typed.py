"""What people type and cannot be read: amounts, quantities, days, texts, histories of sales."""

SENTENCES: dict[str, str] = {
    "amount-missing": "Inscrivez un montant, par exemple 1 234,56.",
    "amount-unreadable": (
        "« {typed} » n’est pas un montant lisible. "
        "Écrivez-le en chiffres, par exemple 1 234,56 ou 1234.56."
    ),
    "amount-ambiguous": (
        "« {typed} » peut se lire de deux façons : des milliers ou trois décimales. "
        "Écrivez 1 234,00 pour mille deux cent trente-quatre, ou 1,23 pour un et vingt-trois."
    ),
    "amount-decimals": (
        "« {typed} » compte plus de deux décimales. Arrondissez au cent, par exemple 1 234,56."
    ),
    "amount-sign": (
        "« {typed} » porte un signe. Inscrivez le montant sans signe ni parenthèses; "
        "une somme reçue se déclare parmi les crédits."
    ),
    "amount-currency": (
        "« {typed} » est dans une autre monnaie. Ce dossier compte en {currency} : convertissez "
        "le montant au taux du jour du paiement, et joignez la preuve du taux."
    ),
    "amount-zero": "Inscrivez un montant d’au moins 0,01, ou laissez le champ vide.",
    "amount-too-large": (
        "« {typed} » dépasse {most_cents}, le plus grand montant accepté dans un seul champ. "
        "Vérifiez la virgule, ou répartissez la perte en plusieurs lignes."
    ),
    "quantity-missing": "Inscrivez un nombre, par exemple 7,5.",
    "quantity-unreadable": (
        "« {typed} » n’est pas un nombre lisible. "
        "Écrivez-le en chiffres, avec deux décimales au plus, par exemple 42 ou 7,5."
    ),
    "quantity-too-large": "Ce nombre dépasse {most}. Vérifiez-le : une virgule manque peut-être.",
    "day-missing": "Inscrivez une date, par exemple 2021-08-28.",
    "day-unreadable": (
        "« {typed} » n’est pas une date du calendrier. "
        "Écrivez l’année, le mois et le jour, par exemple 2021-08-28."
    ),
    "day-ambiguous": (
        "« {typed} » peut être le {a_day} ou le {b_day}. "
        "Écrivez l’année en premier, par exemple 2021-08-28."
    ),
    "day-out-of-range": "« {typed} » est hors du calendrier accepté. Vérifiez l’année.",
    "text-character": (
        "Le caractère numéro {position} ({character}) est invisible et ne peut pas être conservé. "
        "Effacez-le, ou retapez ce passage au clavier."
    ),
    "text-lost": (
        "Le caractère numéro {position} (�) en remplace un qui a été perdu en chemin, le plus "
        "souvent une lettre accentuée. Retapez-le, ou enregistrez de nouveau l’original en UTF-8."
    ),
    "text-too-long": (
        "Ce texte compte {length} caractères; la limite est de {longest}. "
        "Raccourcissez-le, ou joignez-le comme pièce."
    ),
    "history-missing": (
        "Inscrivez vos ventes, une période par ligne, par exemple « 2021-07; 10 000,00 »."
    ),
    "history-too-long": (
        "La liste compte {lines} lignes; la limite est de {most}. Gardez les plus récentes, ou "
        "donnez vos ventes par mois."
    ),
    "history-line": (
        "Ligne {line} : « {typed} » ne se lit pas. Écrivez le mois ou le jour, un point-virgule, "
        "puis le montant, par exemple « 2021-07; 10 000,00 »."
    ),
    "history-columns": (
        "Ligne {line} : « {typed} » nomme plus de deux colonnes, et rien ne dit laquelle lire. "
        "Gardez la date et les ventes, retirez les autres."
    ),
    "history-not-sales": (
        "Ligne {line} : la colonne « {typed} » n’est pas reconnue comme des ventes. Si elle "
        "contient les ventes avant taxes, nommez-la « ventes »; sinon, donnez à sa place une "
        "colonne qui les contient."
    ),
    "history-with-tax": (
        "Ligne {line} : d’après son titre, la colonne « {typed} » comprend les taxes. Donnez les "
        "ventes avant taxes, et nommez-la « ventes »."
    ),
    "history-swapped": (
        "Ligne {line} : les colonnes semblent inversées (« {typed} »). Mettez la date d’abord, "
        "puis les ventes."
    ),
    "history-file-empty": (
        "Ce fichier ne contient aucune vente. Il doit donner une ligne par jour, ou par mois : la "
        "date, une virgule, puis les ventes avant taxes, par exemple « 2021-07-01,250.00 »."
    ),
    "history-year": (
        "Ligne {line} : {period} est trop loin de la panne pour servir au calcul, qui lit les "
        "ventes de {first} à {last}. Vérifiez l’année, ou retirez cette ligne."
    ),
    "history-currency": (
        "Ligne {line} : « {typed} » est dans une autre monnaie. Ce dossier compte en {currency} : "
        "convertissez vos ventes, et joignez la preuve du taux."
    ),
    "history-currency-of-file": (
        "Ligne {line} : « {typed} » n’est pas en {currency}. Dites la monnaie du fichier par "
        "--currency, ou convertissez ses ventes."
    ),
    "history-currencies": (
        "Ligne {line} : « {typed} » est dans une autre monnaie que ce qui précède. Gardez une "
        "seule monnaie, ou convertissez les autres lignes."
    ),
    "history-amount": (
        "Ligne {line} : « {typed} » n’est pas un montant lisible. "
        "Écrivez-le en chiffres, par exemple 10 000,00."
    ),
    "history-too-large": (
        "Ligne {line} : « {typed} » dépasse {most_cents}, le plus grand montant accepté. "
        "Vérifiez la virgule."
    ),
    "history-ambiguous": (
        "Ligne {line} : « {typed} » peut se lire de deux façons : des milliers ou trois décimales. "
        "Ajoutez les cents, par exemple 1 234,00."
    ),
    "history-cut": (
        "Ligne {line} : « {typed} » peut se lire de deux façons : un seul nombre, ou deux "
        "colonnes. Écrivez la date, un point-virgule, puis les ventes."
    ),
    "history-more": (
        "Autres lignes à corriger : {lines}. Elles seront montrées quand celles-ci seront "
        "corrigées."
    ),
    "history-twice": (
        "Ligne {line} : la période {period} figure déjà plus haut. Additionnez les deux lignes."
    ),
    "absent-too-many": (
        "Vous répondez pour {lines} suites de jours; la limite est de {most}. Donnez vos ventes "
        "par mois."
    ),
    "absent-line": (
        "Ligne {line} : « {typed} » ne se lit pas. Écrivez le premier jour, le dernier, puis "
        "« absent », « 0 » ou « inconnu », par exemple « 2021-07-05; 2021-08-01; absent »."
    ),
    "history-mixed": (
        "Ligne {line} : {period} mêle des mois et des jours. "
        "Donnez toutes les ventes par mois, ou toutes par jour."
    ),
}
