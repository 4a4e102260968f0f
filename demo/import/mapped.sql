-- After begin.sql, in recipes that read by the map of codes: are the map's tables there, and is the schema one for
-- views, or one for tables?  Sets :temp for readings.sql.

SELECT refuse(format('%s has no code_map: psql -v schema=%1$s -f demo/import/code_map.sql', :'schema'))
WHERE to_regclass('code_map') IS NULL OR to_regclass('unmapped_code') IS NULL \g /dev/null
SELECT refuse(format('as=%s is not known: it can be views or tables', :'as'))
WHERE :'as' NOT IN ('views', 'tables') \g /dev/null
SELECT refuse(CASE :'as'
	WHEN 'views' THEN format(
		'%s has the tables of demo/schema.sql: for views, give another schema; to load into the tables, give '
		'-v as=tables', :'schema'
	)
	ELSE format('%s has views of another source: give another schema', :'schema')
END)
FROM pg_catalog.pg_class
WHERE oid = to_regclass('patient') AND (relkind = 'v') <> :'as_views' \g /dev/null
SELECT refuse(format('%s has views of the source %s: give another schema', :'schema', min(source)))
FROM patient_key
WHERE :'as_views' AND source <> :'source_name'
HAVING count(*) > 0 \g /dev/null

-- The views make long plans, which take longer to compile than to run.
SET jit = off;
ANALYZE code_map, code_target, drug_interval;
\if :as_views \set temp '' \else \set temp TEMP \endif
\set kinds_of_remarks true
