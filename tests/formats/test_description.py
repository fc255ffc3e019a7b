"""Events told in plain text."""

from oai_timeline.formats.description import description
from oai_timeline.index import open_bytes
from oai_timeline.model.record import EventRecord
from oai_timeline.query import record, select
from tests.cli.processes import SMALL
from tests.strategies import ZONE


def event(key: str) -> EventRecord:
    index = open_bytes(SMALL.read_bytes(), "small.yaml")
    texts = select.json(index, select.select(index, select.Query()))
    return next(one for one in record.records(texts) if one["id"] == key)


def test_all_there_is_to_tell() -> None:
    assert (
        description(event("brockman-gets-text"), ZONE)
        == """\
17 November 2023, 12:19 PST (2023-11-17T12:19). Disputed.
Bounds: 2023-11-17T12:19:00-08:00 to 2023-11-17T12:20:00-08:00
Stated as “3:19 p.m. ET”

Ilya Sutskever sent a text message to Greg Brockman and asked for a quick call with him.

By: Ilya Sutskever
About: Greg Brockman
Figures: words 3
Because of: noon-meeting

Accounts:
- A call, at 00:19. (17 November 2023, 00:19 PST; by Board of OpenAI; Reuters 2023-11-22)
- A text message, at 12:19 pm. (Greg Brockman 2023-11-17)

Quotes:
- “Can we talk?” (Ilya Sutskever, Greg Brockman 2023-11-17)

Sources:
- Greg Brockman, A post, 2023-11-17, https://x.example/gdb/1
- Reuters, A report, 2023-11-22, via tbsnews.net, https://news.example/a?b=c&d=e"""
    )


def test_little_to_tell() -> None:
    told = event("since-then")
    told["sources"] = []
    assert (
        description(told, ZONE)
        == """\
29 November 2023 or later (2023-11-29/..).
Bounds: 2023-11-29T00:00:00-08:00 to .."""
    )


def test_the_words_of_sources_come_first() -> None:
    first = description(event("evening-talk"), ZONE).partition("\n")[0]
    date = "17 November 2023, about 18:00 PST (2023-11-17T18:00~)"
    assert first == f"“that evening”: {date}. Rumoured."


def test_a_text_can_do_no_harm_and_keeps_its_lines() -> None:
    _, summary, *_ = description(event("the-trap"), ZONE).split("\n\n")
    assert summary == (
        r"Bell \x07, backspace \x08, C1 \x9b31m, separator \u2028, zero\u200bwidth, tab here"
        ' and "quotes", and a\nline.'
    )


def test_whatever_an_account_and_a_quote_have() -> None:
    told = event("brockman-gets-text")
    account, source = told["accounts"][0], told["sources"][0]
    account["actors"], account["about"] = [], told["about"]
    account["figures"] = {"days_off": 2.5}
    account["sources"] = ["elsewhere", "post"]
    told["quotes"] = [
        {"by": "x", "text": "Oui", "language": "fr", "translation": "Yes", "source": None},
        {"by": None, "text": "No", "language": None, "translation": None, "source": None},
    ]
    source["archived"], source["url"] = "https://archive.example/1", None
    *_, accounts, quotes, sources = description(told, ZONE).split("\n\n")
    assert accounts.split("\n")[1] == (
        "- A call, at 00:19. (17 November 2023, 00:19 PST; by nobody; about Greg Brockman;"
        " days off 2.5; elsewhere; Greg Brockman 2023-11-17)"
    )
    assert quotes == "Quotes:\n- “Oui”, in translation “Yes” (x)\n- “No”"
    assert sources.split("\n")[1] == (
        "- Greg Brockman, A post, 2023-11-17, archived at https://archive.example/1"
    )
