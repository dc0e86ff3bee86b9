"""The sites and other services touched: a card each, one at a time or pasted from a spreadsheet."""

import streamlit as st

from claims.claim.form import ServiceForm
from claims.i18n import N_
from claims.office import claimant
from claims.ui.forms import LABELS, plain
from claims.ui.forms_sites import domain_of, pasted, state_of, types
from claims.ui.here import actor, house, now
from claims.ui.widgets import choice_field, day_field, fault, text_field
from claims.ui.widgets_cards import cards, facts, opened, part_buttons, shut
from claims.ui.widgets_page import amount, foot, open_topic, total_card

desk = open_topic("sites", N_("Quels sites avez-vous perdus?"))
matter, form = desk.folder.matter, desk.folder.form
st.markdown(desk.say("Inscrivez chaque site, boutique ou domaine de courriel touché par la panne. "
                     "Vous pourrez corriger cette liste jusqu’à la signature."))  # fmt: skip


def edit(service: ServiceForm) -> None:
    here = f"services.{service.id}"
    text_field(desk, f"{here}.domain", desk.say(LABELS["services.domain"]),
               hint=desk.say("Un seul nom, par exemple boutique.ca."))  # fmt: skip
    choice_field(
        desk, f"{here}.type", desk.say(LABELS["services.type"]), types(matter, desk.language)
    )
    day_field(desk, f"{here}.restored", desk.say(LABELS["services.restored"]),
              hint=desk.say("Laissez vide si le service n’est jamais revenu."))  # fmt: skip
    if form.claimant.capacity != "owner":
        text_field(desk, f"{here}.owner", desk.say(LABELS["services.owner"]))


def show(service: ServiceForm) -> None:
    kind = matter.service_types.get(service.type)
    losses = [li for li in desk.folder.lines if li.loss in desk.folder.losses_of(service.id)]
    facts(desk, [
        (desk.say("Type"), kind.label.in_(desk.language) if kind else "—"),
        (desk.say("État"), state_of(service, desk.language)),
        (desk.say("Sous-groupe"), service.subgroup or desk.say("à préciser")),
        (desk.say("Pertes déclarées"), amount(desk, sum(line.declared for line in losses))),
    ])  # fmt: skip


for place, service in cards(desk, "services", form.services):
    with st.container(border=True, key=f"carte-{service.id}"):
        name = domain_of(service, matter) or desk.say("site à préciser")
        part_buttons(desk, "services", service.id, f"{place}. {plain(name)}",
                     f"services.{service.id}.domain")  # fmt: skip
        if opened(desk, "services", service.id):
            edit(service)
            shut(desk, "services")
        else:
            show(service)


def add() -> None:
    (new,) = claimant.add_parts(house(), actor(), "services", [{}], now=now())
    st.session_state["ouvert services"] = new


def paste() -> None:
    parts, left, faults = pasted(st.session_state["coller"], matter, desk.language)
    if parts:
        claimant.add_parts(house(), actor(), "services", parts, now=now())
    st.session_state.update({"coller": left, "collés": len(parts), "refusés": faults})


if not desk.folder.locked:
    st.button(desk.say("Ajouter un site"), key="ajouter-site", icon=":material/add:", on_click=add)
    with st.expander(desk.say("Vous avez beaucoup de sites? Collez-en la liste"),
                     icon=":material/content_paste:", key="collage"):  # fmt: skip
        st.markdown(desk.say("Un site par ligne : le nom de domaine, puis, si vous le voulez, un "
                             "point-virgule et le type. Les colonnes d’un tableur conviennent."))  # fmt: skip
        st.text_area(desk.say("Liste de sites"), key="coller", height=160,
                     placeholder=desk.say("boutique.ca; Boutique en ligne"))  # fmt: skip
        st.button(desk.say("Ajouter ces sites"), key="coller-ajouter", on_click=paste)
if "collés" in st.session_state:
    st.success(desk.say_n("{n} site ajouté", "{n} sites ajoutés", st.session_state["collés"]))
    for sentence in st.session_state["refusés"]:
        fault(sentence)
total_card(desk)
foot(desk, "sites")
