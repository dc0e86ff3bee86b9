"""Second readings on counsel's page: drawn, how far two readers agree, what is left to settle."""

import secrets
from decimal import ROUND_HALF_UP, Decimal

import streamlit as st

from claims.i18n.amounts import read_quantity
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import moment, number, percent
from claims.office import agreeing, seconding
from claims.office.agreeing import Agreed, Difference
from claims.office.seconding import Frame
from claims.problems import NotAllowed, NotSaved, Problem, Refused
from claims.totals.agreement import Agreement
from claims.ui import staff, staff_cards, staff_paged, staff_queue
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column
from claims.ui.staff_history import decision_said
from claims.ui.staff_totals import head_said

DRAW_FAULTS, KEEP_FAULTS = "review.faults", "review.keep.faults"
"""Session keys: why the last draw was not made; why the last decision was not kept."""
SETTLED = {"": N_("À trancher"), "kept": N_("Décision maintenue"), "anew": N_("Décidée de nouveau")}


def planner() -> None:
    """The share wanted, what it comes to, and the button that draws."""
    here = language()
    known = seconding.frame(house(), actor(), staff.matter().id)
    st.text(say("Une part des réclamations décidées, tirée au sort, est relue par une autre "
                "personne qui ne sait rien de ce qui a été décidé.", here))  # fmt: skip
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    usual = number(staff.matter().second_review, here)
    typed = left.text_input(
        say("Part à relire, en pour cent", here), value=usual, key="review.share"
    )
    share = read_quantity(typed, "review.share", "percent")
    if isinstance(share, Problem):
        staff.fault(share)
    else:
        with right:
            _draw_button(known, share)
    for problem in st.session_state.pop(DRAW_FAULTS, ()):
        staff.fault(problem)
    if known.alone:
        told = say_n(
            "{n} réclamation n’est pas à tirer : personne d’autre ne peut la relire.",
            "{n} réclamations ne sont pas à tirer : personne d’autre ne peut les relire.",
            known.alone, here,
        )  # fmt: skip
        st.caption(told)


def _draw_button(known: Frame, share: Decimal) -> None:
    here = language()
    of = say_n("sur {n} décidée et jamais tirée", "sur {n} décidées et jamais tirées",
               len(known.losses), here)  # fmt: skip
    told = say_n("Tirer {n} réclamation au sort", "Tirer {n} réclamations au sort",
                 known.size(share), here)  # fmt: skip
    st.button(told, key="review.draw", icon=":material/casino:", disabled=not known.losses,
              on_click=_draw, args=(share,))  # fmt: skip
    st.caption(of)


def _draw(share: Decimal) -> None:
    try:
        seconding.draw_review(house(), actor(), staff.matter().id, share, now=now(),
                              entropy=secrets.token_bytes)  # fmt: skip
    except Refused as refusal:
        st.session_state[DRAW_FAULTS] = refusal.problems
    except NotSaved:
        st.session_state[DRAW_FAULTS] = (Problem("", "not-saved"),)


def draws() -> None:
    """Every draw, newest first: who drew it, its seed, who reads how many."""
    here, timezone = language(), staff.matter().timezone
    for each in seconding.draws(house(), actor(), staff.matter().id):
        when = moment(each.at, timezone, here)
        title = say("Second examen no {number}, tiré le {when}", here, number=each.number,
                    when=when)  # fmt: skip
        with st.expander(title, icon=":material/casino:", key=f"review.{each.number}"):
            for reader, numbers in each.drawn.items():
                st.text(say_n("{who} relit {n} réclamation", "{who} relit {n} réclamations",
                              len(numbers), here, who=reader))  # fmt: skip
            st.text(say("Tiré par {name}. Graine :", here, name=staff.who(each.by)))
            st.code(each.seed, language=None, wrap_lines=True)
            st.caption(say("Chaque numéro est haché (SHA-256) avec la graine et un saut de ligne; "
                           "les plus petits sont tirés, et chacun va à qui peut le relire et en a "
                           "le moins. Quiconque peut refaire le tirage.", here))  # fmt: skip


def show() -> None:
    """What the readings finished say, who still reads, and the differences."""
    here = language()
    found = agreeing.agreed(house(), actor(), staff.matter().id)
    for reader, claims in found.waiting.items():
        st.text(say_n("{n} réclamation attend le second examen de {who}",
                      "{n} réclamations attendent le second examen de {who}", claims, here,
                      who=reader))  # fmt: skip
    if not found.whole.lines:
        st.info(say("Aucun second examen n’est terminé : il n’y a pas encore d’accord à mesurer.",
                    here), icon=":material/hourglass_empty:")  # fmt: skip
        return
    _figures(found)
    _parts(found)
    _differences(found)


def _figures(found: Agreed) -> None:
    here, whole = language(), found.whole
    with st.grid(3):
        staff.figure(say("Même décision", here), _share(whole.agreed, whole.lines),
                     say_n("{n} perte relue", "{n} pertes relues", whole.lines, here))  # fmt: skip
        staff.figure(say("Même montant, au cent", here), _share(found.to_the_cent, whole.lines))
        staff.figure(say("Kappa de Cohen", here), _kappa(whole), _interval(whole))
    if told := _told(whole):
        st.text(told)
    st.caption(say("Le kappa ôte de l’accord ce que le hasard seul donnerait à deux lecteurs qui "
                   "admettent, réduisent et refusent aussi souvent : 1, accord entier; 0, celui "
                   "du hasard. Intervalle à 95 % de Fleiss, Cohen et Everitt (1969), comme si les "
                   "pertes d’une même réclamation étaient indépendantes : il est donc un peu "
                   "étroit.", here))  # fmt: skip


def _told(whole: Agreement) -> str:
    here = language()
    if whole.kappa is None:
        return say(
            "Le kappa n’a pas de valeur ici : les deux lecteurs disent la même chose de toutes les "
            "pertes, et rien ne distingue leur accord du hasard.", here,
        )  # fmt: skip
    if whole.few:
        return say("Moins de 30 pertes relues : l’intervalle n’est qu’un ordre de grandeur.", here)
    return ""


def _share(part: int, whole: int) -> str:
    share = (Decimal(part * 100) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return percent(share, language())


def _kappa(found: Agreement) -> str:
    return staff.NOTHING if found.kappa is None else number(found.kappa, language())


def _interval(found: Agreement) -> str:
    if found.low is None or found.high is None:
        return ""
    low, high = number(found.low, language()), number(found.high, language())
    return say("entre {low} et {high}", language(), low=low, high=high)


def _parts(found: Agreed) -> None:
    """By head, then by pair of readers."""
    here = language()
    figures = [
        Column(say("Pertes", here), lambda row: row[1].lines, "count"),
        Column(say("Même décision", here), lambda row: _share(row[1].agreed, row[1].lines),
               "figure"),
        Column("Kappa", lambda row: _kappa(row[1]), "figure"),
        Column(say("Intervalle à 95 %", here), lambda row: _interval(row[1])),
    ]  # fmt: skip
    heads = [Column(say("Chef", here), lambda row: head_said(row[0])), *figures]
    staff.short_table(list(found.by_head.items()), heads, alt=say("Accord par chef", here))
    pairs = [
        Column(say("A décidé", here), lambda row: row[0][0], on_card="name"),
        Column(say("A relu", here), lambda row: row[0][1], on_card="name"),
        *figures,
    ]
    staff_cards.table(list(found.by_pair.items()), pairs, key="review.pairs",
                      alt=say("Accord par paire de lecteurs", here))  # fmt: skip


def _differences(found: Agreed) -> None:
    here, rows = language(), sorted(found.differences, key=lambda each: bool(each.settled))
    if not rows:
        return
    st.subheader(say("Pertes jugées autrement", here), anchor=False)
    columns = [
        Column(say("Numéro", here), lambda each: each.line.number, on_card="name"),
        Column(say("Chef", here), lambda each: head_said(each.line.head), on_card="name"),
        Column(say("Décision", here), lambda each: decision_said(each.line.first)),
        Column(say("Second examen", here), lambda each: decision_said(each.line.second)),
        Column(say("A décidé", here), lambda each: each.line.first.by),
        Column(say("A relu", here), lambda each: each.line.second.by),
        Column(say("Suite", here), lambda each: say(SETTLED[each.settled], here)),
    ]
    row = staff_paged.table(
        rows, columns, called="ecarts", told=say_n("{n} perte", "{n} pertes", len(rows), here),
        key=f"review.differences.{len(rows)}", selectable=True, chosen=0,
        alt=say("Pertes jugées autrement; choisissez une ligne", here),
    )  # fmt: skip
    _opened(rows[row or 0])


def _opened(difference: Difference) -> None:
    """The two words side by side, and the two ways to settle."""
    here, line = language(), difference.line
    left, right = st.columns(2, gap="medium")
    for column, title, decision in (
        (left, say("Décision", here), line.first), (right, say("Second examen", here), line.second),
    ):  # fmt: skip
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{title}**")
            st.text(decision_said(decision))
            st.text(staff.matter().reasons[decision.reason].in_(here))
            st.text(decision.by)
            if decision.sentence:
                st.caption(say("Explication au réclamant", here))
                st.text(decision.sentence)
            if decision.note:
                st.text(decision.note)
    if st.button(say("Ouvrir la réclamation", here), key="review.open",
                 icon=":material/open_in_new:"):  # fmt: skip
        staff_queue.open_claim(line.number)
    if not difference.settled and line.second.by != actor().name:
        _keeping(difference)


def _keeping(difference: Difference) -> None:
    here, line = language(), difference.line
    key = f"review.why.{line.draw}.{line.number}.{line.loss}"
    with st.form(f"review.keep.{line.number}.{line.loss}", border=False):
        st.text_area(say("Pourquoi la décision est maintenue", here), key=key, height=80)
        for problem in st.session_state.pop(KEEP_FAULTS, ()):
            staff.fault(problem)
        st.form_submit_button(say("Maintenir la décision", here), icon=":material/check:",
                              key="review.keep", on_click=_keep,
                              args=(difference, key))  # fmt: skip


def _keep(difference: Difference, key: str) -> None:
    line = difference.line
    try:
        agreeing.keep_first(
            house(), actor(), staff.matter().id, line.draw, line.number, line.loss,
            st.session_state[key], now=now(),
        )  # fmt: skip
    except Refused as refusal:
        st.session_state[KEEP_FAULTS] = refusal.problems
    except (NotAllowed, NotSaved):
        st.session_state[KEEP_FAULTS] = (Problem("", "not-saved"),)
