"""Why an e-mail is not written, or did not leave."""

SENTENCES: dict[str, str] = {
    "email-too-often": (
        "Plusieurs dossiers viennent d’être commencés avec cette adresse. Attendez une heure, ou "
        "laissez ce champ vide : vous l’inscrirez ensuite dans votre dossier."
    ),
    "mail-refused": (
        "Le serveur de courriel a refusé ce message (réponse {answer}). Si l’adresse est fausse, "
        "le réclamant doit la corriger; sinon, voyez les règles de ce serveur."
    ),
    "mail-login": (
        "Le serveur de courriel a refusé notre mot de passe (réponse {answer}). Vérifiez "
        "CLAIMS_SMTP_USER et CLAIMS_SMTP_PASSWORD."
    ),
    "mail-login-unknown": (
        "Le serveur de courriel ne demande pas de mot de passe sur cette connexion. Retirez "
        "CLAIMS_SMTP_USER, ou laissez CLAIMS_SMTP_STARTTLS à true."
    ),
    "mail-no-starttls": (
        "Le serveur de courriel refuse de chiffrer la connexion; rien ne lui a été envoyé en "
        "clair. Corrigez CLAIMS_SMTP_HOST ou CLAIMS_SMTP_PORT."
    ),
    "mail-certificate": (
        "Le certificat du serveur de courriel ne convient pas; rien ne lui a été envoyé. Vérifiez "
        "CLAIMS_SMTP_HOST et ce certificat."
    ),
    "mail-timeout": (
        "Le serveur de courriel n’a pas répondu à temps. Vérifiez qu’il fonctionne; un nouvel "
        "essai se fait tout seul."
    ),
    "mail-no-connection": (
        "Le serveur de courriel ne répond pas. Vérifiez CLAIMS_SMTP_HOST et CLAIMS_SMTP_PORT; un "
        "nouvel essai se fait tout seul."
    ),
    "mail-interrupted": (
        "L’envoi de ce message a été interrompu chaque fois. Voyez le journal du serveur, puis "
        "réessayez."
    ),
    "mail-no-utf8": (
        "Le serveur de courriel n’accepte pas les adresses accentuées. Le réclamant doit en "
        "donner une autre."
    ),
    "mail-unsendable": (
        "Cette adresse n’entre pas dans l’en-tête d’un courriel. Le réclamant doit en donner une "
        "autre."
    ),
    "mail-unreadable": (
        "Le texte de ce message ne s’ouvre plus : CLAIMS_SECRET a changé depuis qu’il a été "
        "écrit. Le réclamant peut en redemander un."
    ),
    "mail-no-file": (
        "Le message n’a pas pu être écrit dans le dossier mail. Vérifiez l’espace et les droits "
        "d’écriture de CLAIMS_DATA_DIR."
    ),
}
