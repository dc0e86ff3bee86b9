"""Whose site it is, and by what right someone else claims for it: part of a site's card."""

from claims.claim.authority import CHOICES
from claims.claim.form import ServiceForm
from claims.ui.forms import LABELS, options
from claims.ui.widgets import Desk, choice_field, text_field


def owner_fields(desk: Desk, service: ServiceForm) -> None:
    """Asked of whoever is not simply the owner of what they claim for."""
    if desk.folder.form.claimant.capacity == "owner":
        return
    here = f"services.{service.id}"
    choice_field(
        desk, f"{here}.authority", desk.say(LABELS["services.authority"]),
        options(CHOICES, desk.language),
    )  # fmt: skip
    if service.authority == "own":
        return
    text_field(desk, f"{here}.owner", desk.say(LABELS["services.owner"]))
    text_field(
        desk, f"{here}.owner_email", desk.say(LABELS["services.owner_email"]),
        hint=desk.say(
            "Sert seulement à l’inviter, si vous le demandez, à lire ce qui est déclaré pour ce "
            "site et à répondre."
        ),
    )  # fmt: skip
