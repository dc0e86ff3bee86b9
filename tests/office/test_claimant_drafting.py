"""A claimant types from several tabs and devices; nothing typed is lost or overwritten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.access import ANONYMOUS, Actor
from claims.claim.form import ClaimForm
from claims.office import claimant
from claims.office.drafting import form_of, value_at, with_value
from claims.office.house import House
from claims.office.progress import tasks, topic_of
from claims.problems import Conflict, NotAllowed, NotFound, Refused, TooMany
from tests.makers import GAGNON, NOW, OXIA, WHC, a_claim, a_claimant, a_filed_claim, a_number
from tests.makers import a_form as an_import


def a_form(**changes):
    """The ordinary form, with every question a claimant must answer."""
    return an_import(**{"registrant": "no", **changes})


def a_draft(house: House, n: int = 1, **form) -> str:
    """A started claim whose draft holds that form, or nothing; its number."""
    number = a_number(n)
    house.store.claims.start(number, WHC, language="fr", form=form, code_hash="",
                             key=f"start {number}", at=NOW, by=number)  # fmt: skip
    return number


def saves(house: House, number: str, path: str, old: str, new: str) -> None:
    claimant.save_field(house, a_claimant(number), path, old, new, now=NOW)


def folder(house: House, number: str):
    return claimant.my_draft(house, a_claimant(number), now=NOW)


def states(house: House, number: str) -> dict[str, str]:
    return {task.topic: task.state for task in tasks(folder(house, number))}


def test_a_field_is_saved_alone(house):
    number = a_draft(house)
    saves(house, number, "claimant.name", "", "Zoé Lévesque")
    assert folder(house, number).form == ClaimForm.model_validate(
        {"claimant": {"name": "Zoé Lévesque"}}
    )


def test_two_tabs_that_save_different_fields_both_keep_theirs(house):
    number = a_draft(house)
    saves(house, number, "claimant.name", "", "Zoé")
    saves(house, number, "contact.email", "", "zoe@exemple.ca")
    form = folder(house, number).form
    assert (form.claimant.name, form.contact.email) == ("Zoé", "zoe@exemple.ca")


def test_a_field_changed_in_another_tab_is_told_and_not_overwritten(house):
    number = a_draft(house)
    saves(house, number, "claimant.name", "", "Zoé")
    with pytest.raises(Conflict) as told:
        saves(house, number, "claimant.name", "", "Zoée")
    assert told.value.theirs == "Zoé"
    assert folder(house, number).form.claimant.name == "Zoé"


def test_saving_what_stands_already_is_no_conflict(house):
    number = a_draft(house)
    saves(house, number, "claimant.name", "", "Zoé")
    saves(house, number, "claimant.name", "", "Zoé")
    assert folder(house, number).form.claimant.name == "Zoé"


def test_a_save_overtaken_by_another_tab_is_tried_again(house, monkeypatch):
    number, keep, overtaken = a_draft(house), house.store.drafts.save, []

    def overtaken_once(*args, **kwargs):
        if not overtaken:
            overtaken.append(True)
            saves(house, number, "contact.email", "", "zoe@exemple.ca")
        return keep(*args, **kwargs)

    monkeypatch.setattr(house.store.drafts, "save", overtaken_once)
    saves(house, number, "claimant.name", "", "Zoé")
    form = folder(house, number).form
    assert (form.claimant.name, form.contact.email) == ("Zoé", "zoe@exemple.ca")


def test_a_field_of_a_site_removed_elsewhere_is_not_saved(house):
    number = a_draft(house, **a_form())
    claimant.remove_part(house, a_claimant(number), "services", "s1", now=NOW)
    with pytest.raises(NotFound):
        saves(house, number, "services.s1.domain", "boutique-boreale.ca", "autre.ca")


def test_a_site_takes_its_losses_along_and_frees_its_proofs(house):
    form = a_form(exhibits=[{"id": "e1", "kind": "invoice", "losses": ["l1", "l2"]}])
    form["credits"] = [{"id": "c1", "kind": "refund", "service": "s1"}]
    number = a_draft(house, **form)
    claimant.remove_part(house, a_claimant(number), "services", "s1", now=NOW)
    kept = house.store.drafts.read(number).form
    assert kept["services"] == []
    assert [loss["id"] for loss in kept["losses"]] == ["l2"]
    assert kept["credits"][0]["service"] == ""
    assert kept["exhibits"][0]["losses"] == ["l2"]


def test_an_id_is_never_given_twice(house):
    number, ids = a_draft(house), []
    for _ in range(3):
        ids += claimant.add_parts(house, a_claimant(number), "services", [{}], now=NOW)
        claimant.remove_part(house, a_claimant(number), "services", ids[-1], now=NOW)
    ids += claimant.add_parts(house, a_claimant(number), "services", [{}, {}], now=NOW)
    assert len(set(ids)) == 5


def test_an_id_that_was_filed_is_not_given_again(house):
    own_time = a_form()["losses"][1]
    days = {f"l{n}": f"2021-08-{27 + n}" for n in range(1, 5)}
    losses = [own_time | {"id": name, "start": day, "end": day} for name, day in days.items()]
    number = a_filed_claim(house, losses=losses)
    claimant.amend(house, a_claimant(number), reason="Une perte de plus.", now=NOW)
    claimant.remove_part(house, a_claimant(number), "losses", "l4", now=NOW)
    given = {
        claimant.add_parts(house, a_claimant(number), "losses", [{}], now=NOW)[0] for _ in range(3)
    }
    assert len(given) == 3
    assert not given & set(days)


def test_a_claim_lists_no_more_than_its_limit(house):
    number = a_draft(house)
    with pytest.raises(TooMany):
        claimant.add_parts(house, a_claimant(number), "services", [{}] * 501, now=NOW)
    assert folder(house, number).form.services == []


def test_a_text_too_long_for_a_draft_is_refused_and_the_draft_stands(house):
    number = a_draft(house)
    with pytest.raises(Refused) as refused:
        saves(house, number, "claimant.name", "", "x" * 200_001)
    assert [p.code for p in refused.value.problems] == ["text-too-long"]
    assert folder(house, number).form.claimant.name == ""


@pytest.mark.parametrize(
    "typed", ["1,234", "-5", "\x00", "\u202e", "=1+1", "![x](http://a/p)", "١٢٣"]
)
def test_what_was_typed_is_kept_whatever_it_is(house, typed):
    number = a_draft(house, **a_form())
    saves(house, number, "losses.l1.inputs.invoices", "1000,00", typed)
    form = folder(house, number).form
    assert form.losses[0].inputs["invoices"] == typed


LATE_SHOP = {"hosted": "yes", "use": "shop", "outcome": "late"}


def test_answers_about_a_site_propose_its_subgroup(house):
    number = a_draft(house, services=[{"id": "s1", "answers": LATE_SHOP}])
    assert folder(house, number).form.services[0].subgroup == ""
    saves(house, number, "services.s1.answers.role", "", "owns")
    assert folder(house, number).form.services[0].subgroup == "B1"
    saves(house, number, "services.s1.answers.role", "owns", "unknown")
    assert folder(house, number).form.services[0].subgroup == ""


def test_the_same_answers_are_given_to_the_sites_without_any(house):
    answers = {"hosted": "unknown", "role": "designs", "use": "shop", "outcome": "lost"}
    sites = [
        {"id": "s1", "answers": answers},
        {"id": "s2"},
        {"id": "s3", "answers": {"use": "mail"}},
    ]
    number = a_draft(house, services=[{"answers": {}} | site for site in sites])
    assert claimant.answer_alike(house, a_claimant(number), "s1", now=NOW) == 1
    services = folder(house, number).form.services
    assert [s.answers for s in services] == [answers, answers, {"use": "mail"}]
    assert services[1].subgroup == "A1"


def test_topics_go_from_to_do_to_finished(house):
    number = a_draft(house)
    assert states(house, number) == {
        "coordonnees": "todo", "sites": "todo", "sous-groupe": "todo", "pertes": "todo",
        "pieces": "optional",
    }  # fmt: skip
    saves(house, number, "claimant.name", "", "Zoé")
    assert states(house, number)["coordonnees"] == "ongoing"
    saves(house, number, "contact.email", "", "zoe")
    assert states(house, number)["coordonnees"] == "wrong"


def test_a_finished_draft_has_nothing_to_mend(house):
    number = a_draft(house, **a_form())
    assert folder(house, number).problems == ()
    assert set(states(house, number).values()) == {"done", "ongoing", "optional"}
    saves(house, number, "services.s1.answers.own_backup", "", "unknown")
    assert states(house, number)["sous-groupe"] == "done"


def test_one_must_say_whether_one_has_an_action_of_ones_own(house):
    number = a_draft(house, **a_form(answers={}))
    told = [(p.where, p.code) for p in folder(house, number).problems]
    assert told == [("answers.own_action", "required")]
    saves(house, number, "answers.own_action", "", "yes")
    told = [(p.where, p.code) for p in folder(house, number).problems]
    assert told == [("answers.own_action", "own-action")]


def test_problems_name_parts_by_their_id(house):
    number = a_draft(house, **a_form(domain="pas un domaine"))
    assert [p.where for p in folder(house, number).problems] == ["services.s1.domain"]
    assert topic_of("services.s1.domain") == "sites"
    assert topic_of("services.s1.answers.use") == "sous-groupe"


def test_the_running_total_counts_what_can_be_read(house):
    number = a_draft(house, **a_form())
    assert folder(house, number).declared == 477000
    saves(house, number, "contact.email", "bonjour@studio-boreal.example", "")
    saves(house, number, "claimant.name", "Studio Boréal inc.", "")
    assert folder(house, number).declared == 477000
    saves(house, number, "losses.l1.inputs.hours", "42", "1,234")
    assert folder(house, number).declared == 20000
    saves(house, number, "services.s1.domain", "boutique-boreale.ca", "?")
    assert folder(house, number).declared == 20000


def test_nothing_typed_yet_counts_for_nothing(house):
    assert folder(house, a_draft(house)).declared == 0


def test_nobody_else_reads_or_writes_a_draft(house):
    mine, theirs = a_draft(house, 1), a_draft(house, 2)
    for stranger in (ANONYMOUS, GAGNON):
        with pytest.raises(NotAllowed):
            claimant.my_draft(house, stranger, now=NOW)
        with pytest.raises(NotAllowed):
            claimant.save_field(house, stranger, "claimant.name", "", "x", now=NOW)
    saves(house, mine, "claimant.name", "", "Zoé")
    assert folder(house, theirs).form.claimant.name == ""


EXHIBIT = {"name": "a.pdf", "content": b"%PDF", "kind": "other", "losses": (), "draw": bytes}
DOORS = {
    "my_draft": ((), {}),
    "save_field": (("claimant.name", "", "x"), {}),
    "add_parts": (("services", [{}]), {}),
    "remove_part": (("services", "s1"), {}),
    "remove_parts": (("losses", ["l1", "l2"]), {}),
    "answer_alike": (("s1",), {}),
    "add_exhibit": ((), EXHIBIT),
    "describe_exhibit": (("e1", "other", ()), {}),
    "remove_exhibit": (("e1",), {}),
    "submit": ((), {"name": "x", "agreed": True, "seen": 1, "language": "fr"}),
    "amend": ((), {"reason": "x"}),
    "give_up": ((), {}),
    "withdraw": ((), {"reason": "x", "seen": 1}),
}


@pytest.mark.parametrize("stranger", [ANONYMOUS, GAGNON, OXIA])
@pytest.mark.parametrize("door", DOORS)
def test_R02_no_door_of_the_claimant_opens_to_anyone_else(house, door, stranger):
    values, named = DOORS[door]
    number = a_draft(house, **a_form())
    before = house.store.drafts.read(number)
    with pytest.raises(NotAllowed):
        getattr(claimant, door)(house, stranger, *values, **named, now=NOW)
    holding = Actor(stranger.role, stranger.name, claim=number, matters=stranger.matters)
    with pytest.raises(NotAllowed):
        getattr(claimant, door)(house, holding, *values, **named, now=NOW)
    assert house.store.drafts.read(number) == before


def test_every_door_of_the_claimant_is_tried_by_strangers():
    assert set(claimant.__all__) == {*DOORS, "my_claim"}


def test_an_empty_loss_is_told_once(house):
    empty = {"id": "l1", "head": "own_time", "start": "2021-08-28", "end": "2021-08-30"}
    number = a_draft(house, **a_form(registrant="no", losses=[empty]))
    told = [(p.where, p.code) for p in folder(house, number).problems]
    assert told == [("losses.l1.inputs", "nothing-claimed")]


def test_R25_a_field_holds_no_more_than_a_cell_but_for_lists_of_their_own(house):
    number = a_draft(house, **a_form())
    with pytest.raises(Refused) as told:
        saves(house, number, "services.s1.owner", "", "N" * 32_768)
    assert told.value.problems[0].values == {"length": 32_768, "longest": 32_767}
    saves(house, number, "losses.l1.inputs.history", "", "2021-07; 1\n" * 5_000)


def test_whether_one_recovers_sales_taxes_must_be_said(house):
    number = a_draft(house, **a_form(registrant=""))
    told = [(p.where, p.code) for p in folder(house, number).problems]
    assert told == [("claimant.registrant", "required")]


def test_an_exhibit_of_someone_else_cannot_be_described(house):
    with pytest.raises(NotFound):
        claimant.describe_exhibit(house, a_claimant(a_draft(house)), "e1", "other", (), now=NOW)


def test_a_claim_told_as_a_form_reads_as_the_same_claim(house):
    form = a_form(credits=[{"id": "c1", "kind": "refund", "amount": "12,50", "head": "rebuild"}])
    claim = a_claim(house, form, a_number(1))
    again = a_claim(house, form_of(claim), a_number(1))
    assert again == claim


PATHS = ["claimant.name", "answers.own_action", "services.s1.domain", "losses.l2.inputs.hours"]


@given(st.lists(st.tuples(st.sampled_from(PATHS), st.text())))
def test_each_field_holds_the_last_word_typed_in_it(typed):
    form, last = a_form(), {path: value_at(a_form(), path) for path in PATHS}
    for path, words in typed:
        form = with_value(form, path, words)
        last[path] = words
    assert {path: value_at(form, path) for path in PATHS} == last
