-- Reports what a load did: psql -v schema=NAME -v source_name=NAME -f demo/import/report.sql

\ir ../path.sql
\pset footer off
\pset null ''

\echo
\echo '=== Loaded from' :source_name 'into' :schema '==='
\echo
SELECT file, part, read, loaded, merged, rejected FROM balance WHERE source = :'source_name'
ORDER BY array_position('{patient,diagnosis,visit,relapse,mri,test,treatment}', part), file;

\echo 'Rejected (a hundred rows at most; all are in the table rejected)'
SELECT file, line, part, reason FROM rejected WHERE source = :'source_name' ORDER BY file, line, part, reason LIMIT 100;

\if :{?kinds_of_remarks} \else \set kinds_of_remarks false \endif
\if :kinds_of_remarks
	\echo 'Loaded or merged, with a remark: how many of each kind (all are in the table remark)'
	SELECT part, kind, count(*) AS rows, min(line) AS "for example line"
	FROM remark,
		LATERAL (
			SELECT regexp_replace(remark, '"[^"]*"|\d+(-\d\d-\d\d)?', '...', 'g') AS kind
		) AS k
	WHERE source = :'source_name'
	GROUP BY part, kind
	ORDER BY part, rows DESC, kind;
\else
\echo 'Loaded or merged, with a remark (a hundred rows at most; all are in the table remark)'
SELECT file, line, part, patient_id AS patient, day, remark
FROM remark
WHERE source = :'source_name'
ORDER BY file, line, part, remark
LIMIT 100;
\endif

SELECT count(*) > 0 AS has_other
FROM remark
WHERE source = :'source_name' AND remark LIKE 'reason for stopping "%" is not known%' \gset
\if :has_other
	\echo 'Reasons for stopping that are not known, and were loaded as other'
	SELECT substring(remark FROM '"(.*)"') AS reason, count(*) AS treatments
	FROM remark
	WHERE source = :'source_name' AND remark LIKE 'reason for stopping "%" is not known%'
	GROUP BY reason
	ORDER BY treatments DESC, min(remark) COLLATE "C";
\endif
