-- Every event and every change that was not confirmed, of 240 settings on 240
-- random patients, as the R package msprog 1.0 finds them: see
-- test/data/README.md.
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TABLE visit (
	cohort integer, patient integer, visit_date date, edss edss, sdmt float8, t25fw float8, nhpt float8,
	can_confirm boolean
);
CREATE TABLE relapse (cohort integer, patient integer, onset date, ended date);
CREATE TABLE setting (
	setting integer, cohort integer, outcome text, event text, raw_pira boolean, baseline text, proceed_from text,
	sub_threshold_rebl text, relapse_rebl boolean, bl_geq boolean, skip_local_extrema text, conf_days text,
	conf_tol_days text, require_sust_days float8, check_intermediate boolean, relapse_to_bl text, relapse_to_event text,
	relapse_to_conf text, relapse_assoc text, relapse_indep text, impute_last_visit float8, use_relapse_end boolean,
	use_can_confirm boolean
);
CREATE TABLE expected (
	setting integer, cohort integer, patient integer, nevent integer, event_type text, cdw_type text, total_fu integer,
	time2event integer, bl2event integer, event_date date, event_value float8, baseline_date date,
	baseline_value float8, last_delta_date date, last_delta_value float8, conf1_days float8, conf1_date date,
	conf2_days float8, conf2_date date, pira_conf1_date date, pira_conf2_date date, sust_days integer, sust_last boolean
);
CREATE TABLE unconfirmed (
	setting integer, cohort integer, patient integer, event_date date, event_value float8, baseline_date date,
	baseline_value float8
);
CREATE TABLE tie (setting integer, patient integer);
\copy visit FROM 'data/disability/visits.csv' (FORMAT csv, HEADER)
\copy relapse FROM 'data/disability/relapses.csv' (FORMAT csv, HEADER)
\copy setting FROM 'data/disability/settings.csv' (FORMAT csv, HEADER)
\copy expected FROM 'data/disability/expected.csv' (FORMAT csv, HEADER)
\copy unconfirmed FROM 'data/disability/unconfirmed.csv' (FORMAT csv, HEADER)
\copy tie FROM 'data/disability/ties.csv' (FORMAT csv, HEADER)

CREATE FUNCTION numbers(text) RETURNS float8[] LANGUAGE sql AS $$ SELECT string_to_array($1, ' ')::float8[] $$;
CREATE TABLE run AS
SELECT setting, patient, visits, relapses, ends, use_relapse_end,
	disability_criteria(
		outcome => outcome,
		event => event,
		raw_pira => raw_pira,
		baseline => baseline,
		proceed_from => proceed_from,
		sub_threshold_rebl => sub_threshold_rebl,
		relapse_rebl => relapse_rebl,
		bl_geq => bl_geq,
		skip_local_extrema => skip_local_extrema,
		conf_days => numbers(conf_days),
		conf_tol_days => numbers(conf_tol_days),
		require_sust_days => require_sust_days,
		check_intermediate => check_intermediate,
		relapse_to_bl => numbers(relapse_to_bl),
		relapse_to_event => numbers(relapse_to_event),
		relapse_to_conf => numbers(relapse_to_conf),
		relapse_assoc => numbers(relapse_assoc),
		relapse_indep => CASE relapse_indep
			WHEN 'mueller_hs' THEN '{"prec": [0, null], "event": [null, null], "conf": [null, 0]}'
			WHEN 'kappos2020' THEN '{"prec": [0, null], "event": [null, 30], "conf": [30, 30]}'
			WHEN 'last90' THEN '{"prec": [30, 30], "event": [90, 30], "conf": [0, 0], "prec_type": "last"}'
			WHEN 'lastdelta'
				THEN '{"prec": [0, null], "event": [null, 30], "conf": [30, 30], "prec_type": "last_delta"}'
		END::jsonb,
		impute_last_visit => impute_last_visit
	) AS criteria
FROM setting AS s,
	LATERAL (
		SELECT patient,
			outcome_series(
				visit_date,
				CASE outcome WHEN 'edss' THEN edss::float8 WHEN 'sdmt' THEN sdmt WHEN 't25fw' THEN t25fw ELSE nhpt END,
				can_confirm OR NOT use_can_confirm
			) AS visits
		FROM visit
		WHERE cohort = s.cohort
		GROUP BY patient
	) AS v,
	LATERAL (
		SELECT coalesce(array_agg(onset), '{}') AS relapses, array_agg(ended) AS ends
		FROM relapse
		WHERE cohort = s.cohort AND relapse.patient = v.patient
	) AS r;

CREATE TABLE found AS
SELECT setting, patient, nevent, event_type, cdw_type, total_fu, time2event, bl2event, event_date, event_value,
	baseline_date, baseline_value, last_delta_date, last_delta_value,
	conf_dates[1] AS conf1_date,
	conf_dates[2] AS conf2_date,
	pira_conf_dates[1] AS pira_conf1_date,
	pira_conf_dates[2] AS pira_conf2_date,
	sust_days, sust_last
FROM run, disability_events(visits, relapses, criteria, CASE WHEN use_relapse_end THEN ends END);
CREATE VIEW wanted AS
SELECT setting, patient, nevent, event_type, cdw_type, total_fu, time2event, bl2event, event_date, event_value,
	baseline_date, baseline_value, last_delta_date, last_delta_value, conf1_date, conf2_date,
	pira_conf1_date, pira_conf2_date, sust_days, sust_last
FROM expected WHERE nevent > 0;

-- runs in which msprog checks the end of a short relapse, and not of the longer one around it
CREATE TABLE nested AS
SELECT setting, patient, use_relapse_end
FROM setting JOIN (
	SELECT DISTINCT cohort, a.patient FROM relapse AS a JOIN relapse AS b USING (cohort, patient)
	WHERE b.onset >= a.onset AND b.ended < a.ended) AS p USING (cohort);
SELECT count(DISTINCT (cohort, patient)) AS patients, count(*) FILTER (WHERE use_relapse_end) AS runs
FROM nested JOIN setting USING (setting, use_relapse_end);
DELETE FROM nested WHERE NOT use_relapse_end;
ALTER TABLE nested DROP use_relapse_end;
CREATE VIEW aside AS TABLE tie UNION ALL TABLE nested;

SELECT count(*) AS runs FROM run;
SELECT (SELECT count(*) FROM found) AS found,
	(SELECT count(*) FROM wanted) AS wanted,
	(SELECT count(*) FROM tie) AS ties;
-- outside these and the ties: no difference
(SELECT 'only here', * FROM (TABLE found EXCEPT ALL TABLE wanted) AS d
	WHERE (setting, patient) NOT IN (TABLE aside))
UNION ALL
(SELECT 'only msprog', * FROM (TABLE wanted EXCEPT ALL TABLE found) AS d
	WHERE (setting, patient) NOT IN (TABLE aside))
ORDER BY 2, 3, 4 LIMIT 20;
-- differences among these
(SELECT 'only here', * FROM (TABLE found EXCEPT ALL TABLE wanted) AS d
	WHERE (setting, patient) IN (TABLE nested))
UNION ALL
(SELECT 'only msprog', * FROM (TABLE wanted EXCEPT ALL TABLE found) AS d
	WHERE (setting, patient) IN (TABLE nested))
ORDER BY 2, 3, 4;
-- time to the event, patients without one included
SELECT count(*) AS times, count(*) FILTER (WHERE t.days = e.time2event AND t.observed = (e.nevent > 0)) AS equal
FROM run JOIN expected AS e USING (setting, patient),
	disability_time(visits, relapses, criteria, CASE WHEN use_relapse_end THEN ends END) AS t
WHERE e.nevent <= 1 AND (setting, patient) NOT IN (TABLE tie);

-- changes that were not confirmed, through the trace
CREATE TABLE traced AS
SELECT setting, patient, visit_date, value, baseline_date, baseline_value
FROM run, disability_trace(visits, relapses, criteria, CASE WHEN use_relapse_end THEN ends END)
WHERE decision = 'unconfirmed';
CREATE VIEW not_confirmed AS
SELECT setting, patient, event_date, event_value, baseline_date, baseline_value FROM unconfirmed;
SELECT (SELECT count(*) FROM traced) AS traced, (SELECT count(*) FROM not_confirmed) AS wanted;
(SELECT 'only here', * FROM (TABLE traced EXCEPT ALL TABLE not_confirmed) AS d
	WHERE (setting, patient) NOT IN (TABLE aside))
UNION ALL
(SELECT 'only msprog', * FROM (TABLE not_confirmed EXCEPT ALL TABLE traced) AS d
	WHERE (setting, patient) NOT IN (TABLE aside))
ORDER BY 2, 3, 4 LIMIT 20;
(SELECT 'only here', * FROM (TABLE traced EXCEPT ALL TABLE not_confirmed) AS d
	WHERE (setting, patient) IN (TABLE nested))
UNION ALL
(SELECT 'only msprog', * FROM (TABLE not_confirmed EXCEPT ALL TABLE traced) AS d
	WHERE (setting, patient) IN (TABLE nested))
ORDER BY 2, 3, 4;
-- each tie shows, in an event or in a change that was not confirmed
SELECT count(*) AS ties
FROM tie
WHERE (setting, patient) IN (
	SELECT setting, patient
	FROM ((TABLE found EXCEPT ALL TABLE wanted) UNION ALL (TABLE wanted EXCEPT ALL TABLE found)) AS e
	UNION ALL
	SELECT setting, patient
	FROM ((TABLE traced EXCEPT ALL TABLE not_confirmed) UNION ALL (TABLE not_confirmed EXCEPT ALL TABLE traced)) AS u
);
-- the trace records the events that are found
SELECT count(*) AS without_their_step FROM found AS f WHERE NOT EXISTS (
	SELECT FROM run, disability_trace(visits, relapses, criteria, CASE WHEN use_relapse_end THEN ends END) AS t
	WHERE run.setting = f.setting AND run.patient = f.patient AND decision = 'event'
		AND visit_date = event_date AND t.baseline_date = f.baseline_date);

-- Relapse ends in every run, also where msprog is at fault: neither a relapse that lies
-- inside another changes anything, nor the order
CREATE TABLE with_ends AS
SELECT setting, patient, visits, criteria, relapses, ends, more, more_ends, turned, turned_ends
FROM run, LATERAL (
	SELECT relapses || array_agg(r + (e - r) / 4) AS more, ends || array_agg(e - (e - r) / 3) AS more_ends,
		array_agg(r ORDER BY n DESC) AS turned, array_agg(e ORDER BY n DESC) AS turned_ends
	FROM unnest(relapses, ends) WITH ORDINALITY AS x (r, e, n)) AS x
WHERE cardinality(relapses) > 0;
CREATE FUNCTION answers(outcome_series, date[], disability_criteria, date[]) RETURNS text[] LANGUAGE sql AS $$
	SELECT array(SELECT e::text FROM disability_events($1, $2, $3, $4) AS e)
		|| array(SELECT t::text FROM disability_trace($1, $2, $3, $4) AS t)
		|| disability_time($1, $2, $3, $4)::text || disability_seen($1, $2, $3, $4)::text
		|| disability_milestone($1, $2, 4, $3, $4)::text $$;
SELECT count(*) AS runs, count(*) FILTER (WHERE a = answers(visits, more, criteria, more_ends)) AS same_with_more,
	count(*) FILTER (WHERE a = answers(visits, turned, criteria, turned_ends)) AS same_in_other_order
FROM (SELECT *, answers(visits, relapses, criteria, ends) AS a FROM with_ends WHERE setting % 8 = 0 OFFSET 0) AS x;

-- the same rows from parallel workers
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 4;
CREATE TABLE found_parallel AS
SELECT setting, patient, e.*
FROM run, disability_events(visits, relapses, criteria, CASE WHEN use_relapse_end THEN ends END) AS e;
DO $$
DECLARE line text; found boolean := false;
BEGIN
	FOR line IN
		EXPLAIN (COSTS OFF)
		SELECT count(*)
		FROM run, disability_events(visits, relapses, criteria, CASE WHEN use_relapse_end THEN ends END)
	LOOP
		found := found OR line ~ 'Gather';
	END LOOP;
	RAISE INFO 'a parallel plan: %', found;
END $$;
SET max_parallel_workers_per_gather = 0;
CREATE TABLE found_serial AS
SELECT setting, patient, e.*
FROM run, disability_events(visits, relapses, criteria, CASE WHEN use_relapse_end THEN ends END) AS e;
SELECT count(*) AS differences
FROM (
	(TABLE found_parallel EXCEPT ALL TABLE found_serial) UNION ALL (TABLE found_serial EXCEPT ALL TABLE found_parallel)
) AS d;
RESET ALL;
