-- What the room needs to run: codes, the stage, kinds of steps, and what the host does with answers.
ALTER TABLE workshop ADD COLUMN code_seed VARCHAR;
ALTER TABLE workshop ADD COLUMN pack VARCHAR;
ALTER TABLE workshop ADD COLUMN screen VARCHAR;
ALTER TABLE workshop ADD COLUMN held_words VARCHAR;
ALTER TABLE workshop ADD COLUMN draft_id VARCHAR;
ALTER TABLE workshop ADD COLUMN opened_at TIMESTAMP;
ALTER TABLE workshop ADD COLUMN closed_at TIMESTAMP;
ALTER TABLE step ADD COLUMN asks VARCHAR;
ALTER TABLE step ADD COLUMN page VARCHAR;
ALTER TABLE step ADD COLUMN named BOOLEAN;
ALTER TABLE step ADD COLUMN live BOOLEAN;
ALTER TABLE response ADD COLUMN came_by VARCHAR;
ALTER TABLE response ADD COLUMN held_for VARCHAR;
ALTER TABLE response ADD COLUMN pinned BOOLEAN;
ALTER TABLE response ADD COLUMN closed_on_stage BOOLEAN;
ALTER TABLE response ADD COLUMN joined_into VARCHAR;
