-- The rules of demo/registry_check.sql, as views.  Other scripts include this file too, so that each rule has one
-- definition: \set schema NAME, \set into NAME, \ir registry_problem.sql.  Variables, all optional:
--
--	schema			the tables, in the layout of demo/schema.sql (registry)
--	into			an existing schema for the views; without it they are temporary
--	as_of			a later date is in the future: yyyy-mm-dd (today)
--	gap_months		months between two visits; a longer time is a gap (18)
--	min_gap			days between two relapses, or they may be one (30)
--	max_overlap		days that two drugs may overlap (60)
--	treatment_gap	days without a drug between two treatments; a longer time is a gap (365)
--	as_scale		the ambulation scale: neurostatus, short13 or kurtzke (neurostatus)
--	drug_text		the column of treatment that has the drug in the words of the source (drug itself, if it is text)
--
-- The columns death_date of patient, end_date of relapse and stop_reason of treatment, the functional systems of visit,
-- and the tables test, workup, lesion_scan and rejected are used if they exist.
--
-- A rule is true, false, or NULL where a value that it needs is missing.  The views:
--
--	registry_kind		the kinds of problem; part and place say which element of registry_row.found is meant
--	registry_row		each row of the registry, with the rules of its part (its table, mostly)
--	registry_found		the rows with a problem; the other rows are only counted
--	registry_problem	one row per problem
--	registry_check		one row per kind of problem, with counts

\if :{?schema}
\else
	\set schema registry
\endif
\if :{?as_of}
\else
	\set as_of ''
\endif
\if :{?gap_months}
\else
	\set gap_months 18
\endif
\if :{?min_gap}
\else
	\set min_gap 30
\endif
\if :{?max_overlap}
\else
	\set max_overlap 60
\endif
\if :{?treatment_gap}
\else
	\set treatment_gap 365
\endif
\if :{?as_scale}
\else
	\set as_scale neurostatus
\endif
\if :{?drug_text}
\else
	\set drug_text ''
\endif
\if :{?into}
\else
	\set into ''
\endif

-- A value that cannot be meant stops here, before it is part of a view.
\set SHOW_CONTEXT never
\ir refuse.sql
SELECT pg_temp.refuse(format('%s=%s is not known', name, value), 'It can be ' || allowed || '.')
FROM (
	SELECT 'as_of', :'as_of', '^([12]\d{3}-\d\d-\d\d)?$', 'a date of the form yyyy-mm-dd'
	UNION ALL
	SELECT name, value, '^\d{1,5}$', 'a whole number'
	FROM (
		VALUES ('gap_months', :'gap_months'), ('min_gap', :'min_gap'), ('max_overlap', :'max_overlap'),
			('treatment_gap', :'treatment_gap')
	) AS n (name, value)
) AS given (name, value, form, allowed)
WHERE value !~ form \g /dev/null
SELECT pg_temp.refuse(
	format('the table treatment of %s has no column %s', :'schema', :'drug_text'),
	'drug_text is the column with the drug in the words of the source.'
)
WHERE :'drug_text' <> '' AND NOT EXISTS (
	SELECT FROM pg_catalog.pg_attribute
	WHERE attrelid = to_regclass(format('%I.treatment', :'schema')) AND attname = :'drug_text' AND attnum > 0
) \g /dev/null
SELECT pg_temp.refuse(format('there is no schema %s', :'into'), format('Create it: CREATE SCHEMA %I;', :'into'))
WHERE :'into' <> '' AND to_regnamespace(quote_ident(:'into')) IS NULL \g /dev/null
\set SHOW_CONTEXT errors

-- What is there, and what stands in for it otherwise.  Temporary views read registry_found several times, so that it is
-- then a table, and the tables of the registry are read once.
SELECT
	CASE :'as_of' WHEN '' THEN 'CURRENT_DATE' ELSE format('DATE %L', :'as_of') END AS today,
	CASE :'into' WHEN '' THEN 'pg_temp' ELSE quote_ident(:'into') END AS place,
	CASE :'into' WHEN '' THEN 'TABLE' ELSE 'VIEW' END AS stored,
	CASE WHEN has @> '{patient.death_date}' THEN 'death_date' ELSE 'NULL::date' END AS death_date,
	CASE WHEN has @> '{relapse.end_date}' THEN 'end_date' ELSE 'NULL::date' END AS relapse_end,
	CASE WHEN has @> '{treatment.stop_reason}' THEN 'stop_reason' ELSE 'NULL::text' END AS stop_reason,
	CASE
		WHEN has @> grades THEN replace(array_to_string(grades, ', '), 'visit.', '')
		ELSE repeat('NULL, ', 7) || 'NULL'
	END AS grades,
	CASE WHEN drug_is_dmt THEN 'drug' ELSE 'try_dmt(drug::text)' END AS drug,
	CASE
		WHEN :'drug_text' <> '' THEN quote_ident(:'drug_text')
		WHEN drug_is_dmt THEN 'NULL::text'
		ELSE 'drug::text'
	END AS drug_given,
	has && '{test.test_date}' AS has_test,
	has && '{workup.attacks}' AS has_workup,
	has && '{lesion_scan.scan_date}' AS has_lesion_scan,
	has && '{rejected.reason}' AS has_rejected
FROM (
	SELECT array_agg(relname || '.' || attname) AS has,
		bool_or(relname = 'treatment' AND attname = 'drug' AND atttypid = to_regtype('dmt')) AS drug_is_dmt
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_attribute AS a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
	WHERE relnamespace = (
		SELECT relnamespace FROM pg_catalog.pg_class WHERE oid = to_regclass(format('%I.patient', :'schema'))
	)
) AS c,
	string_to_array(
		'visit.fs_visual visit.fs_brainstem visit.fs_pyramidal visit.fs_cerebellar visit.fs_sensory '
		'visit.fs_bowel_bladder visit.fs_cerebral visit.ambulation', ' '
	) AS grades \gset

DROP VIEW IF EXISTS :place.registry_check, :place.registry_problem;
DROP :stored IF EXISTS :place.registry_found;
DROP VIEW IF EXISTS :place.registry_row, :place.registry_kind;
CREATE VIEW :place.registry_kind AS
SELECT row_number() OVER () AS number, *
FROM (VALUES
	('patient', 1, 'patient_twice', 'error', 'a second row of one patient'),
	('patient', 2, 'duplicate_patient', 'warning', 'sex, birth and onset are those of another patient'),
	('patient', 3, 'patient_without_birth', 'missing', 'no date of birth'),
	('patient', 4, 'patient_without_onset', 'missing', 'no onset'),
	('patient', 5, 'patient_date_not_finite', 'error', 'birth, onset or death is an infinite date'),
	('patient', 6, 'patient_date_in_future', 'error', 'birth, onset or death in the future'),
	('patient', 7, 'onset_before_birth', 'error', 'onset before birth'),
	('patient', 8, 'death_before_onset', 'error', 'death before onset or birth'),
	('patient', 9, 'patient_without_visit', 'warning', 'no visit'),
	('visit', 1, 'visit_without_patient', 'error', 'the table patient does not have the patient'),
	('visit', 2, 'visit_without_date', 'missing', 'no date'),
	('visit', 3, 'visit_date_not_finite', 'error', 'an infinite date'),
	('visit', 4, 'visit_in_future', 'error', 'in the future'),
	('visit', 5, 'visit_before_birth', 'error', 'before birth'),
	('visit', 6, 'visit_before_onset', 'warning', 'before onset'),
	('visit', 7, 'visit_after_death', 'error', 'after death'),
	('visit', 8, 'two_visits_a_day', 'warning', 'a second visit of the day, EDSS the same or not recorded'),
	('visit', 9, 'two_edss_a_day', 'error', 'a second visit of the day, with another EDSS'),
	('visit', 10, 'follow_up_gap', 'warning', format('more than %s months since the visit before', :'gap_months')),
	('visit', 11, 'visit_without_edss', 'missing', 'no EDSS'),
	('visit', 12, 'edss_invalid', 'error', 'the EDSS is not a value of the scale'),
	('visit', 13, 'fs_range', 'error', 'a functional system or the ambulation score is out of its range'),
	('visit', 14, 'edss_ne_fs', 'warning', 'the EDSS is not that computed from the functional systems'),
	('visit', 15, 'edss_lt_fs', 'warning', 'the EDSS is below the highest functional system'),
	('visit', 16, 'as_ge2_edss_low', 'error', 'the EDSS is too low for the ambulation score'),
	('visit', 17, 'edss_high_as_low', 'error', 'the EDSS is 5.5 or more, the ambulation score 3 or less'),
	('visit', 18, 'edss10_alive', 'error', 'the EDSS is 10, and a later visit follows'),
	('visit', 19, 'fs_step', 'warning', 'the EDSS changed by 1.0 or more, but no functional system changed with it'),
	('visit', 20, 'as1_no_motor', 'warning', 'ambulation score 1, but pyramidal and cerebellar grade below 2'),
	('relapse', 1, 'relapse_without_patient', 'error', 'the table patient does not have the patient'),
	('relapse', 2, 'relapse_without_date', 'missing', 'no date'),
	('relapse', 3, 'relapse_date_not_finite', 'error', 'an infinite date'),
	('relapse', 4, 'relapse_in_future', 'error', 'in the future'),
	('relapse', 5, 'relapse_before_birth', 'error', 'before birth'),
	('relapse', 6, 'relapse_before_onset', 'warning', 'before onset'),
	('relapse', 7, 'relapse_after_death', 'error', 'after death'),
	('relapse', 8, 'relapse_ends_before_onset', 'error', 'the end is before the onset of the relapse'),
	('relapse', 9, 'relapse_too_close', 'warning', format('less than %s days after another relapse', :'min_gap')),
	('relapse', 10, 'relapse_after_last_visit', 'warning', 'after the last visit'),
	('mri', 1, 'scan_without_patient', 'error', 'the table patient does not have the patient'),
	('mri', 2, 'scan_without_date', 'missing', 'no date'),
	('mri', 3, 'scan_date_not_finite', 'error', 'an infinite date'),
	('mri', 4, 'scan_in_future', 'error', 'in the future'),
	('mri', 5, 'scan_before_birth', 'error', 'before birth'),
	('mri', 6, 'scan_after_death', 'error', 'after death'),
	('mri', 7, 'two_scans_a_day', 'warning', 'a second scan of the day, counts the same or not known'),
	('mri', 8, 'two_counts_a_day', 'warning', 'a second scan of the day, with another count'),
	('mri', 9, 'scan_without_comparison', 'missing', 'new T2 lesions not known, and not the first scan'),
	('mri', 10, 'first_scan_compared', 'warning', 'new T2 lesions on the first scan: the reference is not here'),
	('mri', 11, 'scan_without_contrast', 'missing', 'Gd+ lesions not known'),
	('mri', 12, 'scan_counts_contradict', 'error', 'the number of lesions contradicts yes or no'),
	('mri', 13, 'scan_value_impossible', 'error', 'a negative count, or a brain volume change that is not finite'),
	('treatment', 1, 'treatment_without_patient', 'error', 'the table patient does not have the patient'),
	('treatment', 2, 'treatment_without_start', 'missing', 'no start'),
	('treatment', 3, 'treatment_date_not_finite', 'error', 'an infinite start, or an end of -infinity'),
	('treatment', 4, 'treatment_in_future', 'warning', 'start or end in the future'),
	('treatment', 5, 'treatment_before_birth', 'error', 'start before birth'),
	('treatment', 6, 'treatment_before_onset', 'warning', 'start before onset'),
	('treatment', 7, 'treatment_after_death', 'error', 'start or end after death'),
	('treatment', 8, 'treatment_ends_before_start', 'error', 'the end is before the start'),
	('treatment', 9, 'treatment_repeated', 'warning', 'starts before an earlier treatment with the same drug ended'),
	('treatment', 10, 'unknown_drug', 'error', 'a drug that the type dmt does not know'),
	('treatment', 11, 'stop_reason_without_end', 'warning', 'a reason for stopping, but no end'),
	('history', 1, 'treatment_overlap', 'warning', format('two drugs for more than %s days', :'max_overlap')),
	('history', 2, 'drug_before_approval', 'warning', 'a drug before its first approval'),
	('history', 3, 'drug_after_withdrawal', 'error', 'a drug after its withdrawal'),
	('history', 4, 'treatment_gap', 'warning', format('more than %s days between treatments', :'treatment_gap')),
	('test', 1, 'test_without_patient', 'error', 'the table patient does not have the patient'),
	('test', 2, 'test_date_impossible', 'error', 'infinite, in the future, before birth or after death'),
	('test', 3, 'two_tests_a_day', 'warning', 'a second row of the day'),
	('test', 4, 'test_values_contradict', 'error', 'a walk that was timed, by a patient who was unable to walk'),
	('test', 5, 'test_value_impossible', 'error', 'time of 0 or less, SDMT beyond 0 to 110, spasticity beyond 0 to 10'),
	('workup', 1, 'workup_without_patient', 'error', 'the table patient does not have the patient'),
	('workup', 2, 'two_workups', 'warning', 'a second row of one patient'),
	('workup', 3, 'workup_values_contradict', 'error', 'two sites but one attack, or more central veins than lesions'),
	('workup', 4, 'workup_value_impossible', 'error', 'a negative count'),
	('lesion_scan', 1, 'lesion_scan_without_patient', 'error', 'the table patient does not have the patient'),
	('lesion_scan', 2, 'lesion_scan_date_impossible', 'error', 'infinite, in the future, before birth or after death'),
	('lesion_scan', 3, 'lesion_scan_value_impossible', 'error', 'a negative count'),
	('rejected', 1, 'rejected_drug', 'warning', 'not loaded: a drug that the type dmt does not know'),
	('rejected', 2, 'rejected_row', 'warning', 'not loaded, for another reason'),
	('database', 1, 'not_restorable', 'error', 'a dump of this object cannot be restored, see doc/upgrading.md')
) AS kind (part, place, kind, severity, meaning);

CREATE VIEW :place.registry_row (part, patient_id, day, found, detail) AS
-- A wrong date is one problem, and no other rule depends on it: person has the dates of a patient that can be true, and
-- day is the date of a row if it can be true.
WITH person AS (
	SELECT patient_id, birth_date,
		CASE WHEN (onset_date < birth_date) IS NOT TRUE THEN onset_date END AS onset_date,
		CASE WHEN (death_date < greatest(birth_date, onset_date)) IS NOT TRUE THEN death_date END AS death_date
	FROM (
		SELECT patient_id,
			min(birth_date) FILTER (WHERE isfinite(birth_date) AND birth_date <= :today) AS birth_date,
			min(onset_date) FILTER (WHERE isfinite(onset_date) AND onset_date <= :today) AS onset_date,
			min(:death_date) FILTER (WHERE isfinite(:death_date) AND :death_date <= :today) AS death_date
		FROM :"schema".patient
		GROUP BY patient_id
	) AS p
), followed AS (
	SELECT patient_id, max(visit_date) FILTER (WHERE isfinite(visit_date) AND visit_date <= :today) AS last_visit
	FROM :"schema".visit
	GROUP BY patient_id
), taken AS (
	SELECT t.patient_id, start_date, end_date,
		CASE
			WHEN start_date BETWEEN coalesce(birth_date, start_date) AND least(:today, death_date)
				AND isfinite(start_date)
				THEN start_date
		END AS day,
		:drug AS drug,
		:drug_given AS given,
		:stop_reason AS stop_reason,
		p.patient_id AS person, birth_date, onset_date, death_date
	FROM :"schema".treatment AS t
	LEFT JOIN person AS p USING (patient_id)
)

-- OFFSET 0 keeps the planner from computing the rules more than once.  The detail is only made of rows with a problem.
SELECT 'patient', patient_id, onset_date, found,
	CASE
		WHEN true = ANY (found)
			THEN concat_ws('; ', sex, 'born ' || birth_date, 'onset ' || onset_date, 'died ' || death_date,
				CASE WHEN found[2] THEN 'like patient ' || twin END)
	END
FROM (
	SELECT *, ARRAY[
		coalesce(patient_id = previous_id, false), -- patient_twice
		CASE WHEN num_nulls(sex, birth_date, onset_date) = 0 THEN patient_id <> twin END,
		birth_date IS NULL,
		onset_date IS NULL,
		false = ANY (array_remove(ARRAY[isfinite(birth_date), isfinite(onset_date), isfinite(death_date)], NULL)),
		greatest(birth, onset, death) > :today,
		onset < birth,
		death < greatest(birth, onset),
		NOT is_seen
	] AS found
	FROM (
		SELECT p.patient_id, sex, birth_date, onset_date,
			:death_date AS death_date,
			CASE WHEN isfinite(birth_date) THEN birth_date END AS birth,
			CASE WHEN isfinite(onset_date) THEN onset_date END AS onset,
			CASE WHEN isfinite(:death_date) THEN :death_date END AS death,
			lag(p.patient_id) OVER (ORDER BY p.patient_id) AS previous_id,
			first_value(p.patient_id) OVER (
				PARTITION BY birth_date, onset_date, sex ORDER BY p.patient_id
			) AS twin,
			f.patient_id IS NOT NULL AS is_seen
		FROM :"schema".patient AS p
		LEFT JOIN followed AS f USING (patient_id)
	) AS p
	OFFSET 0
) AS p

UNION ALL
SELECT 'visit', patient_id, visit_date, found,
	CASE
		WHEN true = ANY (found)
			THEN concat_ws('; ', 'EDSS ' || edss,
				'previous EDSS ' || previous_edss || ' on ' || previous_edss_date,
				'previous visit on '
					|| CASE WHEN (previous_date = previous_edss_date) IS NOT TRUE THEN previous_date END,
				'next visit on ' || next_date, 'born ' || birth_date, 'onset ' || onset_date, 'died ' || death_date,
				'grades ' || CASE WHEN graded > 0 THEN array_to_string(grades, ' ', '?') END)
	END
FROM (
	SELECT *, ARRAY[
		person IS NULL, -- visit_without_patient
		visit_date IS NULL,
		NOT isfinite(visit_date),
		visit_date > :today AND isfinite(visit_date),
		visit_date < birth_date AND isfinite(visit_date),
		day < onset_date,
		visit_date > death_date AND isfinite(visit_date),
		CASE
			WHEN day IS NOT NULL
				THEN coalesce(
					previous_date = day AND (previous_edss_date = day AND edss <> previous_edss) IS NOT TRUE, false
				)
		END,
		CASE
			WHEN num_nulls(day, edss) = 0 THEN coalesce(previous_edss_date = day AND edss <> previous_edss, false)
		END,
		day > previous_date + make_interval(months => :gap_months),
		edss IS NULL,
		CASE WHEN edss IS NOT NULL THEN 'edss_invalid' = ANY (issues) END,
		CASE WHEN graded > 0 THEN 'fs_range' = ANY (issues) END,
		CASE WHEN edss IS NOT NULL AND graded = 8 THEN 'edss_ne_fs' = ANY (issues) END,
		CASE WHEN edss IS NOT NULL AND graded > 0 THEN 'edss_lt_fs' = ANY (issues) END,
		CASE WHEN num_nulls(edss, grades[8]) = 0 THEN 'as_ge2_edss_low' = ANY (issues) END,
		CASE WHEN num_nulls(edss, grades[8]) = 0 THEN 'edss_high_as_low' = ANY (issues) END,
		CASE WHEN edss IS NOT NULL AND next_date > day THEN 'edss10_alive' = ANY (issues) END,
		CASE
			WHEN num_nulls(edss, previous_edss) = 0 AND previous_edss_date < day AND graded > 6
				AND array_position(grades[1:7] || previous_grades[1:7], NULL) IS NULL
				THEN 'fs_step' = ANY (issues)
		END,
		CASE WHEN num_nulls(grades[3], grades[4], grades[8]) = 0 THEN 'as1_no_motor' = ANY (issues) END
	] AS found
	FROM (
		SELECT *,
			num_nonnulls(VARIADIC grades) AS graded,
			edss_issues(
				edss, grades[1], grades[2], grades[3], grades[4], grades[5], grades[6], grades[7], grades[8],
				as_scale => :'as_scale',
				alive => next_date > day,
				previous_edss => CASE WHEN previous_edss_date < day THEN previous_edss END,
				previous_fs => CASE WHEN previous_edss_date < day THEN previous_grades END
			) AS issues
		FROM (
			SELECT *,
				lag(day) OVER patient AS previous_date,
				lead(day) OVER patient AS next_date,
				lag(day) OVER with_edss AS previous_edss_date,
				lag(edss) OVER with_edss AS previous_edss,
				lag(grades) OVER with_edss AS previous_grades
			FROM (
				SELECT v.patient_id, visit_date,
					CASE
						WHEN visit_date BETWEEN coalesce(birth_date, visit_date) AND least(:today, death_date)
							AND isfinite(visit_date)
							THEN visit_date
					END AS day,
					edss::float8 AS edss,
					ARRAY[:grades]::float8[] AS grades,
					p.patient_id AS person, birth_date, onset_date, death_date
				FROM :"schema".visit AS v
				LEFT JOIN person AS p USING (patient_id)
			) AS v
			WINDOW patient AS (PARTITION BY patient_id ORDER BY day, edss),
				with_edss AS (PARTITION BY patient_id, edss IS NULL ORDER BY day, edss, grades)
		) AS v
		OFFSET 0
	) AS v
	OFFSET 0
) AS v

UNION ALL
SELECT 'relapse', patient_id, onset, found,
	CASE
		WHEN true = ANY (found)
			THEN concat_ws('; ', 'end ' || ended, 'previous relapse on ' || previous_day, 'last visit ' || last_visit,
				'born ' || birth_date, 'onset of MS ' || onset_date, 'died ' || death_date)
	END
FROM (
	SELECT *, ARRAY[
		person IS NULL, -- relapse_without_patient
		onset IS NULL,
		NOT isfinite(onset),
		onset > :today AND isfinite(onset),
		onset < birth_date AND isfinite(onset),
		day < onset_date,
		onset > death_date AND isfinite(onset),
		ended < day,
		CASE WHEN day IS NOT NULL THEN coalesce(day = previous_day, false) OR day <> ALL (kept) END,
		day > last_visit
	] AS found
	FROM (
		SELECT *,
			lag(day) OVER (PARTITION BY patient_id ORDER BY day) AS previous_day,
			relapse_dedup(
				array_agg(day) FILTER (WHERE day IS NOT NULL) OVER (PARTITION BY patient_id),
				:min_gap,
				array_agg(CASE WHEN ended >= day AND isfinite(ended) THEN ended END) FILTER (WHERE day IS NOT NULL)
					OVER (PARTITION BY patient_id)
			) AS kept
		FROM (
			SELECT r.patient_id, r.onset_date AS onset,
				CASE
					WHEN r.onset_date BETWEEN coalesce(birth_date, r.onset_date) AND least(:today, death_date)
						AND isfinite(r.onset_date)
						THEN r.onset_date
				END AS day,
				:relapse_end AS ended,
				p.patient_id AS person, birth_date, p.onset_date, death_date, last_visit
			FROM :"schema".relapse AS r
			LEFT JOIN person AS p USING (patient_id)
			LEFT JOIN followed AS f USING (patient_id)
		) AS r
	) AS r
	OFFSET 0
) AS r

UNION ALL
SELECT 'mri', patient_id, mri_date, found,
	CASE
		WHEN true = ANY (found)
			THEN concat_ws('; ', 'new T2 ' || new_t2, 'any new T2 ' || any_new_t2, 'Gd+ ' || gd_count,
				'any Gd+ ' || any_gd, 'brain volume ' || annual_pbvc || ' %', 'previous scan on ' || previous_date,
				'born ' || birth_date, 'died ' || death_date)
	END
FROM (
	SELECT *, ARRAY[
		person IS NULL, -- scan_without_patient
		mri_date IS NULL,
		NOT isfinite(mri_date),
		mri_date > :today AND isfinite(mri_date),
		mri_date < birth_date AND isfinite(mri_date),
		mri_date > death_date AND isfinite(mri_date),
		CASE WHEN day IS NOT NULL THEN coalesce(previous_date = day AND NOT differs, false) END,
		CASE WHEN day IS NOT NULL THEN coalesce(previous_date = day AND differs, false) END,
		CASE WHEN day > first_date THEN num_nonnulls(new_t2, any_new_t2) = 0 END,
		CASE WHEN day = first_date THEN num_nonnulls(new_t2, any_new_t2) > 0 END,
		num_nonnulls(gd_count, any_gd) = 0,
		(new_t2 > 0) <> any_new_t2 OR (gd_count > 0) <> any_gd,
		least(new_t2, gd_count) < 0 OR abs(annual_pbvc) IN ('NaN', 'Infinity')
	] AS found
	FROM (
		SELECT *,
			coalesce(new_t2 <> lag(new_t2) OVER patient, false)
				OR coalesce(gd_count <> lag(gd_count) OVER patient, false) AS differs,
			lag(day) OVER patient AS previous_date,
			first_value(day) OVER patient AS first_date
		FROM (
			SELECT m.patient_id, mri_date,
				CASE
					WHEN mri_date BETWEEN coalesce(birth_date, mri_date) AND least(:today, death_date)
						AND isfinite(mri_date)
						THEN mri_date
				END AS day,
				new_t2, gd_count, annual_pbvc, any_new_t2, any_gd,
				p.patient_id AS person, birth_date, death_date
			FROM :"schema".mri AS m
			LEFT JOIN person AS p USING (patient_id)
		) AS m
		WINDOW patient AS (PARTITION BY patient_id ORDER BY day, new_t2, gd_count)
	) AS m
	OFFSET 0
) AS m

UNION ALL
SELECT 'treatment', patient_id, start_date, found,
	CASE
		WHEN true = ANY (found)
			THEN concat_ws('; ', coalesce(given, drug::text), 'start ' || start_date, 'end ' || end_date,
				'reason for stopping: ' || stop_reason,
				'the same drug before, until ' || earlier_end, 'born ' || birth_date, 'onset ' || onset_date,
				'died ' || death_date)
	END
FROM (
	SELECT *, ARRAY[
		person IS NULL, -- treatment_without_patient
		start_date IS NULL,
		NOT isfinite(start_date) OR coalesce(end_date = '-infinity', false),
		start_date > :today AND isfinite(start_date) OR coalesce(end_date > :today AND isfinite(end_date), false),
		start_date < birth_date AND isfinite(start_date),
		day < onset_date,
		(start_date > death_date OR coalesce(end_date > death_date, false)) AND isfinite(start_date),
		end_date < day AND isfinite(end_date),
		CASE WHEN num_nulls(drug, day) = 0 THEN coalesce(day < earlier_end, false) END,
		CASE WHEN given IS NOT NULL THEN try_dmt(given) IS NULL END,
		CASE WHEN stop_reason IS NOT NULL THEN coalesce(end_date = 'infinity', true) END
	] AS found
	FROM (
		SELECT *,
			max(coalesce(end_date, 'infinity')) OVER (
				PARTITION BY patient_id, drug ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
			) AS earlier_end
		FROM taken
	) AS t
	OFFSET 0
) AS t

UNION ALL
SELECT 'history', patient_id, since, found,
	CASE WHEN true = ANY (found) THEN concat_ws('; ', issues, gaps) END
FROM (
	SELECT patient_id,
		least(i.since, g.since) AS since,
		ARRAY[
			coalesce(overlap, false), -- treatment_overlap
			coalesce(approval, false),
			coalesce(withdrawal, false),
			gaps IS NOT NULL
		] AS found,
		issues, gaps
	FROM (
		SELECT patient_id,
			treatment_agg(drug, daterange(day, end_date)) FILTER (
				WHERE day IS NOT NULL AND (end_date >= day) IS NOT FALSE
			) AS history
		FROM taken
		GROUP BY patient_id
	) AS t,
		LATERAL (
			SELECT bool_or(issue = 'overlap') AS overlap,
				bool_or(issue = 'before approval') AS approval,
				bool_or(issue = 'after withdrawal') AS withdrawal,
				min(since) AS since,
				string_agg(concat(issue, ': ', drug, ' and ' || other, ' from ', since, ', ' || days || ' days'), '; ')
					AS issues
			FROM treatment_issues(history, :max_overlap)
		) AS i,
		on_treatment(history) AS treated,
		LATERAL (
			SELECT min(lower(gap)) AS since,
				string_agg(
					format('no drug from %s to %s, %s days', lower(gap), upper(gap) - 1, upper(gap) - lower(gap)), '; '
				) AS gaps
			FROM unnest(datemultirange(range_merge(treated)) - treated) AS gap
			WHERE upper(gap) - lower(gap) > :treatment_gap
		) AS g
	OFFSET 0
) AS h

\if :has_test
UNION ALL
SELECT 'test', patient_id, test_date, found,
	CASE
		WHEN true = ANY (found)
			THEN concat_ws('; ', 'walk ' || t25fw || ' s', CASE WHEN unable_due_to_ms THEN 'unable to walk' END,
				'peg test ' || nhpt || ' s', 'SDMT ' || sdmt, 'spasticity ' || spasticity_nrs,
				'born ' || birth_date, 'died ' || death_date)
	END
FROM (
	SELECT *, ARRAY[
		person IS NULL, -- test_without_patient
		NOT isfinite(test_date)
			OR test_date > :today
			OR coalesce(test_date < birth_date OR test_date > death_date, false),
		CASE WHEN test_date IS NOT NULL THEN coalesce(previous_date = test_date, false) END,
		unable_due_to_ms AND t25fw IS NOT NULL,
		least(t25fw, nhpt) <= 0
			OR greatest(t25fw, nhpt, spasticity_nrs) IN ('NaN', 'Infinity')
			OR sdmt NOT BETWEEN 0 AND 110
			OR spasticity_nrs NOT BETWEEN 0 AND 10
	] AS found
	FROM (
		SELECT t.*, p.patient_id AS person, birth_date, death_date,
			lag(test_date) OVER (PARTITION BY patient_id ORDER BY test_date) AS previous_date
		FROM :"schema".test AS t
		LEFT JOIN person AS p USING (patient_id)
	) AS t
	OFFSET 0
) AS t
\endif

\if :has_workup
UNION ALL
SELECT 'workup', patient_id, NULL, found,
	CASE
		WHEN true = ANY (found)
			THEN concat_ws('; ', 'attacks ' || attacks, 'objective sites ' || objective_sites,
				'lesions ' || nullif(concat_ws(' ', periventricular, cortical, infratentorial, spinal_cord), ''),
				'central veins ' || cvs_lesions || ' of ' || cvs_examined, 'rims ' || rim_lesions)
	END
FROM (
	SELECT *, ARRAY[
		person IS NULL, -- workup_without_patient
		place > 1,
		different_site_attack AND attacks < 2 OR cvs_lesions > cvs_examined,
		least(
			attacks, objective_sites, periventricular, cortical, infratentorial, spinal_cord, cvs_lesions, cvs_examined,
			rim_lesions
		) < 0
	] AS found
	FROM (
		SELECT w.*, p.patient_id AS person, row_number() OVER (PARTITION BY patient_id) AS place
		FROM :"schema".workup AS w
		LEFT JOIN person AS p USING (patient_id)
	) AS w
	OFFSET 0
) AS w
\endif

\if :has_lesion_scan
UNION ALL
SELECT 'lesion_scan', patient_id, scan_date, found,
	CASE
		WHEN true = ANY (found)
			THEN concat_ws('; ', 'rims ' || rim_lesions, 'expanding ' || expanding_lesions, 'born ' || birth_date,
				'died ' || death_date)
	END
FROM (
	SELECT l.patient_id, scan_date, rim_lesions, expanding_lesions, birth_date, death_date,
		ARRAY[
			p.patient_id IS NULL, -- lesion_scan_without_patient
			NOT isfinite(scan_date)
				OR scan_date > :today
				OR coalesce(scan_date < birth_date OR scan_date > death_date, false),
			least(rim_lesions, expanding_lesions) < 0
		] AS found
	FROM :"schema".lesion_scan AS l
	LEFT JOIN person AS p USING (patient_id)
	OFFSET 0
) AS l
\endif

\if :has_rejected
UNION ALL
SELECT 'rejected', NULL, NULL,
	ARRAY[
		try_dmt(name) IS NULL AND name IS NOT NULL, -- rejected_drug
		name IS NULL OR try_dmt(name) IS NOT NULL
	],
	format('%s, line %s: %s', file, line, reason)
FROM :"schema".rejected, substring(reason FROM '^drug "(.*)" is not known') AS name
\endif

-- The query of doc/upgrading.md, with the objects that are kept too.
UNION ALL
SELECT 'database', NULL, NULL, ARRAY[forms IS NOT NULL], pg_describe_object(classid, objid, 0) || ': ' || forms
FROM (
	SELECT classid, objid,
		(
			SELECT string_agg(DISTINCT name, ', ')
			FROM (VALUES
				('IS DISTINCT FROM', '\{DISTINCTEXPR (:opno \d+)', false),
				('NULLIF', '\{NULLIFEXPR (:opno \d+)', false),
				('CASE', '\{OPEXPR (:opno \d+) [^{}]*(?:\{\w+ [^{}]*)*\{CASETESTEXPR', false),
				('JOIN USING', ':usingClause \("(.*?) :alias ', false),
				('rows', '\{ROWCOMPAREEXPR [^{}]*:opnos \((o [\d ]+)\)', true),
				('rows', ':testexpr \{BOOLEXPR (.*?) :operName ', true)
			) AS form (name, pattern, mixed), regexp_matches(tree, pattern, 'g') AS part, LATERAL (
				SELECT bool_or(o[1]::oid = ANY (ours)) AS has_ours, bool_and(o[1]::oid = ANY (ours)) AS all_ours
				FROM regexp_matches(
					part[1], CASE WHEN part[1] LIKE 'o %' THEN '(\d+)' ELSE ':opno (\d+)' END, 'g'
				) AS o
			) AS operators
			WHERE has_ours AND NOT (mixed AND all_ours)
		) AS forms
	FROM (
		SELECT array_agg(objid) AS ours
		FROM pg_depend
		JOIN pg_extension AS e ON refclassid = 'pg_extension'::regclass AND refobjid = e.oid
		WHERE extname = 'sepms' AND classid = 'pg_operator'::regclass
	) AS e, (
		SELECT 'pg_rewrite'::regclass, oid, concat(ev_qual, ev_action) FROM pg_rewrite
		UNION ALL SELECT 'pg_trigger'::regclass, oid, tgqual::text FROM pg_trigger
		UNION ALL SELECT 'pg_constraint'::regclass, oid, conbin::text FROM pg_constraint
		UNION ALL SELECT 'pg_attrdef'::regclass, oid, adbin::text FROM pg_attrdef
		UNION ALL SELECT 'pg_policy'::regclass, oid, concat(polqual, polwithcheck) FROM pg_policy
		UNION ALL SELECT 'pg_proc'::regclass, oid, concat(prosqlbody, proargdefaults) FROM pg_proc
		UNION ALL SELECT 'pg_class'::regclass, indexrelid, concat(indexprs, indpred) FROM pg_index
		UNION ALL SELECT 'pg_class'::regclass, partrelid, partexprs::text FROM pg_partitioned_table
		UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, stxexprs::text FROM pg_statistic_ext
		UNION ALL SELECT 'pg_publication_rel'::regclass, oid, prqual::text FROM pg_publication_rel
	) AS definition (classid, objid, tree)
	WHERE tree <> ''
		AND objid >= 16384 -- not those of the server and of extensions, which a dump leaves out
		AND NOT EXISTS (
			SELECT FROM pg_depend AS d
			WHERE d.classid = definition.classid AND d.objid = definition.objid AND d.deptype = 'e'
		)
	OFFSET 0
) AS o;

CREATE :stored :place.registry_found AS
SELECT part, found,
	CASE WHEN detail IS NOT NULL THEN patient_id END AS patient_id,
	CASE WHEN detail IS NOT NULL THEN day END AS day,
	detail, count(*) AS rows
FROM :place.registry_row
GROUP BY 1, 2, 3, 4, 5;

CREATE VIEW :place.registry_problem AS
SELECT k.number, k.part, k.kind, k.severity, f.patient_id, f.day, f.detail, f.rows
FROM :place.registry_found AS f
JOIN :place.registry_kind AS k ON k.part = f.part AND f.found[k.place];

CREATE VIEW :place.registry_check AS
SELECT k.number, k.part, k.kind, k.severity,
	coalesce(sum(f.rows) FILTER (WHERE f.found[k.place]), 0)::bigint AS rows,
	count(DISTINCT f.patient_id) FILTER (WHERE f.found[k.place]) AS patients,
	coalesce(sum(f.rows) FILTER (WHERE f.found[k.place] IS NOT NULL), 0)::bigint AS checked,
	k.meaning
FROM :place.registry_kind AS k
LEFT JOIN :place.registry_found AS f ON f.part = k.part
GROUP BY k.number, k.part, k.kind, k.severity, k.meaning, k.place;
