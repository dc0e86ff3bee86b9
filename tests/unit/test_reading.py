"""A claim as typed is read whole, or every fault is told at once, each at its place."""

from datetime import date

import pytest

from claims.claim.form import ClaimForm
from claims.claim.reading import read_claim
from claims.i18n.sentences import sentence
from claims.matter.reading import read_matter
from claims.settings import HOME

WHC = read_matter(HOME / "data" / "matters" / "whc-2021" / "matter.toml")
TODAY = date(2026, 11, 22)


def a_form(**changes):
    """An agency's claim for one shop to rebuild; keyword paths such as losses__0__end replace."""
    typed = {
        "claimant": {"kind": "business", "name": "Studio Boréal inc.", "capacity": "agency"},
        "answers": {"own_action": "no"},
        "contact": {"email": "claire@boreal.example", "place": "QC"},
        "services": [{"id": "s1", "domain": "tremblay.example", "type": "shop", "subgroup": "A1"}],
        "losses": [
            {
                "id": "l1",
                "head": "rebuild",
                "service": "s1",
                "start": "2021-08-28",
                "end": "2021-09-20",
                "inputs": {"hours": "42", "invoices": "1 149,75 $"},
            }
        ],
    }
    for path, value in changes.items():
        *way, last = path.split("__")
        part = typed
        for step in way:
            part = part[int(step) if step.isdigit() else step]
        part[int(last) if last.isdigit() else last] = value
    return ClaimForm.model_validate(typed)


def read(form, **more):
    return read_claim(form, WHC, number="R-TEST", exhibits=(), today=TODAY, **more)


def faults(form):
    claim, problems = read(form)
    assert claim is None
    return {problem.where: problem.code for problem in problems}


def test_what_was_typed_stands_beside_what_was_read():
    claim, problems = read(a_form(services__0__domain="HTTPS://www.Tremblay.example/boutique?x=1"))
    assert problems == ()
    assert claim.services[0].domain == "tremblay.example"
    assert claim.services[0].typed == "HTTPS://www.Tremblay.example/boutique?x=1"
    invoices = claim.losses[0].inputs["invoices"]
    assert (invoices.typed, invoices.cents) == ("1 149,75 $", 114_975)


@pytest.mark.parametrize("typed", ["1,234", "-5", "1e5", "١٢٣", "1_000", "NaN", "１２", "0x10"])
def test_an_amount_that_is_not_plain_is_refused_at_its_field(typed):
    assert list(faults(a_form(losses__0__inputs={"invoices": typed}))) == [
        "losses.0.inputs.invoices"
    ]


@pytest.mark.parametrize(
    ("where", "typed", "code"),
    [
        ("losses__0__start", "2021-08-27", "day-outside"),
        ("losses__0__end", "2026-11-23", "day-outside"),
        ("losses__0__end", "2021-02-30", "day-unreadable"),
        ("losses__0__end", "2021-08-28T06:00", "day-unreadable"),
        ("losses__0__head", "relocaton", "unknown-head"),
        ("losses__0__service", "s9", "unknown-service"),
        ("services__0__domain", "atelier mecanique", "domain-unreadable"),
        ("services__0__type", "", "required"),
        ("contact__email", "", "required"),
        ("claimant__name", "", "required"),
        ("claimant__name", "x" * 201, "text-too-long"),
        ("claimant__name", "Bob\u202egpj", "text-character"),
        ("claimant__name", "Bob\x00", "text-character"),
        ("claimant__capacity", "landlord", "choose"),
    ],
)
def test_a_fault_is_told_at_its_place_by_its_name(where, typed, code):
    assert faults(a_form(**{where: typed})) == {where.replace("__", "."): code}


def test_every_fault_is_told_at_once_and_in_both_languages():
    form = a_form(
        contact__email="nope", services__0__domain="192.168.0.1", losses__0__inputs={"hours": "-3"}
    )
    _, problems = read(form)
    assert len(problems) == 3
    for problem in problems:
        assert sentence(problem, "fr") != sentence(problem, "en")


def test_the_same_loss_over_common_days_is_one_loss_said_twice():
    loss = a_form().losses[0].model_dump() | {"id": "l2", "start": "2021-09-20"}
    assert faults(a_form(losses=[a_form().losses[0].model_dump(), loss])) == {
        "losses.1.start": "loss-twice"
    }


def test_the_same_loss_in_two_periods_is_two_losses():
    loss = a_form().losses[0].model_dump() | {
        "id": "l2",
        "start": "2021-09-21",
        "end": "2021-10-01",
    }
    claim, _ = read(a_form(losses=[a_form().losses[0].model_dump(), loss]))
    assert [part.id for part in claim.losses] == ["l1", "l2"]


def test_one_site_written_two_ways_is_one_site():
    again = {"id": "s2", "domain": "www.TREMBLAY.example.", "type": "shop"}
    form = a_form()
    form = form.model_copy(
        update={"services": [*form.services, *a_form(services=[again]).services]}
    )
    assert faults(form)["services.1.domain"] == "domain-twice"


def test_a_business_has_no_inconvenience():
    loss = {"id": "l1", "head": "inconvenience", "start": "2021-08-28", "end": "2021-08-30"}
    assert faults(a_form(losses=[loss])) == {"losses.0.head": "persons-only"}


def test_a_head_the_subgroup_does_not_claim_names_those_it_may():
    assert faults(a_form(services__0__subgroup="A2")) == {"losses.0.head": "head-not-for-subgroup"}


@pytest.mark.parametrize(
    ("subgroups", "wanted"),
    [(["A2"], {"losses.0.head": "head-for-no-subgroup"}), (["A2", "B2"], {}), (["A2", ""], {})],
)
def test_a_head_of_the_claimant_is_open_by_one_of_its_services_or_not_at_all(subgroups, wanted):
    heads = tuple(head for head in WHC.subgroups["A2"].heads if head != "own_time")
    narrow = WHC.subgroups["A2"].model_copy(update={"heads": heads})
    matter = WHC.model_copy(update={"subgroups": {**WHC.subgroups, "A2": narrow}})
    services = [{"id": f"s{n}", "domain": f"site{n}.example", "type": "shop", "subgroup": subgroup}
                for n, subgroup in enumerate(subgroups)]  # fmt: skip
    loss = {"id": "l1", "head": "own_time", "start": "2021-08-28", "end": "2021-08-30",
            "inputs": {"hours": "2"}}  # fmt: skip
    _, problems = read_claim(a_form(services=services, losses=[loss]), matter, number="R-TEST",
                             exhibits=(), today=TODAY)  # fmt: skip
    assert {problem.where: problem.code for problem in problems} == wanted


def test_a_formula_or_markup_is_kept_as_the_text_it_is():
    claim, _ = read(a_form(claimant__name="=1+1 <b>&\u00a0Co</b> [x](http://a.b)"))
    assert claim.claimant.name == "=1+1 <b>&\u00a0Co</b> [x](http://a.b)"


@pytest.mark.parametrize("name", ["", "l 1", "l\x00", "l\x1b[2J", "l\u202e1", "é1", "l" * 33_000])
@pytest.mark.parametrize("part", ["services", "losses"])
def test_an_id_that_a_cell_or_a_file_name_could_not_hold_is_refused(part, name):
    form = a_form(**{f"{part}__0__id": name})
    if part == "services":
        form.losses[0].service = name
    assert faults(form)[f"{part}.0.id"] == "id-shape"


def test_ids_of_credits_and_exhibits_are_read_as_those_of_losses():
    credit = {"id": "c\x00", "kind": "goodwill", "amount": "10,00", "head": "rebuild"}
    form = a_form(credits=[credit], exhibits=[{"id": "e" * 41}])
    assert faults(form) == {"credits.0.id": "id-shape", "exhibits.0.id": "id-shape"}


@pytest.mark.parametrize("name", ["l1", "l12-3", "e0123456789abcdef", "S_1", "l" * 40])
def test_ids_that_the_pages_give_are_accepted(name):
    assert read(a_form(losses__0__id=name))[1] == ()


@pytest.mark.parametrize(
    ("where", "typed", "code"),
    [
        ("key", "k" * 201, "text-too-long"),
        ("key", "k\x00", "text-character"),
        ("source", "s" * 2001, "text-too-long"),
        ("source", "s\x1b", "text-character"),
        ("language", "de", "choose"),
        ("language", "", "required"),
        ("claimant__registrant", "oui", "choose"),
    ],
)
def test_nothing_typed_is_kept_unread_or_read_as_something_else(where, typed, code):
    assert faults(a_form(**{where: typed})) == {where.replace("__", "."): code}


@pytest.mark.parametrize(
    ("where", "typed", "code"),
    [
        ("services__0__domain", "exemple.ca/\x07\u202ex", "text-character"),
        ("services__0__domain", "exemple.ca/" + "x" * 2_000, "text-too-long"),
        ("losses__0__start", "2021-08-28\x1f", "text-character"),
        ("contact__phone", "514 555-0134\u202e", "text-character"),
        ("losses__0__inputs__calls", "2021-08-28; sup\x07\u202e; 35", "text-character"),
        ("losses__0__inputs__calls", "2021-08-28; sup\ufffd; 35", "text-lost"),
        ("losses__0__inputs__invoices", "\x1f100", "text-character"),
        ("losses__0__inputs__invoices", "100\n200", "text-character"),
        ("losses__0__inputs__history", "mois\x07; ventes\n2021-07; 10 000,00", "text-character"),
    ],
)
def test_R21_no_text_is_kept_of_which_only_a_part_was_read(where, typed, code):
    *_, name = where.split("__")
    if "inputs" in where:
        _, problems = read(a_form(losses__0__inputs={name: typed}))
    else:
        _, problems = read(a_form(**{where: typed}))
    told = [p.code for p in problems if p.where == where.replace("__", ".")]
    assert told == [code]


def test_a_person_may_leave_their_tax_registration_unsaid():
    claim, _ = read(a_form(claimant__registrant=""))
    assert not claim.claimant.registrant


def test_nothing_is_divided_by_no_days():
    loss = a_form().losses[0].model_dump() | {
        "head": "hosting_refund",
        "inputs": {"prepaid": "119,88", "days_paid": "0"},
    }
    assert faults(a_form(losses=[loss])) == {"losses.0.inputs.days_paid": "below-least"}


def test_one_domain_listed_as_two_types_is_one_loss_said_twice():
    again = {"id": "s2", "domain": "www.tremblay.example", "type": "showcase", "subgroup": "A1"}
    loss = a_form().losses[0].model_dump()
    form = a_form(
        services=[a_form().services[0].model_dump(), again],
        losses=[loss, loss | {"id": "l2", "service": "s2"}],
    )
    assert faults(form) == {"losses.1.start": "loss-twice"}


def test_a_credit_is_accepted_or_refused_in_those_words():
    credit = {"id": "c1", "kind": "goodwill", "amount": "5,00", "head": "rebuild"}
    assert faults(a_form(credits=[credit | {"accepted": "non"}])) == {
        "credits.0.accepted": "choose"
    }


def test_a_member_with_an_action_of_their_own_is_out_by_every_door():
    assert faults(a_form(answers={"own_action": "yes"})) == {"answers.own_action": "own-action"}


BLANKS = (" ", "\t", "\u00a0\n ")


@pytest.mark.parametrize("blank", BLANKS)
def test_a_text_of_spaces_alone_is_no_answer(blank):
    for where in ("hours", "invoices", "invoice_date"):
        form = a_form(losses__0__inputs={where: blank})
        assert faults(form) == {"losses.0.inputs": "nothing-claimed"}
    form = a_form(
        claimant__kind=blank, claimant__registrant=blank, services__0__authority=blank,
        services__0__subgroup=blank, answers={"own_action": blank},
    )  # fmt: skip
    assert faults(form) == {"claimant.kind": "required"}


@pytest.mark.parametrize(
    "inputs", [{"invoice_date": "2021-09-15"}, {"invoices_tax": "5,00"}, {"invoices_tax": "0"}]
)
def test_a_date_or_a_tax_alone_claims_nothing(inputs):
    assert faults(a_form(losses__0__inputs=inputs)) == {"losses.0.inputs": "nothing-claimed"}


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("1999-01-01", "day-before-event"),
        ("2021-08-27", "day-before-event"),
        ("2026-11-23", "day-in-future"),
        ("2031-01-01", "day-in-future"),
    ],
)
def test_nothing_is_invoiced_for_rebuilding_nor_refunded_before_the_event_or_after_today(day, code):
    invoice = a_form(losses__0__inputs={"invoices": "100,00", "invoice_date": day})
    assert faults(invoice) == {"losses.0.inputs.invoice_date": code}
    credit = {"id": "c1", "kind": "refund", "amount": "5,00", "head": "rebuild", "received": day}
    assert faults(a_form(credits=[credit])) == {"credits.0.received": code}


@pytest.mark.parametrize("day", ["2021-08-28", "2026-11-22"])
def test_an_invoice_and_a_refund_of_the_first_day_or_of_today_are_read(day):
    credit = {"id": "c1", "kind": "refund", "amount": "5,00", "head": "rebuild", "received": day}
    form = a_form(losses__0__inputs={"invoices": "100,00", "invoice_date": day}, credits=[credit])
    assert read(form)[1] == ()


def test_an_invoice_may_precede_the_event_where_the_matter_does_not_say_otherwise():
    asked = WHC.heads["rebuild"].inputs
    free = asked["invoice_date"].model_copy(update={"since_event": False})
    inputs = {**asked, "invoice_date": free}
    head = WHC.heads["rebuild"].model_copy(update={"inputs": inputs})
    matter = WHC.model_copy(update={"heads": {**WHC.heads, "rebuild": head}})
    form = a_form(losses__0__inputs={"invoices": "100,00", "invoice_date": "2021-08-01"})
    assert read_claim(form, matter, number="R-TEST", exhibits=(), today=TODAY)[1] == ()


ANSWERS = {"hosted": "yes", "role": "designs", "use": "shop", "outcome": "lost"}


@pytest.mark.parametrize(
    ("subgroup", "changed", "where", "code"),
    [
        ("A1", {"hosted": "no"}, "answers.hosted", "answer-not-covered"),
        ("A1", {"outcome": "none"}, "answers.outcome", "answer-not-covered"),
        ("B1", {}, "subgroup", "subgroup-differs"),
        ("A1", {"role": "unknown"}, "subgroup", "subgroup-unmet"),
    ],
)
def test_a_subgroup_its_answers_do_not_lead_to_is_refused(subgroup, changed, where, code):
    form = a_form(services__0__subgroup=subgroup, services__0__answers=ANSWERS | changed)
    _, problems = read(form)
    assert [(p.where, p.code) for p in problems] == [(f"services.0.{where}", code)]


def test_the_refusal_of_an_answer_names_the_question_and_the_answer():
    form = a_form(services__0__subgroup="A1", services__0__answers=ANSWERS | {"hosted": "no"})
    (problem,) = read(form)[1]
    french, english = sentence(problem, "fr"), sentence(problem, "en")
    assert "Ce service était-il hébergé chez WHC le 28 août 2021?" in french
    assert "«\u00a0Non\u00a0»" in french
    assert "Was this service hosted with WHC on August 28, 2021?” is “No”" in english


def test_a_subgroup_that_differs_is_told_with_the_one_the_answers_lead_to():
    form = a_form(services__0__subgroup="B1", services__0__answers=ANSWERS)
    (problem,) = read(form)[1]
    assert sentence(problem, "en").endswith("take the subgroup the answers lead to: A1.")


def test_a_service_without_a_subgroup_waits_for_counsel_whatever_its_answers():
    form = a_form(services__0__subgroup="", services__0__answers=ANSWERS | {"hosted": "no"})
    assert read(form)[1] == ()


def test_a_subgroup_stands_where_nothing_was_answered():
    assert read(a_form(services__0__answers={}))[1] == ()
