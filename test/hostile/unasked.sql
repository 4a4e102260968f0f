-- Functions that take what a column of large holds in more than 10 kB, or an array of it, and that nothing that is
-- asked calls: those behind operators, types, casts and aggregates apart.
WITH large_type AS (
	SELECT t.oid, t.typarray FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = atttypid LEFT JOIN size ON type = t.oid
	WHERE attrelid = 'large'::regclass AND attnum > 0 AND bytes > 10000 IS NOT FALSE)
SELECT p.oid::regprocedure FROM pg_depend AS d JOIN pg_proc AS p ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
JOIN pg_extension AS e ON d.refobjid = e.oid AND d.refclassid = 'pg_extension'::regclass AND extname = 'sepms'
WHERE d.deptype = 'e'
	AND prokind = 'f'
	AND EXISTS (SELECT FROM large_type AS l, unnest(proargtypes) AS argument WHERE argument IN (l.oid, l.typarray))
	AND NOT EXISTS (SELECT FROM pg_type WHERE p.oid IN (typinput, typoutput, typreceive, typsend))
	AND NOT EXISTS (SELECT FROM pg_operator WHERE p.oid = oprcode)
	AND NOT EXISTS (SELECT FROM pg_amproc WHERE p.oid = amproc)
	AND NOT EXISTS (SELECT FROM pg_cast WHERE p.oid = castfunc)
	AND NOT EXISTS (
		SELECT
		FROM pg_aggregate
		WHERE p.oid IN (
			aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn, aggmtransfn, aggminvtransfn, aggmfinalfn
		)
	)
	AND regexp_match(:'asked', '\m' || proname || '\(') IS NULL;
