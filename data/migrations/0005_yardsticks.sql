-- Which tables counts are held against: their year and source.
CREATE TABLE yardstick (
    yardstick VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, year VARCHAR NOT NULL, source VARCHAR NOT NULL
);
