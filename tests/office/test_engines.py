"""Whole, by part, or by workers: one answer, to the cent; and what keeps workers from answering."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from distributed import LocalCluster

from claims.office.engines import by_part, counted, on_workers
from claims.office.house import House
from claims.office.totalling import totals
from claims.problems import Refused
from claims.settings import HOME
from tests.makers import GAGNON, WHC, a_filed_claim


@pytest.fixture
def five(house: House, monkeypatch, tmp_path: Path) -> House:
    """A house with five claims, which workers of this process find by its settings."""
    monkeypatch.setenv("CLAIMS_DATA_DIR", str(house.settings.data_dir))
    for n in range(1, 6):
        a_filed_claim(house, n)
    return house


@pytest.fixture(scope="module")
def scheduler():
    """A scheduler and two workers, threads of this process."""
    cluster = LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address=":0",
        protocol="tcp://", host="127.0.0.1",
    )  # fmt: skip
    yield cluster.scheduler_address
    cluster.close()


def refusal(house: House, **asked) -> str:
    with pytest.raises(Refused) as refused:
        counted(house, GAGNON, WHC, **asked)
    [problem] = refused.value.problems
    return problem.code


def test_workers_and_parts_give_the_table_of_the_whole(five, scheduler):
    whole = totals(five, GAGNON, WHC)
    assert whole.table.total.claims == 5
    assert by_part(five, GAGNON, WHC, size=2) == whole
    assert on_workers(five, GAGNON, WHC, scheduler, size=2) == whole


def test_workers_that_read_another_registry_are_not_believed(
    five, scheduler, monkeypatch, tmp_path
):
    monkeypatch.setenv("CLAIMS_DATA_DIR", str(tmp_path / "elsewhere"))
    assert refusal(five, scheduler=scheduler) == "workers-apart"


def test_a_worker_that_cannot_read_says_why(five, scheduler, monkeypatch):
    monkeypatch.setenv("CLAIMS_DATABASE_URL", "nonsense")
    assert refusal(five, scheduler=scheduler) == "workers-failed"


def test_what_does_not_go_together_is_refused(house, monkeypatch):
    assert refusal(house, engine="dask") == "scheduler-or-not"
    assert refusal(house, engine="parts", scheduler="tcp://127.0.0.1:1") == "scheduler-or-not"
    assert refusal(house, engine="parts", as_of=date(2026, 1, 1)) == "past-is-whole"
    monkeypatch.setattr("claims.office.engines.find_spec", lambda name: None)
    assert refusal(house, scheduler="tcp://127.0.0.1:1") == "dask-missing"


def test_a_scheduler_that_is_not_there_is_said(house, monkeypatch):
    monkeypatch.setattr("claims.office.engines.ANSWER_SECONDS", 1)
    assert refusal(house, scheduler="tcp://127.0.0.1:1") == "scheduler-silent"
    assert refusal(house, scheduler="nowhere at all") == "scheduler-silent"


@pytest.mark.full
def test_the_command_counts_with_two_processes_as_it_does_alone(five):
    folder = str(five.settings.data_dir)
    env = os.environ | {"CLAIMS_DATA_DIR": folder, "CLAIMS_EXPORTS_DIR": f"{folder}/out"}
    command = [sys.executable, "-m", "claims", "totals", WHC, "--json"]

    def told(*more: str) -> str:
        done = subprocess.run([*command, *more], cwd=HOME, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        by_workers = told("--engine", "dask", "--scheduler", cluster.scheduler_address)
    assert by_workers == told() == told("--engine", "pandas") == told("--engine", "parts")
