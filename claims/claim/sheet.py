"""The columns of a list of sites, at every door: workbook, CSV, pasted grid.

One table, from the matter's own types, questions and heads: a new head or a new input is a new
column without a line of Python, and a new field of a service is one line of `_site`. A row is one
site with its losses; what has no place on one line (a history of sales) stays on its page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from claims.claim.authority import CHOICES
from claims.i18n import N_, Text, say
from claims.matter.model import Head, Matter

KEY, FAULT = "key", "fault"
LISTED = frozenset({"history", "absent_days", "call_log"})
"""Units of an input that is a list of its own: it has no place on one line."""
NOTHING: Mapping[str, Text] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. code: how a workbook names it, whatever its title, order or language.

    unit: "text", "choice", or the unit of a head's input; head: key of the head it tells a loss of.
    """

    code: str
    label: Text
    unit: str = "text"
    choices: Mapping[str, Text] = field(default_factory=lambda: NOTHING)
    hint: Text | None = None
    head: str = ""
    group: Text | None = None
    """What the columns beside it are about, together."""

    @property
    def name(self) -> Text:
        """Its title where it stands alone: two heads may ask the same thing."""
        if not self.head or self.group is None:
            return self.label
        return Text(
            fr=f"{self.group.fr} — {self.label.fr}", en=f"{self.group.en} — {self.label.en}"
        )


def columns(matter: Matter) -> tuple[Column, ...]:
    """Every column, in the order of a workbook; the key first, what is wrong last."""
    losses = (c for key, head in matter.heads.items() for c in _losses(key, head))
    key = Column(KEY, both(N_("Clé")), group=both(N_("Le site")))
    return (key, *_site(matter), *_questions(matter), *losses, _fault())


def by_code(matter: Matter) -> dict[str, Column]:
    """The same, by code."""
    return {column.code: column for column in columns(matter)}


def both(msgid: str) -> Text:
    """One of our own sentences in both languages, as a matter's are."""
    return Text(fr=say(msgid, "fr"), en=say(msgid, "en"))


def _site(matter: Matter) -> tuple[Column, ...]:
    """What a service is: the code is the name of its field in the form."""
    types = {key: kind.label for key, kind in matter.service_types.items()}
    rights = {key: both(label) for key, label in CHOICES.items()}
    choices = {"type": types, "authority": rights}
    told = {
        "domain": (N_("Nom de domaine"), "text", N_("Un seul nom, par exemple boutique.ca.")),
        "type": (N_("Type de service"), "choice", N_("Choisissez dans la liste.")),
        "restored": (
            N_("Date du retour en ligne"),
            "date",
            N_("Laissez vide si le service n’est jamais revenu."),
        ),
        "authority": (
            N_("À quel titre déclarez-vous des pertes?"),
            "choice",
            N_("Choisissez dans la liste; laissez vide si vous ne le savez pas encore."),
        ),
        "owner": (N_("Nom du propriétaire"), "text", N_("Le client pour qui vous gérez ce site.")),
        "owner_email": (
            N_("Courriel du propriétaire"),
            "text",
            N_("Pour l’inviter à confirmer; laissez vide si vous ne voulez pas lui écrire."),
        ),
    }
    group = both(N_("Le site"))
    return tuple(
        Column(code, both(label), unit, choices.get(code, NOTHING), both(hint), group=group)
        for code, (label, unit, hint) in told.items()
    )


def _questions(matter: Matter) -> tuple[Column, ...]:
    """What decides the subgroup of each site."""
    group = both(N_("Le sous-groupe"))
    return tuple(
        Column(f"answers.{key}", asked.text, "choice", asked.answers, asked.hint, group=group)
        for key, asked in matter.questions.items()
        if asked.per == "service"
    )


def _losses(key: str, head: Head) -> tuple[Column, ...]:
    """A loss of one head: its inputs, and the day it ended."""
    if head.per != "service":
        return ()
    asked = tuple(
        Column(f"{key}.{name}", i.label, i.unit, NOTHING, i.hint, key, head.label)
        for name, i in head.inputs.items()
        if i.unit not in LISTED
    )
    end = Column(
        f"{key}.end",
        both(N_("Dernier jour (facultatif)")),
        "date",
        hint=both(N_("Laissez vide pour la fin connue de la panne.")),
        head=key,
        group=head.label,
    )
    return (*asked, end) if asked else ()


def _fault() -> Column:
    return Column(FAULT, both(N_("À corriger")), group=both(N_("Notre lecture")))
