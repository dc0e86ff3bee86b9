"""By what right someone claims for a service, as they say it and as others read it."""

from collections.abc import Mapping

from claims.i18n.catalogue import N_

CHOICES: Mapping[str, str] = {
    "own": N_("C’est mon propre site"),
    "mandate": N_("Le propriétaire m’a donné un mandat écrit"),
    "assignment": N_("Le propriétaire m’a cédé ses droits par écrit"),
    "declares": N_("Je déclare pour le propriétaire, qui confirmera"),
}
"""As the claimant chooses."""
NAMED: Mapping[str, str] = {
    "own": N_("propre site du réclamant"),
    "mandate": N_("mandat écrit du propriétaire"),
    "assignment": N_("cession écrite du propriétaire"),
    "declares": N_("déclaration pour le propriétaire"),
}
"""As counsel and the owner read it."""
