r"""Text from a file as it may be shown: what would act on a terminal is seen instead of obeyed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import Match

# Control and format characters, those that reverse text among them, and halves of characters.
_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_JOINERS = "\u200c\u200d"
_SOFT_HYPHEN = "\xad"
_VIRAMA = 9
"""The combining class of the signs of Indic scripts that join consonants."""
_MOST_QUOTED = 80
_TYPOGRAPHY = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "→": "->", "×": "x", "\xa0": " ",
        _SOFT_HYPHEN: "",
    }
)  # fmt: skip


def visible(text: str) -> str:
    r"""Give `text` on one line, control and bidi characters as escapes: `\x1b`, `\u202e`.

    Joiners and soft hyphens stay as they are between characters that need them.
    """
    if text.isprintable():
        return text
    import re

    if "\n" in text or "\t" in text:
        text = text.replace("\t", " ").replace("\n", " ").strip(" ")
    return re.sub(_UNSAFE, _escape_unless_needed, text)


def quoted(text: str) -> str:
    """Give `text` in quotes for a message, on one line, and not longer than can be read."""
    shown = "".join(
        character if character.isprintable() or _is_needed(text, at) else _escape(character)
        for at, character in enumerate(text[:_MOST_QUOTED])
    )
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


def _escape_unless_needed(match: "Match[str]") -> str:
    return match[0] if _is_needed(match.string, match.start()) else _escape(match[0])


def _is_needed(text: str, at: int) -> bool:
    """Return whether the writing around a joiner or a soft hyphen needs it.

    A soft hyphen stands between letters or digits. A joiner follows a virama, as IDNA asks for
    (RFC 5892, A.1), or stands between two characters that are seen, one of them beyond ASCII:
    Arabic letters, the parts of an emoji.
    """
    if text[at] not in _JOINERS + _SOFT_HYPHEN or at == 0:
        return False
    from unicodedata import category, combining

    before, after = text[at - 1], text[at + 1 : at + 2]
    if text[at] == _SOFT_HYPHEN:
        return all(category(one)[0] in "LMN" for one in (before, after or " "))
    if combining(before) == _VIRAMA:
        return True
    return not (before + after).isascii() and all(map(_is_seen, (before, after)))


def _is_seen(character: str) -> bool:
    import re

    return bool(character.strip()) and re.match(_UNSAFE, character) is None


def _escape(character: str) -> str:
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
