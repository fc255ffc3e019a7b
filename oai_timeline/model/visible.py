r"""Text from a file in a form that is safe to show: without control characters."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import Match

# Control and format characters, including those that reverse text, and surrogates.
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
    r"""Return `text` on one line, with control and bidi characters escaped: `\x1b`, `\u202e`.

    Joiners and soft hyphens stay as they are between characters that need them.
    """
    if text.isprintable():
        return text
    import re

    if "\n" in text or "\t" in text:
        text = text.replace("\t", " ").replace("\n", " ").strip(" ")
    return re.sub(_UNSAFE, _escape_unless_needed, text)


def visible_or_none(text: str | None) -> str | None:
    """Return the same for a text that may be missing."""
    return text and visible(text)


def quoted(text: str) -> str:
    """Return `text` in quotes for a message, on one line, escaped and shortened."""
    shown = "".join(
        character if character.isprintable() or _is_needed(text, at) else _escape(character)
        for at, character in enumerate(text[:_MOST_QUOTED])
    )
    return f'"{shown}..."' if len(text) > _MOST_QUOTED else f'"{shown}"'


def in_ascii(text: str) -> str:
    r"""Return `text` in ASCII: plain quotes and dashes, no accents, anything else as `\u....`."""
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
    r"""Return JSON on one line, with control and bidi characters escaped, which means the same."""
    if text.isascii() and "\x7f" not in text:  # JSON has escaped the other control characters
        return text
    import re

    return re.sub(_UNSAFE, lambda match: escape_in_json(match[0]), text)


def escape_in_json(character: str) -> str:
    r"""Return a character as a JSON escape: `\uXXXX`, or a surrogate pair."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _escape_unless_needed(match: "Match[str]") -> str:
    return match[0] if _is_needed(match.string, match.start()) else _escape(match[0])


def _is_needed(text: str, at: int) -> bool:
    """Return whether the text around a joiner or a soft hyphen needs it.

    A soft hyphen is needed between letters or digits. A joiner is needed after a virama, as in
    IDNA (RFC 5892, A.1), or between two visible characters, one of them not in ASCII: Arabic
    letters, the parts of an emoji.
    """
    if text[at] not in _JOINERS + _SOFT_HYPHEN or at == 0:
        return False
    from unicodedata import category, combining

    before, after = text[at - 1], text[at + 1 : at + 2]
    if text[at] == _SOFT_HYPHEN:
        return all(category(side)[0] in "LMN" for side in (before, after or " "))
    if combining(before) == _VIRAMA:
        return True
    return not (before + after).isascii() and all(map(_is_visible, (before, after)))


def _is_visible(character: str) -> bool:
    import re

    return bool(character.strip()) and re.match(_UNSAFE, character) is None


def _escape(character: str) -> str:
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
