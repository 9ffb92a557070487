-- The size of an organisation is told by a column of its own; which upload told it is kept, so that it can be taken back.
ALTER TABLE source ADD COLUMN size_upload_id VARCHAR;
