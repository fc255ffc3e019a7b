"""What a spreadsheet of events is made of, for writing one and for reading one."""

COLUMNS = (
    "id",
    "date",
    "earliest",
    "latest",
    "precision",
    "title",
    "actors",
    "about",
    "kind",
    "tags",
    "place",
    "certainty",
    "summary",
    "sources",
)
FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection)."""
