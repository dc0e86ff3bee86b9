"""Sentences about plain CSV files, whatever they hold."""

SENTENCES: dict[str, str] = {
    "table-not-csv": (
        "Ce fichier n’est pas un CSV en UTF-8. Enregistrez-le en CSV, encodage UTF-8, puis "
        "recommencez."
    ),
    "table-quote": (
        "Ce fichier ne se lit plus à partir de cette ligne : un guillemet n’y est pas fermé, ou "
        "une cellule y est démesurée. Corrigez-la, puis recommencez."
    ),
    "table-columns": (
        "Il manque des colonnes : {names}. La première ligne doit porter les titres {wanted}."
    ),
    "table-title-twice": (
        "La première ligne porte deux fois un même titre ({names}) : on ne sait lequel lire. "
        "Gardez-en un, et renommez l’autre."
    ),
    "table-wider": (
        "« {typed} » a plus de cellules que de titres ({titles}) : une virgule y coupe peut-être "
        "un nombre en deux. Séparez les cellules par des points-virgules, ou écrivez 50000.00 et "
        "non 50,000.00."
    ),
    "table-cut": (
        "« {typed} » : une virgule y coupe peut-être le nombre {number} en deux. Séparez les "
        "cellules par des points-virgules, mettez les nombres entre guillemets, ou écrivez "
        "50000.00 et non 50,000.00."
    ),
    "table-more-faults": "Autres lignes à corriger : {lines}.",
}
