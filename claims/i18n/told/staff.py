"""What is wrong with a member of staff to be added."""

SENTENCES: dict[str, str] = {
    "staff-name-missing": "Inscrivez le nom de la personne.",
    "staff-role": (
        "« {role} » n’est pas un rôle de l’équipe. "
        "Choisissez representative, lawyer ou administrator."
    ),
    "staff-matter": "Aucun dossier ne porte l’identifiant « {name} ». Vérifiez-le.",
    "password-length": (
        "Le mot de passe compte de {shortest} à {longest} caractères et diffère du courriel. "
        "Choisissez une phrase de plusieurs mots."
    ),
}
