"""Letters about the life of a claim: begun, filed, moved by counsel, left, come back to."""

from collections.abc import Mapping

from claims.i18n.catalogue import N_
from claims.i18n.letters.wording import Wording

STAGE = "{stage}"
"""What the matter says of itself: registration or claim. It is in both languages already."""
KEYS = N_("{numbered} : {number}\nCode secret : {code}")
LINK = N_("Pour rouvrir votre dossier, suivez ce lien :\n{link}")
LINK_LASTS = N_("Il sert une seule fois, jusqu’au {until}. Ne le transmettez à personne.")
COME_BACK = N_("Pour ouvrir votre dossier, avec votre numéro et votre code :\n{site}/connexion")
NEW_LINK = N_("Sans votre code, demandez un lien à cette adresse :\n{site}/connexion/lien")

WORDINGS: Mapping[str, Wording] = {
    "begun": Wording(
        N_("Votre {filing} {number} est commencée"),
        (
            N_("Votre {filing} est commencée dans le dossier suivant : {matter}."),
            STAGE,
            KEYS,
            N_(
                "Ces deux renseignements ouvrent votre dossier de n’importe quel appareil. "
                "Conservez ce message et ne donnez le code à personne : nous ne vous le "
                "demanderons jamais."
            ),
            LINK,
            LINK_LASTS,
            COME_BACK,
            N_(
                "Rien n’est encore déposé. Ce que vous inscrivez est enregistré au fur et à "
                "mesure; votre {filing} compte seulement une fois attestée et déposée."
            ),
        ),
        N_("Numéro et code"),
    ),
    "resume": Wording(
        N_("Votre lien pour revenir à {the_filing} {number}"),
        (
            N_("Voici le lien demandé pour revenir à votre {filing} {number}."),
            LINK,
            LINK_LASTS,
            N_("Ce qui était enregistré vous attend, tel que vous l’avez laissé."),
        ),
        N_("Lien pour revenir"),
    ),
    "recoded": Wording(
        N_("Le code de votre {filing} {number} a changé"),
        (
            N_(
                "Le {when}, l’équipe du registre a donné un nouveau code secret à la personne qui "
                "lui a dit être titulaire de {the_filing} {number}. L’ancien code n’ouvre plus "
                "rien."
            ),
            N_(
                "Si ce n’est pas vous qui l’avez demandé, écrivez sans attendre à l’équipe du "
                "registre : elle fermera l’accès."
            ),
            COME_BACK,
            NEW_LINK,
        ),
        N_("Code changé"),
    ),
    "filed": Wording(
        N_("Votre {filing} {number} est déposée"),
        (
            N_("Votre {filing} {number} a été déposée le {when}, dans le dossier : {matter}."),
            N_("Pertes déclarées : {declared}\nÉtayées à ce jour : {supported}"),
            STAGE,
            N_(
                "La suite : les avocats du groupe lisent votre dossier et chacune de vos pièces. "
                "S’il manque quelque chose, un message vous le dira, avec le temps pour le "
                "corriger."
            ),
            N_(
                "Votre reçu en PDF se télécharge à la page « Suivi » de votre dossier. Gardez vos "
                "originaux : le tribunal peut les demander."
            ),
            COME_BACK,
            NEW_LINK,
        ),
        N_("Dépôt confirmé"),
    ),
    "corrected": Wording(
        N_("La correction de votre {filing} {number} est déposée"),
        (
            N_(
                "La correction de votre {filing} {number} a été déposée le {when}. Elle remplace "
                "ce qui était déposé; la version précédente est conservée."
            ),
            N_("Pertes déclarées : {declared}\nÉtayées à ce jour : {supported}"),
            N_(
                "Les avocats du groupe la liront. Votre nouveau reçu en PDF se télécharge à la "
                "page « Suivi » de votre dossier."
            ),
            COME_BACK,
            NEW_LINK,
        ),
        N_("Correction confirmée"),
    ),
    "withdrawn": Wording(
        N_("Votre {filing} {number} est retirée"),
        (
            N_(
                "Votre {filing} {number} a été retirée à votre demande, le {when}. Elle ne compte "
                "plus dans l’action collective, et ce retrait est définitif."
            ),
            N_(
                "Si ce n’est pas vous qui l’avez retirée, écrivez sans attendre aux avocats du "
                "groupe en donnant ce numéro."
            ),
        ),
        N_("Retrait confirmé"),
    ),
    "opted_out": Wording(
        N_("Demande d’exclusion consignée : {filing} {number}"),
        (
            N_(
                "Votre demande d’exclusion est consignée au registre, le {when}. Votre {filing} "
                "{number} ne compte plus."
            ),
            N_(
                "Elle ne vous exclut pas à elle seule : pour être exclu du groupe, il faut en "
                "aviser le greffe du tribunal dans le délai d’exclusion."
            ),
            N_("Le reçu de votre demande, en PDF, se télécharge à la page « Suivi » du dossier."),
            N_(
                "Si vous n’avez pas demandé cette exclusion, écrivez sans attendre aux avocats du "
                "groupe en donnant ce numéro."
            ),
        ),
        N_("Demande d’exclusion consignée"),
    ),
}
BY_COUNSEL: Mapping[str, str] = {
    "deficiency": N_("Lacune à corriger"),
    "reminder": N_("Rappel d’une lacune"),
    "decision": N_("Décision"),
    "reconsideration": N_("Décision sur une contestation"),
    "deficiencies": N_("Lacunes à corriger, plusieurs dossiers"),
    "reminders": N_("Rappel de lacunes, plusieurs dossiers"),
    "decisions": N_("Décisions, plusieurs dossiers"),
    "deficient": N_("Lacune à corriger"),
    "accepted": N_("Décision : admise"),
    "reduced": N_("Décision : admise en partie"),
    "refused": N_("Décision : refusée"),
}
"""Letters worded in data/letters, which counsel reads before they leave; the last four as they were
called when their words stood here."""
