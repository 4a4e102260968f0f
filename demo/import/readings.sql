-- From readings to rows: a recipe that finds its values by the map of codes makes four views, and includes this file,
-- which gives load.sql the rows to judge.  :temp is TEMP where rows are loaded into tables, and empty where views stay.
--
--	source_person (file, line, patient, sex, birth, last_seen, given, fault)
--		birth is yyyy, yyyy-mm or yyyy-mm-dd; last_seen is the last day for which the source has data
--	source_reading (file, line, patient, day, target, value, side, given, fault)
--		one value or finding of one day; target as in code_target; side only for tests of two hands
--	source_exposure (file, line, patient, drug, day, until, stop, given, fault)
--		a period of treatment, or one administration; until is the first day without the drug; NULL: ongoing
--	source_unmapped (file, system, code, name, rows, patients)
--		codes that the map does not have
--
-- A file and a line tell one row.  Also needs :relapse_gap and :grace, in days.

-- Lines that no row has for itself: they cannot say which row is rejected, so all their rows are.  Copies of a row do
-- no harm.
CREATE :temp TABLE IF NOT EXISTS source_twice (file text, line bigint, PRIMARY KEY (file, line));
DELETE FROM source_twice;
INSERT INTO source_twice
SELECT file, coalesce(line, 0)
FROM (
	SELECT file, line, given FROM source_person
	UNION ALL
	SELECT file, line, given FROM source_reading
	UNION ALL
	SELECT file, line, given FROM source_exposure
) AS r
GROUP BY file, coalesce(line, 0)
HAVING count(*) > count(line)
	OR count(*) > 1 AND min(given::text COLLATE "C") <> max(given::text COLLATE "C");
ANALYZE source_twice;

-- The values, with what is wrong with each.
-- is_good says the same as "fault IS NULL", of which the planner would expect few rows.
CREATE OR REPLACE :temp VIEW reading AS
SELECT r.*, length(coalesce(fault, '')) < 1 AS is_good
FROM (
	SELECT file, line, patient, day, target, part, value, side, given,
		coalesce(
			fault,
			CASE
				WHEN value <> first_value AND target NOT IN ('edss', 't25fw', 'nhpt', 'sdmt', 'ms_onset')
					THEN format('%s "%s" is not the "%s" of another row of this day', target, value, first_value)
				WHEN part = 'test' AND one_side AND side IS NOT NULL
					THEN format('%s of one hand only (%s)', target, side)
			END
		) AS fault
	FROM (
		SELECT r.*,
			first_value(value) OVER (
				PARTITION BY patient, day, target, fault IS NULL ORDER BY file, line
			) AS first_value,
			min(side) OVER same = max(side) OVER same AS one_side
		FROM (
			SELECT r.file, coalesce(r.line, 0) AS line, r.patient, r.day, r.target, t.part, r.value, r.side, r.given,
				coalesce(
					r.fault,
					CASE
						WHEN (r.file, coalesce(r.line, 0)) IN (SELECT file, line FROM source_twice)
							THEN 'the row has no number of its own in the source'
						WHEN day NOT BETWEEN '1000-01-01' AND '2999-12-31'
							THEN format('the day of %s is not in the years 1000 to 2999', target)
						WHEN day IS NULL AND part <> 'diagnosis' THEN format('%s has no day', target)
						WHEN target = 'ms_onset'
							THEN day_fault(
								'onset', value, day_range(value, 'iso'), 'iso', false, NULL,
								nullif(:'exported', '')::date
							)
						WHEN part IN ('visit', 'test', 'mri') AND value IS NULL THEN format('%s has no value', target)
						WHEN target = 'edss'
							THEN CASE
								WHEN try_edss(value) IS NULL AND NOT is_bound(value) THEN format(
									'EDSS "%s" is not a value of the scale: 0 or 1.0 to 10.0 in steps of 0.5', value
								)
							END
						WHEN least IS NOT NULL
							THEN CASE
								WHEN CASE
									WHEN value ~ '^-?\d{1,6}(\.\d+)?$' THEN value::numeric NOT BETWEEN least AND most
										OR whole AND value::numeric % 1 <> 0
									ELSE true
								END
									THEN format(
										'%s "%s" is not a %s of %s to %s', target, value,
										CASE WHEN whole THEN 'grade or count' ELSE 'value' END, least, most
									)
							END
						WHEN target IN ('new_t2', 'gd_count')
							THEN CASE
								WHEN least_count(value) IS NULL AND value NOT IN ('yes', 'no')
									THEN format('%s "%s" is neither a count nor yes or no', target, value)
							END
						WHEN target IN ('contrast', 'unable_due_to_ms') AND value NOT IN ('yes', 'no')
							THEN format('%s "%s" is neither yes nor no', target, value)
						WHEN target = 'relapse' AND value = 'no' THEN 'no relapse: the answer is no'
					END
				) AS fault
			FROM (
				-- 2.50 is 2.5
				SELECT file, line, patient, day, target, side, given, fault,
					CASE
						WHEN value ~ '^\d{1,6}\.\d{0,20}0$' THEN trim_scale(value::numeric)::text
						ELSE value
					END AS value
				FROM source_reading
			) AS r
			JOIN code_target AS t USING (target)
			WHERE part <> 'none'
		) AS r
		WINDOW same AS (PARTITION BY patient, day, target, fault IS NULL)
	) AS r
) AS r;

-- Visits: the EDSS of a day with the functional systems of that day.  A second EDSS makes a second visit.
CREATE OR REPLACE :temp VIEW reading_visit AS
SELECT patient, day, place, edss, coalesce(fs, '{}') AS fs,
	coalesce(e.file, f.file) AS file, coalesce(e.line, f.line) AS line
FROM (
	SELECT patient, day, edss, file, line, row_number() OVER (PARTITION BY patient, day ORDER BY file, line) AS place
	FROM (
		SELECT DISTINCT ON (patient, day, value) patient, day, value AS edss, file, line
		FROM reading
		WHERE target = 'edss' AND is_good
		ORDER BY patient, day, value, file, line
	) AS e
) AS e
FULL JOIN (
	SELECT patient, day, 1::bigint AS place,
		jsonb_object_agg(regexp_replace(target, '^fs_', ''), value) AS fs,
		(array_agg(file ORDER BY file, line))[1] AS file,
		(array_agg(line ORDER BY file, line))[1] AS line
	FROM reading
	WHERE target <> 'edss' AND part = 'visit' AND is_good
	GROUP BY patient, day
) AS f USING (patient, day, place);

-- Tests: the mean of the trials of each hand, and of the hands.
CREATE OR REPLACE :temp VIEW reading_test AS
SELECT patient, day,
	(avg(mean) FILTER (WHERE target = 't25fw'))::float8 AS t25fw,
	bool_or(unable) AS unable_due_to_ms,
	(avg(mean) FILTER (WHERE target = 'nhpt'))::float8 AS nhpt,
	round(avg(mean) FILTER (WHERE target = 'sdmt'))::integer AS sdmt,
	(array_agg(file ORDER BY file, line))[1] AS file,
	(array_agg(line ORDER BY file, line))[1] AS line
FROM (
	SELECT patient, day, target,
		avg(CASE WHEN target <> 'unable_due_to_ms' THEN value::numeric END) AS mean,
		bool_or(value = 'yes') FILTER (WHERE target = 'unable_due_to_ms') AS unable,
		(array_agg(file ORDER BY file, line))[1] AS file,
		(array_agg(line ORDER BY file, line))[1] AS line
	FROM reading
	WHERE part = 'test' AND is_good
	GROUP BY patient, day, target, side
) AS s
GROUP BY patient, day;

CREATE OR REPLACE :temp VIEW reading_scan AS
SELECT patient, day,
	min(value) FILTER (WHERE target = 'new_t2' AND value ~ '\d') AS new_t2,
	min(value) FILTER (WHERE target = 'new_t2' AND value !~ '\d') AS any_new_t2,
	min(value) FILTER (WHERE target = 'gd_count' AND value ~ '\d') AS gd,
	min(value) FILTER (WHERE target = 'gd_count' AND value !~ '\d') AS any_gd,
	min(value) FILTER (WHERE target = 'contrast') AS contrast,
	min(value) FILTER (WHERE target = 'annual_pbvc') AS pbvc,
	(array_agg(file ORDER BY file, line))[1] AS file,
	(array_agg(line ORDER BY file, line))[1] AS line
FROM reading
WHERE part = 'mri' AND is_good
GROUP BY patient, day;

-- Relapses: each contact with the hospital may be one record, so a record less than :relapse_gap days after the onset
-- of a relapse belongs to it.
CREATE OR REPLACE :temp VIEW reading_relapse AS
SELECT patient, onset, max(day) AS last, count(*) AS rows,
	(array_agg(file ORDER BY day, file, line))[1] AS file,
	(array_agg(line ORDER BY day, file, line))[1] AS line
FROM (
	SELECT patient, day, file, line,
		(SELECT max(onset) FROM unnest(relapse_dedup(days, :relapse_gap)) AS onset WHERE onset <= day) AS onset
	FROM (
		SELECT patient, day, file, line, array_agg(day) OVER (PARTITION BY patient) AS days
		FROM reading
		WHERE target = 'relapse' AND is_good
	) AS r
) AS r
GROUP BY patient, onset;

-- Diagnosis: all records of a patient are one.
CREATE OR REPLACE :temp VIEW reading_diagnosis AS
SELECT patient,
	coalesce(onset, iso(first)) AS onset,
	CASE
		WHEN courses @> '{ms_sp}' THEN 'SP'
		WHEN last_course IS NOT NULL THEN upper(substr(last_course, 4) COLLATE "C")
	END AS course,
	nullif(concat_ws(
		'; ',
		CASE
			WHEN onset IS NULL AND first IS NOT NULL
				THEN 'onset is the day of the first record: a date of diagnosis, not of onset'
		END,
		CASE
			WHEN courses @> '{ms_pp}' AND courses && '{ms_rr,ms_sp}'
				THEN 'the records contradict each other about the course: ' || array_to_string(courses, ', ')
		END
	), '') AS remark,
	file, line
FROM (
	SELECT patient,
		min(coalesce(value, iso(day))) FILTER (WHERE target = 'ms_onset') AS onset,
		min(day) FILTER (WHERE target <> 'ms_onset') AS first,
		array_agg(DISTINCT target) FILTER (WHERE target NOT IN ('ms', 'ms_onset')) AS courses,
		(array_agg(target ORDER BY day DESC NULLS LAST, file, line) FILTER (WHERE target NOT IN ('ms', 'ms_onset')))[1]
			AS last_course,
		(array_agg(file ORDER BY file, line))[1] AS file,
		(array_agg(line ORDER BY file, line))[1] AS line
	FROM reading
	WHERE part = 'diagnosis' AND is_good
	GROUP BY patient
) AS d;

-- Treatments: a single day lasts as long as the drug's interval, and a gap of at most :grace days before the next one
-- is no gap.  Where that reaches the last day of the data, the treatment is ongoing.
CREATE OR REPLACE :temp VIEW reading_treatment AS
SELECT file, line, patient, drug, day,
	CASE
		WHEN until IS NULL OR stop IS NULL AND covered + :grace >= last_seen THEN NULL
		WHEN next_day <= covered + :grace THEN greatest(covered, next_day)
		ELSE least(covered, greatest(until, day, last_seen))
	END AS until,
	stop, given, fault
FROM (
	SELECT e.*, last_seen,
		greatest(until, day + i.days, day) AS covered,
		lead(day) OVER (PARTITION BY e.patient, e.drug, e.fault IS NULL ORDER BY day, e.file, e.line) AS next_day
	FROM (
		SELECT file, coalesce(line, 0) AS line, patient, drug, until, stop, given,
			CASE WHEN day BETWEEN '1000-01-01' AND '2999-12-31' THEN day END AS day,
			CASE
				WHEN (file, coalesce(line, 0)) IN (SELECT file, line FROM source_twice)
					THEN 'the row has no number of its own in the source'
				WHEN day NOT BETWEEN '1000-01-01' AND '2999-12-31'
					THEN 'the start is not in the years 1000 to 2999'
				WHEN until NOT BETWEEN '1000-01-01' AND '2999-12-31'
					THEN 'the end is not in the years 1000 to 2999'
				ELSE fault
			END AS fault
		FROM source_exposure
	) AS e
	LEFT JOIN drug_interval AS i ON i.drug = try_dmt(e.drug)
	LEFT JOIN (SELECT patient, max(last_seen) AS last_seen FROM source_person GROUP BY patient) AS p USING (patient)
) AS t;

SELECT refuse(string_agg(format(
	'code_map says that %s %s is "%s", which is neither a target of code_target nor a drug', system, code, target
), '; ' ORDER BY system, code))
FROM code_map
WHERE target NOT IN (SELECT target FROM code_target) AND try_dmt(target) IS NULL \g /dev/null
SELECT refuse(string_agg(format(
	'code_map has the unit "%s" for %s %s: it can be s, ms, min, percent, fraction or count', unit, system, code
), '; ' ORDER BY system, code))
FROM code_map
WHERE unit_factor(unit) IS NULL \g /dev/null

-- The planner cannot know how many rows views of views have, so they are computed once for the joins below.
CREATE TEMP TABLE kept ON COMMIT DROP AS TABLE reading;
CREATE TEMP TABLE kept_diagnosis ON COMMIT DROP AS TABLE reading_diagnosis;
CREATE TEMP TABLE kept_visit ON COMMIT DROP AS TABLE reading_visit;
CREATE TEMP TABLE kept_relapse ON COMMIT DROP AS TABLE reading_relapse;
CREATE TEMP TABLE kept_scan ON COMMIT DROP AS TABLE reading_scan;
CREATE TEMP TABLE kept_test ON COMMIT DROP AS TABLE reading_test;
ANALYZE kept, kept_diagnosis, kept_visit, kept_relapse, kept_scan, kept_test;

INSERT INTO arrived (file, line, part, patient, exported, given, v, fault)
SELECT file, line, part, patient, nullif(:'exported', '')::date, given, v, fault
FROM (
	SELECT file, coalesce(line, 0) AS line, 'patient' AS part, patient, given,
		jsonb_build_object('day', birth, 'sex', sex) AS v,
		CASE
			WHEN (file, coalesce(line, 0)) IN (SELECT file, line FROM source_twice)
				THEN 'the row has no number of its own in the source'
			ELSE fault
		END AS fault
	FROM source_person
	UNION ALL
	SELECT r.file, r.line, 'diagnosis', r.patient, r.given,
		jsonb_build_object('day', onset, 'course', course, 'remark', remark, 'rows', true),
		fault
	FROM kept AS r
	LEFT JOIN kept_diagnosis USING (patient)
	WHERE part = 'diagnosis'
	UNION ALL
	SELECT r.file, r.line, 'visit', r.patient, r.given,
		jsonb_build_object('day', r.day, 'edss', edss, 'fs', fs, 'rows', true),
		fault
	FROM kept AS r
	LEFT JOIN kept_visit AS v ON v.patient = r.patient
		AND v.day = r.day
		AND (v.edss = r.value AND r.target = 'edss' OR r.target <> 'edss' AND v.place = 1)
		AND fault IS NULL
	WHERE part = 'visit'
	UNION ALL
	SELECT r.file, r.line, 'relapse', r.patient, r.given,
		jsonb_build_object(
			'day', coalesce(onset, day), 'rows', true,
			'remark', CASE WHEN last > onset THEN format('%s records up to %s are one relapse', rows, iso(last)) END
		),
		fault
	FROM kept AS r
	LEFT JOIN kept_relapse AS o ON o.patient = r.patient AND r.day BETWEEN onset AND last AND fault IS NULL
	WHERE target = 'relapse'
	UNION ALL
	SELECT r.file, r.line, 'mri', r.patient, r.given,
		jsonb_build_object(
			'day', r.day, 'new_t2', new_t2, 'any_new_t2', any_new_t2, 'gd', gd, 'any_gd', any_gd,
			'contrast', contrast, 'pbvc', pbvc, 'rows', true
		),
		fault
	FROM kept AS r
	LEFT JOIN kept_scan USING (patient, day)
	WHERE part = 'mri'
	UNION ALL
	SELECT r.file, r.line, 'test', r.patient, r.given,
		jsonb_build_object(
			'day', r.day, 't25fw', t25fw, 'unable_due_to_ms', unable_due_to_ms, 'nhpt', nhpt, 'sdmt', sdmt, 'rows', true
		),
		fault
	FROM kept AS r
	LEFT JOIN kept_test USING (patient, day)
	WHERE part = 'test'
	UNION ALL
	SELECT file, line, 'treatment', patient, given,
		jsonb_build_object('drug', drug, 'day', day, 'until', until, 'stop', stop),
		fault
	FROM reading_treatment
) AS a
ORDER BY array_position('{patient,diagnosis,visit,relapse,mri,test,treatment}', part), file, line;

INSERT INTO rows_read SELECT file, part, count(*) FROM arrived GROUP BY file, part;

DELETE FROM unmapped_code WHERE source = :'source_name';
INSERT INTO unmapped_code
SELECT :'source_name', file, system, code, name, rows, patients,
	concat_ws(' ', code, name) ~* concat(
		'\m(edss|fs|kurtzke|disability status|functional system|25.?f|timed.*walk|t25|9.?h|nine.?hole|peg test|nhpt|',
		'sdmt|symbol.digit|relapse|exacerbation|pouss.e|multiple scl|demyelinat|gadolin|gd.enh|enhancing|',
		'(t2|new|enlarging).*lesion|lesion.*t2|brain volume|atrophy|interferon|\w+(rilimumab|lizumab|tuximab|imod)\M)'
	)
FROM source_unmapped;

\ir load.sql

\echo 'What the map finds: rows and patients of each target'
SELECT target, meaning, count(r.target) AS rows, count(DISTINCT patient) AS patients
FROM code_target AS t
LEFT JOIN reading AS r USING (target)
WHERE t.part <> 'none'
GROUP BY target, meaning, t.part
ORDER BY array_position('{diagnosis,visit,relapse,mri,test}', t.part), target;

\echo 'Codes that the map does not have: names of interest first, then the most frequent (all are in unmapped_code)'
SELECT file, system, code, name, rows, patients, CASE WHEN likely THEN 'yes' END AS look
FROM unmapped_code
WHERE source = :'source_name'
ORDER BY likely DESC, rows DESC, file, system, code
LIMIT 30;

SELECT NOT EXISTS (SELECT FROM reading WHERE target = 'relapse') AS no_relapses \gset
\if :no_relapses
	\echo 'No code stands for a relapse: whether patients had any is not known, and rates, RAW and PIRA mean nothing'
	\echo
\endif
\if :as_views \else
DROP VIEW source_person, source_reading, source_exposure, source_unmapped CASCADE;
\endif
\unset as_views
\unset kinds_of_remarks
