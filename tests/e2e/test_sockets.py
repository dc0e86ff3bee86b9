"""Streamlit's socket attacked as its protocol allows: stolen sessions, forged pages, others."""

import pytest

from claims.access import Role
from claims.office.pages import OWN, home_of
from tests.e2e.socket_driver import Socket, raw, session_of, shown, stands


def test_R01_a_session_replayed_without_its_cookie_shows_nothing_of_it(served):
    begun = served.claimant()
    mine = Socket(served, token=begun.token)
    seen = mine.run("dossier")
    assert begun.number.encode() in raw(seen)
    thief = Socket(served, session=session_of(seen))
    stolen = raw(thief.run("dossier") + thief.run("coordonnees"))
    assert begun.number.encode() not in stolen
    thief.close()
    mine.close()


def test_R01_a_session_taken_over_by_another_claimant_shows_only_their_own(served):
    one, other = served.claimant(), served.claimant()
    mine = Socket(served, token=one.token)
    seen = mine.run("dossier")
    thief = Socket(served, token=other.token, session=session_of(seen))
    stolen = raw(thief.run("dossier"))
    assert one.number.encode() not in stolen
    assert other.number.encode() in stolen
    thief.close()
    mine.close()


@pytest.mark.parametrize("role", [None, Role.CLAIMANT, Role.REPRESENTATIVE, Role.ADMINISTRATOR])
def test_R02_a_page_named_by_hand_opens_for_its_own_role_only(served, role):
    begun = served.claimant()
    marks = {page.path for page in OWN[role]} if role else set()
    tokens = {None: "", Role.CLAIMANT: begun.token}
    token = tokens[role] if role in tokens else served.staff(role)
    for path in {page.path for page in OWN[Role.LAWYER]} - marks:
        socket = Socket(served, token=token)
        messages = socket.run(path, f"numero={begun.number}")
        told = raw(messages)
        known, opened = stands(messages)
        assert path not in known
        assert f"/{opened}" == home_of(role or Role.ANONYMOUS)
        if role is not Role.CLAIMANT:
            assert begun.number.encode() not in told
        socket.close()


def test_R10_what_nobody_is_sent_does_not_change_when_a_claim_is_made(served):
    pages = ("accueil", "admissibilite", "reprendre", "aide", "confidentialite", "accessibilite")
    socket = Socket(served)
    before = [shown(socket.run(page)) for page in pages]
    begun = served.claimant()
    after = [shown(socket.run(page)) for page in pages]
    assert after == before
    assert begun.number.encode() not in b"".join(b"".join(page) for page in after)
    socket.close()
