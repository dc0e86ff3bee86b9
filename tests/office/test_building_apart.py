"""A bundle is made by a process of its own, which gives way to pages and ends with the server."""

import asyncio
import json
import os
import subprocess
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from claims.documents.verify import check
from claims.office import builder_apart
from claims.office import house as houses
from claims.office.house import House
from claims.settings import Settings
from claims.store.builds import Build
from claims.web import front
from tests.makers import a_filed_claim
from tests.office.test_building import VOLUMES, files, ordered, shelf, with_files


@pytest.fixture
def waiting(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """The house of this process, where a bundle waits."""
    monkeypatch.setattr(houses, "_open", [house])
    a_filed_claim(house)
    return house


def begun(house: House) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(builder_apart.command(), stdin=subprocess.PIPE)
    assert process.stdin
    process.stdin.write(builder_apart.told(house.settings))
    process.stdin.flush()
    return process


def kept(house: House, build: Build) -> Build:
    found = house.store.builds.find(build.id)
    assert found
    return found


def test_the_server_has_a_bundle_made_by_another_process(waiting):
    build = ordered(waiting)
    assert builder_apart.due(waiting, now=datetime.now(UTC))
    assert asyncio.run(front._built()) == 0
    assert kept(waiting, build).state == "built"
    [path] = files(waiting, build := kept(waiting, build))
    assert check(str(path))["claims"] == 1
    assert not builder_apart.due(waiting, now=datetime.now(UTC))
    assert waiting.store.verify().fault is None


def test_the_process_gives_way_and_no_secret_stands_among_its_arguments(waiting):
    secret = waiting.settings.secret.get_secret_value() or "nothing"
    assert secret not in " ".join(builder_apart.command())
    told = builder_apart.told(waiting.settings)
    assert Settings(**json.loads(told)) == waiting.settings
    ordered(waiting)
    process = begun(waiting)
    try:
        nice = 0
        while nice != builder_apart.NICE and process.poll() is None:
            nice = os.getpriority(os.PRIO_PROCESS, process.pid) - os.nice(0)
        assert nice == builder_apart.NICE
    finally:
        process.kill()
        process.wait()


def test_the_process_ends_with_its_server_and_the_next_one_makes_the_bundle(waiting):
    build = ordered(waiting)
    process = begun(waiting)
    assert process.stdin
    process.stdin.close()
    assert process.wait(20) == builder_apart.FAILED
    assert kept(waiting, build).state in ("waiting", "building")
    assert shelf(waiting) == set()


def test_a_server_that_stops_leaves_no_process_behind(waiting):
    with_files(waiting, 2)
    build = ordered(waiting, VOLUMES)

    async def stopped() -> int:
        task = asyncio.create_task(front._built())
        while kept(waiting, build).state == "waiting":
            await asyncio.sleep(0.05)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        return len(await children())

    async def children() -> str:
        found = await asyncio.create_subprocess_exec(
            "pgrep", "-P", str(os.getpid()), "-f", "builder_apart", stdout=subprocess.PIPE
        )
        out, _ = await found.communicate()
        return out.decode()

    assert asyncio.run(stopped()) == 0
    assert kept(waiting, build).state == "building"
    late = datetime.now(UTC) + timedelta(minutes=1)
    assert builder_apart.due(waiting, now=late), "another takes it up once its time is over"
