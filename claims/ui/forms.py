"""What the claimant's fields are called, offer and answer. Words and reading only, no Streamlit.

What a person typed enters a sentence that is shown as Markdown only as text: `told` marks each sign
of it, and `told_in_full` is for inert text alone.
"""

import re
from collections.abc import Mapping
from typing import Protocol, get_args

from claims.claim.form import ClaimForm
from claims.claim.model import Contact
from claims.i18n import N_, Language, day, money, number, percent, say, say_n, sentence
from claims.i18n.amounts import read_amount, read_day, read_quantity, shown
from claims.i18n.formats import MINUS, NBSP
from claims.matter.model import Input, Matter
from claims.matter.taxed import registrant
from claims.office.drafting import part_of
from claims.office.folder import Folder
from claims.problems import Problem

Options = Mapping[str, str]


class Described(Protocol):
    """A form and the matter that gives its questions: a folder, or a claim once filed."""

    @property
    def form(self) -> ClaimForm:
        """What was typed."""
        ...

    @property
    def matter(self) -> Matter:
        """Its matter."""
        ...


CITED = frozenset({"typed", "name", "key", "value", "fault"})
"""Values of a Problem that may repeat what was typed."""

LABELS: Mapping[str, str] = {
    "claimant.kind": N_("Qui déclare ces pertes?"),
    "claimant.name": N_("Nom complet"),
    "claimant.capacity": N_("À quel titre déclarez-vous des pertes?"),
    "claimant.registrant": N_("Êtes-vous {registrant}?"),
    "claimant.registration": N_("Numéro d’entreprise (facultatif)"),
    "contact.email": N_("Courriel"),
    "contact.phone": N_("Téléphone (facultatif)"),
    "contact.address": N_("Adresse postale (facultatif)"),
    "contact.place": N_("Province ou pays (facultatif)"),
    "language": N_("Langue de nos envois"),
    "services.domain": N_("Nom de domaine"),
    "services.type": N_("Type de service"),
    "services.subgroup": N_("Sous-groupe"),
    "services.server": N_("Serveur de ce site (facultatif)"),
    "services.restored": N_("Date du retour en ligne (facultatif)"),
    "services.owner": N_("Nom du propriétaire (facultatif)"),
    "services.owner_email": N_("Courriel du propriétaire (facultatif)"),
    "services.authority": N_("À quel titre déclarez-vous des pertes pour ce site?"),
    "services": N_("Sites touchés"),
    "losses.head": N_("Chef de dommages"),
    "losses.service": N_("Site"),
    "losses.start": N_("Premier jour"),
    "losses.end": N_("Dernier jour"),
    "losses.inputs": N_("Montants et quantités"),
    "losses.note": N_("Précisions (facultatif)"),
    "losses": N_("Vos pertes"),
    "credits.kind": N_("Nature de la somme"),
    "credits.amount": N_("Montant"),
    "credits.head": N_("Perte à laquelle elle répond"),
    "credits.service": N_("Site (facultatif)"),
    "credits.accepted": N_("L’avez-vous acceptée?"),
    "credits.received": N_("Date de réception (facultatif)"),
    "exhibits.kind": N_("Nature de la pièce"),
    "exhibits.losses": N_("Pertes que cette pièce prouve"),
    "exhibits": N_("Fichier"),
    "attestation.name": N_("Votre nom complet"),
    "attestation.agreed": N_("Attestation"),
    "reason": N_("Motif de la correction"),
    "withdrawal": N_("Motif du retrait"),
    "contest": N_("Pourquoi contestez-vous cette décision?"),
    "message": N_("Votre message"),
    "exclusion": N_("Votre numéro, pour confirmer"),
    "erasure": N_("Votre numéro, pour confirmer"),
    "code-checked": N_("Comment vous avez vérifié qui est cette personne"),
    "credits": N_("Sommes reçues"),
    "erasure-reason": N_("Votre motif (facultatif)"),
}
"""Field, its list without the id → what it is called."""

NUMBERED: Mapping[str, str] = {
    "services": N_("Site {n}"),
    "losses": N_("Perte {n}"),
    "credits": N_("Somme reçue {n}"),
    "exhibits": N_("Pièce {n}"),
}
BUSINESS = N_("Nom de l’entreprise ou de l’organisme")
"""What its name is called, when a business declares."""
KINDS = {"person": N_("Une personne"), "business": N_("Une entreprise ou un organisme")}
CAPACITIES = {
    "owner": N_("Propriétaire du site ou du service"),
    "agency": N_("Concepteur ou agence web"),
    "reseller": N_("Revendeur d’hébergement"),
}
TONGUES = {"fr": N_("Français"), "en": N_("Anglais")}
YES_NO = {"yes": N_("Oui"), "no": N_("Non")}
ACCEPTED = {"yes": N_("Oui, je l’ai reçue"), "no": N_("Non, j’ai refusé l’offre")}
CREDIT_KINDS = {
    "goodwill": N_("Geste commercial"),
    "refund": N_("Remboursement"),
    "insurance": N_("Indemnité d’assurance"),
    "free_hosting": N_("Hébergement gratuit"),
}
PLACES: Mapping[str, str] = {
    "QC": N_("Québec"),
    "ON": N_("Ontario"),
    "NB": N_("Nouveau-Brunswick"),
    "NS": N_("Nouvelle-Écosse"),
    "PE": N_("Île-du-Prince-Édouard"),
    "NL": N_("Terre-Neuve-et-Labrador"),
    "MB": N_("Manitoba"),
    "SK": N_("Saskatchewan"),
    "AB": N_("Alberta"),
    "BC": N_("Colombie-Britannique"),
    "FR": N_("France"),
}
assert set(PLACES) == set(get_args(Contact.model_fields["place"].annotation)) - {""}  # noqa: S101


def key_of(path: str) -> str:
    """Key of the widget that holds a field; also the end of the link to it."""
    return "champ-" + re.sub(r"[^a-z0-9]", "-", path)


def options(known: Mapping[str, str], language: Language) -> dict[str, str]:
    """Choices in the reader's language, in order."""
    return {key: say(label, language) for key, label in known.items()}


def label_of(path: str, folder: Described, language: Language) -> str:
    """What a field is called in a list of faults: "Site 2 — Nom de domaine". Never typed words."""
    head, place, leaf = part_of(folder.form, _by_place(path, folder))
    if not head:
        return _plain_label(path, folder.matter, language)
    part = say(NUMBERED[head], language, n=place + 1)
    if not leaf:
        return part
    return f"{part} — {_leaf_label(head, place, leaf, folder, language)}"


def asked_as(path: str, matter: Matter, language: Language) -> str:
    """How a field asks what it wants, in the words of the law of the matter."""
    return say(LABELS[path], language, registrant=registrant(matter, language))


def _by_place(path: str, folder: Described) -> str:
    """The reverse of `by_id`: services.s4.domain is services.0.domain."""
    head, _, rest = path.partition(".")
    name, _, leaf = rest.partition(".")
    parts = getattr(folder.form, head, ())
    if not isinstance(parts, list):
        return path
    place = next((i for i, part in enumerate(parts) if part.id == name), None)
    return path if place is None else f"{head}.{place}.{leaf}"


def _plain_label(path: str, matter: Matter, language: Language) -> str:
    if path.startswith("answers."):
        question = matter.questions.get(path.removeprefix("answers."))
        return bare(question.text.in_(language)) if question else path
    return bare(asked_as(path, matter, language)) if path in LABELS else path


def _leaf_label(head: str, place: int, leaf: str, folder: Described, language: Language) -> str:
    first, _, name = leaf.partition(".")
    matter = folder.matter
    if first == "answers" and name in matter.questions:
        return bare(matter.questions[name].text.in_(language))
    if first == "inputs" and name:
        asked = matter.heads.get(folder.form.losses[place].head)
        if asked and name in asked.inputs:
            return bare(asked.inputs[name].label.in_(language))
    named = f"{head}.{first}"
    return bare(say(LABELS.get(named) or LABELS[head], language))


def bare(label: str) -> str:
    """A label without its "(facultatif)" nor its question mark."""
    return re.sub(r"\s*(\((facultatif|optional)\)|\?)$", "", label)


def told(problem: Problem, folder: Folder, language: Language) -> str:
    """The sentence of a problem for Markdown, which cites what was typed, cut short, and makes
    nothing of it."""
    cited = {k: _cited(v) for k, v in problem.values.items() if k in CITED and isinstance(v, str)}
    short = Problem(problem.where, problem.code, {**problem.values, **cited})
    return plain(told_in_full(short, folder, language))


def _cited(typed: str) -> str:
    """What was typed, short, no address in it whole: none becomes a link, nor needs to be code."""
    return LINKING.sub(JOINED, shown(typed))


def told_in_full(problem: Problem, folder: Folder, language: Language) -> str:
    """The sentence with what was typed in it: for `st.text` only."""
    values = dict(problem.values)
    if problem.code == "head-not-for-subgroup":  # its codes are ours, not the reader's
        heads = folder.matter.heads
        named = [heads[key].label.in_(language) for key in str(values["near"]).split(", ")]
        values["near"] = ", ".join(named)
    return sentence(Problem(problem.where, problem.code, values), language)


MARKDOWN = re.compile(
    r"([\\`*_\[\]<>#$|~]|:(?=\w)|&(?=[#\w])|^[-+=](?=[\s=-])|(?<=\d)[.)](?=\s))", re.MULTILINE
)
JOINED = "\u2060"
LINKING = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
"""Where an address is broken so that it is none."""
LINKED = re.compile(r"((?:\w+://|www\.)[^\s`]+|[\w.+-]+@[\w.-]*\w)")
"""What becomes a link wherever it stands, whatever is marked in it."""


def plain(text: str) -> str:
    """A text that Markdown shows as it is, with its amounts, whose sign no line leaves behind; a
    link in it is set as code."""
    parts = LINKED.split(text.replace(f"{MINUS}$", f"{MINUS}{JOINED}$"))
    return "".join(f"`{part}`" if i % 2 else MARKDOWN.sub(r"\\\1", part)
                   for i, part in enumerate(parts))  # fmt: skip


def echo(typed: str, asked: Input, matter: Matter, language: Language) -> str:
    """How an amount, a quantity or a day was understood; blank when it was not."""
    if not typed.strip():
        return ""
    if asked.unit == "money":
        return echo_money(typed, matter, language)
    if asked.unit == "date":
        return echo_day(typed, language)
    if asked.unit in ("history", "absent_days"):
        return ""
    quantity = read_quantity(typed, "", asked.unit)
    if isinstance(quantity, Problem):
        return ""
    if asked.unit == "percent":
        return percent(quantity, language)
    units = {"hours": say("h", language), "days": say("j", language)}
    return f"{number(quantity, language)}{NBSP}{units.get(asked.unit, '')}".rstrip()


def echo_money(typed: str, matter: Matter, language: Language) -> str:
    """An amount as it was understood; blank when it was not."""
    cents = read_amount(typed, "", currency=matter.currency, allow_zero=True)
    return "" if isinstance(cents, Problem) else money(cents, matter.currency, language)


def echo_day(typed: str, language: Language) -> str:
    """A day as it was understood, in words; blank when it was not."""
    read = read_day(typed, "") if typed.strip() else None
    return "" if read is None or isinstance(read, Problem) else day(read, language)


def size_said(size: int, language: Language) -> str:
    """The size of a file as people say it."""
    if size < 1024:
        return say_n("{n} octet", "{n} octets", size, language)
    if size < 1024 * 1024:
        return say("{n} Ko", language, n=-(-size // 1024))
    tenths = -(-size * 10 // (1024 * 1024))
    mark = "," if language == "fr" else "."
    return say("{n} Mo", language, n=f"{tenths // 10}{mark}{tenths % 10}")
