"""Files on their way: in without touching the disk in clear, out, or a page that says why not."""

import asyncio
import json
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from claims.evidence.keyring import Ring
from claims.evidence.vault import Vault
from claims.office import building, entrance, handing
from claims.office import house as houses
from claims.office.builder import build_next
from claims.office.demo_staff import enrol_demo_staff
from claims.office.keeping import keep
from claims.office.taking import LASTS, twice
from claims.settings import Settings
from claims.store.builds import Choice
from claims.web import files
from claims.web.answers import asked
from claims.web.plain import HELD, SAID
from claims.web.uploads import UploadGuard
from tests.makers import ADMINISTRATOR, CONTENTS, ROY, WHC, a_filed_claim, a_house, an_exhibit

NOW = datetime.now(UTC)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(houses, "_open", [])
    return a_house(tmp_path)


def asks_for_an_exhibit(house) -> Request:
    """A claimant with one exhibit, and their request for it."""
    begun = entrance.start(house, "whc-2021", "fr", key=secrets.token_urlsafe(32), now=NOW,
                           entropy=secrets.token_bytes)  # fmt: skip
    exhibit = an_exhibit(1)
    keep(house, begun.number, CONTENTS[exhibit.sha256], now=NOW)
    house.store.exhibits.add(begun.number, exhibit, at=NOW, by=begun.number)
    params = {"number": begun.number, "exhibit": "e1"}
    cookie = (b"cookie", f"claims={begun.token}".encode())
    return Request({"type": "http", "path_params": params, "headers": [cookie]})


def answered(house, request: Request, ask=files.exhibit) -> tuple[int, str]:
    houses.move_into(house)
    response = ask(request)
    return response.status_code, bytes(getattr(response, "body", b"")).decode()


def test_an_exhibit_is_handed_to_its_claimant(house):
    assert answered(house, asks_for_an_exhibit(house))[0] == 200


def test_R74_an_exhibit_whose_key_is_lost_or_destroyed_is_told_in_both_languages(house):
    request = asks_for_an_exhibit(house)
    ring = Ring([b"another key of the same length**"])
    without = replace(house, vault=Vault(house.settings.data_dir / "vault", ring))
    status, told = answered(without, request)
    assert status == 423
    assert all(sentence in told for sentence in SAID[423])
    house.store.keys.forget(request.path_params["number"], reason="asked", at=NOW, by="system")
    status, told = answered(house, request)
    assert status == 410
    assert all(sentence in told for sentence in SAID[410])


def test_R74_a_file_being_sent_is_never_spooled_to_the_disk():
    UploadGuard(None, Settings())  # type: ignore[arg-type]
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.pdf"\r\n\r\n'
    body += bytes(5 << 20) + b"\r\n--x--\r\n"

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    kind = (b"content-type", b"multipart/form-data; boundary=x")
    request = Request({"type": "http", "method": "PUT", "headers": [kind]}, receive)

    async def received() -> None:
        async with request.form() as form:
            assert form["f"].size == 5 << 20
            assert form["f"].file._rolled is False

    asyncio.run(received())


def a_bundle_ordered(house) -> tuple[Request, str]:
    """A lawyer's bundle, made, and the request for its file."""
    entrance_of = next(p for p in enrol_demo_staff(house, now=NOW, entropy=secrets.token_bytes))
    token = entrance.log_in_staff(
        house, entrance_of.email, entrance_of.password, entrance_of.code(now := datetime.now(UTC)),
        now=now, entropy=secrets.token_bytes,
    )  # fmt: skip
    counsel = entrance.actor_from(house, token, now=now)
    a_filed_claim(house, exhibits=(an_exhibit(1),))
    building.order(house, counsel, WHC, Choice(), "fr", now=now, entropy=secrets.token_bytes)
    build_next(house, clock=lambda: now, entropy=secrets.token_bytes)
    [build] = house.store.builds.of(WHC)
    params = {"id": build.volumes[0].export, "name": build.volumes[0].name}
    cookie = (b"cookie", f"claims={token}".encode())
    return Request({"type": "http", "path_params": params, "headers": [cookie]}), build.id


def asking(request: Request, **headers: str) -> Request:
    """The same request, with more headers."""
    named = [(n.replace("_", "-").encode(), v.encode()) for n, v in headers.items()]
    path = {"path": "/exports/a/b.zip"}
    return Request(request.scope | path | {"headers": request.scope["headers"] + named})


def at(now: datetime, request: Request, **headers: str) -> Response:
    """What is answered at a moment."""
    with pytest.MonkeyPatch.context() as later:
        later.setattr(files, "asked", lambda r: asked(r)._replace(now=now))
        return files.export(asking(request, **headers))


def bytes_of(response: Response) -> bytes:
    async def read() -> bytes:
        return b"".join([chunk async for chunk in response.body_iterator])

    return asyncio.run(read())


def test_R70_a_bundle_is_held_until_approved_and_a_download_cut_short_goes_on(house):
    request, build = a_bundle_ordered(house)
    status, told = answered(house, request, files.export)
    assert (status, all(sentence in told for sentence in HELD)) == (423, True)
    building.approve(house, ROY, build, now=datetime.now(UTC))
    whole = files.export(request)
    tag = whole.headers["etag"]
    late = at(datetime.now(UTC) + timedelta(minutes=11), request)
    assert (late.status_code, late.headers["location"]) == (303, "/confirmer?vers=/exports/a/b.zip")
    assert (whole.status_code, whole.headers["accept-ranges"]) == (200, "bytes")
    size = int(whole.headers["content-length"])

    def part(**headers: str):
        return files.export(asking(request, **headers))

    rest = part(range="bytes=1000-", if_range=tag)
    assert rest.status_code == 206
    assert rest.headers["content-range"] == f"bytes 1000-{size - 1}/{size}"
    assert rest.headers["content-length"] == str(size - 1000)
    some = part(range="bytes=0-99")
    assert (some.status_code, some.headers["content-length"]) == (206, "100")
    for odd in ("bytes=0-9,20-29", f"bytes={size}-", "lines=1-2", "bytes=9-1", "bytes=-5"):
        assert part(range=odd).status_code == 200
    assert part(range="bytes=1-", if_range='"another"').status_code == 200


@pytest.fixture
def begun(house) -> tuple[Request, Response, datetime]:
    """A bundle let out, the download of it that was begun, and when."""
    request, build = a_bundle_ordered(house)
    houses.move_into(house)
    building.approve(house, ROY, build, now=datetime.now(UTC))
    return request, files.export(request), datetime.now(UTC)


def cut(response: Response, after: int) -> bytes:
    """What came of an answer whose connection breaks after some bytes; it was sent up to there."""
    came = bytearray()

    async def send(message) -> None:
        if len(came) >= after:
            raise OSError
        came.extend(message.get("body", b""))

    async def sent() -> None:
        scope = {"type": "http", "asgi": {"spec_version": "2.4"}}
        with suppress(ClientDisconnect):
            await response(scope, None, send)  # type: ignore[arg-type]  # nothing is received

    asyncio.run(sent())
    return bytes(came)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes leave by the kibibyte, as those of a large bundle by the quarter of a mebibyte."""
    monkeypatch.setattr(handing, "CHUNK", 1024)


@pytest.mark.usefixtures("small")
def test_R70_a_download_begun_in_time_goes_on_to_its_end_though_the_page_rests(house, begun):
    request, first, since = begun
    size, tag = int(first.headers["content-length"]), first.headers["etag"]
    came = cut(first, size // 4)
    for late, some in (
        (timedelta(minutes=11), size // 4),
        (timedelta(minutes=50), size // 8),
        (LASTS - timedelta(minutes=1), size),
    ):
        rest = at(since + late, request, range=f"bytes={len(came)}-", if_range=tag)
        assert rest.status_code == 206, late
        came += cut(rest, some)
    assert sha256(came).hexdigest() == tag.strip('"')
    notes = [json.loads(e.body) for e in house.store.journal.latest(4, subject=WHC)]
    assert [("from" in note, "until" in note) for note in notes] == [(True, False)] * 3 + [
        (False, True)
    ]


@pytest.mark.usefixtures("small")
def test_R70_nobody_goes_back_before_what_left_but_for_what_a_cut_may_lose(house, begun):
    request, first, since = begun
    size = int(first.headers["content-length"])
    cut(first, size // 2)
    kept = house.store.exports.find(request.path_params["id"])
    session = entrance.kept_session(house, asked(request).token, now=since)
    mark = house.store.downloads.furthest(session.token_hash, kept.id, at=since)
    assert 0 <= mark - size // 2 <= size // 16
    assert twice(kept) == size // 8
    assert twice(replace(kept, size=4 << 30)) == 16 << 20

    def status(place: int, late: timedelta = timedelta(minutes=119)) -> int:
        return at(since + late, request, range=f"bytes={place}-").status_code

    for late in (timedelta(minutes=11), timedelta(minutes=119)):
        for early in (1, 1000, mark - size // 8 - 1):
            assert status(early, late) == 303, (late, early)
    assert [status(mark - size // 8), status(size // 2), status(mark)] == [206] * 3
    bytes_of(at(since + timedelta(minutes=119), request, range=f"bytes={mark}-"))
    assert status(mark) == 303  # it was sent to its end
    assert status(size - size // 8) == 206


@pytest.mark.parametrize("asks", ["bytes=0-0", "bytes=9000-9999"])
def test_R70_a_part_that_stops_before_the_end_begins_nothing(house, begun, asks):
    request, _, since = begun
    person = house.store.journal.latest(1, subject=WHC)[0].actor
    token = entrance.open_session(house, "staff", person, "fr", since, secrets.token_bytes)
    session = entrance.kept_session(house, token, now=since)
    house.store.sessions.prove(session.token_hash, at=since, by=person)
    cookie = {"headers": [(b"cookie", f"claims={token}".encode())]}
    fresh = Request(request.scope | cookie)
    assert len(bytes_of(at(since, fresh, range=asks))) in (1, 1000)
    late = at(since + timedelta(minutes=11), fresh, range="bytes=10000-")
    assert late.status_code == 303


def test_R70_a_document_from_its_beginning_asks_for_a_code_and_its_rest_after_two_hours(
    house, begun
):
    request, _, since = begun
    assert timedelta(hours=2) == LASTS
    late = since + timedelta(minutes=11)
    for asks in ({}, {"range": "bytes=0-"}, {"range": "bytes=1-", "if_range": '"another"'}):
        assert at(late, request, **asks).status_code == 303, asks
    resting = since + timedelta(minutes=50)
    assert at(resting, request).status_code == 303
    over = at(since + LASTS + timedelta(minutes=1), request, range="bytes=1000-")
    assert over.status_code == 401  # the session rests, and nothing is under way in it


def test_R70_another_document_or_another_session_does_not_go_on(house, begun):
    request, _, since = begun
    [build] = house.store.builds.of(WHC)
    kept = house.store.exports.find(build.volumes[0].export)
    house.store.exports.add(replace(kept, id="0" * 32))
    shelf = house.settings.exports_dir
    copytree(shelf / kept.id, shelf / ("0" * 32))
    other = {"id": "0" * 32, "name": kept.name}
    late, rest = since + timedelta(minutes=11), {"range": "bytes=1000-"}
    assert at(late, Request(request.scope | {"path_params": other}), **rest).status_code == 303
    person = house.store.journal.latest(1, subject=WHC)[0].actor
    token = entrance.open_session(house, "staff", person, "fr", since, secrets.token_bytes)
    cookie = {"headers": [(b"cookie", f"claims={token}".encode())]}
    assert at(late, Request(request.scope | cookie), **rest).status_code == 303
    assert at(late, request, **rest).status_code == 206


def out(house, request: Request, now: datetime) -> None:
    entrance.log_out(house, asked(request).token, now=now)


def ended(house, request: Request, now: datetime) -> None:
    entrance.end_all_sessions(
        house, ADMINISTRATOR, entrance.actor_from(house, asked(request).token, now=now).name,
        now=now,
    )  # fmt: skip


def removed(house, request: Request, now: datetime) -> None:
    person = entrance.actor_from(house, asked(request).token, now=now).name
    house.store.accounts.open(person, active=False, at=now, by=ADMINISTRATOR.name)


@pytest.mark.parametrize("leave", [out, ended, removed])
def test_R70_a_download_ends_with_the_session_that_began_it(house, begun, leave):
    request, _, since = begun
    leave(house, request, since)
    late = since + timedelta(minutes=11)
    assert at(late, request, range="bytes=1000-").status_code == 401
