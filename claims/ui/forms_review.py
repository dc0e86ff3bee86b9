"""A draft told back, row by row, for the person to check: values are shown as inert text.

What can be read is told as it will be kept, to the byte; what cannot, as it was typed.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from claims.claim.authority import NAMED
from claims.claim.findings import LINE, NAME, PARAGRAPH
from claims.claim.form import CreditForm, LossForm, ServiceForm
from claims.claim.identifiers import phone_said, read_email, read_phone, read_registration
from claims.damages.explain import warnings_of
from claims.i18n import Language, day, money, read_day, say, say_n
from claims.i18n.amounts import read_text
from claims.matter.model import Question
from claims.office.bringing import proving_nothing
from claims.office.folder import Folder
from claims.office.progress import Topic
from claims.problems import Problem
from claims.ui.forms import (
    BUSINESS,
    CAPACITIES,
    CREDIT_KINDS,
    KINDS,
    LABELS,
    PLACES,
    TONGUES,
    YES_NO,
    asked_as,
    bare,
    echo,
    echo_day,
    echo_money,
    size_said,
)
from claims.ui.forms_losses import losses_said, site_names
from claims.ui.forms_sales import history_summed
from claims.ui.forms_sites import domain_of, state_of, types

LISTED = ("history", "call_log")
"""Units of an input that is a list of its own: its length stands for it while unread."""
Rows = list[tuple[str, str]]


def who(folder: Folder, language: Language) -> Rows:
    """Who claims and how to reach them; what is blank and optional is left out."""
    claimant, contact = folder.form.claimant, folder.form.contact
    rows = [
        ("claimant.kind", _chosen(KINDS, claimant.kind, language)),
        ("claimant.name", _kept(claimant.name, NAME)),
        ("claimant.capacity", _chosen(CAPACITIES, claimant.capacity, language)),
        ("claimant.registrant", _chosen(YES_NO, claimant.registrant, language)),
        ("claimant.registration", _or_typed(claimant.registration, read_registration)),
        ("contact.email", _or_typed(contact.email, read_email)),
        ("contact.phone", _phone(contact.phone, contact.place)),
        ("contact.address", _kept(contact.address, LINE, lines=True)),
        ("contact.place", _chosen(PLACES, contact.place, language)),
        ("language", _chosen(TONGUES, folder.form.language, language)),
    ]
    business = {"claimant.name": say(BUSINESS, language)} if claimant.kind == "business" else {}
    return [
        (bare(business.get(path) or asked_as(path, folder.matter, language)), value)
        for path, value in rows
        if value.strip()
    ]


def _or_typed(typed: str, read: Callable[[str, str], str | Problem]) -> str:
    """What a text is read as, or the text itself while it cannot be read."""
    kept = read(typed, "")
    return typed if isinstance(kept, Problem) else kept


def _kept(typed: str, longest: int, *, lines: bool = False) -> str:
    return _or_typed(typed, partial(read_text, longest=longest, lines=lines))


def _phone(typed: str, place: str) -> str:
    read = read_phone(typed, "", "FR" if place == "FR" else "CA")
    return typed if isinstance(read, Problem) else phone_said(read)


def services_said(folder: Folder, language: Language) -> Rows:
    """Each site: the domain as read, its type, its state and its subgroup."""
    kinds = types(folder.matter, language)
    return [
        (
            say("Site {n}", language, n=place),
            " · ".join(
                (
                    domain_of(service, folder.matter) or service.domain or "—",
                    kinds.get(service.type, "—"),
                    state_of(service, folder.matter, language),
                    _subgroup(service.subgroup, folder, language),
                    *_owner(service, language),
                )
            ),
        )
        for place, service in enumerate(folder.form.services, 1)
    ]


def _owner(service: ServiceForm, language: Language) -> tuple[str, ...]:
    """Whose site it is and by what right one claims for it, when that was said."""
    named = NAMED.get(service.authority)
    told = (_kept(service.owner, NAME), _or_typed(service.owner_email, read_email))
    return (*((say(named, language),) if named else ()), *filter(None, told))


def losses_rows(folder: Folder, language: Language) -> Rows:
    """Each loss with what it computes to, then each sum received."""
    said, currency = losses_said(folder, language), folder.matter.currency
    rows = []
    for loss in folder.form.losses:
        line = folder.line(loss.id)
        counted = money(line.declared, currency, language) if line else say("à corriger", language)
        days = _days(loss.start, loss.end, language)
        first = f"{counted} · {days}" if days else counted
        doubts = warnings_of(line, language, yours=True) if line else ()
        noted = (say("À noter : {said}", language, said=said) for said in doubts)
        told = "\n".join((first, *noted, *_inputs(loss, folder, language)))
        rows.append((said.get(loss.id, "—"), told))
    for credit in folder.form.credits:
        kind = _chosen(CREDIT_KINDS, credit.kind, language)
        told = "\n".join(_credit(credit, folder, language))
        rows.append((kind or say("Somme à préciser", language), told))
    return rows


def _credit(credit: CreditForm, folder: Folder, language: Language) -> Iterator[str]:
    """Its amount and whether it was refused, then what it answers to and when it came."""
    amount = echo_money(credit.amount, folder.matter, language) or credit.amount.strip()
    refused = f" · {say('offre refusée', language)}" if credit.accepted == "no" else ""
    yield f"{amount}{refused}"
    heads = folder.matter.credited()
    told = {
        "credits.head": heads[credit.head].in_(language) if credit.head in heads else "",
        "credits.service": site_names(folder, language).get(credit.service, ""),
        "credits.received": echo_day(credit.received, language) or credit.received.strip(),
    }
    for path, value in told.items():
        if value:
            yield _labelled(say(LABELS[path], language), value, language)


def _labelled(label: str, value: str, language: Language) -> str:
    return say("{label} : {value}", language, label=bare(label), value=value)


def _inputs(loss: LossForm, folder: Folder, language: Language) -> Iterator[str]:
    """Each answer of a loss as it was understood, or as typed; a list by what it comes to."""
    head = folder.matter.heads.get(loss.head)
    for name, typed in loss.inputs.items():
        if head is None or name not in head.inputs or not typed.strip():
            continue
        asked = head.inputs[name]
        lines = typed.strip().count("\n") + 1
        value = echo(typed, asked, folder.matter, language) or typed.strip()
        if asked.unit == "history" and (sold := history_summed(typed, folder.matter, language)):
            value = sold
        elif asked.unit in LISTED or lines > 1:
            value = say_n("{n} ligne", "{n} lignes", lines, language)
        yield _labelled(asked.label.in_(language), value, language)
    if note := _kept(loss.note, PARAGRAPH, lines=True):
        yield _labelled(say(LABELS["losses.note"], language), note, language)


def exhibits_said(folder: Folder, language: Language) -> Rows:
    """Each exhibit: what it is, the file's name and size, and the losses it proves."""
    kinds, losses = folder.matter.exhibit_kinds, losses_said(folder, language)
    idle = proving_nothing(folder)
    rows = []
    for exhibit in folder.exhibits:
        kind = kinds[exhibit.kind].in_(language) if exhibit.kind in kinds else "—"
        proved = [losses[loss] for loss in exhibit.losses if loss in losses]
        told = [f"{exhibit.name} · {size_said(exhibit.size, language)}"]
        told += [say("Prouve : {loss}", language, loss=loss) for loss in proved]
        told += [say("Ne prouve aucune perte.", language)] if exhibit in idle else []
        rows.append((kind, "\n".join(told)))
    return rows


def answers_said(folder: Folder, language: Language) -> Rows:
    """What was answered once, then for each site; a question without an answer says so."""
    questions = folder.matter.questions
    rows = [
        (question.text.in_(language), _answer(question, folder.form.answers.get(key, ""), language))
        for key, question in questions.items()
        if question.per == "claimant"
    ]
    for place, service in enumerate(folder.form.services, 1):
        given = [
            f"{asked.text.in_(language)} {_answer(asked, service.answers.get(key, ''), language)}"
            for key, asked in questions.items()
            if asked.per == "service"
        ]
        silent = say("(sans réponse)", language)
        told = "\n".join(given) if any(service.answers.values()) else silent
        rows.append((say("Site {n}", language, n=place), told))
    return rows


def _answer(question: Question, key: str, language: Language) -> str:
    return question.answers[key].in_(language) if key in question.answers else "—"


def _chosen(known: Mapping[str, str], key: str, language: Language) -> str:
    return say(known[key], language) if key in known else ""


def _subgroup(key: str, folder: Folder, language: Language) -> str:
    if key not in folder.matter.subgroups:
        return say("sous-groupe à préciser", language)
    return say("sous-groupe {key}", language, key=key)


def _days(start: str, end: str, language: Language) -> str:
    read = [read_day(typed, "") for typed in (start, end)]
    if any(isinstance(found, Problem) for found in read):
        return ""
    first, last = (day(found, language) for found in read if not isinstance(found, Problem))
    return say("du {start} au {end}", language, start=first, end=last)


REVIEWED: Mapping[Topic, Callable[[Folder, Language], Rows]] = {
    "coordonnees": who,
    "sites": services_said,
    "sous-groupe": answers_said,
    "pertes": losses_rows,
    "pieces": exhibits_said,
}
"""Topic → its rows."""
