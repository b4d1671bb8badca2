-- Chats, who is in them, and what people are called.
--
-- A user is a raw id, such as 8:orgid:<guid>; capital and small letters of a GUID are the same (RFC 9562 section 4).
-- A time is in milliseconds since 1970.

CREATE TABLE users (
    id   TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE chats (
    id      TEXT    NOT NULL PRIMARY KEY,
    kind    TEXT    NOT NULL,
    topic   TEXT,
    tenant  TEXT,
    -- Of a one-on-one chat: whose it is, so that two people have one only.
    pair    TEXT    UNIQUE,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- With a rowid, which is the order in which they came.
CREATE TABLE members (
    chat         TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    user         TEXT NOT NULL COLLATE NOCASE,
    tenant       TEXT,
    role         TEXT,
    -- NULL: they see all that was said.
    history_from INTEGER,
    PRIMARY KEY (chat, user)
) STRICT;

CREATE INDEX members_by_user ON members (user, chat);
