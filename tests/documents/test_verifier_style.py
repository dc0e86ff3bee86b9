"""The colours of the verifier's page: what was not checked is not said to be at fault."""

import re

import pytest

from claims.documents import verify
from claims.documents.verifier import UNCHECKED, page

STYLE = re.findall(r"<style[^>]*>(.*?)</style>", page().decode(), re.DOTALL)[0]


@pytest.mark.parametrize("code", sorted({*UNCHECKED, *verify.UNCHECKED}))
def test_what_was_not_checked_is_amber_and_no_longer_the_red_of_a_fault(code: str) -> None:
    rules = re.findall(r"^(#result[^{]*)\{([^}]*)\}", STYLE, re.MULTILINE)
    told = [
        f"{select.strip()} {body}" for select, body in rules if f'[data-code="{code}"]' in select
    ]
    assert len(told) == 2
    assert all("var(--unsure)" in each for each in told)
