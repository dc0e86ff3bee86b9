"""Each site's ownership as its claimant reads it: papers at hand, papers missing, days left."""

import secrets
from collections.abc import Callable, Sequence

import streamlit as st

from claims.access import Role
from claims.claim.authority import NAMED
from claims.claim.identifiers import domain_said
from claims.evidence.ownership import ANSWERS, CHANNELS, DAILY, LABELS, RUNNING, Event, Kind, Stage
from claims.i18n import day
from claims.office import inviting, ownership
from claims.office.inviting import Invited
from claims.office.ownership import Owned, Told
from claims.office.title_papers import PaperSeen
from claims.problems import Conflict, NotAllowed, NotFound, NotSaved, Problem, Refused
from claims.ui.forms import plain, told_in_full
from claims.ui.forms_standing import NO_PAPERS, STAGE_COLORS
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, fault
from claims.ui.widgets_cards import facts

INVITED = "propriétaires invités"
"""What the last invitation of every owner came to, told once."""


def owned_card(desk: Desk, place: int, owned: Owned) -> None:
    """One site: where it stands, what shows whose it is, what can be done."""
    key, inquiry = owned.service.id, owned.inquiry
    title = plain(domain_said(owned.domain)) or desk.say("Site à préciser")
    with st.container(border=True, key=f"propriete-{key}"):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.subheader(f"{place}. {title}", anchor=False, width="content")
            if inquiry.stage is not Stage.NOTHING:
                st.badge(desk.say(LABELS[inquiry.stage]), color=STAGE_COLORS[inquiry.stage])
        _declared(desk, owned)
        _said(desk, owned)
        if inquiry.stage in RUNNING:
            _clock(desk, owned)
        _checklist(desk, owned)
        _told_faults(desk, key)
        if owned.filed and not desk.folder.closed:
            _acts(desk, owned)
        if owned.service.authority != "own":
            _papers_to_sign(desk, owned)


def _declared(desk: Desk, owned: Owned) -> None:
    named = NAMED.get(owned.service.authority)
    facts([(desk.say("À quel titre"), desk.say(named) if named else desk.say("à préciser"))])
    if owned.service.owner:
        with st.container(gap=None):
            st.caption(desk.say("Propriétaire déclaré"))
            st.text(owned.service.owner)


def _said(desk: Desk, owned: Owned) -> None:
    """What the owner answered, and what counsel decided, in their words."""
    for event in owned.inquiry.events:
        if event.kind is Kind.ANSWERED:
            _answer(desk, event)
    if owned.inquiry.contested:
        st.warning(
            desk.say(
                "Cette réponse ne fait pas refuser votre dossier : les avocats du groupe la "
                "lisent, vous entendent et décident."
            ),
            icon=":material/gavel:",
        )
    last = owned.inquiry.events[-1] if owned.inquiry.events else None
    if last and last.kind in (Kind.ACCEPTED, Kind.REFUSED, Kind.MISMATCHED, Kind.REOPENED):
        st.caption(desk.say("Motif donné par les avocats du groupe"))
        st.text(last.words)


def _answer(desk: Desk, event: Event) -> None:
    assert event.answer is not None  # noqa: S101  an answer says what it answers
    told = desk.say("Réponse du propriétaire : {answer}", answer=desk.say(ANSWERS[event.answer]))
    st.markdown(plain(told))
    if event.words:
        st.text(event.words)


def _clock(desk: Desk, owned: Owned) -> None:
    """The days, in plain words."""
    clock = owned.clock
    if owned.inquiry.since is None:
        st.info(
            desk.say(
                "Le délai n’a pas commencé : il court à partir du premier justificatif reçu. "
                "Ajoutez une pièce, déposez de nouveau, puis joignez-la à la demande."
            ),
            icon=":material/hourglass_empty:",
        )
        return
    st.markdown(
        desk.say(
            "Les avocats du groupe cherchent à joindre le titulaire chaque jour, pendant au moins "
            "{wanted} jours de suite. Jours faits : {done}.",
            wanted=clock.wanted, done=clock.tried,
        )
    )  # fmt: skip
    if clock.earliest:
        left = (clock.earliest - clock.today).days
        when = desk.say("Rien n’est décidé avant le {day}.", day=day(clock.earliest, desk.language))
        days = desk.say_n("Il reste {n} jour.", "Il reste {n} jours.", left)
        st.info(plain(f"{when} {days}" if left else when), icon=":material/hourglass_top:")


def _checklist(desk: Desk, owned: Owned) -> None:
    """What is at hand, then, folded, everything else that is accepted."""
    brought = [paper for paper in owned.papers if paper.exhibits]
    others = [paper for paper in owned.papers if not paper.exhibits]
    with st.container(gap="xsmall"):
        if not brought:
            st.markdown(desk.say("Aucun justificatif au dossier pour ce site."))
        for paper in brought:
            _paper(desk, paper)
    title = desk.say("Justificatifs acceptés") if not brought else desk.say("Aussi acceptés")
    with st.expander(title, icon=":material/checklist:", key=f"acceptes-{owned.service.id}"):
        for paper in others:
            _paper(desk, paper)


def _paper(desk: Desk, paper: PaperSeen) -> None:
    """One line of the checklist: complete, begun or missing."""
    matter, language = desk.folder.matter, desk.language
    label = plain(matter.proofs[paper.key].label.in_(language))
    if paper.exhibits and not paper.missing:
        mark, state = ":material/attach_file:", desk.say("au dossier, à vérifier par les avocats")
    elif paper.exhibits:
        mark, state = ":orange[:material/pending:]", desk.say("en partie")
    else:
        mark, state = ":material/radio_button_unchecked:", desk.say("pas encore")
    st.markdown(f"{mark} {label} :small[({state})]")
    for exhibit in paper.exhibits:
        st.text(f"— {exhibit.name}")
    if paper.exhibits and paper.missing:
        missing = ", ".join(matter.exhibit_kinds[kind].in_(language) for kind in paper.missing)
        st.caption(plain(desk.say("Il manque : {missing}.", missing=missing)))


def _acts(desk: Desk, owned: Owned) -> None:
    inquiry, key = owned.inquiry, owned.service.id
    if inquiry.may(Kind.ASKED, Role.CLAIMANT):
        _ask(desk, owned)
    more = [paper for paper in owned.at_hand if paper not in inquiry.papers]
    if more and inquiry.may(Kind.RECEIVED, Role.CLAIMANT):
        st.button(
            desk.say("Joindre à la demande les justificatifs au dossier"), key=f"joindre-{key}",
            icon=":material/attach_file:", on_click=_tell,
            args=(owned, lambda: Told(Kind.RECEIVED, papers=tuple(more))),
        )  # fmt: skip
    if owned.service.owner_email:
        st.button(
            desk.say("Inviter le propriétaire à répondre"), key=f"inviter-{key}",
            icon=":material/send:", on_click=_invite, args=(owned,),
        )  # fmt: skip


def _ask(desk: Desk, owned: Owned) -> None:
    """The request: which papers, and how the holder may be reached."""
    key, matter, language = owned.service.id, desk.folder.matter, desk.language
    papers, ways = f"justificatifs-{key}", f"voies-{key}"
    labels = {name: matter.proofs[name].label.in_(language) for name in owned.at_hand}
    with st.expander(
        desk.say("Ce site est au compte d’une autre personne?"), icon=":material/swap_horiz:",
        key=f"demander-{key}",
    ):  # fmt: skip
        st.markdown(
            desk.say(
                "Demandez que votre droit soit reconnu. Les avocats du groupe chercheront à "
                "joindre le titulaire, et rien ne sera décidé avant {days} jours.",
                days=matter.ownership.wait_days,
            )
        )
        st.multiselect(
            desk.say("Justificatifs que vous invoquez"), owned.at_hand, key=papers,
            default=owned.at_hand, format_func=lambda name: labels[name],
            placeholder=desk.say("Aucun pour le moment"),
        )  # fmt: skip
        st.multiselect(
            desk.say("Comment joindre le titulaire?"), DAILY, key=ways,
            format_func=lambda way: desk.say(CHANNELS[way]), placeholder=desk.say("Choisissez"),
        )  # fmt: skip
        st.button(
            desk.say("Demander la reconnaissance"), key=f"envoyer-{key}", type="primary",
            on_click=_tell, args=(owned, lambda: _request(papers, ways)),
        )  # fmt: skip


def _request(papers: str, ways: str) -> Told:
    state = st.session_state
    return Told(Kind.ASKED, papers=tuple(state[papers]), channels=tuple(state[ways]))


def _papers_to_sign(desk: Desk, owned: Owned) -> None:
    """The mandate and the assignment, filled from the claim."""
    number, key = desk.folder.number, owned.service.id
    with st.expander(
        desk.say("Modèles à faire signer par le propriétaire"), icon=":material/draw:",
        key=f"modeles-{key}",
    ):  # fmt: skip
        if not desk.folder.matter.under_quebec_law:
            st.markdown(desk.say(NO_PAPERS))
            return
        st.markdown(
            desk.say(
                "En trois originaux, remplis avec ce que vous avez inscrit. Le texte est proposé, "
                "à confirmer par les avocats du groupe avant toute signature."
            )
        )
        with st.container(horizontal=True):
            st.link_button(desk.say("Mandat (PDF)"), f"/contrat/{number}/{key}/mandat.pdf",
                           icon=":material/download:", key=f"mandat-{key}")  # fmt: skip
            st.link_button(
                desk.say("Contrat de cession (PDF)"), f"/contrat/{number}/{key}/cession.pdf",
                icon=":material/download:", key=f"cession-{key}",
            )  # fmt: skip


def _tell(owned: Owned, make: Callable[[], Told]) -> None:
    who, key = actor(), owned.service.id
    _do(key, lambda: ownership.tell(house(), who, who.claim, key, make(),
                                    seen=len(owned.inquiry.events), now=now()))  # fmt: skip


def _invite(owned: Owned) -> None:
    who, key = actor(), owned.service.id
    _do(key, lambda: inviting.invite(house(), who, who.claim, key, now=now(),
                                     entropy=secrets.token_bytes))  # fmt: skip


def invite_owners(desk: Desk, listed: Sequence[Owned]) -> None:
    """Every owner written to at once, each in one letter about all of their sites."""
    if done := st.session_state.pop(INVITED, None):
        _told_invited(desk, done)
    if not desk.folder.filed or desk.folder.closed:
        return
    row, matter = desk.folder.row, desk.folder.matter
    owners = inviting.invitable(listed, row, matter, now=now())
    if owners < 2:
        return
    with st.container(border=True, key="inviter-tous"):
        st.markdown(
            desk.say(
                "Chaque propriétaire reçoit une seule lettre pour tous ses sites de ce dossier, "
                "avec un lien par site. Elle donne votre nom, jamais un montant ni une pièce."
            )
        )
        label = desk.say("Inviter les {n} propriétaires à répondre", n=owners)
        st.button(label, key="inviter-proprietaires", icon=":material/send:",
                  on_click=_invite_all)  # fmt: skip


def _invite_all() -> None:
    who = actor()
    try:
        st.session_state[INVITED] = inviting.invite_all(house(), who, who.claim, now=now(),
                                                        entropy=secrets.token_bytes)  # fmt: skip
    except (Conflict, NotSaved, NotFound, NotAllowed):
        changed = (Problem("ownership", "ownership-changed"),)
        st.session_state[INVITED] = Invited(0, 0, changed)


def _told_invited(desk: Desk, done: Invited) -> None:
    if done.letters:
        written = desk.say(
            "Invitations écrites : {letters}. Sites visés : {sites}.",
            letters=done.letters, sites=done.sites,
        )  # fmt: skip
        st.success(written, icon=":material/mark_email_read:")
    for problem in done.faults:
        fault(told_in_full(problem, desk.folder, desk.language))


def _do(service: str, action: Callable[[], object]) -> None:
    """Do it; why it was not done waits to be told in the site's card."""
    try:
        action()
    except Refused as refusal:
        st.session_state[f"refus propriete {service}"] = refusal.problems
    except (Conflict, NotSaved, NotFound, NotAllowed):
        told = (Problem("ownership", "ownership-changed"),)
        st.session_state[f"refus propriete {service}"] = told


def _told_faults(desk: Desk, service: str) -> None:
    for problem in st.session_state.pop(f"refus propriete {service}", ()):
        fault(told_in_full(problem, desk.folder, desk.language))
