-- One row with values of the largest size that their types allow.  Each type of variable size has a column with its
-- name, made as test/samples.sql says in its column gathered; the other columns are further large values.
\ir ../samples.sql
SELECT format($$CREATE TABLE large AS
SELECT %s,
	array_agg(date '0001-01-01' + d ORDER BY d) AS days,
	outcome_series(date '0001-01-01' + d, 5) AS flat,
	outcome_series(date '0001-01-01' + d, d / 1000) AS rising,
	outcome_series(date '0001-01-01' + d, 1000 - d / 1000) AS falling,
	outcome_series(date '0001-01-01' + d, 4 + d / 200000 * 0.5 + d %% 2) AS edss,
	outcome_series(date '0001-01-01' + d, d %% 5) AS grade,
	survival_agg(d / 2, d, d %% 3 = 0) AS late,
	range_agg(daterange(date '0001-01-01' + d, date '0001-01-01' + d + 1)) FILTER (WHERE d %% 2 = 0) AS periods
FROM generate_series(0, 999999) AS d$$, string_agg(format('%s AS %I', gathered, name), ', '))
FROM samples AS s
JOIN own_type ON name = s.type
WHERE varies \gexec

-- An array of relapse onsets in random order, longer than any value of sepms: arrays of dates have no limit.
CREATE TABLE unsorted (onsets date[]);
ALTER TABLE unsorted ALTER onsets SET STORAGE EXTERNAL;
INSERT INTO unsorted
SELECT array_agg(date '0001-01-01' + (hashint4(d) & 16777215))
FROM generate_series(1, 8000000) AS d;

-- The size in bytes of each column that is named as its type
CREATE TABLE size (type regtype, bytes bigint);
SELECT format('INSERT INTO size SELECT %L, length(%s(%I)) FROM large', name, send, name)
FROM own_type
WHERE varies \gexec
