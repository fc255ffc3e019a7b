"""What each finding of the loader means, for `timeline check --explain CODE`.

Each text says why something is wrong, then shows a bad and a good sample. A sample is a part of an
event, some events, or sections of a file. Tests read the samples and hold them to what they say.
"""

ERRORS: dict[str, str] = {
    # What a file is made of.
    "encoding": """\
The file is not UTF-8. Save it as UTF-8: most editors ask for the encoding in "Save as".

Bad:

    place: Zürich   # saved as Latin-1

Good:

    place: Zürich   # saved as UTF-8""",
    "control-character": """\
YAML does not allow control characters in a file, but for tabs and line ends. They often come along
when text is copied from a terminal. Take them away.

Bad:

    place: ␛[1mSan Francisco   # ␛ stands for the character U+001B

Good:

    place: San Francisco""",
    "syntax": """\
This is no YAML, and the file is not read further. Often a quotation mark or a bracket is not
closed, a line is not indented as those around it, or a text with ": " in it lacks its quotation
marks.

Bad:

    title: OpenAI: the board meets

Good:

    title: "OpenAI: the board meets\"""",
    "several-documents": """\
A timeline file is one YAML document. What stands behind "---" is not read.

Bad:

    events:
      - {id: board-meets, when: 2023-11-16, title: The board meets}
    ---
    events:
      - {id: altman-told, when: 2023-11-17, title: Altman is told}

Good:

    events:
      - {id: board-meets, when: 2023-11-16, title: The board meets}
      - {id: altman-told, when: 2023-11-17, title: Altman is told}""",
    "empty-file": """\
The file has nothing in it, or comments alone. `timeline init FILE` writes one to start from.

Bad:

    # The board crisis

Good:

    timeline:
      format: 1
      title: The board crisis
      zone: America/Los_Angeles
    events:
      - {id: board-meets, when: 2023-11-16, title: The board meets}""",
    "newer-format": """\
The file is written in a later format than this program reads, and is not read further. A newer
version of the program may read it; `timeline --version` tells which format this one reads.

Bad:

    timeline:
      format: 2
      title: The board crisis
      zone: America/Los_Angeles

Good:

    timeline:
      format: 1
      title: The board crisis
      zone: America/Los_Angeles""",
    "too-deep": """\
Lists and mappings are nested over 32 levels, and the file is not read further. No timeline needs
that: it guards against files made to do harm.

Bad:

    tags: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[board]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

Good:

    tags: [board]""",
    "too-long": """\
A text has over 100,000 characters, or one event, actor or source over 20,000 parts. No timeline
needs that: it guards against files made to do harm. Shorten the text, or make several events.

Bad:

    summary: The whole report, word for word ...   # 200,000 characters

Good:

    summary: The report found that the board had acted within its rights.""",
    # What YAML has, and a timeline file has not.
    "tag": """\
YAML tags say of what type a value is. In a timeline file every value is text, and the format
knows what each is read as.

Bad:

    when: !!timestamp 2023-11-17

Good:

    when: 2023-11-17""",
    "anchor": """\
YAML anchors name a value, to repeat it elsewhere. They are not read, so that each event is whole
by itself.

Bad:

    tags: &usual [board, firing]

Good:

    tags: [board, firing]""",
    "alias": """\
YAML aliases repeat a value that stands elsewhere. They are not read, so that each event is whole by
itself. Write the value out.

Bad:

    - {id: board-meets, when: 2023-11-16, title: The board meets, tags: &usual [board, firing]}
    - {id: altman-told, when: 2023-11-17, title: Altman is told, tags: *usual}

Good:

    - {id: board-meets, when: 2023-11-16, title: The board meets, tags: [board, firing]}
    - {id: altman-told, when: 2023-11-17, title: Altman is told, tags: [board, firing]}""",
    "merge-key": """\
The YAML key << takes in the keys of another mapping. It is not read, so that each event is whole by
itself. Write the keys out.

Bad:

    <<: {place: San Francisco, tags: [board]}

Good:

    place: San Francisco
    tags: [board]""",
    # Keys and values.
    "unknown-key": """\
The format has no such key in this place. It is misspelt, stands in the wrong place, or is indented
too far or not far enough.

Bad:

    sumary: The directors met by video link.

Good:

    summary: The directors met by video link.""",
    "duplicate-key": """\
A key stands twice in one mapping, so that one value would be lost. Keep one of them; several values
of one key are written as a list.

Bad:

    tags: [board]
    tags: [firing]

Good:

    tags: [board, firing]""",
    "missing-key": """\
A key that the format requires is not there. These are: `timeline` and `events` of a file; `format`,
`title` and `zone` of `timeline`; `name` of an actor; `publisher` of a source; `id`, `when` and
`title` of an event; `text` of a quote; `says` of an account; `office` and `of` of an office.

Bad:

    - id: board-meets
      title: The board meets

Good:

    - id: board-meets
      when: 2023-11-16
      title: The board meets""",
    "empty-value": """\
A key has no value. Give it one; if there is none to give, take the key away.

Bad:

    place:

Good:

    place: San Francisco""",
    "wrong-type": """\
A text stands where a list or a mapping belongs, or the other way round. A list is always written as
a list, even of one.

Bad:

    actors: openai

Good:

    actors: [openai]""",
    "bad-value": """\
This key takes only the values that the message lists.

Bad:

    certainty: certain

Good:

    certainty: confirmed""",
    "bad-id": """\
Ids are small letters and digits, joined by hyphens, so that they can be typed without quotation
marks and stand in a link.

Bad:

    - {id: Board_meets, when: 2023-11-16, title: The board meets}

Good:

    - {id: board-meets, when: 2023-11-16, title: The board meets}""",
    "bad-url": """\
An address begins with http:// or https:// and has no spaces. Others would not open as links, or
would open something else than a page.

Bad:

    sources:
      reuters-letter: {publisher: Reuters, url: www.reuters.com/letter}

Good:

    sources:
      reuters-letter: {publisher: Reuters, url: https://www.reuters.com/letter}""",
    "bad-number": """\
Figures are plain numbers: digits, a minus before them and a decimal point if need be, at most 15
digits on each side of it. What they count is said by their name.

Bad:

    figures: {signatories: about 505}

Good:

    figures: {signatories: 505}""",
    "bad-date": """\
Dates are written in EDTF (ISO 8601-2), levels 0 and 1, and must be on the calendar: 2023-11-17,
2023-11-17T12:19, 2023-11, 2023, 2023-11-17/2023-11-19, 2023-11~ for about, 2023-11? for uncertain.

Bad:

    when: 17 November 2023

Good:

    when: 2023-11-17""",
    "unknown-zone": """\
`zone` is the name of a time zone in the IANA database: mostly a continent and a city.
Abbreviations won't do, as they don't follow summer time and often stand for several zones.

Bad:

    timeline:
      format: 1
      title: The board crisis
      zone: PST

Good:

    timeline:
      format: 1
      title: The board crisis
      zone: America/Los_Angeles""",
    # What refers to something else.
    "unknown-actor": """\
There is no actor of this id in `actors`. Correct the id, or add the actor.

Bad:

    actors: [openia]

Good:

    actors: [openai]""",
    "unknown-source": """\
There is no source of this id in `sources`. Correct the id, or add the source.

Bad:

    sources: [reuters-leter]

Good:

    sources: [reuters-letter]""",
    "unknown-kind": """\
`kinds` of `timeline` lists every kind that events have, so that a misspelt one is found. Correct
the kind, or add it there.

Bad:

    timeline:
      format: 1
      title: The board crisis
      zone: America/Los_Angeles
      kinds: [meeting, message]
    events:
      - {id: board-meets, when: 2023-11-16, title: The board meets, kind: meting}

Good:

    timeline:
      format: 1
      title: The board crisis
      zone: America/Los_Angeles
      kinds: [meeting, message]
    events:
      - {id: board-meets, when: 2023-11-16, title: The board meets, kind: meeting}""",
    "unknown-event": """\
There is no event of this id. Correct it; an event may stand above or below those that name it.

Bad:

    - {id: board-meets, when: 2023-11-16, title: The board meets}
    - {id: altman-told, when: 2023-11-17, title: Altman is told, because: [board-met]}

Good:

    - {id: board-meets, when: 2023-11-16, title: The board meets}
    - {id: altman-told, when: 2023-11-17, title: Altman is told, because: [board-meets]}""",
    "duplicate-id": """\
Two events have the same id, so that it is not clear which is meant by it. Change one of them, and
see that `because` and `after` name the right one.

Bad:

    - {id: board-meets, when: 2023-11-16, title: The board meets}
    - {id: board-meets, when: 2023-11-18, title: The board meets again}

Good:

    - {id: board-meets, when: 2023-11-16, title: The board meets}
    - {id: board-meets-again, when: 2023-11-18, title: The board meets again}""",
    "duplicate-alias": """\
Aliases are what people type for an actor, so that one must not stand for two, nor be the id or the
name of another. Case, accents and a leading @ make no difference.

Bad:

    actors:
      sam-altman: {name: Sam Altman, aliases: [sam, altman]}
      sam-bankman-fried: {name: Sam Bankman-Fried, aliases: [sam, sbf]}

Good:

    actors:
      sam-altman: {name: Sam Altman, aliases: [sam, altman]}
      sam-bankman-fried: {name: Sam Bankman-Fried, aliases: [sbf]}""",
    "repeated-source": """\
A source stands in two accounts of one event, so that it is not clear which of them it gives. Leave
it in one. Where a source itself reports two versions, one account tells of both.

Bad:

    accounts:
      - {says: "A call.", sources: [reuters-letter, openai-statement]}
      - {says: "A text message.", sources: [openai-statement]}

Good:

    accounts:
      - {says: "A call.", sources: [reuters-letter]}
      - {says: "A text message.", sources: [openai-statement]}""",
    "backward-office": """\
An office ends (`until`) before it begins (`from`). One of the dates is wrong, or they are swapped.

Bad:

    actors:
      openai: {name: OpenAI}
      sam-altman:
        name: Sam Altman
        offices:
          - {office: Chief executive, of: openai, from: 2023-11-17, until: 2019-03}

Good:

    actors:
      openai: {name: OpenAI}
      sam-altman:
        name: Sam Altman
        offices:
          - {office: Chief executive, of: openai, from: 2019-03, until: 2023-11-17}""",
    "cycle": """\
Events that follow from one another in a circle can't have happened; sources that rest on one
another in a circle have no origin. Take one link of the circle away.

Bad:

    - {id: board-meets, when: 2023-11-17, title: The board meets, after: [altman-told]}
    - {id: altman-told, when: 2023-11-17, title: Altman is told, because: [board-meets]}

Good:

    - {id: board-meets, when: 2023-11-17, title: The board meets}
    - {id: altman-told, when: 2023-11-17, title: Altman is told, because: [board-meets]}""",
    "impossible-order": """\
An event follows (`because`, `after`) from one that begins only when it is over. One of the dates is
wrong, or the link stands at the wrong one of the two events.

Bad:

    - {id: altman-told, when: 2023-11-17, title: Altman is told}
    - {id: board-meets, when: 2023-11-16, title: The board meets, because: [altman-told]}

Good:

    - {id: board-meets, when: 2023-11-16, title: The board meets}
    - {id: altman-told, when: 2023-11-17, title: Altman is told, because: [board-meets]}""",
}
"""By code, what makes a file unusable."""

WARNINGS: dict[str, str] = {
    "comment-in-text": """\
In a text without quotation marks, a # after a space begins a comment: the text ends before it, and
the rest is lost. Put the text in quotes. If a comment is meant, write a space after the #.

Bad:

    title: The House passes Bill #5

Good:

    title: "The House passes Bill #5"   # the second attempt""",
    "skipped-time": """\
In this zone there was no such time on that day, because clocks were set forward past it. It is read
with the offset from before the change. Correct the time, or add the offset.

Bad:

    when: 2024-03-10T02:30

Good:

    when: 2024-03-10T02:30-08:00""",
    "repeated-time": """\
In this zone clocks showed this time twice on that day, because they were set back. The event is
taken to be at one of the two. Add the offset where it is known which.

Bad:

    when: 2023-11-05T01:30

Good:

    when: 2023-11-05T01:30-07:00""",
}
"""By code, what is probably a mistake and can be read all the same."""
