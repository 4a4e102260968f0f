-- NEDA rates from a stored status, compared with four columns and hand-written SQL.

\echo 'neda'
CREATE TABLE neda_years AS SELECT status FROM patient_year;
CREATE TABLE plain_years AS
SELECT relapses > 0 AS relapse, progression, new_t2 > 0 AS new_t2, gd > 0 AS gd FROM patient_year;
VACUUM ANALYZE neda_years; VACUUM ANALYZE plain_years;
SELECT count(*) AS patient_years, pg_size_pretty(pg_relation_size('neda_years')) AS status,
	pg_size_pretty(pg_relation_size('plain_years')) AS four_columns FROM neda_years;

CALL compare('neda_rate(status), own table, vs. avg() over four columns',
	'SELECT neda_rate(status) FROM neda_years',
	'SELECT avg(((NOT relapse) AND (NOT progression) AND (NOT new_t2) AND (NOT gd))::int) FROM plain_years', 1.0);
CALL compare(
	'neda_rate(status), same wide table, vs. avg() over four columns',
	'SELECT neda_rate(status) FROM patient_year',
	'SELECT avg(((NOT relapses > 0) AND (NOT progression) AND (NOT new_t2 > 0) AND (NOT gd > 0))::int) '
		'FROM patient_year',
	1.0
);
CALL compare('neda_rate(status), own table, vs. avg() over four columns',
	'SELECT neda_rate(status) FROM neda_years',
	'SELECT avg(((NOT relapse) AND (NOT progression) AND (NOT new_t2) AND (NOT gd))::int) FROM plain_years', 1.0, 1);
CALL compare('neda_agg(status) vs. count(*)',
	'SELECT neda_agg(status) FROM neda_years', 'SELECT count(*) FROM neda_years', 1.5);
CALL compare('neda_agg(status) vs. count(status)',
	'SELECT neda_agg(status) FROM neda_years', 'SELECT count(status) FROM neda_years', 1.5);
CALL compare('neda_agg(status) by line vs. count(*) by line',
	'SELECT line, neda_agg(status) FROM patient_year GROUP BY line',
	'SELECT line, count(*) FROM patient_year GROUP BY line', 1.5);
