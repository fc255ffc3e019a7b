"""The parts of events that one row each has no place for."""

from oai_timeline.index import Index
from oai_timeline.query.select import Answer

_AMONG = "IN (SELECT value FROM json_each(?))"
_TOLD = f"SELECT ifnull(sum(quotes), 0), ifnull(sum(accounts), 0) FROM event WHERE number {_AMONG}"
_FIGURES = f"""
SELECT count(*) FROM event, json_each(json_head || json_tail || '}}', '$.figures')
WHERE number {_AMONG} AND substr(json_tail, -2) <> '{{}}'
"""
_LINKS = f"SELECT count(*) FROM link WHERE event {_AMONG}"


def counted(index: Index, answer: Answer) -> dict[str, int]:
    """Count the quotes, accounts, figures and links of an answer's events."""
    numbers = (str([row.number for row in answer.rows]),)
    ((quotes, accounts),) = index.rows(_TOLD, numbers)
    ((figures,),) = index.rows(_FIGURES, numbers)
    ((links,),) = index.rows(_LINKS, numbers)
    return {"quote": quotes, "account": accounts, "figure": figures, "link": links}
