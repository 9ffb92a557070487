-- Question:   How steeply does what is heard rise or fall from the most to the least deprived councils?
-- Parameters: the filters
-- Returns:    sii (source-council pairs per 100,000 people from the most to the least deprived; NULL where nothing was
--             heard), sii_lower, sii_upper, rii (sii over the mean rate), rii_lower, rii_upper (95 %, sources drawn
--             anew), mean_rate (per 100,000 people), sources (distinct, that name a council), observed
-- Measure:    deprivation.slope
SELECT deprivation, bit, population, observed FROM ranked_councils ORDER BY deprivation DESC, council_code
