"""A file of claims is imported whole or not at all, and each fault names its line and its place."""

import json
import secrets
from datetime import UTC, datetime

import pytest

from claims.access import Actor, Role
from claims.claim.canonical import canonical, digest
from claims.damages.engine import assess
from claims.i18n.sentences import sentence
from claims.office.house import open_house
from claims.office.importing import import_claims
from claims.problems import NotAllowed
from claims.settings import Settings
from tests.makers import in_vault

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
COUNSEL = Actor(Role.LAWYER, "counsel@firm.example", matters=("whc-2021",))


@pytest.fixture
def house(tmp_path):
    opened = open_house(Settings.at(tmp_path))
    yield opened
    opened.store.close()


def a_line(key, domain, **changes):
    loss = {
        "id": "l1",
        "head": "mitigation",
        "service": "s1",
        "start": "2021-08-28",
        "end": "2021-09-01",
        "inputs": {"costs": "250,00"},
    }
    form = {
        "key": key,
        "claimant": {"kind": "person", "name": "Julie Côté", "capacity": "owner"},
        "contact": {"email": "julie@cote.example", "place": "QC"},
        "services": [{"id": "s1", "domain": domain, "type": "shop", "subgroup": "B1"}],
        "losses": [loss],
    }
    return json.dumps(form | changes)


@pytest.fixture
def file_of(tmp_path):
    def write(*lines, name="claims.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def imported(house, *files, **more):
    return import_claims(
        house, COUNSEL, "whc-2021", files, now=NOW, entropy=secrets.token_bytes, **more
    )


def kept(house):
    return sum(house.store.finder.counts("whc-2021").values())


def test_every_line_becomes_a_claim_with_its_number_and_its_code(house, file_of):
    report = imported(house, file_of(a_line("a", "a.example"), a_line("b", "b.example")))
    assert [accepted.key for accepted in report.accepted] == ["a", "b"]
    assert len({accepted.number for accepted in report.accepted}) == 2
    assert kept(house) == 2
    assert house.store.claims.body(report.accepted[0].number).services[0].domain == "a.example"


def test_one_faulty_line_keeps_the_whole_file_out(house, file_of):
    file = file_of(a_line("a", "a.example"), a_line("b", "not a domain"), "{broken")
    report = imported(house, file)
    assert report.accepted == ()
    assert [(r.file, r.line, [p.where for p in r.problems]) for r in report.refused] == [
        ("claims.jsonl", 2, ["services.0.domain"]),
        ("claims.jsonl", 3, [""]),
    ]
    assert kept(house) == 0
    for refused in report.refused:
        for problem in refused.problems:
            assert sentence(problem, "fr") != sentence(problem, "en")


def test_the_same_file_again_changes_nothing(house, file_of):
    file = file_of(a_line("a", "a.example"))
    first = imported(house, file)
    head = house.store.journal.head()
    again = imported(house, file)
    assert again.accepted[0].number == first.accepted[0].number
    assert again.accepted[0].code == ""
    assert house.store.journal.head() == head


def test_a_dry_run_reads_everything_and_keeps_nothing(house, file_of):
    report = imported(house, file_of(a_line("a", "a.example")), dry_run=True)
    assert [accepted.key for accepted in report.accepted] == ["a"]
    assert kept(house) == 0


def test_a_key_used_twice_is_told_with_the_line_that_has_it(house, file_of):
    report = imported(house, file_of(a_line("a", "a.example"), a_line("a", "b.example")))
    (refused,) = report.refused
    assert (refused.line, refused.problems[0].code) == (2, "key-twice")


def test_an_unknown_word_in_a_form_is_told_by_its_place(house, file_of):
    report = imported(house, file_of(a_line("a", "a.example", salary="1")))
    assert [(p.where, p.code) for p in report.refused[0].problems] == [("salary", "form-shape")]


def test_an_exhibit_above_the_folder_of_the_import_is_not_there(house, file_of, tmp_path):
    (tmp_path.parent / "secret.txt").write_text("not yours", encoding="utf-8")
    exhibits = [{"id": "e1", "file": "../secret.txt", "kind": "other", "losses": ["l1"]}]
    report = imported(house, file_of(a_line("a", "a.example", exhibits=exhibits)))
    assert [p.code for p in report.refused[0].problems] == ["file-not-there"]


@pytest.mark.parametrize("name", ["a\x00.pdf", "x" * 300 + ".pdf", "", "/" * 5000])
def test_a_name_no_disk_could_hold_is_a_file_that_is_not_there(house, file_of, name):
    exhibits = [{"id": "e1", "file": name, "kind": "other", "losses": ["l1"]}]
    report = imported(house, file_of(a_line("a", "a.example", exhibits=exhibits)))
    (problem,) = report.refused[0].problems
    assert (problem.where, problem.code) == ("exhibits.0.file", "file-not-there")
    assert "\x00" not in sentence(problem, "fr")


def test_the_mark_some_programs_put_at_the_start_of_a_file_is_no_fault(house, file_of):
    file = file_of("\ufeff" + a_line("a", "a.example"))
    assert [accepted.key for accepted in imported(house, file).accepted] == ["a"]


def test_a_file_of_another_encoding_is_refused_line_by_line_and_keeps_nothing(house, tmp_path):
    lines = [json.loads(a_line(key, f"{key}.example")) for key in "abc"]
    lines[1]["claimant"]["name"] = "Julie"
    text = "\r\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    file = tmp_path / "windows.jsonl"
    file.write_bytes(text.encode("cp1252"))
    report = imported(house, file)
    assert [(r.line, p.code) for r in report.refused for p in r.problems] == [
        (1, "line-not-utf8"), (3, "line-not-utf8")
    ]  # fmt: skip
    place = report.refused[0].problems[0].values["position"]
    assert text[place - 1] == "ô"
    assert kept(house) == 0


def test_a_sign_that_stands_for_a_lost_letter_is_refused_where_it_stands(house, file_of):
    loss = {"id": "l1", "head": "own_time", "start": "2021-08-28", "end": "2021-09-01",
            "inputs": {"calls": "2021-08-28; Andr\ufffd; 35"}}  # fmt: skip
    who = {"kind": "person", "name": "Julie C\ufffdt\ufffd", "capacity": "owner"}
    report = imported(house, file_of(a_line("a", "a.example", claimant=who, losses=[loss])))
    (refused,) = report.refused
    assert [(p.where, p.code, p.values["position"]) for p in refused.problems] == [
        ("claimant.name", "text-lost", 8), ("losses.0.inputs.calls", "text-lost", 17)
    ]  # fmt: skip
    assert kept(house) == 0


def test_a_dry_run_counts_every_loss_as_the_import_would(house, file_of, monkeypatch):
    counted = []

    def told(claim, matter, rates, **asked):
        counted.append(claim.services[0].domain)
        return assess(claim, matter, rates, **asked)

    monkeypatch.setattr("claims.office.rulebook.assess", told)
    file = file_of(a_line("a", "a.example"), a_line("b", "b.example"))
    imported(house, file, dry_run=True)
    assert counted == ["a.example", "b.example"]
    imported(house, file)
    assert counted == ["a.example", "b.example"] * 2


def test_exhibits_pass_the_gate_and_rest_in_the_vault(house, file_of, tmp_path):
    (tmp_path / "list.txt").write_text("Appels : 28, 29 et 30 août", encoding="utf-8")
    exhibits = [{"id": "e1", "file": "list.txt", "kind": "list", "losses": ["l1"]}]
    report = imported(house, file_of(a_line("a", "a.example", exhibits=exhibits)))
    number = report.accepted[0].number
    (exhibit,) = house.store.exhibits.of(number)
    assert in_vault(house, number, exhibit.sha256).decode() == "Appels : 28, 29 et 30 août"
    assert house.store.claims.body(number).exhibits[0].losses == ("l1",)
    files = house.vault.sweep((), older_than=-1)
    assert len(files) == 1
    imported(house, file_of(a_line("a", "a.example", exhibits=exhibits)))
    assert house.vault.sweep((), older_than=-1) == (), "the same line again keeps nothing again"


def test_a_renamed_program_is_refused_at_its_place(house, file_of, tmp_path):
    (tmp_path / "invoice.pdf").write_bytes(b"MZ\x90\x00 this is no PDF")
    exhibits = [{"id": "e1", "file": "invoice.pdf", "kind": "invoice", "losses": ["l1"]}]
    report = imported(house, file_of(a_line("a", "a.example", exhibits=exhibits)))
    assert report.refused[0].problems[0].where == "exhibits.0.file"
    assert kept(house) == 0


def with_files(tmp_path, **files):
    for name, content in files.items():
        (tmp_path / f"{name}.txt").write_text(content, encoding="utf-8")
    return [
        {"id": f"e{n}", "file": f"{name}.txt", "kind": "list", "losses": ["l1"]}
        for n, name in enumerate(files, 1)
    ]


def test_a_file_that_changes_while_it_is_imported_keeps_everything_out(house, file_of, tmp_path):
    exhibits = with_files(tmp_path, appels="Appels : 28 août", pertes="Pertes : 30 août")
    file = file_of(a_line("a", "a.example", exhibits=exhibits))

    def changed(*_):
        (tmp_path / "pertes.txt").write_text("Pertes : 31 août", encoding="utf-8")

    (refused,) = imported(house, file, progress=changed).refused
    assert [(p.where, p.code) for p in refused.problems] == [("exhibits.1.file", "file-changed")]
    assert kept(house) == 0


def test_an_import_brings_no_more_than_a_claimant_may(house, file_of, tmp_path):
    exhibits = with_files(tmp_path, appels="Appels", encore="Appels", pertes="x" * 1024 * 1024)
    small = open_house(Settings.at(tmp_path, max_claim_mb=1))
    (refused,) = imported(small, file_of(a_line("a", "a.example", exhibits=exhibits))).refused
    assert [(p.where, p.code) for p in refused.problems] == [
        ("exhibits.1.file", "exhibit-twice"), ("exhibits", "exhibits-too-large")
    ]  # fmt: skip
    site = json.loads(a_line("a", "a.example"))["services"][0]
    sites = [site | {"id": f"s{n}", "domain": f"a{n}.example"} for n in range(1, 502)]
    (refused,) = imported(house, file_of(a_line("a", "", services=sites))).refused
    assert [(p.where, p.code) for p in refused.problems] == [("services", "list-too-long")]


def test_counsel_of_another_matter_imports_nothing_here(house, file_of):
    stranger = Actor(Role.LAWYER, "other@firm.example", matters=("ovh-2021",))
    with pytest.raises(NotAllowed):
        import_claims(
            house,
            stranger,
            "whc-2021",
            [file_of(a_line("a", "a.example"))],
            now=NOW,
            entropy=secrets.token_bytes,
        )


def test_a_claim_imported_with_its_signature_is_bound_to_what_was_attested(house, file_of):
    signed = {"name": "Julie Côté", "agreed": "yes"}
    (kept,) = imported(house, file_of(a_line("a", "shop.ca", attestation=signed))).accepted
    claim = house.store.claims.body(kept.number)
    assert claim.attestation.name == "Julie Côté"
    assert claim.attestation.wording == house.matter("whc-2021").attestation.version
    bare = claim.model_dump(mode="json", exclude={"attestation", "decisions"})
    assert claim.attestation.sha256 == digest(canonical(bare))


def test_a_claim_imported_without_a_signature_says_that_nobody_attested_it(house, file_of):
    (kept,) = imported(house, file_of(a_line("a", "shop.ca"))).accepted
    assert house.store.claims.body(kept.number).attestation is None


@pytest.mark.parametrize(
    ("signed", "codes"),
    [
        ({"name": "", "agreed": "no"}, ["required", "not-attested"]),
        ({"name": "Julie Côté", "agreed": "no"}, ["not-attested"]),
        ({"name": "Paul Roy", "agreed": "yes"}, ["name-differs"]),
        ({"name": "", "agreed": "yes"}, ["required"]),
    ],
)
def test_a_signature_refused_or_of_someone_else_is_not_imported(house, file_of, signed, codes):
    (line,) = imported(house, file_of(a_line("a", "shop.ca", attestation=signed))).refused
    assert [problem.code for problem in line.problems] == codes


@pytest.mark.parametrize("subgroup", ["B1", ""])
@pytest.mark.parametrize("answer", [{"hosted": "no"}, {"outcome": "none"}])
def test_a_service_its_answers_put_outside_the_action_is_not_imported(
    house, file_of, subgroup, answer
):
    service = {"id": "s1", "domain": "a.example", "type": "shop", "subgroup": subgroup}
    report = imported(house, file_of(a_line("a", "", services=[service | {"answers": answer}])))
    (question,) = answer
    assert [(p.where, p.code) for p in report.refused[0].problems] == [
        (f"services.0.answers.{question}", "answer-not-covered")
    ]


def test_a_key_or_a_name_of_spaces_alone_is_none(house, file_of):
    (line,) = imported(house, file_of(a_line(" ", "a.example"))).refused
    assert [(p.where, p.code) for p in line.problems] == [("key", "required")]
    signed = {"name": " ", "agreed": " "}
    (kept,) = imported(house, file_of(a_line("b", "b.example", attestation=signed))).accepted
    assert house.store.claims.body(kept.number).attestation is None
