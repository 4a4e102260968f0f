-- Everything the catalogs know of the extension and its members, a line for
-- each field: object, column, value.  Object identifiers, which differ between
-- databases, are shown by what they identify.

-- Members, and what is part of them: arrays of types, members of operator families.
CREATE TEMP VIEW member AS
WITH RECURSIVE member AS (
	SELECT 'pg_extension'::regclass::oid AS classid, oid AS objid
	FROM pg_extension
	WHERE extname = 'sepms'
	UNION
	SELECT d.classid, d.objid
	FROM member
	JOIN pg_depend AS d ON refclassid = member.classid AND refobjid = member.objid
	WHERE deptype = 'e'
		OR deptype IN ('i', 'a') AND d.classid IN ('pg_type'::regclass, 'pg_amop'::regclass, 'pg_amproc'::regclass)
)
SELECT *
FROM member;

\pset format unaligned
\pset fieldsep '\t'
\pset tuples_only on

-- each column of each catalog, in the words that fit it
WITH reference AS (
	SELECT fktable, fkcols[1] AS fkcol, pktable, is_array
	FROM pg_get_catalog_foreign_keys()
	WHERE cardinality(fkcols) = 1 AND pkcols = '{oid}'
), field AS (
	SELECT attrelid, attname,
		CASE
			WHEN atttypid = 'pg_node_tree'::regtype THEN 'NULL' -- see below
			WHEN is_array
				THEN format(
					'(SELECT string_agg(pg_describe_object(%L::regclass, o, 0), '', '' ORDER BY n) FROM '
						'unnest(%I::oid[]) WITH ORDINALITY AS u (o, n))',
					pktable, attname
				)
			WHEN pktable IS NOT NULL
				THEN format(
					'CASE WHEN %2$I::oid <> 0 THEN pg_describe_object(%1$L::regclass, %2$I, 0) END', pktable, attname
				)
			ELSE format('%I::text', attname)
		END AS value
	FROM pg_attribute
	LEFT JOIN reference ON fktable = attrelid AND fkcol = attname
	WHERE attnum > 0 AND NOT attisdropped AND attname <> 'oid'
)
SELECT format(
	'SELECT pg_describe_object(%1$s, objid, 0), %2$L, %3$s FROM %4$s AS c '
		'JOIN member ON classid = %1$s AND objid = c.%5$I',
	classid, attname, value, attrelid::regclass, key
)
FROM (
	SELECT DISTINCT classid, classid AS catalog, 'oid' AS key FROM member
	UNION ALL
	VALUES ('pg_proc'::regclass, 'pg_aggregate'::regclass::oid, 'aggfnoid')
) AS catalog
JOIN field ON attrelid = catalog \gexec

-- definitions, with what is kept as trees
SELECT pg_describe_object(classid, objid, 0), 'arguments', pg_get_function_arguments(objid)
FROM member
WHERE classid = 'pg_proc'::regclass;
SELECT pg_describe_object(classid, objid, 0), 'definition', regexp_replace(pg_get_functiondef(objid), '\s+', ' ', 'g')
FROM member JOIN pg_proc AS p ON p.oid = objid WHERE classid = 'pg_proc'::regclass AND prokind <> 'a';

SELECT pg_describe_object(classid, objid, 0), 'comment', description
FROM member
JOIN pg_description AS d ON classoid = classid AND objoid = objid AND objsubid = 0;
SELECT pg_describe_object(classid, objid, 0),
	'depends',
	deptype::text || ' ' || pg_describe_object(refclassid, refobjid, refobjsubid)
FROM member
JOIN pg_depend USING (classid, objid);
