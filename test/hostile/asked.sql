-- Expressions over the table large that must stop when they are cancelled, one to a line as in stops.txt.  For each
-- column that is named as its type and has more than 10 kB, they are: the casts to text and back, the bytes that are
-- sent, and each aggregate and function that needs no other argument.
WITH member AS (
	SELECT objid
	FROM pg_depend AS d
	JOIN pg_extension AS e ON d.refobjid = e.oid AND extname = 'sepms'
	WHERE d.refclassid = 'pg_extension'::regclass
		AND d.classid = 'pg_proc'::regclass
		AND d.deptype = 'e'
),
function AS (
	SELECT proname, prokind, p.oid = typsend AS is_send, proargtypes[0] AS type
	FROM member
	JOIN pg_proc AS p ON p.oid = objid
	JOIN pg_type AS t ON t.oid = proargtypes[0]
	WHERE pronargs - pronargdefaults = 1
		AND p.oid <> typoutput
		AND NOT EXISTS (SELECT FROM pg_cast WHERE castfunc = p.oid)
)
SELECT format('%1$s::text::%1$s', type)
FROM size
WHERE bytes > 10000
UNION ALL
SELECT format(CASE WHEN is_send THEN 'length(%I(%s))' ELSE '%I(%s)' END, proname, type::regtype)
FROM function
JOIN size USING (type)
WHERE bytes > 10000 AND prokind = 'f'
UNION ALL
SELECT format('(SELECT %I(v) FROM (VALUES (%2$s), (%2$s)) AS t (v))', proname, type::regtype)
FROM function
JOIN size USING (type)
WHERE bytes > 10000 AND prokind = 'a'
ORDER BY 1;
