"""Letters to those who keep the registry: an alert. They are about no claim, and name nobody."""

from collections.abc import Mapping

from claims.i18n.catalogue import N_
from claims.i18n.letters.wording import Wording

WORDINGS: Mapping[str, Wording] = {
    "many_opened": Wording(
        N_("Alerte : beaucoup de réclamations ouvertes en peu de temps"),
        (
            N_(
                "Le {when}, une personne de l’équipe a ouvert en cinq minutes plus de réclamations "
                "qu’on ne peut en lire. Un code lui a été demandé avant la suivante."
            ),
            N_(
                "La page « Accès » dit qui. Demandez à cette personne si c’était bien elle; sinon, "
                "fermez ses sessions :\n{site}/acces"
            ),
            N_(
                "Par prudence, ce courriel ne nomme personne et ne cite aucune réclamation. Un "
                "seul est envoyé par alerte. Le système ne lit pas les réponses."
            ),
        ),
        N_("Alerte aux administrateurs"),
    ),
}
