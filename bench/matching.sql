-- Matching: 4,000 patients, compared with a loop in which each treated patient takes the nearest control that is left;
-- and 100,000, compared with array_agg of the same values.

\echo 'matching'
CREATE TABLE scored AS
SELECT i::bigint AS id, h % 4 = 0 AS treated, (h >> 2 & 1048575) / 262144.0::float8 AS score
FROM generate_series(1, 100000) AS i, LATERAL (SELECT hashint4(i::integer) & 1073741823 AS h) AS hash;
CREATE VIEW some_scored AS SELECT * FROM scored WHERE id <= 4000;
CREATE FUNCTION match_by_loop() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	patient some_scored;
	control bigint;
	pairs bigint = 0;
	caliper float8;
BEGIN
	CREATE TEMP TABLE free AS SELECT id, score FROM some_scored WHERE NOT treated;
	SELECT 0.2 * sqrt((var_samp(score) FILTER (WHERE treated) + var_samp(score) FILTER (WHERE NOT treated)) / 2)
	INTO caliper FROM some_scored;
	FOR patient IN SELECT * FROM some_scored WHERE treated ORDER BY score DESC, id LOOP
		DELETE FROM free WHERE id = (
			SELECT id FROM free WHERE abs(score - patient.score) <= caliper
			ORDER BY abs(score - patient.score), id LIMIT 1
		) RETURNING id INTO control;
		pairs = pairs + (control IS NOT NULL)::integer;
	END LOOP;
	DROP TABLE free;
	RETURN pairs;
END $$;
DO $$
BEGIN
	ASSERT match_by_loop() = (
		SELECT max(set_no)
		FROM (
			SELECT array_agg(id) AS ids, array_agg(treated) AS treated, array_agg(score) AS scores FROM some_scored
		) AS a, match_pairs(ids, treated, scores)
	);
END $$;

CALL compare('match_pairs, 4,000 patients, vs. a loop in PL/pgSQL',
	'SELECT max(set_no) FROM (SELECT array_agg(id) AS ids, array_agg(treated) AS treated, array_agg(score) AS scores '
		'FROM some_scored) AS a, match_pairs(ids, treated, scores)',
	'SELECT match_by_loop()', 0.1);
CALL compare('match_pairs, 100,000 patients, vs. array_agg of the same values',
	'SELECT max(set_no) FROM (SELECT array_agg(id) AS ids, array_agg(treated) AS treated, array_agg(score) AS scores '
		'FROM scored) AS a, match_pairs(ids, treated, scores)',
	'SELECT pg_column_size(array_agg(id)), pg_column_size(array_agg(treated)), pg_column_size(array_agg(score)) '
		'FROM scored',
	NULL);
INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
SELECT 'the same vs. two seconds', 0, sepms_ms, 2000, round(sepms_ms / 2000, 2), 1
FROM result WHERE what ~ '^match_pairs, 100,000';
DROP FUNCTION match_by_loop;
DROP VIEW some_scored;
DROP TABLE scored;
