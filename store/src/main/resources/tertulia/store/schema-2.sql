-- A checksum of the row (checksum, of RowSum): what is read is judged by it.
ALTER TABLE entry ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;

UPDATE entry SET sum = checksum(
  (SELECT id FROM room WHERE number = entry.room), seq, at, author, handle, message, event);
