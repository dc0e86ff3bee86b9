"""Questions in words, and the subgroup they propose for each site. Not knowing is an answer."""

import streamlit as st

from claims.claim.form import ServiceForm
from claims.i18n import N_, day
from claims.office import claimant
from claims.office.placing import unanswered
from claims.ui.forms import plain
from claims.ui.forms_sites import domain_of
from claims.ui.here import actor, house, now
from claims.ui.public import membership
from claims.ui.widgets import attempt, choice_field
from claims.ui.widgets_cards import cards
from claims.ui.widgets_page import foot, go, open_topic

desk = open_topic("sous-groupe", N_("De quel sous-groupe faites-vous partie?"))
folder, matter, tongue = desk.folder, desk.folder.matter, desk.language
st.markdown(
    desk.say(
        "Vos réponses proposent un sous-groupe pour chaque site. Si vous ne savez pas, "
        "dites-le : les avocats du groupe trancheront."
    )
)


def ask(name: str, path: str) -> None:
    question = matter.questions[name]
    answers = {key: text.in_(tongue) for key, text in question.answers.items()}
    choice_field(
        desk,
        path,
        question.text.in_(tongue),
        answers,
        hint=plain(question.hint.in_(tongue)) if question.hint else "",
    )


def placed(service: ServiceForm) -> None:
    subgroup = matter.subgroups.get(service.subgroup)
    if subgroup is None:
        waiting = unanswered(service.answers, matter)
        st.info(
            desk.say("Répondez à toutes les questions pour voir le sous-groupe proposé.")
            if waiting
            else desk.say(
                "Vos réponses ne désignent aucun sous-groupe. Vous pouvez déposer "
                "quand même : les avocats du groupe l’examineront."
            ),
            icon=":material/info:",
        )
        return
    label = desk.say("{key} — {label}", key=service.subgroup, label=subgroup.label.in_(tongue))
    because = desk.say(
        "Vous pourriez faire partie du sous-groupe {key}, parce que {because}.",
        key=service.subgroup,
        because=subgroup.because.in_(tongue),
    )
    status = (
        desk.say("Définition confirmée par le tribunal, en date du {day}.")
        if subgroup.status == "confirmed"
        else desk.say("Définition proposée, non confirmée par le tribunal, en date du {day}.")
    )
    with st.container(border=True, key=f"groupe-{service.id}"):
        st.markdown(f"**{plain(label)}**")
        st.markdown(plain(because))
        st.caption(
            plain(
                f"{subgroup.definition.in_(tongue)} "
                f"{status.format(day=day(subgroup.since, tongue))}"
            )
        )


def alike(service: str) -> None:
    attempt(lambda: claimant.answer_alike(house(), actor(), service, now=now()))


for name, question in matter.questions.items():
    if question.per == "claimant":
        ask(name, f"answers.{name}")
membership(matter)
silent = [s for s in folder.form.services if not any(s.answers.values())]
for place, service in cards(desk, "services", folder.form.services):
    name = domain_of(service, matter) or desk.say("Site à préciser")
    with st.container(border=True, key=f"questions-{service.id}"):
        st.subheader(f"{place}. {plain(name)}", anchor=False)
        for key, question in matter.questions.items():
            if question.per == "service":
                ask(key, f"services.{service.id}.answers.{key}")
        placed(service)
        if silent and not unanswered(service.answers, matter) and not folder.locked:
            st.button(
                desk.say_n(
                    "Mêmes réponses pour l’autre site",
                    "Mêmes réponses pour les {n} autres sites",
                    len(silent),
                ),
                key=f"pareil-{service.id}",
                icon=":material/content_copy:",
                on_click=alike,
                args=(service.id,),
            )
if not folder.form.services:
    st.info(desk.say("Inscrivez d’abord vos sites : les questions portent sur chacun."))
    if st.button(desk.say("Inscrire un site"), key="vers-sites"):
        go("sites")
foot(desk, "sous-groupe")
