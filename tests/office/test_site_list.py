"""An agency's list of sites: taken row by row, brought back with reasons, safe to repeat."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from claims.access import ANONYMOUS
from claims.claim.sheet import columns
from claims.claim.sheet_layout import Row
from claims.i18n import sentence
from claims.office import claimant, site_list
from claims.office.house import House
from claims.office.progress import tasks
from claims.office.site_list import Taken
from claims.problems import NotAllowed, NotFound, Refused
from tests.documents.reading_back import converted
from tests.makers import GAGNON, NOW, WHC, a_claimant, a_filed_claim, a_form, a_house, a_number

CODES, FIRST = 4, 7
PASTED = ("domain", "type", "owner", "restored", "rebuild.hours", "rebuild.invoices")


@pytest.fixture
def number(house: House) -> str:
    """A draft with one site, its rebuilding and the time its owner lost."""
    started = a_number(1)
    house.store.claims.start(started, WHC, language="fr", form=a_form(registrant="no"),
                             code_hash="", key="start", at=NOW, by=started)  # fmt: skip
    return started


def downloaded(house: House, number: str, language="fr") -> Workbook:
    handed = site_list.hand_workbook(house, a_claimant(number), number, language, now=NOW)
    return load_workbook(BytesIO(b"".join(handed.chunks)))


def filled(book: Workbook, *rows: dict, first: int = FIRST + 1) -> bytes:
    """The workbook with these rows typed under its first site."""
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[CODES]}
    for line, row in enumerate(rows, first):
        for code, value in row.items():
            sheet.cell(line, places[code]).value = value
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def sends(house: House, number: str, content: bytes, name: str = "sites.xlsx") -> Taken:
    return site_list.take_file(house, a_claimant(number), name, content, language="fr", now=NOW)


def a_csv(*rows: list[str], separator: str = ";", encoding: str = "utf-8") -> bytes:
    text = StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def counts(taken: Taken) -> tuple[int, int, int, int]:
    return tuple(taken.count(state) for state in ("added", "changed", "same", "faulty"))


def folder(house: House, number: str):
    return claimant.my_draft(house, a_claimant(number), now=NOW)


def a_site(n: int, **more) -> dict:
    return {"domain": f"client-{n}.ca", "type": "Boutique en ligne", "owner": f"Client {n}",
            "rebuild.hours": 12.5, "rebuild.invoices": 1234.56, **more}  # fmt: skip


def test_the_workbook_just_downloaded_changes_nothing(house, number):
    assert counts(sends(house, number, filled(downloaded(house, number)))) == (0, 0, 1, 0)
    assert folder(house, number).version == 1


def test_sixty_rows_go_in_and_the_four_faulty_ones_wait_with_their_reasons(house, number):
    rows = [a_site(n) for n in range(60)]
    rows[3]["domain"], rows[7]["rebuild.invoices"] = "pas un domaine", "1,234"
    rows[9]["type"], rows[12]["restored"] = "Magasin", "05/06/2021"
    taken = sends(house, number, filled(downloaded(house, number), *rows))
    assert counts(taken) == (56, 0, 1, 4)
    assert [(o.row.line, [(p.where, p.code) for p in o.problems]) for o in taken.faulty] == [
        (11, [("domain", "domain-unreadable")]),
        (15, [("rebuild.invoices", "amount-ambiguous")]),
        (17, [("type", "cell-choice")]),
        (20, [("restored", "day-ambiguous")]),
    ]
    # 42 × 85 $ + 1 000,00 $; 8 × 25 $; 56 × (12,5 × 85 $ + 1 234,56 $)
    assert folder(house, number).declared == 457000 + 20000 + 56 * (106250 + 123456)


def test_the_same_workbook_again_changes_nothing(house, number):
    content = filled(downloaded(house, number), *[a_site(n) for n in range(60)])
    sends(house, number, content)
    version = folder(house, number).version
    assert counts(sends(house, number, content)) == (0, 0, 61, 0)
    assert folder(house, number).version == version


def test_a_faulty_row_comes_back_commented_and_once_mended_is_in(house, number):
    sends(
        house, number, filled(downloaded(house, number), a_site(1, **{"rebuild.invoices": "1,234"}))
    )
    book = downloaded(house, number)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[CODES]}
    bad = sheet.cell(FIRST + 1, places["rebuild.invoices"])
    assert bad.value == "1,234"
    assert "peut se lire de deux façons" in bad.comment.text
    assert bad.fill.fgColor.rgb == "00F6D5D2"
    assert "peut se lire de deux façons" in sheet.cell(FIRST + 1, places["fault"]).value
    taken = sends(house, number, filled(book, {"rebuild.invoices": 1234}))
    assert counts(taken) == (1, 0, 1, 0)
    assert folder(house, number).waiting == ()


def test_a_changed_row_changes_only_what_it_says(house, number):
    before = folder(house, number).form
    book = downloaded(house, number)
    taken = sends(house, number, filled(book, {"rebuild.hours": 50, "owner": "Z"}, first=FIRST))
    after = folder(house, number).form
    assert counts(taken) == (0, 1, 0, 0)
    assert after.losses[0].inputs == {"hours": "50", "invoices": "1000,00"}
    assert (after.services[0].owner, after.losses[1]) == ("Z", before.losses[1])


def test_a_site_whose_row_is_gone_is_told_and_kept(house, number):
    sends(house, number, filled(downloaded(house, number), a_site(1)))
    book = downloaded(house, number)
    book.worksheets[0].delete_rows(FIRST)
    taken = sends(house, number, filled(book))
    assert taken.gone == ("s1",)
    assert folder(house, number).form.services[0].id == "s1"


def test_a_loss_whose_cells_were_emptied_is_told_and_kept(house, number):
    book = downloaded(house, number)
    taken = sends(house, number, filled(book, {"rebuild.hours": None, "rebuild.invoices": None},
                                        first=FIRST))  # fmt: skip
    assert taken.emptied == ("l1",)
    assert folder(house, number).form.losses[0].inputs["hours"] == "42"


def test_the_workbook_of_another_claim_is_refused_kindly(house, number):
    other = a_number(2)
    house.store.claims.start(other, WHC, language="fr", form=a_form(), code_hash="", key="other",
                             at=NOW, by=other)  # fmt: skip
    with pytest.raises(Refused) as told:
        sends(house, number, filled(downloaded(house, other)))
    assert told.value.problems[0].code == "sheet-other-claim"


def test_a_csv_with_the_keys_of_another_claim_touches_no_site_of_this_one(house, number):
    taken = sends(house, number, a_csv(["Clé", "Nom de domaine"], [f"{a_number(2)}/s1", "x.ca"]),
                  "a.csv")  # fmt: skip
    assert [p.code for p in taken.faulty[0].problems] == ["row-other-claim"]


def test_a_workbook_whose_site_was_removed_meanwhile_does_not_bring_it_back(house, number):
    content = filled(downloaded(house, number))
    claimant.remove_part(house, a_claimant(number), "services", "s1", now=NOW)
    taken = sends(house, number, content)
    assert [p.code for p in taken.faulty[0].problems] == ["row-gone"]


def test_an_older_workbook_with_columns_moved_renamed_and_left_out_is_understood(house, number):
    book = downloaded(house, number)
    sheet = book.worksheets[0]
    sheet.delete_cols(4)  # the date back online
    sheet["B5"].value = "Adresse du site"
    sheet.move_range("E1:E40", cols=40)
    book["claims"]["B1"].value = "sites-0"
    taken = sends(house, number, filled(book, {"domain": "neuf.ca"}))
    assert counts(taken) == (1, 0, 1, 0)
    assert [note.code for note in taken.notes] == ["sheet-other-version", "sheet-columns-missing"]
    assert "Date du retour en ligne" in taken.notes[1].values["name_fr"]


def test_columns_nobody_knows_are_told_and_left_aside(house, number):
    content = a_csv(["Site", "Domain name", "Couleur"], ["x", "a.ca", "bleu"])
    taken = sends(house, number, content, "a.csv")
    assert counts(taken)[0] == 1  # its own title is more exact than a synonym
    assert taken.notes[0].values["name"] == "Site, Couleur"


def test_a_list_without_a_domain_column_is_refused_with_what_to_do(house, number):
    with pytest.raises(Refused) as told:
        sends(house, number, a_csv(["Client", "Montant"], ["x", "3"]), "a.csv")
    assert told.value.problems[0].code == "sheet-no-domain"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_whatever_wrote_it(house, number, separator, encoding):
    titles = ["Nom de domaine", "Nom du propriétaire", "Hours of your own work"]
    row = ["été.ca", "Café Zoé", "7,5"]
    content = a_csv(titles, row, separator=separator, encoding=encoding)
    assert counts(sends(house, number, content, "liste.csv")) == (1, 0, 0, 0)
    form = folder(house, number).form
    assert (form.services[1].domain, form.services[1].owner) == ("été.ca", "Café Zoé")
    assert form.losses[-1].inputs == {"hours": "7,5"}


def test_the_labels_of_both_languages_are_choices(house, number):
    content = a_csv(
        ["Nom de domaine", "Type de service", "Qu’êtes-vous par rapport à ce service?"],
        ["a.ca", "Online shop", "It is mine"],
        ["b.ca", "BOUTIQUE EN LIGNE", "owns"],
    )
    sends(house, number, content, "liste.csv")
    assert [(s.type, s.answers) for s in folder(house, number).form.services[1:]] == [
        ("shop", {"role": "owns"})
    ] * 2


def test_dates_of_the_spreadsheet_iso_dates_and_french_text_are_read(house, number):
    rows = [a_site(1, restored=date(2021, 9, 3)), a_site(2, restored="2021-09-03"),
            a_site(3, restored="13/09/2021")]  # fmt: skip
    assert counts(sends(house, number, filled(downloaded(house, number), *rows))) == (3, 0, 1, 0)
    restored = [s.restored for s in folder(house, number).form.services[1:]]
    assert restored == ["2021-09-03", "2021-09-03", "13/09/2021"]


def test_a_number_is_exact_and_one_with_more_decimals_is_what_its_cell_shows(house, number):
    rows = [a_site(1, **{"rebuild.invoices": 1149.75}),
            a_site(2, **{"rebuild.invoices": 1150.324875})]  # fmt: skip
    sends(house, number, filled(downloaded(house, number), *rows))
    paid = [o.inputs["invoices"] for o in folder(house, number).form.losses[2:]]
    assert paid == ["1149.75", "1150.32"]


def test_a_formula_without_its_result_and_an_error_are_told_and_never_computed(house, number):
    rows = [a_site(1, **{"rebuild.hours": "=1+1"}), a_site(2, **{"rebuild.hours": "#N/A"})]
    taken = sends(house, number, filled(downloaded(house, number), *rows))
    assert [[(p.where, p.code) for p in o.problems] for o in taken.faulty] == [
        [("rebuild.hours", "cell-formula")]
    ] * 2


def test_fifty_wrong_cells_are_all_told(house, number):
    rows = [a_site(n, restored="hier", **{"rebuild.hours": "beaucoup"}) for n in range(25)]
    taken = sends(house, number, filled(downloaded(house, number), *rows))
    assert sum(len(outcome.problems) for outcome in taken.faulty) == 50


def test_every_fault_of_a_row_is_told_at_once_whatever_else_is_wrong_in_it(house, number):
    wrong = {"domain": "pas ça", "type": "Magasin", "restored": "hier", "rebuild.hours": "=A1"}
    taken = sends(house, number, filled(downloaded(house, number), wrong))
    codes = {(p.where, p.code) for outcome in taken.faulty[:1] for p in outcome.problems}
    assert codes == {("domain", "domain-unreadable"), ("type", "cell-choice"),
                     ("restored", "day-unreadable"), ("rebuild.hours", "cell-formula")}  # fmt: skip


def test_two_rows_for_one_site_are_told_on_the_second(house, number):
    taken = sends(house, number, filled(downloaded(house, number), a_site(1), a_site(1)))
    assert counts(taken) == (1, 0, 1, 1)
    assert taken.faulty[0].problems[0].values == {"line": 8}


def test_a_row_that_only_waits_does_not_count_as_a_site(house, number):
    rows = [Row(1, {"domain": "a.ca"}), Row(2, {"domain": "pas ça"})]
    site_list.keep_rows(house, a_claimant(number), rows, now=NOW)
    found = folder(house, number)
    assert (len(found.form.services), len(found.waiting)) == (1, 2)
    taken = site_list.take_rows(house, a_claimant(number), found.waiting, language="fr", now=NOW)
    assert counts(taken) == (1, 0, 0, 1)
    assert [row.cells["domain"] for row in folder(house, number).waiting] == ["pas ça"]


def test_R25_a_row_with_a_cell_too_long_is_left_out_whole_named_and_locks_none_of_the_others(
    house, number
):
    long = Row(2, {"domain": "b.ca", "owner": "N" * 6_000})
    rows = [Row(1, {"domain": "a.ca"}), long, Row(3, {"domain": "c.ca"})]
    with pytest.raises(Refused) as told:
        site_list.keep_rows(house, a_claimant(number), rows, now=NOW)
    assert told.value.problems[0].code == "row-too-long"
    assert told.value.problems[0].values["length"] == 6_000
    assert [row.cells["domain"] for row in folder(house, number).waiting] == ["a.ca", "c.ca"]
    taken = site_list.take_rows(house, a_claimant(number), rows, language="fr", now=NOW)
    assert counts(taken) == (2, 0, 0, 0)
    assert [note.values["line"] for note in taken.notes] == [2]


def test_R25_a_workbook_with_a_cell_too_long_is_read_without_its_row_and_its_site_is_not_gone(
    house, number
):
    content = filled(downloaded(house, number), {"owner": "N" * 6_000}, a_site(1), first=FIRST)
    taken = sends(house, number, content)
    assert counts(taken) == (1, 0, 0, 0)
    assert sentence(taken.notes[0], "fr").startswith(
        "Ligne 7\u00a0: la case «\u00a0Nom du propriétaire\u00a0» compte 6\u00a0000 caractères"
    )
    assert (taken.gone, folder(house, number).waiting) == ((), ())


def test_a_grid_of_more_rows_than_may_wait_is_refused_with_the_limit(house, number):
    rows = [Row(n, {"domain": "a.ca"}) for n in range(2_001)]
    with pytest.raises(Refused) as told:
        site_list.keep_rows(house, a_claimant(number), rows, now=NOW)
    assert told.value.problems[0].code == "sheet-too-long"


def test_rows_are_taken_up_to_what_a_claim_may_list_and_the_rest_waits_with_a_sentence(
    house, number
):
    header = ["Nom de domaine", "Type de service"]
    rows = [[f"client-{n}.ca", "shop"] for n in range(510)]
    taken = sends(house, number, a_csv(header, *rows), "a.csv")
    assert counts(taken) == (499, 0, 0, 11)
    assert sentence(taken.notes[0], "fr").startswith(
        "Un dossier compte au plus 500 sites et 2\u00a0000 pertes. Lignes qui attendent, faute de "
        "place\u00a0: 11."
    )
    found = folder(house, number)
    assert (len(found.form.services), len(found.waiting)) == (500, 11)
    assert found.waiting[0].cells["domain"] == "client-499.ca"
    assert {p.code for o in site_list.judged(found, "fr") for p in o.problems} == {"row-no-room"}


def test_a_row_whose_losses_are_too_many_waits_whole(house, number):
    ends = [c.code for c in columns(house.matters[WHC]) if c.code.endswith(".end")]
    rows = [[f"client-{n}.ca", *["2021-09-01"] * len(ends)] for n in range(499)]
    taken = sends(house, number, a_csv(["Domaine", *ends], *rows), "a.csv")
    fitting = (2_000 - 2) // len(ends)
    assert counts(taken) == (fitting, 0, 0, 499 - fitting)
    assert len(folder(house, number).form.losses) == 2 + fitting * len(ends)


def test_a_control_typed_in_a_csv_is_told_in_its_cell_and_the_other_rows_go_in(house, number):
    content = a_csv(["Nom de domaine", "Client"], ["a.ca", "Zo\x0bé"], ["b.ca", "Bob"])
    taken = sends(house, number, content, "a.csv")
    assert counts(taken) == (1, 0, 0, 1)
    assert [(p.where, p.code) for p in taken.faulty[0].problems] == [("owner", "text-character")]
    assert folder(house, number).waiting[0].cells["owner"] == "Zo\x0bé"
    assert downloaded(house, number).worksheets[0].title == "Sites"


@pytest.mark.parametrize(
    "titles",
    [("Domaine", "Client"), ("URL", "Propriétaire"), ("  SITE ", "owner"),
     ("Nom_de_domaine", "Client"), ("Website", "Customer name"),
     ("nom  de domaine :", "titulaire")],
)  # fmt: skip
def test_what_people_call_the_columns_is_understood(house, number, titles):
    taken = sends(house, number, a_csv(list(titles), ["a.ca", "Zoé"]), "a.csv")
    assert (counts(taken), taken.notes) == ((1, 0, 0, 0), ())
    added = folder(house, number).form.services[-1]
    assert (added.domain, added.owner) == ("a.ca", "Zoé")


def test_a_row_whose_words_are_those_of_other_titles_is_a_row(house, number):
    titles = ["Domaine", "Type", "Client"]
    rows = (
        ["a.ca", "Courriel", "Service"],
        ["Domaine", "Type", "Client"],
        ["b.ca", "Site", "Client"],
    )
    taken = sends(house, number, a_csv(titles, *rows), "a.csv")
    assert [outcome.row.cells["domain"] for outcome in taken.outcomes] == ["a.ca", "b.ca"]


def test_rows_that_wait_keep_the_claim_from_being_filed_until_they_are_mended_or_forgotten(
    house, number
):
    bad = ["pas un domaine", "shop"], ["x.ca", "Magasin"]
    sends(house, number, a_csv(["Domaine", "Type"], ["ok.ca", "shop"], *bad), "a.csv")
    found = folder(house, number)
    assert [(p.where, p.code, p.values) for p in found.problems] == [
        ("services", "rows-waiting", {"many": 2})
    ]
    sites = next(task for task in tasks(found) if task.topic == "sites")
    assert (sites.state, sites.wrong) == ("wrong", 1)
    with pytest.raises(Refused) as told:
        files(house, number)
    assert [p.code for p in told.value.problems] == ["rows-waiting"]
    site_list.keep_rows(house, a_claimant(number), found.waiting[:1], now=NOW)
    assert [p.code for p in folder(house, number).problems] == ["row-waiting"]
    site_list.keep_rows(house, a_claimant(number), (), now=NOW)
    assert files(house, number).number == number


def files(house: House, number: str):
    return claimant.submit(house, a_claimant(number), name="Studio Boréal inc.", agreed=True,
                           seen=folder(house, number).version, language="fr", now=NOW)  # fmt: skip


def test_only_the_claimant_takes_a_list_and_only_while_the_claim_is_open(house, number):
    for actor in (ANONYMOUS, GAGNON):
        with pytest.raises(NotAllowed):
            site_list.take_file(house, actor, "a.csv", b"x", language="fr", now=NOW)
        with pytest.raises(NotAllowed):
            site_list.hand_workbook(house, actor, number, "fr", now=NOW)
    with pytest.raises(NotFound):
        site_list.hand_workbook(house, a_claimant(number), a_number(2), "fr", now=NOW)
    filed = a_filed_claim(house, 3)
    with pytest.raises(NotAllowed):
        site_list.keep_rows(house, a_claimant(filed), (), now=NOW)


@pytest.mark.parametrize("kind", ["ods", pytest.param("csv", marks=pytest.mark.full)])
def test_libreoffice_saves_the_workbook_its_own_way_and_nothing_changes(
    house, number, tmp_path, kind
):
    sends(house, number, filled(downloaded(house, number), a_site(1), a_site(2)))
    content = converted(filled(downloaded(house, number)), kind, tmp_path).read_bytes()
    assert counts(sends(house, number, content, f"sites.{kind}")) == (0, 0, 3, 0)


@pytest.mark.parametrize("matter", ["whc-2021", "ovh-2021", "telus-2019"])
def test_the_examples_of_a_workbook_are_rows_the_reader_takes_without_a_fault(house, matter):
    started = a_number(9)
    house.store.claims.start(started, matter, language="fr", form={}, code_hash="", key="x",
                             at=NOW, by=started)  # fmt: skip
    book = downloaded(house, started)
    rows = [[cell.value for cell in row] for row in book["Exemples"].iter_rows(min_row=4)]
    alone = Workbook()
    for row in rows:
        alone.active.append(row)
    made = BytesIO()
    alone.save(made)
    taken = sends(house, started, made.getvalue())
    assert (counts(taken), taken.notes) == ((3, 0, 0, 0), ())
    told = [(p.where, p.code) for p in folder(house, started).problems if "services" in p.where]
    assert told == []
    amounts = [cell for cell in rows[1] if isinstance(cell, int | float)]
    assert len(set(amounts)) == len(amounts)


def test_a_new_column_of_the_matter_needs_no_line_of_python(house):
    codes = [column.code for column in columns(house.matters["ovh-2021"])]
    heads = {key for key, head in house.matters["ovh-2021"].heads.items() if head.per == "service"}
    assert {code.partition(".")[0] for code in codes if "." in code} - {"answers"} == heads


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40)


cells = st.dictionaries(st.sampled_from(PASTED), words)


@settings(max_examples=25, deadline=None)
@given(st.lists(cells, max_size=6))
def test_whatever_is_pasted_nothing_typed_is_lost_and_twice_is_once(tmp_path_factory, rows):
    home = a_house(tmp_path_factory.mktemp("h"))
    me = a_number(1)
    home.store.claims.start(me, WHC, language="fr", form={}, code_hash="", key="k", at=NOW, by=me)
    typed = [Row(n, cells) for n, cells in enumerate(rows, 1)]
    first = site_list.take_rows(home, a_claimant(me), typed, language="fr", now=NOW)
    found = folder(home, me)
    assert first.accepted + len(found.waiting) == len(typed)
    taken = [o.row for o in first.outcomes if o.state != "faulty"]
    again = site_list.take_rows(home, a_claimant(me), taken, language="fr", now=NOW)
    assert again.count("added", "changed") == 0
    home.store.close()


def test_a_site_or_loss_of_a_list_takes_no_id_that_was_filed(house):
    form = a_form()
    sites = [form["services"][0] | {"id": f"s{n}-1", "domain": f"a{n}.ca"} for n in (2, 3)]
    losses = [form["losses"][0] | {"id": f"l{n}-101", "service": f"s{n}-1"} for n in (2, 3)]
    number = a_filed_claim(house, services=sites, losses=losses)
    claimant.amend(house, a_claimant(number), reason="Un site de plus.", now=NOW)
    rows = a_csv(["domain", "type", "rebuild.hours"], ["neuf.ca", "showcase", "3"])
    sends(house, number, rows, "sites.csv")
    draft = house.store.drafts.read(number).form
    assert len({part["id"] for part in draft["services"]}) == 3
    assert len({part["id"] for part in draft["losses"]}) == 3
