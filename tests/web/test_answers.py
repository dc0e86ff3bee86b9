"""What every answer carries, and probes that cost nothing."""

import pytest
from starlette.datastructures import MutableHeaders

from claims.evidence import child
from claims.settings import Settings
from claims.web import checks, index
from claims.web.answers import own_path
from claims.web.headers import POLICY, SANDBOX, SecurityHeaders, every_answer, policy
from tests.makers import a_house


def completed(given: dict[str, str]) -> MutableHeaders:
    headers = MutableHeaders(given)
    SecurityHeaders(None, every_answer(Settings()))._complete(headers, "/piece/x/y", 200)
    return headers


def test_without_script_one_is_told_where_to_write_when_counsel_gave_it():
    assert "écrivez aux avocats" not in index.page("fr", 25).decode()
    told = index.page("fr", 25, ("avocats@exemple.ca",)).decode()
    assert "écrivez aux avocats du groupe\u00a0: avocats@exemple.ca." in told
    assert "papier" not in told


def test_R15_a_file_handed_out_keeps_its_sandbox():
    assert completed({POLICY: SANDBOX})[POLICY] == f"sandbox; {policy()}"
    assert completed({})[POLICY] == policy()
    assert completed({POLICY: "default-src *"})[POLICY] == policy()


@pytest.mark.parametrize("wanted", ["//[", "http://[", "/x//[", "//[::1"])
def test_an_address_nobody_can_read_leads_home_or_stays_here(wanted):
    assert own_path(wanted) in ("/", wanted if wanted.startswith("/x") else "/")


def test_probes_are_tried_once_in_some_seconds(tmp_path, monkeypatch):
    tried = []
    monkeypatch.setitem(checks.PROBES, "database", lambda house: not tried.append(house))
    house = a_house(tmp_path)
    assert checks._found(house) == checks._found(house)
    assert len(tried) == 1
    assert list((house.settings.data_dir / "vault").iterdir()) == []


def test_a_vault_that_takes_nothing_is_told_by_its_probe(tmp_path):
    house = a_house(tmp_path)
    assert checks._found(house)["vault"]
    folder = house.settings.data_dir / "vault"
    folder.rmdir()
    folder.write_bytes(b"")  # in the place of the folder
    assert not checks._passes(checks.PROBES["vault"], house)


def test_a_bound_this_system_refuses_is_said_and_the_others_hold(monkeypatch):
    held = []

    def refuses_memory(limit, most):
        if limit == child.RLIMIT_AS:
            raise ValueError("current limit exceeds maximum limit")
        held.append(limit)

    monkeypatch.setattr(child, "setrlimit", refuses_memory)
    assert child.bound(1, 1) is False
    assert held == [child.RLIMIT_CPU, child.RLIMIT_FSIZE, child.RLIMIT_CORE]
    monkeypatch.setattr(child, "setrlimit", lambda limit, most: None)
    assert child.bound(1, 1) is True
