"""Letters about what comes after filing: a message that waits, a request for erasure received."""

from collections.abc import Mapping

from claims.i18n.catalogue import N_
from claims.i18n.letters.claim import COME_BACK, NEW_LINK
from claims.i18n.letters.wording import Wording

WORDINGS: Mapping[str, Wording] = {
    "message": Wording(
        N_("Vous avez un message : {filing} {number}"),
        (
            N_(
                "Les avocats du groupe vous ont écrit au sujet de votre {filing} {number}. Par "
                "prudence, ce courriel ne répète pas leur message : lisez-le et répondez-y à la "
                "page « Messages » de votre dossier."
            ),
            COME_BACK,
            NEW_LINK,
        ),
    ),
    "erasure_answered": Wording(
        N_("Réponse à votre demande d’effacement : {filing} {number}"),
        (
            N_(
                "Les avocats du groupe ont répondu à votre demande d’effacer les renseignements "
                "de {the_filing} {number}. Lisez leur réponse et ses motifs à la page « Mes "
                "renseignements » de votre dossier."
            ),
            COME_BACK,
            NEW_LINK,
        ),
    ),
    "erasure": Wording(
        N_("Votre demande d’effacement est reçue : {filing} {number}"),
        (
            N_(
                "Votre demande d’effacer les renseignements de {the_filing} {number} a été reçue "
                "le {when}."
            ),
            N_(
                "Ce qui est déposé sert de preuve dans une affaire en cours et est gardé à ce "
                "titre. Les avocats du groupe vous répondront par écrit, avec leurs motifs, à la "
                "page « Mes renseignements » de votre dossier."
            ),
            COME_BACK,
            NEW_LINK,
        ),
    ),
}
