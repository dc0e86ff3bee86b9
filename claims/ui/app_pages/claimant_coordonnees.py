"""Who claims, and how to reach them: only what is necessary."""

from collections.abc import Mapping

from claims.i18n import N_
from claims.ui.forms import (
    BUSINESS,
    CAPACITIES,
    KINDS,
    LABELS,
    PLACES,
    TONGUES,
    YES_NO,
    asked_as,
    options,
)
from claims.ui.widgets import choice_field, text_field
from claims.ui.widgets_page import foot, open_topic

desk = open_topic("coordonnees", N_("Vos coordonnées"))
business = desk.value("claimant.kind") == "business"


def choices(path: str, known: Mapping[str, str], hint: str = "") -> None:
    offered = options(known, desk.language)
    asked = asked_as(path, desk.folder.matter, desk.language)
    choice_field(desk, path, asked, offered, hint=hint, long=len(known) > 5)


def line(path: str, hint: str = "") -> None:
    text_field(desk, path, desk.say(LABELS[path]), hint=hint)


choices("claimant.kind", KINDS)
if business:
    text_field(desk, "claimant.name", desk.say(BUSINESS))
    line("claimant.registration", desk.say("NEQ, numéro d’entreprise fédéral, SIREN ou SIRET."))
else:
    line("claimant.name")
choices("claimant.capacity", CAPACITIES)
choices(
    "claimant.registrant",
    YES_NO,
    desk.say("Un inscrit récupère ces taxes : elles sont alors retirées de ses pertes."),
)
line("contact.email", desk.say("Nous y écrivons seulement au sujet de ce dossier."))
line("contact.phone", desk.say("Avec l’indicatif régional, par exemple 514 555-0123."))
line("contact.address")
choices(
    "contact.place",
    PLACES,
    desk.say("Décide des taxes de vos factures. Laissez vide si le vôtre n’est pas dans la liste."),
)
choices("language", TONGUES)
foot(desk, "coordonnees")
