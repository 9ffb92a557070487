-- What became of a row that needed attention: the upload that took it in mended, or why it was discarded.
ALTER TABLE parked_row ADD COLUMN settled_upload_id VARCHAR;
ALTER TABLE parked_row ADD COLUMN settled_why VARCHAR;
