-- A row of as many visits, scans, treatments and days as a value may hold: of each type of the samples that varies
-- in size a column with its name, and others of the same types.
\ir ../samples.sql
SELECT format($$CREATE TABLE large AS
SELECT %s,
	array_agg(date '0001-01-01' + d ORDER BY d) AS days,
	outcome_series(date '0001-01-01' + d, 5) AS flat, outcome_series(date '0001-01-01' + d, d / 1000) AS rising,
	outcome_series(date '0001-01-01' + d, 1000 - d / 1000) AS falling,
	outcome_series(date '0001-01-01' + d, 4 + d / 200000 * 0.5 + d %% 2) AS edss,
	outcome_series(date '0001-01-01' + d, d %% 5) AS grade, survival_agg(d / 2, d, d %% 3 = 0) AS late,
	range_agg(daterange(date '0001-01-01' + d, date '0001-01-01' + d + 1)) FILTER (WHERE d %% 2 = 0) AS periods
FROM generate_series(0, 999999) AS d$$, string_agg(format('%s AS %I', gathered, name), ', '))
FROM samples AS s JOIN own_type ON name = s.type WHERE varies \gexec

-- More onsets than a value of ours holds, in no order, as they are taken.
CREATE TABLE unsorted (onsets date[]);
ALTER TABLE unsorted ALTER onsets SET STORAGE EXTERNAL;
INSERT INTO unsorted SELECT array_agg(date '0001-01-01' + (hashint4(d) & 16777215)) FROM generate_series(1, 8000000) AS d;

-- How many bytes each column of a type of ours has
CREATE TABLE size (type regtype, bytes bigint);
SELECT format('INSERT INTO size SELECT %L, length(%s(%I)) FROM large', name, send, name) FROM own_type WHERE varies \gexec
