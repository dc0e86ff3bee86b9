"""What the house refuses, when no single answer of a form is to blame."""

SENTENCES: dict[str, str] = {
    "seal-closed": (
        "Ce document ne porte pas de sceau : la clé que nomme CLAIMS_SEAL_KEY ne s’ouvre pas. "
        "Vérifiez ce fichier et celui de sa phrase secrète, puis produisez-le de nouveau."
    ),
    "seal-expired": (
        "Ce document ne porte pas de sceau : le certificat de CLAIMS_SEAL_KEY n’est pas encore, "
        "ou n’est plus, en vigueur. Demandez-en un autre à votre autorité, puis produisez-le de "
        "nouveau."
    ),
    "stamp-no-answer": (
        "Ce dossier n’est pas horodaté : le service {host} n’a pas répondu. Il est complet et se "
        "vérifie sans horodatage; pour en avoir un, produisez-le de nouveau plus tard."
    ),
    "stamp-not-verified": (
        "Ce dossier n’est pas horodaté : la réponse du service {host} n’est pas un horodatage "
        "signé par une autorité que nomme CLAIMS_TSA_CERTS. Vérifiez ce réglage; le dossier est "
        "complet et se vérifie sans horodatage."
    ),
    "refused-not-allowed": (
        "Cette action ne vous est pas ouverte. Vérifiez le dossier demandé et vos accès."
    ),
    "refused-proof-is-old": (
        "Rien n’est fait encore : confirmez d’abord que c’est vous, par un nouveau code à six "
        "chiffres."
    ),
    "refused-not-found": (
        "Rien ne porte ce numéro ou ce nom dans ce dossier. Vérifiez-le, puis recommencez."
    ),
    "refused-conflict": (
        "Quelqu’un d’autre a changé la même chose entre-temps; rien n’a été écrasé. Recommencez."
    ),
    "refused-not-saved": (
        "Rien n’a été enregistré : le disque ou la base de données a refusé. "
        "Libérez de l’espace, vérifiez les droits d’écriture, puis recommencez."
    ),
    "refused-too-many": (
        "Une limite est atteinte. "
        "Attendez quelques minutes, ou réduisez le nombre ou la taille des fichiers."
    ),
    "refused-broken-chain": (
        "Un fichier conservé n’est plus celui qui a été déposé, ou le journal a été modifié. "
        "Conservez tout tel quel et comparez-le à la dernière sauvegarde."
    ),
    "refused-quarantined": (
        "L’antivirus reconnaît dans ce fichier un programme nuisible : il n’est remis à personne. "
        "Demandez-en une copie refaite à qui l’a joint."
    ),
    "refused-key-lost": (
        "Une clé de la voûte manque au serveur : les pièces qu’elle ouvre ne se lisent pas, et "
        "aucune nouvelle n’est acceptée. Réclamations, totaux et journal sont intacts. "
        "Remettez la clé dans CLAIMS_VAULT_KEY, puis redémarrez."
    ),
    "refused-erased": (
        "Cette pièce a été effacée et ne peut plus être lue. Son empreinte reste au journal."
    ),
    "refused-does-not-reconcile": (
        "Les parties ne font pas le tout : aucun total n’est montré. "
        "Vérifiez le journal avant toute autre chose."
    ),
}
