-- Times are milliseconds since 1970 UTC; ids of users and messages are their 16 bytes.

-- The server's own: the key that makes resume tokens.
CREATE TABLE server (key BLOB NOT NULL) STRICT;

CREATE TABLE room (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE entry (
  room INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  author BLOB NOT NULL,
  handle TEXT NOT NULL,
  message BLOB NOT NULL,
  change INTEGER NOT NULL,
  event BLOB NOT NULL,
  PRIMARY KEY (room, seq)
) STRICT, WITHOUT ROWID;

-- A message is stored once, however often it is sent. The id first: UUIDv7 grow with time, so the index grows at its end.
CREATE UNIQUE INDEX entry_draft ON entry (message, room, author);

-- What a room is read from when it opens.
CREATE INDEX entry_change ON entry (room, seq) WHERE change = 1;

-- Follows from the entries that are changes: who belongs where, with the handle of that time.
CREATE TABLE member (
  user BLOB NOT NULL,
  room INTEGER NOT NULL,
  handle TEXT NOT NULL,
  PRIMARY KEY (user, room)
) STRICT, WITHOUT ROWID;

CREATE INDEX member_room ON member (room);

-- A kept_until of 0: another guest has the handle now.
CREATE TABLE guest (
  user BLOB PRIMARY KEY,
  handle TEXT NOT NULL,
  skeleton TEXT NOT NULL,
  kept_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX guest_skeleton ON guest (skeleton) WHERE kept_until > 0;
CREATE INDEX guest_kept ON guest (kept_until);
