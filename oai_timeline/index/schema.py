"""The tables of an index. Times are UTC seconds since 1970, NULL where open or unknown."""

FORMAT = 13
"""Increase it whenever an index holds something else: then older ones are built again."""

TABLES = """
CREATE TABLE build_info (   -- our version; the timeline file's SHA-256, or the files' paths
    built_by TEXT NOT NULL, digest BLOB, paths BLOB
);
CREATE TABLE header (
    id TEXT NOT NULL, title TEXT NOT NULL, zone TEXT NOT NULL, language TEXT, updated TEXT,
    focus TEXT, focus_from INTEGER, focus_to INTEGER,
    focus_first TEXT, focus_last TEXT,  -- the days of its bounds
    longest_short INTEGER NOT NULL  -- the longest event that is not `long`
);
CREATE TABLE kind (place INTEGER PRIMARY KEY, kind TEXT NOT NULL);
CREATE TABLE event (
    number INTEGER PRIMARY KEY,     -- place in the file
    position INTEGER NOT NULL,      -- place in time order: they rise, with gaps
    id TEXT NOT NULL,
    date TEXT NOT NULL, precision TEXT NOT NULL,
    earliest INTEGER, latest INTEGER, earliest_margin INTEGER, latest_margin INTEGER,
    is_long INTEGER NOT NULL,       -- over a month, or open
    day TEXT NOT NULL, clock TEXT NOT NULL, zone TEXT NOT NULL, -- as printed in the file's zone
    kind TEXT, certainty TEXT,
    quotes INTEGER NOT NULL, accounts INTEGER NOT NULL,         -- how many
    json TEXT NOT NULL              -- all of it: see index/encode.py
);
CREATE TABLE account_date (         -- dates that accounts give: the columns of `event`
    event INTEGER NOT NULL, date TEXT NOT NULL, precision TEXT NOT NULL,
    earliest INTEGER, latest INTEGER, earliest_margin INTEGER, latest_margin INTEGER,
    is_long INTEGER NOT NULL, day TEXT NOT NULL, clock TEXT NOT NULL, zone TEXT NOT NULL,
    PRIMARY KEY (event, date)
) WITHOUT ROWID;
CREATE TABLE day (                  -- days on which an event of day precision or finer begins
    day TEXT PRIMARY KEY, earliest INTEGER NOT NULL, latest INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE mention (
    event INTEGER NOT NULL, role TEXT NOT NULL, place INTEGER NOT NULL, actor TEXT NOT NULL,
    PRIMARY KEY (event, role, place)
) WITHOUT ROWID;
CREATE TABLE tag (tag TEXT, event INTEGER, PRIMARY KEY (tag, event)) WITHOUT ROWID;
CREATE TABLE citation (source TEXT, event INTEGER, PRIMARY KEY (source, event)) WITHOUT ROWID;
CREATE TABLE link (                 -- the event, whose position that is, follows the target
    target INTEGER, event INTEGER, key TEXT, position INTEGER, PRIMARY KEY (target, event, key)
) WITHOUT ROWID;
CREATE TABLE actor (
    place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, type TEXT, note TEXT,
    last_name TEXT NOT NULL, short_name TEXT NOT NULL
);
CREATE TABLE name (                 -- what people type, folded; rank 0 exact, 1 misspelt
    folded TEXT, actor TEXT, rank INTEGER, PRIMARY KEY (folded, actor)
) WITHOUT ROWID;
CREATE TABLE office (
    actor TEXT NOT NULL, place INTEGER NOT NULL, office TEXT NOT NULL, organisation TEXT NOT NULL,
    since TEXT, since_earliest INTEGER, since_latest INTEGER,
    until TEXT, until_earliest INTEGER, until_latest INTEGER,
    since_printed TEXT, until_printed TEXT,  -- day, clock and zone, parted by tabs
    PRIMARY KEY (actor, place)
) WITHOUT ROWID;
CREATE TABLE office_source (
    actor TEXT, place INTEGER, source TEXT, PRIMARY KEY (actor, place, source)
) WITHOUT ROWID;
CREATE TABLE source (
    place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, publisher TEXT NOT NULL, kind TEXT,
    published TEXT, published_from INTEGER, published_to INTEGER,
    json TEXT NOT NULL
);
CREATE TABLE source_dependency (    -- a source rests on an origin
    source TEXT, origin TEXT, PRIMARY KEY (source, origin)
) WITHOUT ROWID;
CREATE TABLE text (                 -- folded, for `--grep`; texts in one column parted by U+001F
    number INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL, names TEXT NOT NULL
);
CREATE TABLE synonym (place INTEGER NOT NULL, phrase TEXT NOT NULL); -- its group, and folded words
CREATE VIRTUAL TABLE vocabulary USING fts5(  -- if in English: all words, each found by its stem
    word, detail='none', columnsize=0, tokenize='porter ascii'
);
"""

SEARCH = """
CREATE VIRTUAL TABLE {schema}.search USING fts5(  -- the same, split into words
    title, body, names, content='', tokenize='ascii'
);
"""
FILL_VOCABULARY = """
CREATE VIRTUAL TABLE temp.used USING fts5vocab('main', 'search', 'row');
INSERT INTO vocabulary SELECT term FROM used;
DROP TABLE temp.used;
"""
SEARCH_ROW = "INSERT INTO search (rowid, title, body, names) VALUES (?, ?, ?, ?)"

INDEXES = """
CREATE UNIQUE INDEX event_id ON event (id);
CREATE INDEX event_position ON event (  -- with all that a list is put in order by
    position, earliest_margin, latest_margin, earliest, latest, precision, day
);
CREATE INDEX event_earliest ON event (earliest) WHERE NOT is_long;
CREATE INDEX event_long ON event (number) WHERE is_long;
CREATE INDEX event_told ON event (number) WHERE quotes OR accounts;
CREATE INDEX event_kind ON event (kind);
CREATE INDEX event_certainty ON event (certainty);
CREATE INDEX source_published ON source (  -- without the JSON, which is long
    id, published_from, published_to, publisher, kind
);
CREATE INDEX mention_actor ON mention (actor, role);
"""
