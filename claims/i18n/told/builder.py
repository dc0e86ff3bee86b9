"""What keeps an evidence bundle from being made, or let out."""

SENTENCES: dict[str, str] = {
    "volume-too-small": (
        "Un volume de {room} Mo ne suffit pas : les réclamations, leurs calculs et le journal, que "
        "chacun porte, en prennent plus de la moitié. Choisissez au moins {least} Mo."
    ),
    "bundle-alone": (
        "Un dossier de preuve sort de la page « Dossiers de preuve », où une autre personne "
        "l’approuve. Commandez-le là."
    ),
    "bundle-empty": (
        "Aucune réclamation comptée ne répond à ce choix. Retirez un critère, puis recommencez."
    ),
    "bundle-claim-unknown": (
        "Ne sont pas parmi les réclamations comptées : {numbers}. Corrigez ces numéros."
    ),
    "bundle-own": (
        "Vous avez demandé ce dossier : une autre personne de l’équipe doit l’approuver ou le "
        "renvoyer."
    ),
    "refused-held": (
        "Ce dossier de preuve attend qu’une autre personne de l’équipe l’approuve, ou a été "
        "renvoyé. Voyez la page des dossiers de preuve."
    ),
    "bundle-overtaken": (
        "Depuis que ce dossier est fait, des pièces qu’il remet ont été retenues, autrement "
        "caviardées ou mises en quarantaine : {numbers}. Rien n’en sort plus, ni volume ni "
        "liste; préparez-en un autre."
    ),
    "bundle-unread": (
        "Le fichier {name} ne peut être relu : il est abîmé, ou d’une autre version. Rien ne dit "
        "s’il remet une pièce retenue depuis, ou une réclamation partie : ce dossier ne sort plus; "
        "préparez-en un autre."
    ),
    "bundle-note-missing": "Dites pourquoi vous renvoyez ce dossier, puis recommencez.",
    "bundle-answered": "{who} a répondu entre-temps au sujet de ce dossier, comme on le lit plus "
    "haut; rien de votre réponse n’est consigné.",
    "bundle-moved": "Ce dossier a changé d’état entre-temps, comme on le lit plus haut; rien n’est "
    "changé.",
    "bundle-no-room": (
        "Le disque du serveur a refusé le dossier. Rien n’en a été gardé. Faites de la place dans "
        "le dossier des exports, puis préparez-le de nouveau."
    ),
    "bundle-disk": (
        "Le disque du serveur n’a pas assez de place : il faut au moins {needed} Mo, il en reste "
        "{free}. Faites de la place dans le dossier des exports, puis préparez-le de nouveau."
    ),
    "bundle-exhibit-missing": (
        "La voûte n’a plus la pièce {exhibit} de la réclamation {number} (SHA-256 : {sha256}). "
        "Rétablissez-la depuis la dernière sauvegarde, puis préparez ce dossier de nouveau."
    ),
    "bundle-exhibit-altered": (
        "La pièce {exhibit} de la réclamation {number} a été modifiée dans la voûte (SHA-256 au "
        "dépôt : {sha256}). Conservez le fichier tel quel, rétablissez-le depuis la dernière "
        "sauvegarde, puis préparez ce dossier de nouveau."
    ),
    "bundle-exhibit-locked": (
        "La clé qui ouvre la pièce {exhibit} de la réclamation {number} manque au serveur. Avec "
        "l’administration, ajoutez-la à CLAIMS_VAULT_KEY, puis préparez ce dossier de nouveau."
    ),
    "bundle-moving": (
        "Des réclamations changeaient sans cesse. Rien n’a été gardé; préparez ce dossier de "
        "nouveau dans un instant."
    ),
    "bundle-crashed": (
        "Le serveur s’est arrêté à chaque essai ({times}). Rien n’a été gardé; montrez le journal "
        "du serveur à qui l’exploite avant de recommencer."
    ),
    "bundle-broken": (
        "La préparation a échoué pour une raison imprévue, que le journal du serveur nomme. Rien "
        "n’a été gardé."
    ),
    "bates-prefix": (
        "Le préfixe est fait de lettres sans accent et de chiffres, sans espace : WHC, P2021. "
        "Signes permis, au plus : {longest}."
    ),
    "bates-start": "Le premier numéro est un nombre entier, de 1 à {last}.",
    "bates-fixed": (
        "Un dossier a déjà numéroté des pages : la numérotation ne change plus, pour qu’aucune "
        "page n’ait deux numéros."
    ),
    "exhibit-numbers-fixed": (
        "Un document a déjà numéroté des pièces : leur numérotation ne change plus, pour qu’aucune "
        "pièce n’ait deux numéros."
    ),
}
