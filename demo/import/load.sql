-- The end of a recipe: checks the rows that arrived, loads those that can be loaded, and keeps the others with the
-- reason.  Needs the tables of begin.sql, :style (the format of dates, dmy or iso) and :patient_file (where the
-- patients are listed).  Where :as_views is true, no value is copied: views.sql makes views that leave out the rows
-- rejected here.

-- A load replaces what its source loaded before.  Patients keep their numbers.
\if :as_views \else
DELETE FROM visit USING patient_key AS k WHERE k.patient_id = visit.patient_id AND k.source = :'source_name';
DELETE FROM relapse USING patient_key AS k WHERE k.patient_id = relapse.patient_id AND k.source = :'source_name';
DELETE FROM mri USING patient_key AS k WHERE k.patient_id = mri.patient_id AND k.source = :'source_name';
DELETE FROM test USING patient_key AS k WHERE k.patient_id = test.patient_id AND k.source = :'source_name';
DELETE FROM treatment USING patient_key AS k WHERE k.patient_id = treatment.patient_id AND k.source = :'source_name';
DELETE FROM patient USING patient_key AS k WHERE k.patient_id = patient.patient_id AND k.source = :'source_name';
\endif
DELETE FROM rejected WHERE source = :'source_name';
DELETE FROM remark WHERE source = :'source_name';
DELETE FROM balance WHERE source = :'source_name';

-- A row with a reason is rejected, a row that points to another one is merged, and all others are loaded.
CREATE TEMP TABLE judged ON COMMIT DROP AS
SELECT arrived.*, day_range(day_parts) AS day, day_range(until_parts) AS until, fault AS reason,
	NULL::bigint AS merged_into
FROM arrived,
	LATERAL (
		SELECT date_parts(v->>'day', :'style') AS day_parts, date_parts(v->>'until', :'style') AS until_parts
		OFFSET 0 -- computed once
	) AS p;
CREATE INDEX ON judged (part, patient);
ANALYZE judged;

UPDATE judged SET reason = 'the row names no patient' WHERE reason IS NULL AND patient IS NULL;

--- Patients and diagnoses: one row each.

UPDATE judged SET reason = coalesce(
	CASE WHEN v->>'sex' NOT IN ('F', 'M') THEN format('gender "%s" is neither F nor M', v->>'sex') END,
	day_fault('date of birth', v->>'day', day, :'style', false, NULL, exported))
WHERE part = 'patient' AND reason IS NULL;

CREATE TEMP VIEW single AS
SELECT DISTINCT ON (part, patient) part, patient, id, file, line, v, day
FROM judged WHERE part IN ('patient', 'diagnosis') AND reason IS NULL ORDER BY part, patient, id;

-- A second row with the same content is merged; one that contradicts the first is rejected.
CREATE TEMP VIEW repeated AS
SELECT j.id, CASE WHEN j.v = s.v THEN s.id END AS merged_into,
	CASE WHEN j.v <> s.v THEN format('%s %s is already in line %s of %s, with another %s',
		CASE j.part WHEN 'patient' THEN 'patient' ELSE 'the diagnosis of' END, j.patient, s.line, s.file,
		(SELECT string_agg(CASE key WHEN 'day' THEN CASE j.part WHEN 'patient' THEN 'date of birth' ELSE 'onset' END
			WHEN 'sex' THEN 'gender' ELSE key END, ' and ' ORDER BY key)
		FROM jsonb_each(j.v) AS e WHERE e.value <> s.v->e.key)) END AS reason
FROM judged AS j JOIN single AS s USING (part, patient)
WHERE j.id <> s.id AND j.reason IS NULL;

UPDATE judged AS j SET merged_into = r.merged_into, reason = r.reason
FROM repeated AS r WHERE j.part = 'patient' AND j.id = r.id;

INSERT INTO patient_key (source, local_id)
SELECT :'source_name', patient FROM single
WHERE part = 'patient' AND NOT EXISTS (SELECT FROM patient_key WHERE source = :'source_name' AND local_id = patient)
ORDER BY id;

CREATE TEMP TABLE known ON COMMIT DROP AS
SELECT patient, patient_id, day AS birth, v->>'sex' AS sex
FROM single JOIN patient_key ON source = :'source_name' AND local_id = patient WHERE part = 'patient';
CREATE INDEX ON known (patient);
ANALYZE known;

-- Rejects the rows of patients who were rejected, and rows that belong to no patient of this export.
UPDATE judged AS j SET reason = format('the patient was rejected: %s', p.reason)
FROM judged AS p
WHERE j.part <> 'patient'
	AND j.reason IS NULL
	AND p.part = 'patient'
	AND p.reason IS NOT NULL
	AND p.file = j.file
	AND p.line = j.line;

UPDATE judged AS j SET reason = coalesce(
	(SELECT format('patient %s was rejected, see line %s of %s', p.patient, p.line, p.file)
	FROM judged AS p WHERE p.part = 'patient' AND p.patient = j.patient ORDER BY p.id LIMIT 1),
	format('patient %s is not in %s', patient, :'patient_file'))
WHERE part <> 'patient' AND reason IS NULL AND NOT EXISTS (SELECT FROM known WHERE known.patient = j.patient);

UPDATE judged AS j SET reason = coalesce(
	CASE
		WHEN v->>'course' NOT IN ('CIS', 'RR', 'SP', 'PP') THEN format('disease course "%s" is not known', v->>'course')
	END,
	day_fault('onset', v->>'day', day, :'style', false, birth, exported))
FROM known AS k WHERE part = 'diagnosis' AND reason IS NULL AND k.patient = j.patient;

UPDATE judged AS j SET merged_into = r.merged_into, reason = r.reason
FROM repeated AS r WHERE j.part = 'diagnosis' AND j.id = r.id;

--- Visits, relapses, scans, tests, treatments.

UPDATE judged AS j SET reason = coalesce(
	CASE WHEN v->>'day' IS NULL THEN 'the visit has no date' END,
	day_fault('visit date', v->>'day', day, :'style', true, birth, exported),
	CASE WHEN v->>'edss' IS NOT NULL AND try_edss(v->>'edss') IS NULL AND NOT is_bound(v->>'edss')
		THEN format('EDSS "%s" is not a value of the scale: 0 or 1.0 to 10.0 in steps of 0.5', v->>'edss') END,
	(SELECT format('%s "%s" is no grade of 0 to %s', key, value, CASE key WHEN 'ambulation' THEN 16 ELSE 6 END)
	FROM jsonb_each_text(v->'fs')
	WHERE value !~ '^\d{1,2}$' OR value::integer > CASE key WHEN 'ambulation' THEN 16 ELSE 6 END
	ORDER BY key LIMIT 1))
FROM known AS k WHERE part = 'visit' AND reason IS NULL AND k.patient = j.patient;

UPDATE judged AS j
SET reason = format('EDSS "%s" is death due to MS, but the patient was seen later, on %s', v->>'edss', iso(seen))
FROM (SELECT patient, max(lower(day)) AS seen FROM judged WHERE part = 'visit' AND reason IS NULL GROUP BY patient) AS s
WHERE part = 'visit' AND reason IS NULL AND s.patient = j.patient AND try_edss(v->>'edss') = 10 AND lower(day) < seen;

UPDATE judged AS j SET reason = coalesce(
	CASE WHEN v->>'day' IS NULL THEN 'the relapse has no date' END,
	day_fault('relapse date', v->>'day', day, :'style', false, birth, exported))
FROM known AS k WHERE part = 'relapse' AND reason IS NULL AND k.patient = j.patient;

-- Enhancing lesions can only be seen with contrast.  A scan of the cord alone can show activity, but without
-- activity it says nothing about the brain.
CREATE TEMP VIEW scan AS
SELECT id, new_t2, gd,
	coalesce(new_t2 > 0, nullif(t2_least > 0 OR t2_some = 'yes', false)) AS any_new_t2,
	coalesce(gd > 0, CASE WHEN contrast THEN nullif(gd_least > 0 OR gd_some = 'yes', false) END) AS any_gd,
	region, gd_dropped
FROM (
	SELECT id, v->>'region' AS region,
		v->>'any_new_t2' AS t2_some,
		v->>'any_gd' AS gd_some,
		coalesce(
			exact_count(v->>'new_t2'), CASE WHEN v->>'any_new_t2' = 'no' AND v->>'new_t2' IS NULL THEN 0 END
		) AS new_t2,
		least_count(v->>'new_t2') AS t2_least,
		least_count(v->>'gd') AS gd_least,
		contrast,
		CASE WHEN contrast THEN gd END AS gd,
		gd = 0 AND contrast IS NULL AS gd_dropped
	FROM (
		SELECT id, v,
			coalesce(exact_count(v->>'gd'), CASE WHEN v->>'any_gd' = 'no' AND v->>'gd' IS NULL THEN 0 END) AS gd,
			coalesce(
				v->>'contrast' = 'yes', nullif(least_count(v->>'gd') > 0 OR v->>'any_gd' = 'yes', false)
			) AS contrast
		FROM judged
		WHERE part = 'mri' AND reason IS NULL
	) AS counted
) AS seen;

UPDATE judged AS j SET reason = coalesce(
	CASE WHEN v->>'day' IS NULL THEN 'the scan has no date' END,
	day_fault('scan date', v->>'day', day, :'style', true, birth, exported),
	count_fault('number of new or enlarging T2 lesions', v->>'new_t2', 'new or enlarging T2 lesions', v->>'any_new_t2'),
	count_fault('number of Gd+ lesions', v->>'gd', 'Gd+ lesions', v->>'any_gd'),
	CASE
		WHEN v->>'contrast' NOT IN ('yes', 'no') THEN format('contrast given "%s" is not yes or no', v->>'contrast')
		WHEN v->>'contrast' = 'no' AND (least_count(v->>'gd') > 0 OR v->>'any_gd' = 'yes')
			THEN 'Gd+ lesions, but no contrast was given'
	END
)
FROM known AS k
WHERE part = 'mri' AND reason IS NULL AND k.patient = j.patient;

UPDATE judged AS j
SET reason = format('the scan of the cord (%s) shows no activity, and says nothing of the brain', region)
FROM scan AS s
WHERE s.id = j.id AND region <> 'brai' AND NOT coalesce(any_new_t2, false) AND NOT coalesce(any_gd, false);

UPDATE judged AS j SET reason = day_fault('day of the test', v->>'day', day, :'style', true, birth, exported)
FROM known AS k
WHERE part = 'test' AND reason IS NULL AND k.patient = j.patient;

UPDATE judged AS j SET reason = coalesce(
	CASE
		WHEN v->>'drug' IS NULL THEN 'the treatment names no drug'
		WHEN try_dmt(v->>'drug') IS NULL
			THEN concat_ws(' ', format('drug "%s" is not known.', v->>'drug'), dmt_hint(v->>'drug'))
		WHEN v->>'day' IS NULL THEN 'the treatment has no start'
	END,
	day_fault('start', v->>'day', day, :'style', false, birth, exported),
	day_fault('end', v->>'until', until, :'style', false, birth, exported),
	CASE
		WHEN upper(until) <= lower(day) THEN format('end "%s" is before the start "%s"', v->>'until', v->>'day')
		WHEN v->>'status' = 'stopped' AND v->>'until' IS NULL THEN 'the treatment was stopped, but the end is missing'
		WHEN v->>'status' = 'ongoing' AND v->>'until' IS NOT NULL
			THEN format('the treatment is ongoing, but has the end "%s"', v->>'until')
		WHEN v->>'status' NOT IN ('stopped', 'ongoing')
			THEN format('status "%s" is not Stopped or Ongoing', v->>'status')
	END
)
FROM known AS k
WHERE part = 'treatment' AND reason IS NULL AND k.patient = j.patient;

-- Rows that say the same are one.
UPDATE judged AS j SET merged_into = first
FROM (
	SELECT id, min(id) OVER (PARTITION BY part, patient, v) AS first
	FROM judged WHERE part IN ('visit', 'relapse', 'mri', 'test') AND reason IS NULL
) AS s
WHERE s.id = j.id AND first < j.id;

\ir stop_reason.sql

-- Periods of one drug that overlap or adjoin are merged into one treatment.  It ended for the reason of the last one.
CREATE TEMP TABLE course ON COMMIT DROP AS
WITH taken AS (
	SELECT id, patient,
		CASE WHEN until IS NOT NULL THEN v->>'stop' END AS stop,
		try_dmt(v->>'drug') AS drug,
		daterange(
			start, CASE WHEN until IS NOT NULL THEN greatest(start, day_taken(until, exported)) END, '[]'
		) AS period
	FROM (SELECT *, day_taken(day, exported) AS start FROM judged WHERE part = 'treatment' AND reason IS NULL) AS t
), island AS (
	SELECT patient, drug, unnest(range_agg(period)) AS period FROM taken GROUP BY patient, drug
)
SELECT t.id, t.drug, i.period,
	first_value(t.id) OVER (PARTITION BY t.patient, t.drug, i.period ORDER BY lower(t.period), t.id) AS first,
	first_value(t.id) OVER ending AS last,
	first_value(t.stop) OVER ending AS stop
FROM taken AS t
JOIN island AS i ON i.patient = t.patient AND i.drug = t.drug AND t.period <@ i.period
WINDOW ending AS (
	PARTITION BY t.patient, t.drug, i.period
	ORDER BY upper(t.period) DESC NULLS FIRST, t.stop IS NULL, lower(t.period) DESC, t.id DESC
);
ANALYZE course;
UPDATE judged AS j SET merged_into = first FROM course AS c WHERE c.id = j.id AND first <> j.id;

--- Load.

CREATE TEMP VIEW good AS
SELECT j.*, patient_id, day_taken(day, exported) AS taken
FROM judged AS j JOIN known AS k USING (patient) WHERE reason IS NULL AND merged_into IS NULL;

\if :as_views
	\ir views.sql
\else
INSERT INTO patient (patient_id, sex, birth_date, onset_date, course)
SELECT k.patient_id, k.sex, p.taken, d.taken, d.v->>'course'
FROM known AS k
JOIN good AS p ON p.patient = k.patient AND p.part = 'patient'
LEFT JOIN good AS d ON d.patient = k.patient AND d.part = 'diagnosis';

INSERT INTO visit
SELECT patient_id, taken, try_edss(v->>'edss'), f.*
FROM good, jsonb_to_record(coalesce(v->'fs', '{}')) AS f (visual smallint, brainstem smallint, pyramidal smallint,
	cerebellar smallint, sensory smallint, bowel_bladder smallint, cerebral smallint, ambulation smallint)
WHERE part = 'visit';

INSERT INTO relapse (patient_id, onset_date)
SELECT patient_id, taken FROM good WHERE part = 'relapse';

INSERT INTO mri (patient_id, mri_date, new_t2, gd_count, annual_pbvc, any_new_t2, any_gd)
SELECT patient_id, taken, new_t2, gd, (v->>'pbvc')::float8, any_new_t2, any_gd
FROM good
JOIN scan USING (id)
WHERE part = 'mri';

INSERT INTO test (patient_id, test_date, t25fw, unable_due_to_ms, nhpt, sdmt)
SELECT patient_id, taken, t25fw, unable_due_to_ms, nhpt, sdmt
FROM good, jsonb_to_record(v) AS t (t25fw float8, unable_due_to_ms boolean, nhpt float8, sdmt integer)
WHERE part = 'test';

-- A dose on a single day ends on the next one: with an end on the day itself it would be an empty period.
INSERT INTO treatment (patient_id, drug, start_date, end_date, stop_reason)
SELECT patient_id, drug, lower(period),
	CASE upper(period) - lower(period) WHEN 1 THEN upper(period) ELSE upper(period) - 1 END,
	stop_reason
FROM good
JOIN course USING (id)
LEFT JOIN stop_text USING (stop)
WHERE part = 'treatment';
\endif

INSERT INTO rejected
SELECT :'source_name', file, line, part, given, reason FROM judged WHERE reason IS NOT NULL ORDER BY id;

-- Remarks on rows that were loaded or merged.
INSERT INTO remark
SELECT :'source_name', file, line, part, patient_id, day, remark
FROM (
	SELECT j.id, j.file, j.line, j.part, j.patient,
		day_taken(m.day, m.exported) AS day,
		CASE j.part
			WHEN 'treatment'
				THEN format('merged into the row of line %s: the same drug, periods that overlap or adjoin', m.line)
			ELSE format('merged into the row of line %s, which says the same', m.line)
		END AS remark
	FROM judged AS j
	JOIN judged AS m ON m.id = j.merged_into
	WHERE j.v->>'rows' IS NULL -- not one of the rows that are one by the format, as the scores of one visit
	UNION ALL
	SELECT id, file, line, part, patient, taken, v->>'remark'
	FROM good
	WHERE v->>'remark' IS NOT NULL
	UNION ALL
	SELECT id, file, line, part, patient, taken,
		format(
			'%s "%s" is not exact: %s is taken',
			CASE part
				WHEN 'patient' THEN 'date of birth'
				WHEN 'diagnosis' THEN 'onset'
				WHEN 'treatment' THEN 'start'
				ELSE 'date'
			END,
			v->>'day',
			iso(taken)
		)
	FROM good
	WHERE is_partial(day)
	UNION ALL
	SELECT id, file, line, part, patient, taken,
		format('end "%s" is not exact: %s is taken', v->>'until', iso(upper(period) - 1))
	FROM good
	JOIN course USING (id)
	WHERE is_partial(until)
	UNION ALL
	SELECT j.id, j.file, j.line, j.part, j.patient,
		lower(period),
		CASE
			WHEN j.until IS NULL THEN format('reason for stopping "%s", but no end: not loaded', j.v->>'stop')
			ELSE format('reason for stopping "%s" is not known: loaded as other', j.v->>'stop')
		END
	FROM judged AS j
	JOIN course USING (id)
	LEFT JOIN stop_text USING (stop)
	WHERE j.v->>'stop' IS NOT NULL AND (j.until IS NULL OR j.id = last AND NOT is_known)
	UNION ALL
	SELECT id, file, line, part, patient, taken,
		format('EDSS "%s" is a bound, not a value: loaded as not recorded', v->>'edss')
	FROM good
	WHERE part = 'visit' AND is_bound(v->>'edss')
	UNION ALL
	SELECT id, file, line, part, patient, taken, format('%s visits of this day differ', count)
	FROM (SELECT *, count(*) OVER (PARTITION BY patient, taken) FROM good WHERE part = 'visit') AS v
	WHERE count > 1
	UNION ALL
	SELECT id, file, line, part, patient, taken,
		'no Gd+ lesion, but whether contrast was given is not known: loaded as not known'
	FROM good
	JOIN scan USING (id)
	WHERE gd_dropped
	UNION ALL
	SELECT id, file, line, part, patient, taken, format('a scan of the cord (%s)', region)
	FROM good
	JOIN scan USING (id)
	WHERE region <> 'brai'
	UNION ALL
	SELECT id, file, line, part, patient, taken,
		format(
			'overlaps %s by %s days',
			o.drug,
			least(upper(c.period), upper(o.period), exported) - greatest(lower(c.period), lower(o.period))
		)
	FROM good
	JOIN course AS c USING (id)
	JOIN (
		SELECT j.patient, drug, period FROM course JOIN judged AS j USING (id) WHERE id = first
		OFFSET 0 -- not every treatment with every other one
	) AS o USING (patient)
	WHERE o.drug <> c.drug
		AND o.period && c.period
		AND lower(o.period) <= lower(c.period)
		AND least(upper(c.period), upper(o.period), exported) - greatest(lower(c.period), lower(o.period)) > 60
) AS r
JOIN known USING (patient)
ORDER BY id;

-- Every row that was read is loaded, merged or rejected, and the loaded rows are in the tables.
INSERT INTO balance
SELECT :'source_name', file, part, read, count(id) FILTER (WHERE reason IS NULL AND merged_into IS NULL),
	count(id) FILTER (WHERE reason IS NULL AND merged_into IS NOT NULL), count(id) FILTER (WHERE reason IS NOT NULL)
FROM rows_read FULL JOIN judged USING (file, part) GROUP BY file, part, read;

SELECT refuse(
	string_agg(format('%s rows of part %s were to be loaded, %s are in the table', loaded, part, present), '; ')
)
FROM (
	SELECT part, sum(loaded) AS loaded
	FROM balance
	WHERE source = :'source_name' AND part NOT IN ('diagnosis', 'document')
	GROUP BY part
) AS b
LEFT JOIN (
	-- IS TRUE: hashed, where views let the planner expect few rows
	WITH own AS (SELECT patient_id FROM patient_key WHERE source = :'source_name')
	SELECT part, count(*) AS present
	FROM (
		SELECT 'patient' AS part, patient_id FROM patient
		UNION ALL
		SELECT 'visit', patient_id FROM visit
		UNION ALL
		SELECT 'relapse', patient_id FROM relapse
		UNION ALL
		SELECT 'mri', patient_id FROM mri
		UNION ALL
		SELECT 'test', patient_id FROM test
		UNION ALL
		SELECT 'treatment', patient_id FROM treatment
	) AS row
	WHERE (patient_id IN (SELECT patient_id FROM own)) IS TRUE
	GROUP BY part
) AS t USING (part)
WHERE loaded <> coalesce(present, 0) \g /dev/null

DROP VIEW good, scan, repeated, single;
COMMIT;
\ir report.sql
