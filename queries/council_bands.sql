-- Question:   Which band does each council belong to, in each way of parting them?
-- Parameters: (none)
-- Returns:    parting (deprivation, urban_rural, islands), council_code, band (1-3)
SELECT parting, council_code, band FROM evidence.council_band ORDER BY parting, council_code
