"""Am I in the group? A few questions in words; nothing answered here is kept."""

import streamlit as st

from claims.i18n import day
from claims.matter.eligibility import answered, asked, excluded, placed, possible
from claims.matter.leaving import own_action
from claims.matter.model import Matter, Subgroup
from claims.ui import here
from claims.ui.here import say
from claims.ui.public import begin_buttons, choose_matter, membership

language = here.language()


def question(matter: Matter, key: str) -> str:
    """The answer chosen; empty while there is none."""
    asked_here = matter.questions[key]
    hint = asked_here.hint.in_(language) if asked_here.hint else None
    answer = st.radio(
        asked_here.text.in_(language),
        list(asked_here.answers),
        format_func=lambda choice: asked_here.answers[choice].in_(language),
        index=None,
        key=f"admissibilite-{matter.id}-{key}",
    )
    if hint:
        st.caption(hint)
    return answer or ""


def result(matter: Matter, answers: dict[str, str]) -> None:
    """Where the answers lead, why, and how firm the definition is."""
    groups = placed(matter, answers)
    if excluded(answers):
        suing_alone(matter)
    elif may := possible(matter, answers):
        st.info(
            say(
                "Selon ce que vous ne savez pas encore, vous pourriez faire partie de l’un de ces "
                "sous-groupes : {keys}. Vous pouvez commencer sans le savoir, et répondre "
                "plus tard.",
                keys=", ".join(may),
            ),
            icon=":material/info:",
        )
        for key in may:
            group = matter.subgroups[key]
            label = group.label.in_(language)
            subgroup_card(key, group, say("Sous-groupe {key} : {label}", key=key, label=label))
    elif not groups:
        st.info(
            say(
                "D’après ces réponses, aucun sous-groupe ne vous correspond. Les définitions sont "
                "proposées et peuvent changer; si vous avez subi une perte, inscrivez-la."
            ),
            icon=":material/info:",
        )
    for key in groups:
        group = matter.subgroups[key]
        because = group.because.in_(language)
        title = say("Vous pourriez faire partie du sous-groupe {key}, parce que {because}.",
                    key=key, because=because)  # fmt: skip
        subgroup_card(key, group, title)


def suing_alone(matter: Matter) -> None:
    """What an action of one's own changes, as the law of the matter has it."""
    bound = own_action(matter, language)
    told = bound[0] if bound else say(
        "Vous avez déjà votre propre recours, ou une entente, sur le même sujet : ce registre ne "
        "peut pas consigner de pertes pour vous. Parlez-en à votre avocat."
    )  # fmt: skip
    st.info(told, icon=":material/info:")


def forget(matter: Matter) -> None:
    """Take back the answers, for another service."""
    for key in asked(matter):
        if matter.questions[key].per == "service":
            st.session_state.pop(f"admissibilite-{matter.id}-{key}", None)


def subgroup_card(key: str, group: Subgroup, title: str) -> None:
    """One subgroup the answers lead to, why, and how firm its definition is."""
    with st.container(border=True, key=f"resultat-{key}"):
        st.subheader(title, anchor=False)
        st.markdown(group.definition.in_(language))
        since = day(group.since, language)
        if group.status == "proposed":
            sentence = say(
                "Définition proposée, non confirmée par le tribunal, en date du {since}.",
                since=since,
            )
        else:
            sentence = say("Définition confirmée par le tribunal, en date du {since}.", since=since)
        st.caption(sentence)


st.title(say("Êtes-vous visé?"), anchor=False)
st.markdown(
    say(
        "Répondez pour un service à la fois : un site, une boutique ou un domaine de courriel. "
        "Rien de ce que vous répondez ici n’est conservé."
    )
)
matter = choose_matter()
answers = {key: question(matter, key) for key in asked(matter)}
if answered(matter, answers):
    with st.container(key="resultat"):
        result(matter, answers)
        st.button(
            say("Répondre pour un autre service"), key="autre-service", on_click=forget,
            args=(matter,), icon=":material/restart_alt:",
        )  # fmt: skip
        membership(matter)
        if not excluded(answers):
            begin_buttons(matter)
else:
    st.caption(say("Le résultat s’affiche quand toutes les questions ont une réponse."))
