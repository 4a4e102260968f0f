-- Reads trials in CDISC SDTM, as the MSOAC placebo database has them, where the tables lie.  Run it from the folder
-- above demo:
--
--	psql -v schema=registry -v source=sdtm [-v anchor=2000-01-01] [-v as=views] [-v relapse_gap=1]
--		-f demo/import/setup.sql -f demo/import/sdtm.sql
--
--	source		the schema with the tables dm, qs, ft, ce and mh, and the name of the source
--	anchor		the date that stands for study day 1 of every patient
--	as			views: the tables of demo/schema.sql are views over the trials; tables: rows are copied into them
--
-- Columns may be of any type, text included.  doc/sdtm.md says what is read.

\set ON_ERROR_STOP on
\set format sdtm
\if :{?source} \else \set source sdtm \endif
\if :{?as} \else \set as views \endif
\if :{?anchor} \else \set anchor 2000-01-01 \endif
\if :{?relapse_gap} \else \set relapse_gap 1 \endif
\if :{?folder} \else \set folder '' \endif
\set grace 0
\set exported ''
\set style iso
\set patient_file dm
SELECT :'as' = 'views' AS as_views \gset
\ir begin.sql
\set SHOW_CONTEXT never
\ir mapped.sql

SELECT refuse(format('anchor=%s is no date of the form yyyy-mm-dd', :'anchor'))
WHERE is_partial(day_range(:'anchor', 'iso')) IS NOT FALSE \g /dev/null

CREATE TEMP TABLE wanted ON COMMIT DROP AS
SELECT :'source' AS place, relation, ltrim(word, '!') AS name, 'text' AS kind, word LIKE '!%' AS is_needed,
	row_number() OVER () AS number
FROM (VALUES
	('dm', '!usubjid age sex'),
	('qs', '!usubjid qsseq !qsdy qscat qstestcd !qstest !qsstresn qsstat'),
	('ft', '!usubjid ftseq !ftdy ftcat !fttest !ftstresn ftstat ftreasnd ftscat'),
	('ce', '!usubjid ceseq !cestdy ceterm cemodify ceoccur'),
	('mh', '!usubjid mhseq mhstdy !mhterm !mhcat')
) AS w (relation, columns), string_to_table(columns, ' ') AS word;
\set where_to_say '-v source=SCHEMA, and make an empty one for a domain that the trials do not have'
\set prefix sdtm_
\ir columns.sql
\set SHOW_CONTEXT errors

-- Study day 1 is the first day, the day before it is -1.
CREATE OR REPLACE FUNCTION study_date(anchor date, day text) RETURNS date
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN day ~ '^-?\d{1,5}(\.0+)?$' AND day::numeric <> 0
			THEN anchor + CASE WHEN day::numeric > 0 THEN day::numeric - 1 ELSE day::numeric END::integer
	END;

-- A table of SDTM has no key but the patient and a number within the domain, so the rows are numbered in that order.
CREATE OR REPLACE :temp VIEW source_person AS
SELECT 'dm' AS file, row_number() OVER (ORDER BY usubjid COLLATE "C", age COLLATE "C", sex COLLATE "C") AS line,
	given(usubjid) AS patient,
	CASE
		WHEN upper(given(sex) COLLATE "C") NOT IN ('U', 'UNKNOWN')
			THEN upper(left(given(sex), 1) COLLATE "C")
	END AS sex,
	-- who is 40 on 1 January 2000 was born in 1959, or on that day in 1960
	CASE
		WHEN age ~ '^\d{1,3}(\.\d+)?$'
			THEN to_char(extract(year FROM date :'anchor' - 1) - floor(age::numeric), 'FM0000')
	END AS birth,
	NULL::date AS last_seen,
	jsonb_build_object('USUBJID', usubjid, 'AGE', age, 'SEX', sex) AS given,
	NULL::text AS fault
FROM sdtm_dm;

-- What is equal in all that is read comes in any order; what is not, always in the same one.
CREATE OR REPLACE FUNCTION sequence(given text) RETURNS numeric
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN given ~ '^\s*-?\d{1,15}(\.\d{1,15})?\s*$' THEN given::numeric END;

CREATE OR REPLACE :temp VIEW sdtm_finding AS
SELECT 'qs' AS file, 'QSTEST' AS system,
	row_number() OVER (
		ORDER BY usubjid COLLATE "C", sequence(qsseq), qstest COLLATE "C",
			concat_ws('/', qsdy, qsstresn, qsstat, qstestcd, qscat) COLLATE "C"
	) AS line,
	usubjid, qsdy AS dy, qscat AS cat, qstestcd AS testcd, qstest AS test,
	given(qsstresn) AS value, upper(qsstat COLLATE "C") AS stat, NULL::text AS reason, NULL::text AS side
FROM sdtm_qs
UNION ALL
SELECT 'ft', 'FTTEST',
	row_number() OVER (
		ORDER BY usubjid COLLATE "C", sequence(ftseq), fttest COLLATE "C",
			concat_ws('/', ftdy, ftstresn, ftstat, ftreasnd, ftscat, ftcat) COLLATE "C"
	),
	usubjid, ftdy, ftcat, NULL, fttest, given(ftstresn), upper(ftstat COLLATE "C"), given(ftreasnd), given(ftscat)
FROM sdtm_ft;

CREATE OR REPLACE :temp VIEW sdtm_event AS
SELECT 'ce' AS file,
	row_number() OVER (
		ORDER BY usubjid COLLATE "C", sequence(ceseq), ceterm COLLATE "C",
			concat_ws('/', cestdy, cemodify, ceoccur) COLLATE "C"
	) AS line,
	usubjid, cestdy AS dy, ceterm AS term, cemodify AS modify, upper(ceoccur COLLATE "C") AS occur, NULL::text AS cat
FROM sdtm_ce
UNION ALL
SELECT 'mh',
	row_number() OVER (
		ORDER BY usubjid COLLATE "C", sequence(mhseq), mhterm COLLATE "C", concat_ws('/', mhstdy, mhcat) COLLATE "C"
	),
	usubjid, mhstdy, mhterm, NULL, NULL, upper(mhcat COLLATE "C")
FROM sdtm_mh;

CREATE OR REPLACE :temp VIEW source_reading AS
SELECT file, line, given(usubjid) AS patient, study_date(date :'anchor', dy) AS day, target,
	CASE WHEN target = 'unable_due_to_ms' THEN 'yes' ELSE trim_scale(number * unit_factor(unit))::text END AS value,
	CASE WHEN target = 'nhpt' THEN side END AS side,
	jsonb_strip_nulls(jsonb_build_object(
		'USUBJID', usubjid, 'DY', dy, 'CAT', cat, 'TEST', test, 'STRESN', value, 'STAT', stat, 'REASND', reason,
		'SCAT', side
	)) AS given,
	CASE
		WHEN target = 'unable_due_to_ms' THEN NULL
		WHEN stat = 'NOT DONE' THEN concat_ws(': ', target || ' was not done', reason)
		WHEN dy ~ '^-?0+(\.0+)?$' THEN 'study day 0 does not exist'
		WHEN number = 99 AND target <> 'sdmt' OR number = 9 AND (target LIKE 'fs\_%' OR target = 'ambulation')
			THEN format('%s %s stands for a missing value', target, value)
		WHEN value IS NOT NULL AND number IS NULL THEN format('%s "%s" is no number', target, value)
	END AS fault
FROM (
	SELECT f.*, coalesce(c.unit, k.unit) AS unit,
		CASE WHEN value ~ '^-?\d{1,6}(\.\d+)?$' THEN value::numeric END AS number,
		CASE
			WHEN u.target IS NOT NULL AND stat = 'NOT DONE' AND k.target = 't25fw' THEN u.target
			ELSE coalesce(c.target, k.target)
		END AS target
	FROM sdtm_finding AS f
	LEFT JOIN code_map AS c ON c.system = 'QSTESTCD' AND c.code = testcd
	LEFT JOIN code_map AS k ON k.system = f.system AND k.code = test
	LEFT JOIN code_map AS u ON u.system = 'FTREASND' AND u.code = reason
) AS f
WHERE target IS NOT NULL
UNION ALL
SELECT file, line, given(usubjid), study_date(date :'anchor', dy), target,
	CASE WHEN occur = 'N' THEN 'no' END,
	NULL,
	jsonb_strip_nulls(jsonb_build_object('USUBJID', usubjid, 'STDY', dy, 'TERM', term, 'MODIFY', modify, 'OCCUR', occur,
		'CAT', cat)),
	CASE
		WHEN dy ~ '^-?0+(\.0+)?$' THEN 'study day 0 does not exist'
		WHEN file = 'ce' AND target = 'relapse' AND NOT named AND modify COLLATE "C" ~* '^multiple sclerosis\M'
			THEN format('"%s" is a general term, not a relapse', modify)
	END
FROM (
	SELECT e.*, coalesce(t.target, m.target, a.target) AS target, coalesce(t.target, m.target) IS NOT NULL AS named
	FROM sdtm_event AS e
	LEFT JOIN code_map AS t ON t.system = CASE file WHEN 'ce' THEN 'CETERM' ELSE 'MHTERM' END AND t.code = term
	LEFT JOIN code_map AS m ON m.system = 'CEMODIFY' AND m.code = modify
	LEFT JOIN code_map AS a ON file = 'ce' AND (a.system, a.code) = ('CE', '*')
	WHERE file = 'ce' OR cat IN ('DIAGNOSIS', 'PRIMARY DIAGNOSIS')
) AS e
WHERE target IS NOT NULL;

-- The database has no arms, and no treatments before or after.
CREATE OR REPLACE :temp VIEW source_exposure AS
SELECT ''::text AS file, 0::bigint AS line, ''::text AS patient, ''::text AS drug, NULL::date AS day,
	NULL::date AS until, NULL::text AS stop, '{}'::jsonb AS given, NULL::text AS fault
WHERE false;

CREATE OR REPLACE :temp VIEW source_unmapped AS
SELECT file, system, code, cat AS name, count(*) AS rows, count(DISTINCT usubjid) AS patients
FROM (
	SELECT file, system, test AS code, cat, usubjid, testcd FROM sdtm_finding
	UNION ALL
	SELECT file, 'MHTERM', term, cat, usubjid, NULL
	FROM sdtm_event
	WHERE cat IN ('DIAGNOSIS', 'PRIMARY DIAGNOSIS')
) AS r
WHERE NOT EXISTS (
	SELECT FROM code_map AS k WHERE (k.system, k.code) = (r.system, r.code) OR (k.system, k.code) = ('QSTESTCD', testcd)
)
GROUP BY file, system, code, cat;

\ir readings.sql
