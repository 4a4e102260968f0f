-- PostgreSQL 16 and later: bad input is reported softly, so that
-- pg_input_is_valid() answers and COPY ... ON_ERROR can go on.
SELECT type, value, pg_input_is_valid(value, type) AS valid, (pg_input_error_info(value, type)).*
FROM (VALUES
	('edss', '3.5'), ('edss', '0.5'), ('edss', '11'), ('edss', 'NaN'),
	('dmt', 'Tysabri'), ('dmt', 'natalizumb'), ('dmt', 'aspirin'),
	('dmt_line', 'L2'), ('dmt_line', 'fourth'), ('dmt_line', 'daclizumab'),
	('neda_status', 'NEDA-4'), ('neda_status', 'EDA'), ('neda_status', 'NEDA-5'),
	('neda_tally', '{"version": 1, "NEDA-4": 2}'), ('neda_tally', '{"version": 2}'),
	('neda_tally', '{"version": 1, "NEDA-4": 0}'), ('neda_tally', '{'), ('neda_tally', '{"version": 1, "version": 1}')
) AS v (type, value);
