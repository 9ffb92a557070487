-- Question:   Is what was heard concentrated where deprivation is?
-- Parameters: the filters
-- Returns:    index (-1 to 1; negative: in the most deprived councils; NULL where nothing was heard), lower, upper (95 %,
--             sources drawn anew), curve (list of lists: share of people, most deprived first, and share of
--             source-council pairs), sources (distinct, that name a council), observed (source-council pairs)
-- Measure:    deprivation.concentration
SELECT deprivation, bit, population, observed FROM ranked_councils ORDER BY deprivation DESC, council_code
