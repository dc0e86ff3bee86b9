"""What is hashed is written in one way only, and holds no float."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.claim.canonical import canonical, digest

words = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner) | st.dictionaries(words, inner),
)


def test_keys_are_in_order_and_nothing_is_spaced():
    assert canonical({"é": 1, "a": [True, None, "x"]}) == '{"a":[true,null,"x"],"é":1}'


@given(values)
def test_a_value_read_back_is_written_the_same(value: object):
    text = canonical(value)  # type: ignore[arg-type]
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


@pytest.mark.parametrize("value", [0.1, [1.0], {"a": {"b": (float("nan"),)}}])
def test_a_float_is_refused_however_deep(value: object):
    with pytest.raises(TypeError, match="float"):
        canonical(value)  # type: ignore[arg-type]


def test_the_digest_is_that_of_any_sha256_program():
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
