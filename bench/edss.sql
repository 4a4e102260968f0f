-- An edss column compared with numeric(3,1): size on disk, sorting and indexing.

\echo 'edss'
CREATE TABLE edss_visits AS SELECT edss FROM visit ORDER BY patient_id, visit_date;
CREATE TABLE numeric_visits AS SELECT edss::numeric(3,1) AS edss FROM visit ORDER BY patient_id, visit_date;
CREATE TABLE edss_pairs AS SELECT edss, edss AS again, edss AS third, edss AS fourth FROM edss_visits;
CREATE TABLE numeric_pairs AS SELECT edss, edss AS again, edss AS third, edss AS fourth FROM numeric_visits;
VACUUM ANALYZE edss_visits; VACUUM ANALYZE numeric_visits;
SELECT count(*) AS visits,
	pg_column_size('3.5'::edss) AS edss_bytes,
	pg_column_size(3.5::numeric(3, 1)) AS numeric_bytes,
	pg_relation_size('edss_visits') / 1024 / 1024 AS edss_mb,
	pg_relation_size('numeric_visits') / 1024 / 1024 AS numeric_mb
FROM edss_visits;
INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
SELECT 'bytes of an edss value vs. numeric(3,1)',
	0, NULL, NULL,
	round(sum(pg_column_size(e.edss))::numeric / n.size, 2),
	0.5
FROM edss_visits AS e, (SELECT sum(pg_column_size(edss)) AS size FROM numeric_visits) AS n
GROUP BY n.size;
INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
SELECT 'a table of four edss columns vs. numeric(3,1), including row headers', 0, NULL, NULL,
	round(pg_relation_size('edss_pairs')::numeric / pg_relation_size('numeric_pairs'), 2), NULL;

SET work_mem = '1GB';
CALL compare('sorting edss vs. numeric(3,1)',
	'SELECT edss FROM edss_visits ORDER BY edss OFFSET 1000000000',
	'SELECT edss FROM numeric_visits ORDER BY edss OFFSET 1000000000', 0.5);
CALL compare('indexing edss vs. numeric(3,1)',
	'CREATE INDEX bench_index ON edss_visits (edss); DROP INDEX bench_index',
	'CREATE INDEX bench_index ON numeric_visits (edss); DROP INDEX bench_index', 0.5);
RESET work_mem;
