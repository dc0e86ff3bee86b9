"""Counsel's own scenario: switches typed on the page, tried for this reading and kept nowhere."""

from collections.abc import Mapping, Sequence

import streamlit as st

from claims.i18n.catalogue import N_, say
from claims.i18n.text import Text
from claims.matter.model import GRADES
from claims.matter.scenarios import Scenario, asks_of_copies
from claims.office.folder import local_day
from claims.problems import Problem, Refused
from claims.totals.switches_read import Typed, read_switches
from claims.ui import staff
from claims.ui.here import language, now
from claims.ui.staff_totals import head_said, subgroup_said

OWN = "own"
LABEL = Text(fr="Votre scénario", en="Your scenario")
ASKED = "scenarios.asked"
"""Session key: the matter whose totals counsel's own switches were last tried on."""
CHOSEN = "scenarios.chosen"
"""Session key: the scenario that is shown step by step."""
PER: Mapping[str, str] = {"service": N_("Par service"), "claimant": N_("Par réclamant")}


def form() -> dict[str, Scenario]:
    """The form, and the scenario it makes; none before it is sent, and while it has faults."""
    here = language()
    asked = st.session_state.get(ASKED) == staff.matter().id
    faults: Sequence[Problem] = ()
    made: dict[str, Scenario] = {}
    if asked:
        try:
            today = local_day(now(), staff.matter())
            switches = read_switches(_typed(), staff.matter(), today=today)
            made = {OWN: Scenario(label=LABEL, switches=switches)}
        except Refused as refusal:
            faults = refusal.problems
    with st.expander(say("Essayer votre scénario", here), expanded=asked,
                     icon=":material/tune:"):  # fmt: skip
        st.text(
            say("Ce que vous écrivez ici sert à cette lecture et n’est pas enregistré. Les "
                "changements s’appliquent dans l’ordre où les étapes les montrent.", here)
        )  # fmt: skip
        with st.form("scenarios", border=False):
            _left_out()
            _typed_fields(faults)
            _told(faults, "")
            st.form_submit_button(say("Essayer", here), type="primary", icon=":material/tune:",
                                  on_click=_sent, key="scenarios.send")  # fmt: skip
    return made


def _sent() -> None:
    st.session_state[ASKED] = staff.matter().id
    st.session_state[CHOSEN] = OWN


def _typed() -> Typed:
    """What the fields hold."""
    return Typed(
        cap=_text("cap"), cap_months=_text("cap_months"), per=_text("per") or "service",
        without_heads=_chosen("without_heads"), grades=_chosen("grades"),
        credits=_ticked("credits"), mitigation=_text("mitigation"),
        interest_from=_text("interest_from"), without_subgroups=_chosen("without_subgroups"),
        confirmed_only=_ticked("confirmed_only"),
    )  # fmt: skip


def _text(name: str) -> str:
    return str(st.session_state.get(f"scenarios.{name}") or "")


def _chosen(name: str) -> Sequence[str]:
    return tuple(st.session_state.get(f"scenarios.{name}") or ())


def _ticked(name: str) -> bool:
    return bool(st.session_state.get(f"scenarios.{name}"))


def _left_out() -> None:
    """Switches that are chosen, in the order of their effects."""
    here, matter = language(), staff.matter()
    left, right = st.columns(2, vertical_alignment="bottom")
    left.checkbox(say("Sommes reçues non déduites", here), key="scenarios.credits")
    right.checkbox(say("Sous-groupes confirmés seulement", here), key="scenarios.confirmed_only")
    left, right = st.columns(2)
    prompt = say("Choisir", here)
    left.multiselect(say("Sous-groupes écartés", here), list(matter.subgroups), placeholder=prompt,
                     key="scenarios.without_subgroups", format_func=subgroup_said)  # fmt: skip
    right.multiselect(say("Chefs écartés", here), list(matter.heads), placeholder=prompt,
                      key="scenarios.without_heads", format_func=head_said)  # fmt: skip
    st.multiselect(say("Catégories de preuve gardées", here), list(GRADES), placeholder=prompt,
                   key="scenarios.grades",
                   help=say("Rien de choisi : toutes les catégories.", here))  # fmt: skip


def _typed_fields(faults: Sequence[Problem]) -> None:
    """Switches that are typed, each with what is wrong beside it."""
    here = language()
    titles = {
        "mitigation": (say("Mitigation, en pourcentage", here), say("par exemple 50", here)),
        "cap": (say("Plafond", here), say("par exemple 1 234,56", here)),
        "cap_months": (say("Plafond, en mois de frais", here), say("par exemple 6", here)),
        "interest_from": (say("Intérêts à compter du", here), say("par exemple 2021-09-01", here)),
    }
    if not asks_of_copies(staff.matter()):
        del titles["mitigation"]
    columns = st.columns(2)
    for place, (name, (title, example)) in enumerate(titles.items()):
        with columns[place % 2]:
            st.text_input(title, key=f"scenarios.{name}", placeholder=example)
            _told(faults, name)
    st.radio(say("Plafond compté", here), list(PER), key="scenarios.per", horizontal=True,
             format_func=lambda per: say(PER[per], here))  # fmt: skip


def _told(faults: Sequence[Problem], where: str) -> None:
    for problem in faults:
        if problem.where == where:
            staff.fault(problem.in_currency(staff.matter().currency))
