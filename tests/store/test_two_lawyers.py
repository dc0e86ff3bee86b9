"""Two lawyers, each by a server of their own, act on one bundle at the same moment."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Barrier

import pytest

from claims.claim.redaction import Level
from claims.i18n.sentences import sentence
from claims.i18n.text import LANGUAGES
from claims.office import building, redacting
from claims.office.builder import build_next
from claims.office.handing import hand_export
from claims.office.house import House
from claims.problems import Conflict, Held, Refused
from claims.store import Store
from claims.store.builds import Build, Choice
from tests.makers import GAGNON, NOW, ROY, WHC, a_filed_claim, a_house, a_number, an_exhibit

pytestmark = pytest.mark.usefixtures("unread")

DRAWN = count(1)
TRAN = replace(ROY, name="me.tran@cabinet.example")
Two = tuple[House, House]


def entropy(size: int) -> bytes:
    return (next(DRAWN) << 96).to_bytes(size, "big")


@pytest.fixture
def servers(tmp_path: Path, url: str) -> Iterator[Two]:
    """Two servers of one registry, with a claim of one exhibit that counsel published."""
    alone = a_house(tmp_path / "house")
    alone.store.close()
    one, two = (replace(alone, store=Store.at(url)) for _ in range(2))
    number = a_filed_claim(one, exhibits=(an_exhibit(),))
    redacting.set_level(one, GAGNON, number, "e1", Level.PUBLIC, "", now=NOW)
    yield one, two
    one.store.close()
    two.store.close()


def built(house: House) -> Build:
    build = building.order(house, GAGNON, WHC, Choice(), "fr", now=NOW, entropy=entropy)
    assert build_next(house, clock=lambda: NOW, entropy=entropy) == 1
    found = house.store.builds.find(build.id)
    assert found is not None
    assert found.state == "built", found.told
    return found


def at_once(*acts: Callable[[], object]) -> list[Exception | None]:
    """What each of these raised, begun at the same moment."""
    ready = Barrier(len(acts))

    def told(act: Callable[[], object]) -> Exception | None:
        ready.wait()
        try:
            act()
        except (Refused, Conflict) as refusal:
            return refusal
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(told, acts))


def withheld(house: House, actor, reason: str) -> None:
    seen = Level.PUBLIC, ""
    redacting.set_level(house, actor, a_number(1), "e1", Level.COUNSEL, reason, now=NOW, seen=seen)


def test_R44_of_two_who_approve_at_once_one_does_and_the_other_reads_who_did(servers: Two):
    one, two = servers
    build = built(one)
    told = at_once(
        lambda: building.approve(one, ROY, build.id, now=NOW),
        lambda: building.send_back(two, TRAN, build.id, "P-3 est à caviarder", now=NOW),
    )
    [late] = filter(None, told)
    assert isinstance(late, Conflict)
    kept = one.store.builds.find(build.id)
    assert late.by == kept.answered_by
    assert kept.state == ("sent_back" if told[0] else "approved")
    said = [e.action for e in one.store.journal.following(subject=WHC) if "bundle" in e.action]
    assert said.count("approve bundle") + said.count("send back bundle") == 1
    assert one.store.verify().fault is None


def test_an_exhibit_withheld_as_its_bundle_is_approved_leaves_with_nobody(servers: Two):
    one, two = servers
    build = built(one)
    told = at_once(
        lambda: building.approve(one, ROY, build.id, now=NOW),
        lambda: withheld(two, TRAN, "privilege"),
    )
    assert told[1] is None
    if told[0]:
        assert [problem.code for problem in told[0].problems] == ["bundle-overtaken"]
    [volume] = build.volumes
    with pytest.raises(Refused) as refused:
        hand_export(one, ROY, volume.export, volume.name, now=NOW)
    for language in LANGUAGES:
        assert "P-3" in sentence(refused.value.problems[0], language)
    with pytest.raises((Refused, Held)):
        hand_export(one, GAGNON, volume.export, volume.name, now=NOW)


def test_R44_of_two_who_say_at_once_who_may_be_given_an_exhibit_the_second_reads_again(
    servers: Two,
):
    """A stale page would publish what a colleague just kept back."""
    one, two = servers
    told = at_once(
        lambda: withheld(one, ROY, "privilege"),
        lambda: withheld(two, TRAN, "personal"),
    )
    [late] = filter(None, told)
    assert isinstance(late, Conflict)
    held = one.store.redactions.of(a_number(1))["e1"]
    assert (late.by, held.reason) == (held.by, "personal" if told[0] else "privilege")


def test_two_who_order_one_bundle_at_once_each_have_the_same_bytes(servers: Two):
    one, two = servers
    orders = [
        building.order(house, actor, WHC, Choice(), "fr", now=NOW, entropy=entropy)
        for house, actor in ((one, GAGNON), (two, ROY))
    ]
    told = at_once(*(
        lambda house=house: build_next(house, clock=lambda: NOW, entropy=entropy)
        for house in servers
    ))  # fmt: skip
    assert told == [None, None]
    made = [one.store.builds.find(build.id) for build in orders]
    assert [build.state for build in made] == ["built", "built"]
    assert len({build.volumes[0].sha256 for build in made}) == 1
