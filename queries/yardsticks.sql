-- Question:   What are counts held against: which table, of which year, by whom?
-- Parameters: (none)
-- Returns:    yardstick (population, deprivation, urban_rural, or a characteristic of people), name, year, source
SELECT yardstick, name, year, source FROM yardstick
UNION ALL
SELECT characteristic, string_agg(category, '; ' ORDER BY category), year, source
FROM equality_group WHERE share_of_population IS NOT NULL GROUP BY ALL
ORDER BY yardstick, year, source
