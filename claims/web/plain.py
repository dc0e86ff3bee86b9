"""Refusals that need no page around them: both languages, no detail, nothing to look up."""

from starlette.responses import HTMLResponse, Response

SAID = {
    400: ("Demande illisible.", "The request cannot be read."),
    401: (
        "Ouvrez d’abord une session, puis recommencez.",
        "Sign in first, then try again.",
    ),
    403: ("Cet accès n’est pas permis.", "This access is not allowed."),
    404: (
        "Cette page n’existe pas. Vérifiez l’adresse, ou revenez à l’accueil.",
        "This page does not exist. Check the address, or go back to the home page.",
    ),
    405: ("Cette action n’est pas permise ici.", "This action is not allowed here."),
    410: (
        "Cette pièce a été effacée et ne peut plus être lue. Son empreinte reste au journal.",
        "This exhibit was erased and can no longer be read. Its hash stays in the journal.",
    ),
    413: (
        "Ce fichier, ou l’ensemble de vos fichiers, dépasse la limite permise.",
        "This file, or your files together, exceed the limit.",
    ),
    421: (
        "Ce registre ne répond pas sous ce nom de domaine.",
        "This registry does not answer under this domain name.",
    ),
    423: (
        "La clé qui ouvre cette pièce manque au serveur. Les réclamations, les totaux et le "
        "journal sont intacts. L’équipe du registre doit remettre la clé en place ou, si elle est "
        "perdue, demander que la pièce soit jointe de nouveau.",
        "The key that opens this exhibit is missing from the server. Claims, totals and the "
        "journal are intact. The registry’s team must put the key back or, if it is lost, ask for "
        "the exhibit to be attached again.",
    ),
    429: (
        "Trop de demandes. Attendez quelques minutes, puis recommencez.",
        "Too many requests. Wait a few minutes, then try again.",
    ),
    500: (
        "Une erreur est survenue de notre côté; rien n’a été perdu de ce qui était enregistré. "
        "Réessayez dans quelques minutes.",
        "Something went wrong on our side; nothing already saved was lost. "
        "Try again in a few minutes.",
    ),
    503: (
        "Le registre n’est pas disponible pour le moment. Réessayez dans quelques minutes.",
        "The registry is not available at the moment. Try again in a few minutes.",
    ),
}
INFECTED = (
    "Ce fichier est en quarantaine : l’antivirus y reconnaît un programme nuisible. "
    "Il n’est remis à personne.",
    "This file is in quarantine: the virus scanner recognizes a harmful program in it. "
    "It is given to nobody.",
)
"""Why a file in quarantine is given to nobody."""
HELD = (
    "Ce dossier de preuve attend qu’une autre personne de l’équipe l’approuve, ou a été "
    "renvoyé. Voyez la page des dossiers de preuve.",
    "This evidence bundle waits for another member of the team to approve it, or was sent back. "
    "See the page of evidence bundles.",
)
"""Why a bundle is not handed out yet."""
CODE_GONE = (
    "Le code secret ne peut plus être montré. Votre dossier est intact : entrez avec le code que "
    "vous avez noté, ou par le lien que vous pouvez recevoir par courriel.",
    "The secret code can no longer be shown. Your file is intact: come in with the code you noted, "
    "or by the link that can be sent to you by e-mail.",
)
"""Why the page of number and code is handed out no longer."""
FRAME = """<!doctype html>
<html lang="fr-CA"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{status} - Registre des réclamations</title></head>
<body><main><h1>{status}</h1><p>{fr}</p><p lang="en-CA">{en}</p>
<p><a href="/accueil">Accueil</a> · <a href="/accueil" lang="en-CA">Home</a></p>
</main></body></html>
"""


def sorry(status: int, said: tuple[str, str] | None = None) -> Response:
    """A short page for one of the statuses above, in its usual words unless others are said."""
    fr, en = said or SAID[status]
    return HTMLResponse(FRAME.format(status=status, fr=fr, en=en), status_code=status)
