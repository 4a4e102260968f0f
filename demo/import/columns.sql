-- Makes a view of each table of a source with the columns that a recipe reads, in the types that it expects: the same
-- table is made with other types, in upper case, or without the columns that a site does not need.  Needs the table
-- wanted: where the table is, its name, the columns, and what they hold.
--
--	text	as it is
--	id		a whole number
--	number	numeric
--	date	a day
--
-- A text that is no number or date where there should be one (dates as yyyy-mm-dd) is NULL.  The view of a table has
-- its name after :prefix.

CREATE TEMP TABLE found ON COMMIT DROP AS
SELECT DISTINCT ON (relation) relation, c.oid
FROM wanted
JOIN pg_catalog.pg_namespace AS n ON nspname = place
JOIN pg_catalog.pg_class AS c ON relnamespace = n.oid AND lower(relname COLLATE "C") = relation
WHERE relkind IN ('r', 'p', 'f', 'v', 'm')
ORDER BY relation, relname = relation DESC, relname;

SELECT refuse(format(
	'%s has no table %s: say where the tables are with %s', string_agg(DISTINCT quote_ident(place), ' and '),
	string_agg(relation, ', ' ORDER BY first), :'where_to_say'
))
FROM (SELECT place, relation, min(number) AS first FROM wanted GROUP BY place, relation) AS w
WHERE relation NOT IN (SELECT relation FROM found)
HAVING count(*) > 0 \g /dev/null

CREATE TEMP TABLE column_found ON COMMIT DROP AS
SELECT DISTINCT ON (number) number, relation, f.oid AS relid, w.name, kind, is_needed, quote_ident(attname) AS given,
	coalesce(nullif(b.typname, ''), t.typname) AS type, coalesce(b.typcategory, t.typcategory) AS category
FROM wanted AS w
JOIN found AS f USING (relation)
LEFT JOIN pg_catalog.pg_attribute AS a ON attrelid = f.oid
	AND attnum > 0
	AND NOT attisdropped
	AND lower(attname COLLATE "C") = name
LEFT JOIN pg_catalog.pg_type AS t ON t.oid = atttypid
LEFT JOIN pg_catalog.pg_type AS b ON b.oid = t.typbasetype -- of a domain
ORDER BY number, attname = name DESC, attname;

SELECT refuse(string_agg(format('%s has no column %s', relid::regclass, names), '; ' ORDER BY relation))
FROM (
	SELECT relation, relid, string_agg(name, ', ' ORDER BY number) AS names
	FROM column_found
	WHERE is_needed AND given IS NULL
	GROUP BY relation, relid
) AS m \g /dev/null

SELECT format('DROP VIEW IF EXISTS pg_temp.%I CASCADE', :'prefix' || relation) FROM found WHERE :'temp' <> '' \gexec
SELECT format(
	'CREATE OR REPLACE %s VIEW %I AS SELECT %s FROM %s', :'temp', :'prefix' || relation,
	string_agg(
		format(
			CASE
				WHEN given IS NULL
					THEN 'NULL::' || CASE kind WHEN 'id' THEN 'bigint' WHEN 'number' THEN 'numeric' ELSE kind END
				WHEN kind = 'text' THEN '%1$s::text'
				WHEN kind = 'id' AND type IN ('int2', 'int4', 'int8') THEN '%1$s'
				WHEN kind = 'id' AND category = 'N'
					THEN 'CASE WHEN %1$s BETWEEN -9e18 AND 9e18 AND %1$s = trunc(%1$s) THEN %1$s::bigint END'
				WHEN kind = 'id'
					THEN 'CASE WHEN %1$s::text ~ ''^\s*-?\d{1,18}(\.0+)?\s*$'' THEN %1$s::text::numeric::bigint END'
				WHEN kind = 'number' AND category = 'N' THEN '%1$s::numeric'
				WHEN kind = 'number'
					THEN 'CASE WHEN %1$s::text ~ ''^\s*-?\d{1,40}(\.\d{1,40})?\s*$'' THEN %1$s::text::numeric END'
				WHEN category = 'D' THEN '%1$s::date'
				ELSE 'CASE WHEN trim(%1$s::text) ~ ''^\d{4}-\d\d-\d\d([ T].*)?$'' '
					'THEN lower(day_range(left(trim(%1$s::text), 10), ''iso'')) END'
			END, given
		) || format(' AS %I', name), ', ' ORDER BY number
	),
	relid::regclass
)
FROM column_found
GROUP BY relation, relid \gexec
