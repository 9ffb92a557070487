-- One row is one time that somebody looked through what is new; what came in after it is new the next time.
CREATE TABLE review (
    review_id VARCHAR PRIMARY KEY, reviewed_at TIMESTAMP NOT NULL, reviewed_by VARCHAR, taken_back_at TIMESTAMP
);
