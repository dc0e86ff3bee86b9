"""The letter to the owner of a service that someone else claims for."""

from collections.abc import Mapping

from claims.i18n.catalogue import N_
from claims.i18n.letters.wording import Wording

WORDINGS: Mapping[str, Wording] = {
    "owner": Wording(
        N_("On vous désigne comme propriétaire d’un site"),
        (
            N_(
                "Quelqu’un a inscrit des pertes pour un ou plusieurs sites, dans l’action "
                "collective suivante : {matter}."
            ),
            N_("Ces pertes ont été inscrites au nom de : {claimant}"),
            N_(
                "Cette personne vous désigne comme propriétaire. Vous pouvez lire ce qui est "
                "déclaré pour chaque site, puis confirmer, contester, ou dire que ce n’est pas "
                "vous."
            ),
            N_("Pour lire et répondre, suivez le lien de chaque site :\n\n{sites}"),
            N_("Un lien sert à une seule réponse, jusqu’au {until}. Ne le transmettez à personne."),
            N_(
                "Aucun compte n’est à créer et rien ne vous est demandé d’autre : ni paiement, ni "
                "mot de passe, ni numéro d’assurance sociale."
            ),
        ),
        N_("Invitation d’un propriétaire"),
    ),
}
