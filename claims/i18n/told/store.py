"""What a check of the journal found."""

SENTENCES: dict[str, str] = {
    "snapshot-not-opened": "Les pertes de cet instantané ne se retrouvent pas toutes telles "
    "qu’elles étaient : leur somme n’est pas celle qui a été conservée. Les totaux de ce "
    "jour-là ne changent pas. S’il existe un dossier de preuve fait alors, il contient ces pertes.",
    "journal-gap": (
        "L’entrée {seq} du journal manque. Conservez la base telle quelle et comparez-la à la "
        "dernière sauvegarde."
    ),
    "journal-altered": (
        "L’entrée {seq} du journal ne correspond plus à son empreinte. Conservez la base telle "
        "quelle et comparez-la à la dernière sauvegarde."
    ),
    "journal-untrue": (
        "L’inscription {seq} du journal est scellée, mais le logiciel n’a pu l’écrire : elle "
        "contredit celles d’avant. Comparez le journal à la dernière sauvegarde."
    ),
    "table-unreadable": (
        "Une valeur de la table « {table} » est illisible : le logiciel n’a pu l’écrire. "
        "Comparez la table à la dernière sauvegarde."
    ),
    "journal-rewritten": (
        "L’entrée {seq} du journal n’est plus celle qu’un reçu ou un dossier imprimé cite. Le "
        "journal a été réécrit : comparez-le à la sauvegarde de cette date."
    ),
    "journal-cut": (
        "Un reçu ou un dossier imprimé cite l’entrée {seq}, que le journal n’a plus. Sa fin a "
        "été coupée : comparez-le à la dernière sauvegarde."
    ),
    "row-altered": (
        "La ligne « {key} » de la table « {table} » ne correspond plus à ce que le journal en dit. "
        "Comparez-la à la dernière sauvegarde."
    ),
}
