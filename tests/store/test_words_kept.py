"""R-21: what people wrote comes back letter for letter, on SQLite as on PostgreSQL."""

from claims.claim.model import Contact, Service
from claims.store import Store
from tests.naughty import KEPT, REFUSED
from tests.store.store_makers import a_claim, an_exhibit, begun, filed, later

COUNSEL = "me.gagnon@cabinet.example"
LINES = tuple("\n".join(KEPT[n : n + 20]) for n in range(0, len(KEPT), 20))
"""Every text, twenty to a message, each at the start of a line."""


def test_R21_a_draft_keeps_every_text_even_those_its_fields_will_refuse(store: Store):
    begun(store)
    form = {"services": [{"id": f"s{n}", "owner": text} for n, text in enumerate(KEPT + REFUSED)]}
    form["answers"] = {text: text for text in KEPT}
    store.drafts.save("K-1", form, seen=1, at=later(1), by="K-1")
    kept = store.drafts.read("K-1")
    assert kept is not None
    assert kept.form == form


def test_R21_a_revision_keeps_every_text_and_its_seal_stands(store: Store):
    services = tuple(
        Service(id=f"s{n}", typed=text, domain=f"a{n}.ca", type="shop", owner=text)
        for n, text in enumerate(KEPT)
    )
    contact = Contact(email="a@exemple.ca", address="\n".join(KEPT))
    claim = a_claim(services=services, contact=contact, source=KEPT[0], credits=())
    filed(store, claim)
    assert store.claims.body("K-1") == claim
    assert store.verify().fault is None


def test_R21_the_name_of_each_claimant_comes_back_in_the_list(store: Store):
    for n, text in enumerate(KEPT[::11]):
        filed(store, a_claim(f"K-{n}", name=text))
        row = store.claims.find(f"K-{n}")
        assert row is not None
        assert row.claimant_name == text


def test_R21_messages_of_both_sides_come_back_word_for_word(store: Store):
    filed(store)
    for n, text in enumerate((*LINES, *KEPT[::7])):
        side, by = (("claimant", "K-1"), ("counsel", COUNSEL))[n % 2]
        store.messages.send("K-1", side, text, key=f"m{n}", at=later(n), by=by)
    assert [m.text for m in store.messages.of("K-1")] == [*LINES, *KEPT[::7]]
    assert store.verify().fault is None


def test_R21_exhibits_keep_the_names_their_files_had(store: Store):
    begun(store)
    names = [f"{text}.pdf" for text in KEPT]
    for n, name in enumerate(names):
        exhibit = an_exhibit(f"e{n}", sha256=f"{n:064x}").model_copy(update={"name": name})
        store.exhibits.add("K-1", exhibit, at=later(n), by="K-1")
    assert [exhibit.name for exhibit in store.exhibits.of("K-1")] == names
