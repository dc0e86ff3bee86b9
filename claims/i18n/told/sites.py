"""Lists of sites: what a workbook, a CSV or a pasted grid holds that cannot be taken yet."""

SENTENCES: dict[str, str] = {
    "sheet-kind": (
        "« {name} » n’est pas un chiffrier lisible ici. "
        "Enregistrez-le au format XLSX, ODS ou CSV, puis déposez-le de nouveau."
    ),
    "sheet-unlike": (
        "Le contenu de « {name} » n’est pas celui d’un fichier {named}. "
        "Enregistrez votre liste au format XLSX, ODS ou CSV, puis déposez-la de nouveau."
    ),
    "sheet-unread": (
        "« {name} » n’a pas pu être lu : il est trop complexe ou endommagé. Copiez vos lignes dans "
        "le chiffrier téléchargé ici, puis déposez-le."
    ),
    "sheet-too-large": (
        "« {name} » dépasse 2 000 lignes ou 200 colonnes. "
        "Ne gardez que vos sites, ou répartissez-les en plusieurs fichiers."
    ),
    "sheet-too-long": (
        "Cette liste compte {many} lignes à corriger; la limite est de {most}. "
        "Déposez-la en plusieurs fois."
    ),
    "sheet-no-room": (
        "Un dossier compte au plus {sites} sites et {losses} pertes. Lignes qui attendent, faute "
        "de place : {many}. Écrivez aux avocats du groupe."
    ),
    "sheet-no-domain": (
        "Aucune colonne « Nom de domaine » n’a été trouvée. Téléchargez le chiffrier, ou donnez ce "
        "titre à la colonne de vos sites, puis déposez de nouveau."
    ),
    "sheet-other-claim": (
        "Ce chiffrier a été préparé pour le dossier {name}. Téléchargez celui de ce dossier-ci et "
        "copiez-y vos lignes, sauf la première colonne."
    ),
    "sheet-other-version": (
        "Ce chiffrier est d’une autre version ({name}). Ses colonnes connues ont été lues; "
        "téléchargez-le de nouveau pour avoir les autres."
    ),
    "sheet-columns-ignored": "Ces colonnes ne sont pas connues et n’ont pas été lues : {name}.",
    "sheet-columns-missing": (
        "Ces colonnes ne sont plus dans le chiffrier : {name}. Ce que votre dossier en dit n’a pas "
        "changé."
    ),
    "row-waiting": (
        "1 ligne de votre liste attend d’être corrigée ou écartée : elle n’est pas dans votre "
        "dossier."
    ),
    "rows-waiting": (
        "{many} lignes de votre liste attendent d’être corrigées ou écartées : elles ne sont pas "
        "dans votre dossier."
    ),
    "row-twice": "Ce site est déjà à la ligne {line} de la liste. Réunissez les deux lignes.",
    "row-too-long": (
        "Ligne {line} : la case « {name} » compte {length} caractères; la limite est de "
        "{longest}. Cette ligne n’a pas été gardée : raccourcissez la case, puis ajoutez la ligne "
        "de nouveau."
    ),
    "row-no-room": (
        "Votre dossier est plein : il compte au plus {sites} sites et {losses} pertes. Écartez "
        "cette ligne, ou écrivez aux avocats du groupe."
    ),
    "row-gone": (
        "Le site de cette ligne n’est plus dans votre dossier. Pour l’ajouter de nouveau, copiez "
        "la ligne, sauf sa clé, sur une ligne vide."
    ),
    "row-other-claim": (
        "Cette ligne vient du chiffrier d’un autre dossier. Pour l’ajouter à celui-ci, copiez-la, "
        "sauf sa clé, sur une ligne vide."
    ),
    "cell-formula": (
        "« {typed} » est une formule sans résultat, ou une erreur de calcul. Ouvrez le fichier "
        "dans votre tableur, corrigez la case, enregistrez, puis déposez-le de nouveau."
    ),
    "cell-choice": "« {typed} » n’est pas dans la liste. Choisissez parmi : {near}.",
    "file-no-room": (
        "« {name} » n’a pas été ajouté : un dossier comme le vôtre reçoit {most} pièces au plus, "
        "et un nombre d’octets limité. Réunissez-en plusieurs dans un même PDF."
    ),
    "file-twice": (
        "« {name} » n’a pas été ajouté : c’est le même fichier que « {first} », que votre dossier "
        "contient déjà."
    ),
    "file-not-kept": "« {name} » n’a pas été enregistré. Réessayez dans un instant.",
}
