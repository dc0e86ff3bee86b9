"""What counsel looks for among losses claimed twice and claimants alike, as an address says it."""

from claims.office.doubles import doubles
from claims.office.ledger import Ledger, ledger
from claims.office.sought import Sought, read_sought
from claims.office.verdicts import Verdict
from tests.makers import GAGNON, WHC, a_filed_claim, a_form
from tests.office.test_decisions import decided

REBUILD, SERVICE = a_form()["losses"][0], a_form()["services"][0]


def claims_for(house, n: int, *hours: int, first: int = 1, **more) -> str:
    """The nth claim, about site-1.example and those that follow: so many hours lost on each."""
    numbered = [(place, f"s{place}", each) for place, each in enumerate(hours, first)]
    services = [SERVICE | {"id": s, "domain": f"site-{place}.example"} for place, s, _ in numbered]
    losses = [
        REBUILD | {"id": f"l{place}", "service": s, "inputs": {"hours": str(each)}}
        for place, s, each in numbered
    ]
    return a_filed_claim(house, n, services=services, losses=losses, **more)


def sites(found: Ledger, sought: Sought) -> list[str]:
    return [conflict.meeting.service for conflict in sought.conflicts(found)]


def test_conflicts_stand_by_site_or_the_greatest_first_and_are_told_by_whether_they_wait(house):
    one, other = claims_for(house, 1, 5, 9, 7), claims_for(house, 2, 5, 9, 7)
    claims_for(house, 3, 7, first=3)
    for number in (one, other):
        decided(house, number, Verdict("l1", "accepted", reason="proof_complete")
                if number == one else Verdict("l1", "refused", reason="not_caused"))  # fmt: skip
    found = ledger(house, GAGNON, WHC)
    first, second, third = (f"site-{place}.example" for place in (1, 2, 3))
    assert sites(found, Sought()) == [first, second, third]
    assert sites(found, Sought(order="declared")) == [third, second, first]
    assert sites(found, Sought(order="claims")) == [third, first, second]
    assert sites(found, Sought(decision="waiting")) == [second, third]
    assert sites(found, Sought(decision="decided")) == [first]
    assert sites(found, Sought(decision="waiting", order="declared")) == [third, second]


def test_words_find_a_conflict_by_part_of_its_site_its_number_or_a_name_of_either_claimant(house):
    one = claims_for(house, 1, 5, 9, name="Électro Rapide")
    claims_for(house, 2, 5, name="Boutique Boréale")
    third = claims_for(house, 3, 9, first=2, name="Chez Cœur")
    found = ledger(house, GAGNON, WHC)
    first, second = "site-1.example", "site-2.example"
    for words, wanted in (
        ("", [first, second]), ("  ", [first, second]), (one, [first, second]),
        ("BOREALE", [first]), ("coeur", [second]), (third.lower(), [second]),
        ("te-2.ex", [second]), ("nobody", []),
    ):  # fmt: skip
        assert sites(found, Sought(words)) == wanted, words


def test_words_find_claimants_alike_by_either_and_leave_their_order(house):
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca", name=name)
               for n, name in enumerate(("Ana Pérez", "Ana Perez", "Perez, Ana"), 1)]  # fmt: skip
    seen = doubles(house, GAGNON, WHC)
    assert len(seen.pairs) == 3
    assert tuple(Sought().pairs(seen)) == seen.pairs
    of_one = Sought(numbers[0]).pairs(seen)
    assert list(of_one) == [pair for pair in seen.pairs if numbers[0] in pair.numbers]
    assert len(of_one) == 2
    assert len(Sought("perez, ana").pairs(seen)) == 2


def test_an_address_says_what_is_sought_and_reads_the_same_again(house):
    sought = Sought("site 1", "waiting", "declared")
    assert read_sought(sought.address) == (sought, ())
    assert (Sought().address, read_sought({})) == ({}, (Sought(), ()))
    strange = {"decision": ["<b>"], "ordre": ["hasard"], "mots": ["x", "y" * 300]}
    assert read_sought(strange) == (Sought("y" * 200), ("<b>", "hasard"))
