-- Suppression of tables with known totals, of five kinds.  SQL has nothing to compare it with, so tables of
-- 20 x 50 are compared with the 100 ms that each may take.  With the same number
-- of cells in larger tables, the time may grow at most with the square of the cells of a table.

\echo 'privacy'
-- few small counts; many zeros; mostly small; small or 0; all small
CREATE FUNCTION random_count(kind integer, h integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE kind
		WHEN 1 THEN CASE WHEN h % 20 = 0 THEN 1 + h / 20 % 10 ELSE 11 + h / 20 % 1000 END
		WHEN 2 THEN CASE WHEN h % 3 > 0 THEN 0 ELSE h / 3 % 60 END
		WHEN 3 THEN CASE WHEN h % 4 > 0 THEN 1 + h / 4 % 10 ELSE h / 4 % 200 END
		WHEN 4 THEN CASE WHEN h % 2 > 0 THEN 0 ELSE 1 + h / 2 % 10 END
		ELSE 1 + h % 10 END $$;
CREATE TABLE count_table AS
SELECT kind, cells, id, counts
FROM generate_series(1, 5) AS kind,
	(VALUES (250, 10, 25), (1000, 20, 50), (10000, 100, 100)) AS size (cells, height, width),
	generate_series(1, 10000 / cells) AS id,
	LATERAL (
		SELECT array_agg(line ORDER BY r) AS counts
		FROM (
			SELECT r,
				array_agg(
					random_count(kind, abs(hashint4(kind * 10000000 + id * 10000 + r * width + c))) ORDER BY c
				) AS line
			FROM generate_series(1, height) AS r, generate_series(1, width) AS c
			GROUP BY r
		) AS lines
	) AS t;
VACUUM ANALYZE count_table;

CALL compare('suppress(counts), 5 tables of 20 x 50, vs. 100 ms each',
	'SELECT suppress(counts) FROM count_table WHERE cells = 1000 AND id = 1', 'SELECT pg_sleep(0.5)', 1.0);
CALL compare('suppress_bounds(counts), 5 tables of 20 x 50, vs. 100 ms each',
	'SELECT suppress_bounds(counts) FROM count_table WHERE cells = 1000 AND id = 1', 'SELECT pg_sleep(0.5)', 1.0);
CALL compare(
	'suppress(counts), 10,000 cells in tables of 20 x 50 vs. 10 x 25',
	'SELECT suppress(counts) FROM count_table WHERE cells = 1000',
	'SELECT suppress(counts) FROM count_table WHERE cells = 250',
	4
);
CALL compare(
	'suppress(counts), 10,000 cells in one table of 100 x 100 vs. 20 x 50',
	'SELECT suppress(counts) FROM count_table WHERE cells = 10000',
	'SELECT suppress(counts) FROM count_table WHERE cells = 1000',
	16
);
