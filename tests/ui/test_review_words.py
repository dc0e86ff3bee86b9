"""R-22: what is kept of a claim is what its review told, to the byte, or the field says why not."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from claims.claim.canonical import canonical
from claims.claim.form import ClaimForm
from claims.claim.identifiers import domain_said, phone_said
from claims.claim.model import Claim, Entry
from claims.i18n import day, money, number
from claims.matter.reading import read_matters
from claims.office.changes import NOT_SAID
from claims.office.drafting import Form, value_at, with_value
from claims.office.folder import Folder, open_folder
from claims.settings import Settings
from claims.ui.forms import CREDIT_KINDS, LABELS, NUMBERED, PLACES, told_in_full
from claims.ui.forms_changes import Told, value_said
from claims.ui.forms_review import REVIEWED
from tests.makers import NOW, WHC, a_claimant, a_form, a_house, a_number, an_exhibit
from tests.naughty import KEPT, REFUSED

CREDIT = {"id": "c1", "kind": "refund", "amount": "12,50", "head": "rebuild", "accepted": "yes"}
FORM = a_form(registrant="no", credits=[CREDIT])
WHC_RULES = read_matters(Settings().matters_dir)[WHC]
TEXTS = (
    "claimant.name", "claimant.registration", "contact.email", "contact.phone", "contact.address",
    "services.s1.domain", "services.s1.restored", "services.s1.owner", "services.s1.owner_email",
    "losses.l1.start", "losses.l1.end", "losses.l1.note", "losses.l2.note",
    "losses.l1.inputs.hours", "losses.l1.inputs.invoices", "losses.l1.inputs.invoices_tax",
    "losses.l1.inputs.invoice_date", "losses.l2.inputs.hours", "credits.c1.amount",
    "credits.c1.received",
)  # fmt: skip
CHOICES = (
    "language", "claimant.kind", "claimant.capacity", "claimant.registrant", "contact.place",
    "answers.own_action", "services.s1.type", "services.s1.subgroup", "services.s1.authority",
    "services.s1.answers.use", "losses.l1.head", "losses.l1.service", "credits.c1.kind",
    "credits.c1.head", "credits.c1.service", "credits.c1.accepted",
)  # fmt: skip
RIGHT = (
    "Zoé Lévesque", " Zoé ", "Zoe@EXEMPLE.CA", "a+b@exemple.ca", "514 555-0199", "1234567890",
    "+33 1 42 68 53 00", "RC 123", "https://www.Café.ca/menu", "boutique.ca", "2021-09-01",
    "01/09/2021", "31/08/2021", "1 234,50 $", "12.5", "7", "0", "0,5", "10:30",
    "12, rue du Port\r\nQuébec",
    "yes", "no", "", "s1", "refund", "fr", "person", "business", "QC", "FR", "mandate", "B1",
    "\u200b",
)  # fmt: skip
LETTERS = st.text(
    st.sampled_from(" \t\r\n\u00a0\u200b\u202f\u3000\u0301\x00\u202e<>*_`$:[]{}=+-,.;@/\\Aé9٣字🙂"),
    max_size=24,
)
WORDS = st.one_of(st.sampled_from(RIGHT), st.sampled_from((*KEPT, *REFUSED)), LETTERS, st.text())
TYPED = st.dictionaries(st.sampled_from((*TEXTS, *CHOICES)), WORDS, min_size=1, max_size=4)


@cache
def desk() -> Folder:
    """The folder of a draft that could be filed as it is."""
    with TemporaryDirectory() as place:
        house, n = a_house(Path(place)), a_number(1)
        house.store.claims.start(n, WHC, language="fr", form=FORM, code_hash="", key="start",
                                 at=NOW, by=n)  # fmt: skip
        folder = open_folder(house, a_claimant(n), now=NOW)
        house.store.close()
    assert folder.problems == ()
    return folder


def holding(form: Form) -> Folder:
    return replace(desk(), form=ClaimForm.model_validate(form))


def reviewed(folder: Folder, topic: str) -> list[tuple[str, str]]:
    return REVIEWED[topic](folder, "fr")


def particulars(claim: Claim) -> dict[str, str]:
    """What the review must say of who claims, told from what is kept."""
    who, contact = claim.claimant, claim.contact
    name = "Nom complet" if who.kind == "person" else "Nom de l’entreprise ou de l’organisme"
    kept = {
        name: who.name,
        "Numéro d’entreprise": who.registration,
        "Courriel": contact.email,
        "Téléphone": phone_said(contact.phone) if contact.phone else "",
        "Adresse postale": contact.address,
        "Province ou pays": PLACES[contact.place] if contact.place else "",
    }
    return {label: value for label, value in kept.items() if value}


def site(claim: Claim) -> tuple[str, str, str]:
    """How its row begins, and how it ends: the domain, the owner and where to write to them."""
    kept = claim.services[0]
    back = f"Revenu le {day(kept.restored, 'fr')}" if kept.restored else ""
    owner = " · ".join(filter(None, (kept.owner, kept.owner_email)))
    return domain_said(kept.domain), back, owner


def amounts(claim: Claim, loss: int) -> list[str]:
    """The lines that tell the answers of a loss and its note."""
    kept = claim.losses[loss]
    told = [entry_said(entry) for entry in kept.inputs.values()]
    return [*told, *([f"Précisions : {kept.note}"] if kept.note else [])]


def entry_said(entry: Entry) -> str:
    if entry.day:
        return day(entry.day, "fr")
    if entry.cents is not None:
        return money(entry.cents, "CAD", "fr")
    return f"{number(entry.quantity or 0, 'fr')}\u00a0h"


def credit(claim: Claim, folder: Folder) -> tuple[str, str]:
    kept, heads = claim.credits[0], folder.matter.credited()
    amount = money(kept.cents, "CAD", "fr") + ("" if kept.accepted else " · offre refusée")
    told = [amount, f"Perte à laquelle elle répond : {heads[kept.head].fr}"]
    told += [f"Site : {claim.services[0].typed.strip()}"] if kept.service else []
    told += [f"Date de réception : {day(kept.received, 'fr')}"] if kept.received else []
    return CREDIT_KINDS[kept.kind], "\n".join(told)


def same_words(folder: Folder, claim: Claim) -> None:
    """The review of a form against the claim it makes."""
    who = dict(reviewed(folder, "coordonnees"))
    kept = particulars(claim)
    assert {label: who.get(label) for label in kept} == kept
    assert not {"Adresse postale", "Téléphone", "Numéro d’entreprise"} & (who.keys() - kept.keys())
    begins, back, ends = site(claim)
    (row,) = (value for _, value in reviewed(folder, "sites"))
    assert row.startswith(f"{begins} · ")
    assert back in row
    assert row.endswith(f" · {ends}" if ends else "")
    first, second, received = (value for _, value in reviewed(folder, "pertes"))
    for said, loss in ((first, 0), (second, 1)):
        period = f"du {day(claim.losses[loss].start, 'fr')} au {day(claim.losses[loss].end, 'fr')}"
        assert period in said.partition("\n")[0]
        for told in amounts(claim, loss):
            assert told in said
    assert reviewed(folder, "pertes")[2] == credit(claim, folder), received
    assert Claim.model_validate_json(canonical(claim.model_dump(mode="json"))) == claim


def touches(path: str, where: str) -> bool:
    """Whether a fault is told of a field, or of the part or the list that the field belongs to."""
    ours, theirs = path.split("."), where.split(".")
    shared = min(len(ours), len(theirs), 2)
    return ours[:shared] == theirs[:shared] or (ours[0] in STANDS_ON.get(theirs[0], ()))


STANDS_ON = {"losses": ("services", "claimant"), "credits": ("services",), "contact": ("contact",)}
"""Parts judged by what others say: a head is open to some subgroups and some claimants alone, a
telephone is read where one lives."""


def judge(typed: Mapping[str, str]) -> None:
    """Type in some fields of a whole form: each is kept as reviewed, or a fault is told of it."""
    form = FORM
    for path, words in typed.items():
        form = with_value(form, path, words)
        assert value_at(form, path) == words
    folder = holding(form)
    claim, problems = folder.reading
    for problem in problems:
        assert any(touches(path, problem.where) for path in typed), (problem, typed)
        assert told_in_full(problem, folder, "fr")
    if claim is None:
        assert problems
        for topic in REVIEWED:
            reviewed(folder, topic)
        return
    same_words(folder, claim)


FAST = settings(max_examples=150)


@FAST
@given(TYPED)
def test_R22_what_is_kept_is_what_the_review_told_or_the_field_says_why(typed):
    judge(typed)


@pytest.mark.full
@settings(FAST, max_examples=6_000)
@given(TYPED)
def test_R22_thousands_of_forms_are_kept_as_their_review_told_them(typed):
    judge(typed)


@pytest.mark.full
@pytest.mark.parametrize("path", TEXTS)
def test_R22_each_field_keeps_or_refuses_every_hostile_text(path):
    for words in (*KEPT, *REFUSED):
        judge({path: words})


FREE: Mapping[str, Callable[[Claim], str]] = {
    "claimant.name": lambda claim: claim.claimant.name,
    "contact.address": lambda claim: claim.contact.address,
    "services.s1.owner": lambda claim: claim.services[0].owner,
    "losses.l1.note": lambda claim: claim.losses[0].note,
}
"""Fields that take any words."""


@pytest.mark.parametrize("path", FREE)
def test_R21_a_field_of_words_keeps_each_text_unchanged(path):
    for words in KEPT:
        claim, problems = holding(with_value(FORM, path, words)).reading
        assert claim is not None, (words, problems)
        assert FREE[path](claim) == words


@pytest.mark.parametrize("path", [*FREE, "losses.l2.note"])
def test_R21_a_letter_that_deceives_is_refused_at_its_field(path):
    for words in REFUSED:
        folder = holding(with_value(FORM, path, words))
        (problem,) = folder.problems
        letter = next(c for c in words if c not in "Zoé!")
        assert (problem.where, problem.code) == (path, "text-character")
        assert f"U+{ord(letter):04X}" in told_in_full(problem, folder, "fr")


def test_R22_a_review_tells_everything_that_is_kept_of_a_loss_and_of_a_sum():
    form = with_value(FORM, "losses.l1.note", "Deux <b>pages</b>\nà refaire")
    for path, words in (("service", "s1"), ("received", "2021-10-01"), ("accepted", "no")):
        form = with_value(form, f"credits.c1.{path}", words)
    folder = holding(form)
    said = dict(reviewed(folder, "pertes"))
    assert said["Remboursement"] == (
        "12,50\u00a0$ · offre refusée\nPerte à laquelle elle répond : Reconstruction du site\n"
        "Site : boutique-boreale.ca\nDate de réception : 1er octobre 2021"
    )
    (loss,) = (value for name, value in said.items() if "boutique-boreale.ca" in name)
    assert loss.endswith("Précisions : Deux <b>pages</b>\nà refaire")
    assert folder.reading[0].credits[0].received == date(2021, 10, 1)


def test_R22_a_review_tells_the_language_the_losses_of_an_exhibit_and_what_a_history_comes_to():
    sales = {"history": "2021-06; 1 000,00\n2021-07; 2 500,50\n2021-05; 10,00"}
    losses = [FORM["losses"][0] | {"head": "lost_profit", "inputs": sales}, *FORM["losses"][1:]]
    proof, idle = an_exhibit(1, losses=("l1",)), an_exhibit(2, b"2", losses=(), name="autre.pdf")
    folder = replace(holding(FORM | {"losses": losses}), exhibits=(proof, idle))
    assert dict(reviewed(folder, "coordonnees"))["Langue de nos envois"] == "Français"
    (told,) = (value for _, value in reviewed(folder, "pertes") if "Historique" in value)
    assert "3 mois, de mai 2021 à juillet 2021 (3\u00a0510,50\u00a0$ en tout)" in told
    assert [value.splitlines()[1:] for _, value in reviewed(folder, "pieces")] == [
        ["Prouve\u00a0: Perte de profits — boutique-boreale.ca"],
        ["Ne prouve aucune perte."],
    ]


def codes(kind: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every code a claim may hold: the path of its field without ids, and the code."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            if path or (name in ClaimForm.model_fields and name not in NOT_SAID):
                yield from codes(field.annotation, f"{path}.{name}".strip("."))
    elif kind is bool:
        yield from ((path, "yes"), (path, "no"))
    elif get_origin(kind) is Literal:
        yield from ((path, code) for code in get_args(kind) if code)
    else:
        for inner in get_args(kind):
            yield from codes(inner, path)


OF_THE_MATTER = {
    "answers.own_action": WHC_RULES.questions["own_action"].answers,
    "services.answers.use": WHC_RULES.questions["use"].answers,
    "services.type": WHC_RULES.service_types, "services.subgroup": WHC_RULES.subgroups,
    "losses.head": WHC_RULES.heads, "credits.head": WHC_RULES.credited(),
    "exhibits.kind": WHC_RULES.exhibit_kinds,
}  # fmt: skip
"""Fields whose codes the matter names."""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_R55_every_coded_value_of_a_correction_is_said_in_words(language):
    sales = {"id": "l9", "head": "lost_profit", "inputs": {}}
    told = Told(ClaimForm.model_validate(FORM | {"losses": [sales]}), WHC_RULES, {})
    coded = [*codes(Claim), *((path, code) for path, of in OF_THE_MATTER.items() for code in of)]
    assert ("services.authority", "mandate") in coded
    for path, code in coded:
        if path == "losses.inputs.absent.answer":
            path, code = "losses.l9.inputs.absent_days", f"2021-07-05; 2021-08-01; {code}"
        elif path.partition(".")[0] in NUMBERED:
            path = path.replace(".", ".x1.", 1)
        assert value_said(path, code, told, language) not in ("", code), path


def test_R55_every_field_a_correction_may_change_has_a_name_of_its_own():
    assert set(labelled(ClaimForm)) - set(LABELS) == set()


def labelled(model: type[BaseModel], path: str = "") -> Iterator[str]:
    """Paths of a form without ids, but for answers and inputs, which the matter names."""
    for name, field in model.model_fields.items():
        here, inner = f"{path}.{name}".strip("."), field.annotation
        part = next(
            (one for one in (inner, *get_args(inner)) if hasattr(one, "model_fields")), None
        )
        if name in NOT_SAID or name == "answers":
            continue
        if part is None or here in NUMBERED:
            yield here
        if part is not None:
            yield from labelled(part, here)
