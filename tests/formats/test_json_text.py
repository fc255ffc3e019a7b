"""JSON as it leaves us, read back by the standard library."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.formats.json_text import encode_json, escape_non_ascii, write_array, write_lines

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
_BREAKS = ("\n", "\r", "\u2028", "\u2029")


@given(VALUES)
def test_a_value_is_one_line_that_reads_back(value: object) -> None:
    text = encode_json(value)
    assert json.loads(text) == value
    assert not any(separator in text for separator in _BREAKS)


@given(st.lists(VALUES, max_size=4))
def test_an_array_reads_back_and_has_a_value_a_line(values: list[object]) -> None:
    whole = "".join(write_array(map(encode_json, values)))
    assert json.loads(whole) == values
    assert whole.count("\n") == (len(values) + 2 if values else 1)


@given(st.lists(VALUES, max_size=4))
def test_json_lines_read_back_line_by_line(values: list[object]) -> None:
    whole = "".join(write_lines(map(encode_json, values)))
    assert [json.loads(line) for line in whole.split("\n")[:-1]] == values
    assert whole == "" or whole.endswith("\n")


@given(st.lists(VALUES, max_size=3))
def test_in_ascii_it_is_the_same_value(values: list[object]) -> None:
    whole = "".join(escape_non_ascii(write_array(map(encode_json, values))))
    assert whole.isascii()
    assert json.loads(whole) == values


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("a\u2028b\u2029c", r'"a\u2028b\u2029c"', id="line separators"),
        pytest.param("\x1b\x7f\x9b", r'"\u001b\u007f\u009b"', id="control characters"),
        pytest.param("\u202e\U000e0041", r'"\u202e\udb40\udc41"', id="bidi and unseen ones"),
        pytest.param(
            {"é": [1, None, True]}, '{"é": [1, null, true]}', id="not escaped but where it must be"
        ),
    ],
)
def test_encoded(value: object, expected: str) -> None:
    assert encode_json(value) == expected
