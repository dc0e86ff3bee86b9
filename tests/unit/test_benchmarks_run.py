"""Every benchmark still runs and its contestants still agree; speed is told in results.md."""

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType

import numpy as np
import pytest

from benchmarks import rounds
from benchmarks.totals import agree


@pytest.fixture(autouse=True)
def plain_main(monkeypatch):
    """A test of a page leaves its script as the main module, which a new process would run."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.fixture
def quickly(capsys) -> Callable[[str], str]:
    """Runs a benchmark on little, in this process; what it says."""

    def ran(script: str) -> str:
        assert import_module(f"benchmarks.{script}").main(["--quick"]) == 0
        return capsys.readouterr().out

    return ran


def test_totals_agree_with_duckdb_polars_pandas_and_plain_sql_to_the_cent(quickly):
    told = quickly("totals")
    assert "All agree to the cent." in told
    assert told.count("| cells |") == 2
    assert told.count("| table |") == 2


def test_losses_claimed_twice_are_those_that_duckdb_polars_and_plain_sql_find(quickly):
    told = quickly("ledger")
    assert "All find the same." in told
    for contest in ("units", "disputed", "from texts"):
        assert told.count(f"| {contest} | 4,000 |") == 1


def test_claimants_planted_with_slips_are_found_beside_splink(quickly):
    assert "Those planted are found." in quickly("likeness")


def test_bank_references_planted_among_other_numbers_are_found(quickly):
    assert "Those planted are found." in quickly("references")


def test_rings_planted_in_a_model_of_ranges_are_told_and_hardly_a_stranger(quickly):
    assert "| 1,000 | 0.00 % | 100 % |" in quickly("networks")


def test_lines_come_from_the_store_as_every_other_reader_gives_them(quickly):
    told = quickly("columns")
    assert "All read the same lines." in told
    assert told.count("| cold |") == told.count("| changed claims: 10 |") == 2


def test_parts_and_workers_agree_with_duckdb_and_polars_to_the_cent(quickly):
    told = quickly("parts")
    assert "All agree to the cent." in told
    for engine in ("whole", "by part", "Dask", "DuckDB", "polars"):
        assert f"| {engine} |" in told


def test_interest_on_a_column_is_not_one_cent_off_the_law(quickly):
    told = quickly("interest")
    assert "Not one cent is off" in told
    assert "polars, 128 bits" in told


@pytest.mark.full
def test_every_page_of_the_rerun_benchmark_answers_and_saves(quickly):
    told = quickly("rerun")
    for page in ("ours, nothing changed", "ours, one field saved", "five fields, our server"):
        assert f"| {page} |" in told


@pytest.mark.full
def test_every_save_is_kept_by_both_databases_and_they_agree(quickly):
    told = quickly("saves")
    assert "Both databases keep every save." in told
    assert told.count("| SQLite |") == told.count("| PostgreSQL |") == 4


@pytest.mark.full  # the test of the rerun benchmark opens the same pages on the same servers
def test_pages_are_opened_and_their_memory_is_told(quickly):
    assert "| five fields, our server | 3 |" in quickly("sessions")


@pytest.mark.full  # the pages themselves have tests of their own
def test_every_page_of_the_desk_answers_and_shows_its_claims(quickly):
    assert "| task: extreme amounts |" in quickly("desk")


def test_the_vault_gives_back_what_it_was_given_as_the_plain_copy_does(quickly):
    told = quickly("vault")
    assert "All give back the same bytes." in told


def test_the_estimate_and_its_peers_answer_on_both_real_shops(quickly):
    told = quickly("lost_sales")
    for shop in ("France", "Switzerland"):
        for method in ("before-and-after", "last-year-times-trend", "ets", "structural-model"):
            assert f"| {shop} | 7 | {method} |" in told


def test_contestants_that_disagree_by_one_cent_stop_the_benchmark():
    key = ("A", "A1", "rebuild")
    with pytest.raises(AssertionError):
        agree({"ours": {key: (1, 100)}, "SQLite": {key: (1, 101)}})


def test_rounds_are_taken_in_turns_and_the_first_is_not_counted():
    turns = []
    taken, answers = rounds.medians(
        {"ours": lambda: turns.append("ours"), "peer": lambda: turns.append("peer")}, rounds=2
    )
    assert turns == ["ours", "peer"] * 3
    assert taken.keys() == answers.keys() == {"ours", "peer"}


def test_a_limit_that_is_missed_is_said_in_words():
    titles = ["contest", "ours ÷ pandas (limit 0.20)", "ours bytes a line (limit 25)"]
    rows = [["cells", "0.23", "31.5"], ["table", "", "25.0"], ["more", "0.20", "1,025"]]
    assert rounds.missed(titles, rows, lambda row: row[0]) == (
        "Missed: ours ÷ pandas, limit 0.20: 0.23 (cells); "
        "ours bytes a line, limit 25: 31.5 (cells), 1,025 (more)."
    )
    assert rounds.missed(titles, rows[1:2], lambda row: row[0]) == "No limit is missed."


def test_growth_is_told_of_each_contest_that_had_two_sizes():
    titles = ["contest", "lines", "ours s", "ours ÷ DuckDB", "SQLite s"]
    rows = [
        ["units", "100", "0.1", "1", "2"], ["units", "1,000", "1.5", "1", "30"],
        ["units", "4,000", "3.2", "1", ""], ["disputed", "100", "0.1", "1", "2"],
    ]  # fmt: skip
    assert rounds.growth(titles, rows, lambda row: row[0]) == [
        "Growth, times the seconds for times the lines: "
        "units, ours: 32.0 for 40; units, SQLite: 15.0 for 10."
    ]


def test_a_section_of_results_takes_the_place_of_the_one_before(tmp_path, monkeypatch):
    monkeypatch.setattr(rounds, "RESULTS", tmp_path / "results.md")
    rounds.record("Row 10: b", ["old"])
    rounds.record("Row 2: a", ["first"])
    rounds.record("Row 10: b", ["new"])
    expected = "# Results\n\n## Row 2: a\n\nfirst\n\n## Row 10: b\n\nnew\n"
    assert (tmp_path / "results.md").read_text() == expected


def takes_forty_megabytes():
    return lambda: np.ones(5_000_000).sum()


def test_peak_memory_is_what_the_work_adds():
    assert 35 < rounds.peak_mb(takes_forty_megabytes) < 60


def test_pages_are_numbered_and_files_hashed_as_the_peers_do(quickly):
    told = quickly("bundle")
    for work in ("pages numbered", "pictures", "hashed and stored"):
        assert f"| {work} |" in told


@pytest.mark.full
def test_a_whole_bundle_numbers_every_page_and_two_programs_find_it_whole(quickly):
    assert "4 claims, 12 exhibits of" in quickly("whole_bundle")


def test_every_row_of_a_printed_list_is_read_back_from_ours_and_from_the_peer(quickly):
    assert "| receipts | per second of one processor | " in quickly("register")


def test_every_pdf_of_a_folder_is_counted_under_its_maker_once_numbered(quickly):
    told = quickly("makers")
    assert "| all | 10 | 10 | 0 | 0 | 0 | 10 | 10 | 10 | 10 | 10 | 10 | 10 |" in told
    assert "Not whole: none." in told
