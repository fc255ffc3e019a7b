"""Quote words for a shell."""


def quote_word(word: str) -> str:
    """Quote a word for a shell, in double quotes if these are enough."""
    from shlex import quote

    plain = all(character.isalnum() or character in " .,:/_+-" for character in word)
    return quote(word) if quote(word) == word or not plain else f'"{word}"'
