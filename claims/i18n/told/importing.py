"""What is wrong in a file of claims, or in a word of the command line."""

SENTENCES: dict[str, str] = {
    "key-twice": (
        "La clé « {name} » sert déjà à la ligne {first}. Donnez à chaque réclamation la sienne."
    ),
    "file-not-there": (
        "Le fichier « {name} » n’est pas à côté du fichier importé. Placez-le dans le même dossier."
    ),
    "too-many-exhibits": "Une réclamation compte au plus {most} pièces. Retirez-en.",
    "exhibits-too-large": (
        "Les pièces de cette réclamation dépassent ensemble {most} Mo. Retirez-en, ou réduisez-les."
    ),
    "exhibit-twice": (
        "« {name} » est le même fichier que « {first} », déjà joint à cette réclamation. "
        "Retirez-le."
    ),
    "file-changed": (
        "Le fichier « {name} » a changé pendant l’importation. Laissez-le tel quel, puis importez "
        "de nouveau."
    ),
    "line-too-long": "Cette ligne dépasse {most} octets. Joignez les textes longs comme pièces.",
    "line-not-utf8": (
        "Cette ligne n’est pas en UTF-8, à partir du caractère numéro {position} : ses accents se "
        "perdraient. Enregistrez le fichier en UTF-8, puis importez-le de nouveau."
    ),
    "file-missing": (
        "Le fichier « {name} » n’existe pas ou ne se lit pas. Vérifiez son nom et son dossier."
    ),
    "line-not-object": (
        "Cette ligne n’est pas une réclamation : elle doit être un objet JSON, entre accolades. "
        "Voyez la forme attendue : python -m claims schema claim."
    ),
    "nothing-to-import": "Aucune ligne à importer dans {name}. Vérifiez que c’est le bon fichier.",
    "codes-file": (
        "Le fichier {name} ne peut pas être créé ({reason}); rien n’a été importé. "
        "Donnez à --codes un nom neuf, dans un dossier où ce compte peut écrire."
    ),
    "codes-unwritten": (
        "Les codes n’ont pas pu être écrits dans {name} ({reason}) : ils sont montrés ici. "
        "Notez-les avant de fermer."
    ),
    "account-exists": (
        "Un compte existe déjà pour {name}. Modifiez-le par la page Accès, ou donnez une autre "
        "adresse."
    ),
    "capital-zero": "Zéro ne porte pas d’intérêt. Donnez un montant d’au moins 0,01.",
    "head-shape": (
        "« {typed} » n’est pas une tête de journal. "
        "Écrivez son numéro, deux points et ses 64 caractères, comme sur le reçu."
    ),
    "unknown-matter": "« {name} » n’est pas un dossier. Les dossiers sont : {near}.",
}
