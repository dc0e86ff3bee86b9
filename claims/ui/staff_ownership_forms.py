"""What counsel brings to an inquiry: an attempt, an answer, a paper, a request, a decision."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from claims.access import Role
from claims.evidence.naming import TOLD, compare
from claims.evidence.ownership import ANSWERS, CHANNELS, RESULTS, Kind
from claims.i18n.catalogue import say
from claims.office.lawyer import OpenClaim
from claims.office.ownership import Owned, Told
from claims.ui import staff
from claims.ui.forms_standing import NO_PAPERS
from claims.ui.here import language
from claims.ui.staff_ownership_written import end


@dataclass(frozen=True, slots=True)
class Form:
    """What the buttons do: tell the office, or invite the owner. of: which form it is."""

    tell: Callable[[str, Callable[[], Told]], None]
    invite: Callable[[], None]
    of: str = ""


def shown(owned: Owned) -> list[str]:
    """The forms of the acts open at this stage, the most frequent first."""

    def may(*kinds: Kind) -> bool:
        return any(owned.inquiry.may(kind, Role.LAWYER) for kind in kinds)

    open_to = {
        "try": may(Kind.ATTEMPTED), "decide": may(Kind.ACCEPTED, Kind.REFUSED),
        "reopen": may(Kind.REOPENED), "ask": may(Kind.ASKED), "paper": may(Kind.RECEIVED),
        "answer": True,
    }  # fmt: skip
    return [name for name, is_open in open_to.items() if is_open]


def forms(owned: Owned, opened: OpenClaim, form: Form) -> None:
    """Each form shown, then the letters.

    None is an `st.form`: one holds its words in the browser until it is sent, and they are lost
    with it when a colleague's event takes it off the screen.
    """
    draw: Mapping[str, Callable[[Form, str], None]] = {
        "try": _attempt,
        "decide": partial(_decide, accept=owned.inquiry.may(Kind.ACCEPTED, Role.LAWYER)),
        "reopen": _reopen, "ask": _ask, "paper": partial(_paper, owned, opened),
        "answer": _answer,
    }  # fmt: skip
    about = f"{opened.row.number}.{owned.service.id}"
    for name in shown(owned):
        draw[name](replace(form, of=f"{name}.{about}"), end(name, about))
    _letters(owned, opened, form)


def said_result(result: str) -> str:
    """How an attempt ended, in words."""
    return say(RESULTS[result], language()) if result in RESULTS else result


def _attempt(form: Form, key: str) -> None:
    here = language()
    st.markdown(f"**{say('Consigner une tentative', here)}**")
    with st.container(key=f"ownership.try.{key}"):
        _choice(say("Voie employée", here), f"ownership.channel.{key}", _said(CHANNELS))
        _choice(say("Résultat", here), f"ownership.result.{key}", _said(RESULTS))
        _words(say("Note (facultatif)", here), f"ownership.note.{key}")
        _send(form, say("Consigner une tentative", here), f"ownership.trysend.{key}",
              lambda: Told(Kind.ATTEMPTED, channel=_of(f"ownership.channel.{key}"),
                           result=_of(f"ownership.result.{key}"),
                           words=_of(f"ownership.note.{key}")),
              icon="call")  # fmt: skip


def _decide(form: Form, key: str, *, accept: bool) -> None:
    here, why = language(), f"ownership.why.{key}"
    st.markdown(f"**{say('Décision', here)}**")
    with st.container(key=f"ownership.decide.{key}"):
        _words(say("Motif, lu par le réclamant", here), why)
        with st.container(horizontal=True):
            if accept:
                _send(form, say("Reconnaître la propriété", here), f"ownership.accept.{key}",
                      lambda: Told(Kind.ACCEPTED, words=_of(why)), icon="verified",
                      main=True)  # fmt: skip
            _send(form, say("Refuser la demande", here), f"ownership.refuse.{key}",
                  lambda: Told(Kind.REFUSED, words=_of(why)), icon="block")  # fmt: skip


def _reopen(form: Form, key: str) -> None:
    here, why = language(), f"ownership.again.{key}"
    with st.container(key=f"ownership.reopen.{key}"):
        _words(say("Motif, lu par le réclamant", here), why)
        _send(form, say("Rouvrir la demande", here), f"ownership.reopensend.{key}",
              lambda: Told(Kind.REOPENED, words=_of(why)), icon="restart_alt")  # fmt: skip


def _ask(form: Form, key: str) -> None:
    here, papers, ways = language(), f"ownership.papers.{key}", f"ownership.ways.{key}"
    with st.expander(say("Consigner une demande reçue", here), icon=":material/inbox:"):
        _several(say("Justificatifs remis", here), papers, _proofs())
        _several(say("Voies connues pour joindre le titulaire", here), ways, _said(CHANNELS))
        _send(form, say("Consigner la demande", here), f"ownership.asksend.{key}",
              lambda: Told(Kind.ASKED, papers=_list(papers), channels=_list(ways)),
              icon="inbox")  # fmt: skip


def _paper(owned: Owned, opened: OpenClaim, form: Form, key: str) -> None:
    here, which, name = language(), f"ownership.which.{key}", f"ownership.name.{key}"
    why = f"ownership.mismatch.{key}"
    with st.expander(say("Examiner un justificatif", here), icon=":material/description:"):
        _choice(say("Justificatif", here), which, _proofs())
        st.text_input(say("Nom lu sur le justificatif", here), key=name)
        _compared(owned, opened, _of(name))
        _send(form, say("Consigner comme reçu", here), f"ownership.receive.{key}",
              lambda: Told(Kind.RECEIVED, papers=_one(which), words=_of(name)),
              icon="check")  # fmt: skip
        _words(say("En quoi il ne concorde pas", here), why)
        _send(form, say("Consigner comme non concordant", here), f"ownership.differ.{key}",
              lambda: Told(Kind.MISMATCHED, papers=_one(which), words=_of(why)),
              icon="rule")  # fmt: skip


def _compared(owned: Owned, opened: OpenClaim, read: str) -> None:
    """How the name read compares with the claimant's and the owner's; counsel decides."""
    here, who = language(), opened.claim.claimant
    for label, declared, number in (
        (say("Réclamant :", here), who.name, who.registration),
        (say("Propriétaire déclaré :", here), owned.service.owner, ""),
    ):
        if not (declared and read.strip()):
            continue
        found = compare(declared, read, number)
        told = say(TOLD[found.likeness], here, shared=", ".join(found.shared))
        st.text(f"{label} {told}")


def _answer(form: Form, key: str) -> None:
    here, answer, words = language(), f"ownership.answer.{key}", f"ownership.said.{key}"
    with st.expander(say("Consigner une réponse du titulaire", here), icon=":material/forum:"):
        _choice(say("Réponse", here), answer, _said({str(a): said for a, said in ANSWERS.items()}))
        _words(say("Ses mots, lus par le réclamant", here), words)
        _send(form, say("Consigner la réponse", here), f"ownership.answersend.{key}",
              lambda: Told(Kind.ANSWERED, answer=_of(answer), words=_of(words)),
              icon="forum")  # fmt: skip


def _letters(owned: Owned, opened: OpenClaim, form: Form) -> None:
    """The invitation, and the papers to sign."""
    here, number, service = language(), opened.row.number, owned.service.id
    with st.expander(say("Invitation et modèles à signer", here), icon=":material/mail:"):
        st.text(owned.service.owner_email or say("Aucun courriel de propriétaire déclaré.", here))
        st.button(
            say("Inviter le propriétaire à répondre", here), key=f"ownership.invite.{service}",
            icon=":material/send:", on_click=form.invite, disabled=not owned.service.owner_email,
        )  # fmt: skip
        if not staff.matter().under_quebec_law:
            st.markdown(say(NO_PAPERS, here))
            return
        st.link_button(say("Contrat de cession (PDF)", here),
                       f"/contrat/{number}/{service}/cession.pdf", icon=":material/download:",
                       key=f"ownership.assignment.{service}")  # fmt: skip
        st.link_button(say("Mandat (PDF)", here), f"/contrat/{number}/{service}/mandat.pdf",
                       icon=":material/download:", key=f"ownership.mandate.{service}")  # fmt: skip


def _proofs() -> dict[str, str]:
    return {key: paper.label.in_(language()) for key, paper in staff.matter().proofs.items()}


def _said(known: Mapping[str, str]) -> dict[str, str]:
    return {key: say(label, language()) for key, label in known.items()}


def _choice(label: str, key: str, offered: Mapping[str, str]) -> None:
    st.selectbox(label, list(offered), key=key, index=None, format_func=lambda k: offered[k],
                 placeholder=say("Choisissez", language()))  # fmt: skip


def _several(label: str, key: str, offered: Mapping[str, str]) -> None:
    st.multiselect(label, list(offered), key=key, format_func=lambda k: offered[k],
                   placeholder=say("Choisissez", language()))  # fmt: skip


def _words(label: str, key: str) -> None:
    st.text_area(label, key=key, height=80)


def _send(
    form: Form,
    label: str,
    key: str,
    make: Callable[[], Told],
    *,
    icon: str,
    main: bool = False,
) -> None:
    """A button that tells the office."""
    st.button(label, key=key, icon=f":material/{icon}:", type="primary" if main else "secondary",
              on_click=form.tell, args=(form.of, make))  # fmt: skip


def _of(key: str) -> str:
    return str(st.session_state.get(key) or "")


def _one(key: str) -> tuple[str, ...]:
    return tuple(filter(None, (_of(key),)))


def _list(key: str) -> tuple[str, ...]:
    return tuple(st.session_state.get(key) or ())
