r"""Text from a file as it may be shown: what would act on a terminal is seen instead of obeyed."""

# Control and format characters, those that reverse text among them, and halves of characters.
_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_MOST_QUOTED = 80
_TYPOGRAPHY = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "→": "->", "×": "x", "\xa0": " ",
    }
)  # fmt: skip


def visible(text: str) -> str:
    r"""Give `text` on one line, control and bidi characters as escapes: `\x1b`, `\u202e`."""
    if text.isprintable():
        return text
    import re

    if "\n" in text or "\t" in text:
        text = text.replace("\t", " ").replace("\n", " ").strip()
    return re.sub(_UNSAFE, lambda match: _escape(match[0]), text)


def quoted(text: str) -> str:
    """Give `text` in quotes for a message, on one line, and not longer than can be read."""
    shown = "".join(c if c.isprintable() else _escape(c) for c in text[:_MOST_QUOTED])
    return f'"{shown}..."' if len(text) > _MOST_QUOTED else f'"{shown}"'


def in_ascii(text: str) -> str:
    r"""Give `text` in ASCII: quotes and dashes straightened, accents dropped, the rest `\u....`."""
    if text.isascii():
        return text
    from unicodedata import combining, normalize

    plain = normalize("NFKD", text.translate(_TYPOGRAPHY))
    return "".join(
        character if character.isascii() else _escape(character)
        for character in plain
        if not combining(character)
    )


def in_json(text: str) -> str:
    r"""Give JSON on one line, its control and bidi characters as escapes, which mean the same."""
    if text.isascii() and "\x7f" not in text:  # JSON has escaped the other control characters
        return text
    import re

    return re.sub(_UNSAFE, lambda match: escape_in_json(match[0]), text)


def escape_in_json(character: str) -> str:
    r"""Write a character of a text in JSON as `\uXXXX`, as a pair where one is not enough."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _escape(character: str) -> str:
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
