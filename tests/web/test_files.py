"""Files on their way: in without touching the disk in clear, out, or a page that says why not."""

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.requests import Request

from claims.evidence.keyring import Ring
from claims.evidence.vault import Vault
from claims.office import building, entrance
from claims.office import house as houses
from claims.office.builder import build_next
from claims.office.demo_staff import enrol_demo_staff
from claims.office.keeping import keep
from claims.settings import Settings
from claims.store.builds import Choice
from claims.web import files
from claims.web.answers import asked
from claims.web.plain import HELD, SAID
from claims.web.uploads import UploadGuard
from tests.makers import CONTENTS, ROY, WHC, a_filed_claim, a_house, an_exhibit

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

    with ThreadPoolExecutor(1) as apart:  # a loop of its own, whatever runs in this thread
        apart.submit(asyncio.run, received()).result()


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


def test_R70_a_bundle_is_held_until_approved_and_a_download_cut_short_goes_on(house):
    request, build = a_bundle_ordered(house)
    status, told = answered(house, request, files.export)
    assert (status, all(sentence in told for sentence in HELD)) == (423, True)
    building.approve(house, ROY, build, now=datetime.now(UTC))
    whole = files.export(request)
    tag = whole.headers["etag"]
    late_by_eleven = datetime.now(UTC) + timedelta(minutes=11)
    with pytest.MonkeyPatch.context() as later:
        later.setattr(files, "asked", lambda r: asked(r)._replace(now=late_by_eleven))
        late = files.export(Request(request.scope | {"path": "/exports/a/b.zip"}))
    assert (late.status_code, late.headers["location"]) == (303, "/confirmer?vers=/exports/a/b.zip")
    assert (whole.status_code, whole.headers["accept-ranges"]) == (200, "bytes")
    size = int(whole.headers["content-length"])

    def part(**headers: str):
        named = [(n.replace("_", "-").encode(), v.encode()) for n, v in headers.items()]
        return files.export(Request(request.scope | {"headers": request.scope["headers"] + named}))

    rest = part(range="bytes=1000-", if_range=tag)
    assert rest.status_code == 206
    assert rest.headers["content-range"] == f"bytes 1000-{size - 1}/{size}"
    assert rest.headers["content-length"] == str(size - 1000)
    some = part(range="bytes=0-99")
    assert (some.status_code, some.headers["content-length"]) == (206, "100")
    for odd in ("bytes=0-9,20-29", f"bytes={size}-", "lines=1-2", "bytes=9-1", "bytes=-5"):
        assert part(range=odd).status_code == 200
    assert part(range="bytes=1-", if_range='"another"').status_code == 200
