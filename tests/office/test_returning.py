"""Coming back by a link: what is mailed to whom, and what a link opens."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from claims.access import ANONYMOUS, Actor, Role
from claims.office import entrance
from claims.office.beginning import keys_of
from claims.office.links import new_link
from claims.office.mailing import send_next
from claims.office.returning import ask_link, follow_link, mail_link_to_me, my_address
from claims.problems import Conflict, NotAllowed, TooMany
from tests.makers import GAGNON, NOW, WHC, a_claimant
from tests.web.test_entrance import drawn

ZOE = "zoe@exemple.ca"


@pytest.fixture
def entropy():
    return drawn()


def begun(house, entropy, email=ZOE, key="k"):
    return entrance.start(house, WHC, "fr", key=key, now=NOW, entropy=entropy, email=email)


def asks(house, entropy, number, email=ZOE, now=NOW, **more):
    ask_link(house, number, email, language="fr", now=now, entropy=entropy, **more)


def mailed(house, now=NOW) -> list[str]:
    """The tokens of the links that have left, oldest first."""
    while send_next(house, now=now):
        pass
    files = sorted((house.settings.data_dir / "mail").glob("*.eml"))
    bodies = [
        message_from_bytes(file.read_bytes(), policy=policy.default).get_content() for file in files
    ]
    return [body.split("/reprise#")[1].split()[0] for body in bodies if "/reprise#" in body]


def follows(house, entropy, token, now=NOW, **more):
    return follow_link(house, token, now=now, entropy=entropy, **more)


def who(house, token, now=NOW) -> Actor:
    return entrance.actor_from(house, token, now=now)


def test_a_link_opens_its_claim_and_nothing_else(house, entropy):
    started = begun(house, entropy)
    [token] = mailed(house)
    assert len(token) == 43
    returned = follows(house, entropy, token)
    assert who(house, returned.token) == Actor(Role.CLAIMANT, started.number, claim=started.number)
    assert returned.language == "fr"


def test_a_link_serves_once_and_closes_the_claim_s_other_links(house, entropy):
    started = begun(house, entropy)
    asks(house, entropy, started.number)
    first, second = mailed(house)
    follows(house, entropy, first)
    for token in (first, second):
        with pytest.raises(NotAllowed):
            follows(house, entropy, token)


def test_a_link_lasts_a_week(house, entropy):
    begun(house, entropy)
    [token] = mailed(house)
    with pytest.raises(NotAllowed):
        follows(house, entropy, token, now=NOW + timedelta(days=7))


def test_a_link_of_another_kind_or_an_invented_one_opens_nothing(house, entropy):
    started = begun(house, entropy)
    owner = new_link(house, "owner", started.number, lasts=timedelta(days=1), now=NOW,
                     entropy=entropy)  # fmt: skip
    words = set()
    for token in (owner, "", "n’importe quoi", "A" * 43):
        with pytest.raises(NotAllowed) as refusal:
            follows(house, entropy, token)
        words.add(str(refusal.value))
    assert len(words) == 1


def test_R06_dead_links_are_followed_five_times_a_quarter_of_an_hour(house, entropy):
    begun(house, entropy)
    [token] = mailed(house)
    follows(house, entropy, token)
    for _ in range(5):
        with pytest.raises(NotAllowed):
            follows(house, entropy, token)
    with pytest.raises(TooMany) as refusal:
        follows(house, entropy, token)
    assert refusal.value.wait == 15 * 60


def test_R06_dead_links_close_neither_the_code_nor_another_s_link(house, entropy):
    started = begun(house, entropy)
    other = begun(house, entropy, "lea@exemple.ca", "autre")
    first, second = sorted(mailed(house), key=lambda t: opens(house, t) != started.number)
    follows(house, entropy, first)
    for _ in range(6):
        with pytest.raises((NotAllowed, TooMany)):
            follows(house, entropy, first)
    entered = entrance.log_in_claimant(house, started.number, started.code, now=NOW,
                                       entropy=entropy)  # fmt: skip
    assert who(house, entered).claim == started.number
    assert who(house, follows(house, entropy, second).token).claim == other.number


def opens(house, token) -> str:
    from claims.office.links import kept

    return house.store.links.find(kept(house, token)).number


def test_R11_asking_says_nothing_of_whether_number_and_address_belong_together(house, entropy):
    started = begun(house, entropy)
    before = house.store.outbox.counts()["waiting"]
    for number, email in [
        (started.number, "autre@exemple.ca"), ("R-4H1V-260R-N", ZOE), ("n’importe quoi", ZOE),
        (started.number, "illisible"),
    ]:  # fmt: skip
        assert asks(house, entropy, number, email) is None
    assert house.store.outbox.counts()["waiting"] == before
    assert asks(house, entropy, started.number.lower(), "Zoe@Exemple.ca") is None
    assert house.store.outbox.counts()["waiting"] == before + 1


@pytest.mark.parametrize("email", [ZOE, "autre@exemple.ca"])
def test_R11_asking_too_often_is_refused_alike_whether_they_belong_together_or_not(
    house, entropy, email
):
    started = begun(house, entropy)
    for minute in range(3):
        asks(house, entropy, started.number, email, NOW + timedelta(minutes=minute))
    with pytest.raises(TooMany):
        asks(house, entropy, started.number, email, NOW + timedelta(minutes=4))
    asks(house, entropy, started.number, email, NOW + timedelta(hours=2))


def test_one_place_may_not_ask_for_everyone(house, entropy):
    for n in range(20):
        asks(house, entropy, f"R-{n}", f"a{n}@exemple.ca", remote="203.0.113.9")
    with pytest.raises(TooMany):
        asks(house, entropy, "R-21", "b@exemple.ca", remote="203.0.113.9")
    asks(house, entropy, "R-21", "b@exemple.ca", remote="203.0.113.10")


def test_a_second_click_within_the_minute_asks_for_nothing_new(house, entropy):
    started = begun(house, entropy)
    for _ in range(2):
        asks(house, entropy, started.number)
    assert len(mailed(house)) == 2
    assert [e.action for e in house.store.journal.entries()].count("make link") == 2


def test_who_is_there_may_be_mailed_a_link_to_the_address_of_the_claim_alone(house, entropy):
    me = a_claimant(begun(house, entropy).number)
    assert my_address(house, me) == "z…@e….ca"
    assert mail_link_to_me(house, me, language="en", now=NOW, entropy=entropy) == "z…@e….ca"
    letter = house.store.outbox.latest()[0]
    assert {letter.recipient for letter in house.store.outbox.latest()} == {ZOE}
    assert letter.kind in ("begun", "resume")


def test_who_gave_no_address_is_mailed_nothing(house, entropy):
    me = a_claimant(begun(house, entropy, "").number)
    assert my_address(house, me) == ""
    assert mail_link_to_me(house, me, language="fr", now=NOW, entropy=entropy) == ""


@pytest.mark.parametrize("actor", [ANONYMOUS, GAGNON])
def test_R02_nobody_else_learns_or_uses_that_address(house, actor):
    with pytest.raises(NotAllowed):
        my_address(house, actor)
    with pytest.raises(NotAllowed):
        mail_link_to_me(house, actor, language="fr", now=NOW, entropy=bytes)


def test_R07_no_link_stands_in_the_journal_or_the_database(house, entropy, tmp_path):
    started = begun(house, entropy)
    [token] = mailed(house)
    follows(house, entropy, token)
    assert not any(token in e.body + e.subject for e in house.store.journal.entries())
    house.store.close()
    raw = b"".join(p.read_bytes() for p in (tmp_path / "var").glob("claims.sqlite3*"))
    assert started.number.encode() in raw
    assert token.encode() not in raw
    assert started.code.encode() not in raw


def test_R05_keys_are_shown_again_for_a_quarter_of_an_hour_to_the_same_intention(house, entropy):
    started = begun(house, entropy)
    later = NOW + timedelta(minutes=15)
    row, code = keys_of(house, "k", now=later)
    assert (row.number, code) == (started.number, started.code)
    for key, now in (("k", later + timedelta(seconds=1)), ("une autre", NOW)):
        with pytest.raises(Conflict):
            keys_of(house, key, now=now)
