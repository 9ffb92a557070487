-- Question:   What was uploaded last?
-- Parameters: $limit
-- Returns:    upload_id, file_name, who, uploaded_at (UTC), kind, rows_read, rows_saved, rows_parked,
--             rows_unchanged, rows_blank, undone_at (UTC)
SELECT upload_id, file_name, who, uploaded_at, kind, rows_read, rows_saved, rows_parked, rows_unchanged,
       rows_blank, undone_at
FROM upload
ORDER BY uploaded_at DESC, upload_id
LIMIT $limit
