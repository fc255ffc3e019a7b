"""Text of a file: UTF-8, without the characters that YAML doesn't allow."""

import re
from codecs import getincrementaldecoder
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from oai_timeline.load.diagnostics import LINE_BREAK, FatalError, FileDiagnostics
from oai_timeline.model.diagnostic import Place

_MOST_BAD_PLACES, _MOST_BAD_CHARACTERS = 20, 1_000
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})
_CHUNK_BYTES = 1 << 16
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def check_encoding(stream: BinaryIO, diagnostics: FileDiagnostics) -> BinaryIO:
    """Return a stream that the parser can read: `stream`, or a copy without forbidden characters.

    Each of these is reported and replaced; the parser would give its byte alone, and stop there.
    Raises FatalError where the file isn't text.
    """
    stream.seek(0)
    if stream.read(4).startswith(_OTHER_ENCODINGS):
        message = "the file is not UTF-8, but UTF-16 or UTF-32: save it as UTF-8"
        diagnostics.stop(Place(1, 1), "encoding", message)
    stream.seek(0)
    is_readable = _is_readable(stream)
    stream.seek(0)
    if is_readable:
        return stream
    text = stream.read().decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    matches = list(islice(_NOT_YAML.finditer(text), _MOST_BAD_PLACES))
    for match in matches:
        before = LINE_BREAK.split(text[: match.start()])
        place = Place(len(before), len(before[-1]) + 1, len(match[0]))
        number = ord(match[0][0])
        if 0xDC80 <= number <= 0xDCFF:  # how surrogateescape decodes a byte
            diagnostics.report(place, "encoding", f"byte 0x{number - 0xDC00:02x} is not UTF-8")
        else:
            message = f"YAML can't have the character U+{number:04X} as it is"
            diagnostics.report(place, "control-character", message)
    if len(matches) == _MOST_BAD_PLACES or any(len(m[0]) > _MOST_BAD_CHARACTERS for m in matches):
        raise FatalError  # a binary file
    return BytesIO(_NOT_YAML.sub(lambda match: "\ufffd" * len(match[0]), text).encode())


def _is_readable(stream: BinaryIO) -> bool:
    decoder = getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_CHUNK_BYTES):
            text = decoder.decode(chunk)
            if text.isascii():
                if chunk.translate(None, _CONTROLS) != chunk:
                    return False
            elif _NOT_YAML.search(text):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
