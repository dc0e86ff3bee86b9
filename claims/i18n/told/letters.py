"""What keeps a template of a letter from being read, or a letter from being sent."""

SENTENCES: dict[str, str] = {
    "letters-none": (
        "Aucune lettre ne partirait. Élargissez les filtres, ou lisez pourquoi celles-ci restent."
    ),
    "letter-missing": (
        "Il manque le modèle de lettre {name}. Chaque lettre se lit en français et en anglais : "
        "ajoutez ce fichier."
    ),
    "letter-not-utf8": "Ce modèle de lettre n’est pas en UTF-8. Enregistrez-le dans cet encodage.",
    "letter-syntax": (
        "Ligne {line} : ce modèle de lettre ne se lit pas. Corrigez l’accolade ou le mot en "
        "cause. Ce qu’en dit le lecteur : {fault}"
    ),
    "letter-unknown-name": (
        "Ligne {line} : aucune lettre n’a de « {name} ». Remplacez ce nom, ou retirez-le. Vouliez-"
        "vous dire : {near}?"
    ),
    "letter-cannot-fill": (
        "Ce modèle de lettre ne peut pas être rempli. Corrigez le nom en cause. Ce qu’en dit le "
        "lecteur : {fault}"
    ),
    "letter-empty": (
        "Ce modèle de lettre n’a pas d’objet ou pas de texte. La première ligne est l’objet; le "
        "texte suit."
    ),
    "nothing-asked": ("Cette lettre ne demande rien. Cochez ce qui manque, ou écrivez une phrase."),
    "nothing-to-tell": (
        "Il n’y a pas de décision à annoncer : une ligne reste à décider, ou une lettre l’a déjà "
        "annoncée. Relisez la réclamation."
    ),
    "clock-behind": (
        "L’horloge du serveur retarde sur la décision : une lettre plus ancienne qu’elle ne "
        "l’annoncerait pas. Rien n’est parti. Faites vérifier l’heure du serveur, puis rechargez "
        "cette page."
    ),
    "another-decides": (
        "Vous avez rendu la décision contestée : une autre personne doit la revoir. Laissez-la à "
        "une ou un collègue du dossier."
    ),
    "move-by-letter": (
        "Une réclamation passe à cet état par une lettre qui dit ce qui manque. Choisissez "
        "« Demander une correction »."
    ),
    "letter-changed": (
        "La lettre a changé depuis que vous l’avez lue, ou la réclamation : rien n’est parti. "
        "Relisez-la, puis envoyez-la."
    ),
}
