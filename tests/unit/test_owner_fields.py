"""The owner a claim declares: read like any field, and silent in claims filed before it existed."""

import pytest

from claims.claim.canonical import canonical
from claims.claim.form import ClaimForm
from claims.claim.model import Claim, Service
from claims.claim.reading import read_claim
from claims.office.drafting import form_of
from tests.unit.test_reading import TODAY, WHC, a_form

BEFORE = (
    '{"answers":{},"domain":"a.ca","id":"s1","owner":"","restored":null,"subgroup":"A1",'
    '"type":"shop","typed":"a.ca"}'
)
"""A service exactly as it was written in revisions of the first releases."""


def read(**service: str) -> tuple[Claim | None, list[str]]:
    form = a_form(**{f"services__0__{name}": typed for name, typed in service.items()})
    claim, problems = read_claim(form, WHC, number="R-1", exhibits=(), today=TODAY)
    return claim, [f"{p.where} {p.code}" for p in problems]


def test_a_service_filed_before_is_written_as_it_was_hashed():
    service = Service.model_validate_json(BEFORE)
    assert canonical(service.model_dump(mode="json")) == BEFORE
    assert (service.owner_email, service.authority) == ("", "")


def test_the_owner_and_the_authority_are_read_and_written():
    claim, problems = read(
        owner="Auberge du Fjord", owner_email="Accueil@AUBERGE.example", authority="mandate"
    )
    assert problems == []
    assert claim is not None
    service = claim.services[0]
    assert (service.owner_email, service.authority) == ("Accueil@auberge.example", "mandate")
    assert '"authority":"mandate"' in canonical(service.model_dump(mode="json"))
    assert Claim.model_validate(claim.model_dump()) == claim
    again, _ = read_claim(ClaimForm.model_validate(form_of(claim)), WHC, number="R-1",
                          exhibits=(), today=TODAY)  # fmt: skip
    assert again == claim


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("owner_email", "pas un courriel", "email-unreadable"),
        ("owner_email", "a@b\x00.example", "text-character"),
        ("authority", "voleur", "unknown-authority"),
        ("owner", "Al\u202eice", "text-character"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(field, typed, code):
    claim, problems = read(**{field: typed})
    assert claim is None
    assert problems == [f"services.0.{field} {code}"]


def test_the_fields_may_be_left_blank():
    claim, problems = read()
    assert problems == []
    assert claim is not None
    assert claim.services[0].model_dump() == {
        "id": "s1", "typed": "tremblay.example", "domain": "tremblay.example", "type": "shop",
        "answers": {}, "subgroup": "A1", "restored": None, "owner": "",
    }  # fmt: skip
