"""What keeps the office from its work: a member of staff to be added, a recount to be made."""

SENTENCES: dict[str, str] = {
    "staff-name-missing": "Inscrivez le nom de la personne.",
    "staff-role": (
        "« {role} » n’est pas un rôle de l’équipe. "
        "Choisissez representative, lawyer ou administrator."
    ),
    "staff-matter": "Aucun dossier ne porte l’identifiant « {name} ». Vérifiez-le.",
    "staff-without-matter": (
        "Choisissez au moins un dossier : sans dossier, cette personne n’aurait rien à lire."
    ),
    "recount-first": (
        "Réclamations calculées sous des règles qui ont changé depuis : {n}. Refaites-en d’abord "
        "le calcul : « python -m claims recount {matter} », ou « Recalculer » au tableau de bord."
    ),
    "password-length": (
        "Le mot de passe compte de {shortest} à {longest} caractères et diffère du courriel. "
        "Choisissez une phrase de plusieurs mots."
    ),
}
