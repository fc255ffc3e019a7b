"""A date in words is an error of a file that says what to write."""

from io import BytesIO

import pytest

from oai_timeline.load import load

FILE = 'timeline: {{format: 1, title: T, zone: UTC}}\nevents:\n- {{id: a, when: "{}", title: A}}\n'
NO_EDTF = "is not an EDTF date (like 2023-11-17, 2023-11-17T12:19, 2023-11~, 2023/..)"
LEVEL_2 = "is EDTF level 2: levels 0 and 1 are read here"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("c. 1850", '"c. 1850": write 1850~'),
        ("early 1930s", '"early 1930s": write 1930~/1933~'),
        ("19th century", '"19th century": write 18XX'),
        ("44 BC", '"44 BC": write -0043'),
        ("17 November 2023", '"17 November 2023": write 2023-11-17'),
        ("2023-11-17 12:19", '"2023-11-17 12:19": write 2023-11-17T12:19'),
        ("20231117", '"20231117": write 2023-11-17'),
        ("1914-18", '"1914-18": write 1914/1918'),
        ("5/11/2023", '"5/11/2023": write 2023-05-11 or 2023-11-05'),
        ("1900s", '"1900s": write 190X or 19XX'),
        ("1911–12", '"1911–12" is ambiguous: write "Dec 1911", or 1911/1912'),
        ("30 february 2023", 'can\'t read "30 february 2023" as a date: 2023-02 has no day 30'),
        ("2023-02-30", "2023-02 has no day 30"),
        ("nov 17", f'"nov 17" {NO_EDTF}'),
        ("someday", f'"someday" {NO_EDTF}'),
        ("c. " + 60 * "1", f'"c. {60 * "1"}" {NO_EDTF}'),
        ("1826-31", f'"1826-31" {LEVEL_2}; for two years, write 1826/1831'),
        ("Y-17000", '"Y-17000" is a year of more than four digits: years run from -9999 to 9999'),
    ],
)  # fmt: skip
def test_a_date_that_is_not_edtf_is_reported_with_what_to_write(text: str, message: str) -> None:
    loading = load(BytesIO(FILE.format(text).encode()), "t.yaml")
    list(loading.events())
    (found,) = loading.diagnostics()
    assert (found.code, found.message) == ("bad-date", message)
