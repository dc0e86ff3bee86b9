"""Many lines decided alike, as counsel prepares it: which, what is said of them, what it makes."""

import secrets
from collections import Counter
from collections.abc import Mapping

import streamlit as st

from claims.i18n.catalogue import N_, say, say_n
from claims.office import batch_plan
from claims.office.batch_plan import LeftOut, Plan, Word
from claims.office.views import View
from claims.problems import Refused
from claims.store.search import Search
from claims.ui import staff, staff_paged, staff_recount
from claims.ui.forms import plain
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column
from claims.ui.staff_decision import sentence_field
from claims.ui.staff_totals import head_said

PLAN, FAULTS = "batch.plan", "batch.faults"
"""Session keys: the view and the plan that were previewed; what was wrong with the last word."""
OUTCOMES = {
    "accepted": N_("Admettre ce qui est déclaré"),
    "supported": N_("Réduire à ce qui est étayé"),
    "refused": N_("Refuser"),
}
WHY = {
    "decided": N_("Déjà décidée"),
    "closed": N_("Réclamation fermée aux décisions"),
    "waiting": N_("Le réclamant a encore le temps de répondre"),
    "disputed": N_("Même perte réclamée par deux personnes : à décider une à une"),
    "contested": N_("Site contesté par son propriétaire : à décider une à une"),
    "supported-whole": N_("Étayée en entier : à admettre plutôt"),
    "unsupported": N_("Rien n’est étayé : à refuser plutôt"),
    "blind": N_("Attend votre second examen, à l’aveugle"),
    "changed": N_("Changée entre-temps par quelqu’un"),
    "told": N_("Annoncée par une lettre : à reprendre seule, avec un motif"),
    "above-unit-loss": N_("Avec ce que d’autres ont déjà, dépasserait la perte elle-même"),
}
"""Why a line or a claim is left as it stands."""
RULE = N_("Retenue par une règle de décision")


def why_said(code: str) -> str:
    """Why something was left out, in words."""
    return say(WHY.get(code, RULE), language())


def why_table(why: Mapping[str, int], of: str, *, alt: str) -> None:
    """Why → how many of something were left out, the most first; of: what they are, as said."""
    said: Counter[str] = Counter()
    for code, count in why.items():  # several rules of decision are said alike
        said[why_said(code)] += count
    columns = [
        Column(say("Pourquoi", language()), lambda row: row[0]),
        Column(of, lambda row: row[1], "count"),
    ]
    staff.short_table(said.most_common(), columns, alt=alt)


def word(view: View, search: Search) -> None:
    """What is said of every line: outcome, reason, note; sent, it is previewed, never decided."""
    here, reasons = language(), staff.matter().reasons
    with st.form("batch.word"):
        st.radio(
            say("Décision", here), list(OUTCOMES), key="batch.outcome", index=None,
            format_func=lambda code: say(OUTCOMES[code], here),
        )  # fmt: skip
        st.selectbox(
            say("Motif", here), list(reasons), key="batch.reason", index=None,
            placeholder=say("Choisissez un motif", here),
            format_func=lambda code: reasons[code].in_(here),
        )  # fmt: skip
        sentence_field("batch.sentence")
        st.text_area(
            say("Note privilégiée (facultatif)", here), key="batch.note", height=80,
            help=say("Jamais montrée au réclamant ni au représentant du groupe.", here),
        )  # fmt: skip
        for problem in st.session_state.pop(FAULTS, ()):
            staff.fault(problem)
        st.form_submit_button(
            say("Voir l’effet avant de décider", here), key="batch.preview",
            icon=":material/preview:", on_click=_preview, args=(view, search),
        )  # fmt: skip


def _preview(view: View, search: Search) -> None:
    state = st.session_state
    said = Word(state["batch.outcome"] or "", state["batch.reason"] or "", state["batch.note"],
                state["batch.sentence"])  # fmt: skip
    try:
        plan = batch_plan.plan(
            house(), actor(), search, said, now=now(), entropy=secrets.token_bytes
        )
    except Refused as refusal:
        state.pop(PLAN, None)
        state[FAULTS] = refusal.problems
    else:
        state[PLAN] = (view, plan)


def previewed(view: View) -> Plan | None:
    """The plan that was previewed, unless what is looked for changed since."""
    seen: tuple[View, Plan] | None = st.session_state.get(PLAN)
    return seen[1] if seen and seen[0] == view else None


def effect(plan: Plan) -> None:
    """How many claims and lines, the sums before and after, what is left out and why."""
    here = language()
    decided = say_n("{n} perte serait décidée", "{n} pertes seraient décidées", plan.lines, here)
    among = say_n("dans {n} réclamation", "dans {n} réclamations", len(plan.claims), here)
    found = say_n("{n} réclamation trouvée", "{n} réclamations trouvées", plan.found, here)
    st.subheader(f"{decided} {among}", anchor=False)
    st.caption(f"{found} · {_word_said(plan)}")
    if plan.word.sentence.strip():
        st.caption(say("Explication au réclamant", here))
        st.text(plan.word.sentence.strip())
    staff_recount.sums_table(plan.before, plan.after)
    whole = say(
        "Admis dans tout le dossier : {before}, puis {after}.", here,
        before=staff.amount(plan.whole),
        after=staff.amount(plan.whole + plan.after.admitted - plan.before.admitted),
    )  # fmt: skip
    st.text(whole)
    _mails(plan)
    if plan.left:
        _left(plan)


def _word_said(plan: Plan) -> str:
    here = language()
    reason = staff.matter().reasons[plan.word.reason].in_(here)
    return plain(f"{say(OUTCOMES[plan.word.outcome], here)} · {reason}")


def _mails(plan: Plan) -> None:
    """A decision that ends a claim is told by counsel's letter, which a batch does not send."""
    if plan.complete:
        told = say_n(
            "{n} réclamation n’aura plus de perte à décider : la lettre qui annonce sa décision "
            "reste à envoyer. Une fois partie, défaire le lot laisse cette réclamation telle "
            "quelle.",
            "{n} réclamations n’auront plus de perte à décider : les lettres qui annoncent leur "
            "décision restent à envoyer. Une fois parties, défaire le lot laisse ces "
            "réclamations telles quelles.",
            plan.complete, language(),
        )  # fmt: skip
        st.info(told, icon=":material/mail:")


def _left(plan: Plan) -> None:
    here = language()
    told = say_n("{n} perte laissée de côté", "{n} pertes laissées de côté", len(plan.left), here)
    with st.expander(told, icon=":material/block:", key="batch.left"):
        why_table(plan.why, say("Pertes", here), alt=told)
        columns = [
            Column(say("Numéro", here), lambda each: each.number, on_card="name"),
            Column(say("Chef", here), lambda each: head_said(each.head), on_card="name"),
            Column(say("Pourquoi", here), lambda each: why_said(each.why), width="large"),
            Column(say("Par", here), _by),
        ]
        staff_paged.table(plan.left, columns, called="ecartees", key="batch.left.lines", alt=told,
                          told=say_n("{n} perte", "{n} pertes", len(plan.left), here))  # fmt: skip


def _by(each: LeftOut) -> str:
    return staff.who(each.by)
