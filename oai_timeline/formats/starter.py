"""The timeline that `timeline init` writes: small, whole, and explained line by line."""

STARTER = """\
# yaml-language-server: $schema=timeline.schema.json
# That line lets an editor complete and check what you type, once the schema lies beside this file:
#
#     timeline schema -o timeline.schema.json
#
# This is a timeline for you to change: what happened when, who was involved, who says so, how sure
# we are. The street, its people and its papers are made up. To see it, and to check it, type
#
#     timeline --file THIS-FILE
#     timeline check --strict THIS-FILE
#
# Every value is text: no stays "no", 12:19 stays "12:19". In quotes goes what holds ": " or " #",
# or begins with a sign. A list is written as a list, even of one. A key without a value is an
# error: take it out instead. Ids are small letters and digits, joined by hyphens.

timeline:
  format: 1
  title: The bakery of Mill Street
  zone: Europe/Paris               # every time without an offset is in this zone
  language: en
  focus: 2003-11-08/2003-11-10     # optional: where "friday" is looked for first
  # kinds: [opening, fire, letter]  # optional: with such a list, any other kind is an error

# Who takes part: an id, and a name. All else is optional.
actors:
  anna-moreau:
    name: Anna Moreau
    type: person                   # person, organisation or group
    aliases: [anna]                # what you will type for her; `moreau` is understood anyway
    note: Baker, who ran the shop for thirty years.
    offices:                       # roles held; `until: ..` would say that she still holds it
      - {office: Owner, of: bakery, from: 1987-05~, until: 2017, sources: [moreau-memoir]}
  bakery:
    name: Bakery of Mill Street
    type: organisation
  fire-brigade:
    name: Fire brigade
    type: organisation
  residents:
    name: Residents of Mill Street
    type: group

# Who says so. Only the publisher is required.
sources:
  brigade-log:
    publisher: Fire brigade
    title: Log of the night
    published: 2003-11-09
    kind: first-hand               # first-hand, news, analysis, court, book or reference
  courier-fire:
    publisher: The Courier
    title: Fire in Mill Street
    url: https://example.org/2003/11/09/fire
    published: 2003-11-09
    kind: news
  radio-fire:
    publisher: Local Radio
    published: 2003-11-10
    kind: news
    rests_on: [courier-fire]       # it repeats the Courier: together they are one origin
  moreau-memoir:
    publisher: Anna Moreau
    title: Flour
    published: 2019
    kind: first-hand

# What happened, in the order of time. Required are id, when and title. In `actors` stand those who
# did it, in `about` those whom it was done to, said to, or about. The certainty is
#   confirmed   first-hand, a document, or two origins that know it independently
#   reported    one outlet, or persons who are not named
#   disputed    sources contradict one another on substance
#   rumoured    passed on, and nobody stands for it
events:
  # A date is as exact as the sources, and no more: 1987, 1987-05, 1987-05-02, 1987-05-02T06:30.
  # A ~ at its end says about, a ? says perhaps, a % says both; 198X is a year of the eighties.
  - id: bakery-opens
    when: 1987-05~
    title: Anna Moreau opens a bakery
    summary: Anna Moreau opened a bakery in Mill Street. She remembers that it was in spring.
    actors: [anna-moreau]
    about: [bakery]
    kind: opening
    place: Mill Street
    certainty: confirmed
    sources: [moreau-memoir]

  # Between two moments: the first/the last. Where an end is open, write two dots: ../2003-11-08
  - id: oven-catches-fire
    when: 2003-11-08T22:00/2003-11-08T22:40
    words: late that evening       # optional: how sources put it; shown in place of the clock
    title: An oven catches fire
    summary: A fire broke out at an oven of the bakery. Nobody was hurt.
    about: [bakery]
    kind: fire
    tags: [fire]
    certainty: reported
    sources: [courier-fire, radio-fire]

  # Where sources differ, each has its say: `accounts`, side by side.
  - id: brigade-called
    when: 2003-11-08T22:41
    title: A neighbour calls the fire brigade
    summary: A neighbour called the fire brigade. The call is in its log; the Courier has it later.
    actors: [residents]
    about: [fire-brigade]
    tags: [fire]
    certainty: disputed
    because: [oven-catches-fire]   # what it answers or follows from
    accounts:
      - {says: "A call, at 22:41.", sources: [brigade-log]}
      - {says: "A call, towards eleven.", when: 2003-11-08T22:55~, sources: [courier-fire]}
    sources: [brigade-log, courier-fire]

  - id: fire-is-out
    when: 2003-11-09T01:00~
    stated: "around one in the morning"  # optional: the clock as a source gives it
    title: The fire is out
    summary: The fire brigade put the fire out.
    actors: [fire-brigade]
    about: [bakery]
    tags: [fire]
    certainty: confirmed
    because: [brigade-called]
    sources: [brigade-log]

  - id: residents-collect
    when: 2003-11-10?
    title: Residents collect money for a new oven
    summary: Residents of the street collected money, so that the bakery could open again.
    actors: [residents]
    about: [anna-moreau, bakery]
    certainty: confirmed
    after: [fire-is-out]           # it came later; that it came of it, nobody says
    quotes:                        # short, and word for word
      - by: anna-moreau
        text: "I had lost an oven, and found a street."
        source: moreau-memoir
    figures: {donors: 47}          # optional: numbers that form a series over events
    sources: [moreau-memoir]
"""
