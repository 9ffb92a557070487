-- What the upload asks and keeps, and what a source took back.
ALTER TABLE upload ADD COLUMN personal_reason VARCHAR;
ALTER TABLE upload ADD COLUMN permission VARCHAR;
CREATE TABLE upload_original (upload_id VARCHAR PRIMARY KEY, content BLOB NOT NULL);
ALTER TABLE parked_row ADD COLUMN settled_at TIMESTAMP;
ALTER TABLE parked_row ADD COLUMN settled_by VARCHAR;
ALTER TABLE insight ADD COLUMN withdrawn_at TIMESTAMP;
ALTER TABLE case_study ADD COLUMN withdrawn_at TIMESTAMP;
