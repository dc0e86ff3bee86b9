"""The shape of one import line as JSON Schema, with the words each field takes.

The form takes any text, so that a draft may be half typed; a line that is imported is whole. What
a field takes is read where it is decided: in the code that reads it, or in the matter's file.
"""

from collections.abc import Mapping
from typing import Any, get_args

from claims.claim.form import ClaimForm
from claims.claim.model import Authority, Capacity, Claimant, Credit
from claims.claim.reading import PLACES, YES_NO
from claims.i18n.catalogue import N_, say
from claims.i18n.sentences import said_of
from claims.i18n.text import LANGUAGES, Language, Text
from claims.matter.model import Matter

PARTS: Mapping[str, str] = {
    "ClaimForm": N_("Une réclamation entière, telle qu’écrite : une ligne du fichier."),
    "ClaimantForm": N_("Qui réclame."),
    "ContactForm": N_("Où joindre le réclamant."),
    "ServiceForm": N_("Un site, une boutique ou un domaine de courriel."),
    "LossForm": N_("Un chef de dommages, sur une période."),
    "CreditForm": N_("Une somme reçue ou offerte."),
    "ExhibitForm": N_("Ce qu’est une pièce, et ce qu’elle prouve."),
    "AttestationForm": N_("La case cochée, et le nom écrit à côté."),
}
NEEDED: Mapping[str, tuple[str, ...]] = {
    "ClaimForm": ("key", "claimant", "contact", "services", "losses"),
    "ClaimantForm": ("kind", "name", "capacity"),
    "ContactForm": ("email",),
    "ServiceForm": ("id", "domain", "type"),
    "LossForm": ("id", "head", "start", "end"),
    "CreditForm": ("id", "kind", "amount", "head"),
    "ExhibitForm": ("id", "file", "kind"),
}
"""What a line without them is refused for."""
FIXED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("ClaimForm", "language"): LANGUAGES,
    ("ClaimantForm", "kind"): get_args(Claimant.model_fields["kind"].annotation),
    ("ClaimantForm", "capacity"): get_args(Capacity),
    ("ClaimantForm", "registrant"): ("", *YES_NO),
    ("ContactForm", "place"): ("", *PLACES),
    ("ServiceForm", "authority"): ("", *get_args(Authority)),
    ("CreditForm", "kind"): get_args(Credit.model_fields["kind"].annotation),
    ("CreditForm", "accepted"): ("", *YES_NO),
    ("AttestationForm", "agreed"): ("", *YES_NO),
}
"""The same in every matter. A blank is one of them where the answer may be left out."""
DECIDED: Mapping[tuple[str, str], str] = {
    ("ClaimForm", "answers"): "questions",
    ("ServiceForm", "answers"): "questions",
    ("ServiceForm", "type"): "service_types",
    ("ServiceForm", "subgroup"): "subgroups",
    ("LossForm", "head"): "heads",
    ("LossForm", "inputs"): "heads.….inputs",
    ("CreditForm", "head"): "heads, credit_scopes",
    ("ExhibitForm", "kind"): "exhibit_kinds",
}
"""Fields a matter decides, and the part of its file that does."""


def shape(language: Language, matter: Matter | None = None) -> dict[str, Any]:
    """The schema of a line; with a matter, the words that its file decides stand in it too."""
    whole = ClaimForm.model_json_schema()
    forms = {"ClaimForm": whole, **whole["$defs"]}
    for form, description in PARTS.items():
        forms[form]["description"] = say(description, language)
        forms[form]["required"] = list(NEEDED.get(form, ()))
    for (form, field), words in FIXED.items():
        forms[form]["properties"][field]["enum"] = list(words)
    for (form, field), part in DECIDED.items():
        forms[form]["properties"][field]["description"] = say(
            "Décidé par le dossier, dans {part} de son fichier. "
            "Pour ses valeurs : python -m claims schema claim --matter DOSSIER",
            language, part=f"[{part}]",
        )  # fmt: skip
    if matter:
        _decide(forms, matter, language)
    for form, fields in NEEDED.items():
        for field in fields:
            forms[form]["properties"][field].pop("default", None)
    return whole


def _decide(forms: Mapping[str, Any], matter: Matter, language: Language) -> None:
    """Put in the words of a matter, each with what it is called."""
    subgroups = {key: each.label for key, each in matter.subgroups.items()}
    types = {key: each.label for key, each in matter.service_types.items()}
    heads = {key: each.label for key, each in matter.heads.items()}
    for form, field, words in (
        ("ServiceForm", "type", types),
        ("ServiceForm", "subgroup", {"": None, **subgroups}),
        ("LossForm", "head", heads),
        ("CreditForm", "head", matter.credited()),
        ("ExhibitForm", "kind", matter.exhibit_kinds),
    ):
        forms[form]["properties"][field] |= _among(words, language)
    for form, per in (("ClaimForm", "claimant"), ("ServiceForm", "service")):
        forms[form]["properties"]["answers"] = _object(
            {
                key: _among({"": None, **asked.answers}, language, asked.text)
                for key, asked in matter.questions.items()
                if asked.per == per
            }
        )
    forms["LossForm"]["properties"]["inputs"] = _object(_inputs(matter, language))


def _among(
    words: Mapping[str, Text | None], language: Language, asked: Text | None = None
) -> dict[str, Any]:
    """The words a field takes, and what each is called."""
    named = {key: text.in_(language) for key, text in words.items() if text}
    called = "; ".join(said_of(key, text, language) for key, text in named.items())
    about = f"{asked.in_(language)} " if asked else ""
    return {"enum": list(words), "description": f"{about}{called}"}


def _inputs(matter: Matter, language: Language) -> dict[str, Any]:
    """What the heads ask, by name, with the heads that ask it."""
    asking: dict[str, list[str]] = {}
    for head, each in matter.heads.items():
        for name, asked in each.inputs.items():
            said = said_of(head, asked.label.in_(language), language)
            asking.setdefault(name, []).append(said)
    return {name: {"type": "string", "description": "; ".join(a)} for name, a in asking.items()}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    typed = {name: {"type": "string", **told} for name, told in properties.items()}
    return {"type": "object", "properties": typed, "additionalProperties": False}
