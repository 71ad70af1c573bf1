-- Whether the member has written in the room: such rooms come first in a user's list.
ALTER TABLE member ADD COLUMN written INTEGER NOT NULL DEFAULT 0;

UPDATE member SET written = EXISTS (SELECT 1 FROM entry WHERE entry.room = member.room AND entry.author = member.user);
