"""Where a filed claim stands, in plain words."""

from collections.abc import Mapping
from typing import Literal

from claims.claim.states import Status
from claims.evidence.ownership import Stage
from claims.i18n import N_, Language, say
from claims.office.filing import MORE
from claims.store.outbox import State

MEANING: Mapping[Status, str] = {
    Status.DRAFT: N_("Votre dossier n’est pas encore déposé."),
    Status.SUBMITTED: N_(
        "Votre dossier est déposé. Les avocats du groupe ne l’ont pas encore examiné. "
        "Vous n’avez rien à faire."
    ),
    Status.IN_REVIEW: N_(
        "Les avocats du groupe examinent votre dossier. Vous n’avez rien à faire."
    ),
    Status.DEFICIENT: N_(
        "Il manque quelque chose à votre dossier. Ajoutez une pièce ou demandez une correction "
        "ci-dessous, puis déposez de nouveau."
    ),
    Status.ACCEPTED: N_("Toutes vos pertes sont admises."),
    Status.REDUCED: N_(
        "Une partie de vos pertes est admise. Si vous n’êtes pas d’accord, contestez la décision "
        "ci-dessous et dites pourquoi."
    ),
    Status.REFUSED: N_(
        "Vos pertes ne sont pas admises. Si vous n’êtes pas d’accord, contestez la décision "
        "ci-dessous et dites pourquoi."
    ),
    Status.WITHDRAWN: N_(
        "Vous avez retiré ce dossier. Il ne compte plus dans l’action collective."
    ),
    Status.OPTED_OUT: N_(
        "Votre demande d’exclusion est consignée : ce dossier ne compte plus. Elle ne remplace pas "
        "l’avis au greffe."
    ),
}
NO_PAPERS = N_(
    "Les modèles de cession et de mandat sont rédigés selon le droit du Québec; cette action "
    "relève d’un autre droit. Demandez aux avocats du groupe quel écrit il faut."
)
"""Said where a matter under another law has no template."""
BADGES: Mapping[Status, str] = {
    Status.DRAFT: N_("Brouillon"),
    Status.SUBMITTED: N_("Déposé"),
    Status.IN_REVIEW: N_("À l’étude"),
    Status.DEFICIENT: N_("À compléter"),
    Status.ACCEPTED: N_("Admis"),
    Status.REDUCED: N_("Admis en partie"),
    Status.REFUSED: N_("Non admis"),
    Status.WITHDRAWN: N_("Retiré"),
    Status.OPTED_OUT: N_("Exclusion demandée"),
}
"""The state in a word or two; masculine, for « votre dossier »."""
Color = Literal["red", "orange", "green", "blue", "gray"]
COLORS: Mapping[Status, Color] = {
    Status.DRAFT: "gray",
    Status.SUBMITTED: "blue",
    Status.IN_REVIEW: "blue",
    Status.DEFICIENT: "orange",
    Status.ACCEPTED: "green",
    Status.REDUCED: "orange",
    Status.REFUSED: "red",
    Status.WITHDRAWN: "gray",
    Status.OPTED_OUT: "gray",
}
STAGE_COLORS: Mapping[Stage, Color] = {
    Stage.NOTHING: "gray",
    Stage.UNPAPERED: "orange",
    Stage.OPEN: "orange",
    Stage.CONFIRMED: "blue",
    Stage.CONTESTED: "red",
    Stage.ACCEPTED: "green",
    Stage.REFUSED: "red",
}
"""Where the ownership of a site stands."""
OUTCOMES: Mapping[str, str] = {
    "": N_("Pas encore décidé"),
    "accepted": N_("Admise"),
    "reduced": N_("Admise en partie"),
    "refused": N_("Refusée"),
}
CONTESTED = N_(
    "Votre contestation est à l’étude. Ce qui est admis le reste jusqu’à la nouvelle décision; "
    "vous n’avez rien à faire."
)
"""What a claim sent back by a contest is told, in place of what its state means."""
UNDELIVERED = N_(
    "Le courriel de confirmation n’a pas pu être livré à {address} : vérifiez votre adresse à la "
    "page « Vos coordonnées ». Votre dossier est déposé malgré tout."
)
MAILED: Mapping[State, str] = {
    "waiting": N_("Un courriel de confirmation part à {address}."),
    "sent": N_("Un courriel de confirmation est parti à {address}."),
    "failed": UNDELIVERED,
    "bounced": UNDELIVERED,
}
"""What became of the letter about a filing; nothing is said of one that was never written."""
REASONS: Mapping[str, str] = {
    "first filing": N_("Premier dépôt"),
    "decision": N_("Décision"),
    "batch undone": N_("Décision en lot défaite"),
    "import": N_("Importation"),
    MORE: N_("Ajout d’une pièce"),
}


def reason_said(reason: str, language: Language) -> str:
    """Why a revision was written: one of our codes in words, or words as typed."""
    return say(REASONS[reason], language) if reason in REASONS else reason
