-- Question:   How did the themes come to be what they are, and who changed what?
-- Parameters: $theme_id (one theme and those that it came from; NULL: all), $until (moment), $draft (NULL: none)
-- Returns:    event_id, seq, kind (create, rename, define, move, merge, split, retire, undo), themes (their names at
--             the time), theme_ids, into_id, theme (the name it gave), definition, parent_theme, records (moved by a
--             split), made_by, made_at (UTC), workshop_id, undoes_event_id, undone (taken back since)
SELECT event_id, seq, kind, themes, theme_ids, into_id, theme, definition, parent_theme, records, made_by, made_at,
       workshop_id, undoes_event_id, undone
FROM theme_history_at($until::TIMESTAMP, $draft::VARCHAR)
WHERE $theme_id::VARCHAR IS NULL OR list_has_any(about, (SELECT list(theme_id) FROM theme_kin([$theme_id::VARCHAR])))
ORDER BY turn DESC
