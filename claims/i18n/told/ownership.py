"""What keeps the ownership of a service from being recognized, and what to do."""

SENTENCES: dict[str, str] = {
    "ownership-no-paper": (
        "Aucun justificatif au dossier n’établit la propriété. Consignez-en un, ou refusez la "
        "demande."
    ),
    "ownership-contacts": (
        "Jours de suite où le titulaire a été joint ou cherché par toutes les voies connues : "
        "{done} sur {wanted}. Consignez une tentative par voie chaque jour."
    ),
    "ownership-wait": (
        "Le délai de {days} jours depuis la demande et ses justificatifs n’est pas écoulé : il le "
        "sera le {open_day}. Il ne peut pas être abrégé."
    ),
    "ownership-first-day": "Première date possible, si aucun jour ne manque : le {first_day}.",
    "ownership-changed": (
        "Ce site a changé pendant votre lecture, ou rien n’a pu être enregistré. Relisez ce qui "
        "suit, puis recommencez."
    ),
    "ownership-move": (
        "Cette étape n’est pas possible dans l’état où se trouve la demande. Rechargez la page."
    ),
    "ownership-reason": "Écrivez un motif; il est consigné avec la décision.",
    "ownership-papers": "Choisissez au moins un justificatif parmi ceux qui sont acceptés.",
    "ownership-channels": (
        "Indiquez au moins une voie pour joindre le titulaire : courriel, téléphone, message "
        "texte, formulaire du site ou réseau social."
    ),
    "ownership-channel": "Choisissez la voie employée.",
    "ownership-result": "Indiquez le résultat de la tentative.",
    "ownership-service": "Ce site n’est plus dans le dossier déposé. Rechargez la page.",
    "ownership-no-email": (
        "Le courriel du propriétaire manque. Inscrivez-le sur la page des sites, déposez de "
        "nouveau, puis invitez-le."
    ),
    "ownership-fictional": ("Ce dossier est fictif : aucun courriel n’est envoyé à son sujet."),
    "ownership-invited-enough": (
        "Ce propriétaire a déjà été invité {most} fois. Joignez-le autrement, ou écrivez aux "
        "avocats du groupe."
    ),
    "ownership-owner-often": (
        "Un propriétaire a reçu trop de lettres à cette adresse depuis une heure. Il n’a pas été "
        "invité; réessayez dans une heure."
    ),
    "ownership-invited-many": (
        "Ce dossier a déjà écrit {daily} invitations en un jour. Continuez demain."
    ),
    "ownership-invited-today": (
        "Ce propriétaire a déjà été invité aujourd’hui. Laissez-lui le temps de répondre."
    ),
    "ownership-answer": "Choisissez une réponse.",
    "ownership-why": "Dites en quelques mots pourquoi vous contestez.",
    "unknown-authority": "« {name} » n’est pas un titre prévu. Choisissez parmi : {near}.",
}
