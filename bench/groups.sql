-- Many small groups, hashed: each aggregate of the extension over 40,000 groups of 10 rows, compared with
-- array_agg of an integer over the same rows; and how the time grows with the number of groups.  The aggregates
-- are read from the catalogs, except min and max.  The arguments of each are the columns named like its parameters
-- or, if these have no names, like their types.

\echo 'groups'
CREATE TABLE grouped AS
SELECT n, n % 40000 AS id, 1 + h % 3650 AS days, h % 10 AS entry_days, 10 + h % 3650 AS exit_days,
	h % 5 < 2 AS observed,
	(h >> 8 & 3) / 2 AS relapses, 1 + h % 365 AS follow_up_days, h % 4 AS cause, 0.5::float8 AS weight,
	h % 3650 / 100.0::float8 AS years, ((h & 7) / 2.0 + 1)::edss AS edss,
	status, status AS neda_status,
	date '2015-01-01' + n / 40000 * 90 AS visit_date, date '2015-01-01' + n / 40000 * 90 AS scan_date,
	h % 3 AS new_t2, h % 2 AS gd, h % 9 / -10.0::float8 AS annual_pbvc, h % 14 / 2.0::float8 AS value,
	h % 7 > 0 AS can_confirm, h % 3 AS events, h % 2 = 0 AS outcome, h % 4 < 2 AS treated,
	ARRAY[h & 1, h % 50, h % 7 / 2.0]::float8[] AS x,
	('{teriflunomide,ocrelizumab,alemtuzumab}'::dmt[])[1 + h % 3] AS drug,
	daterange(date '2015-01-01' + n / 40000 * 90, date '2015-01-03' + n / 40000 * 90 + h % 120) AS period,
	(h % 101 - 50) / 25.0::float8 AS estimate, (1 + h % 50) / 100.0::float8 AS std_err
FROM (SELECT n, hashint4(n) & 1073741823 AS h FROM generate_series(0, 399999) AS n) AS g,
	LATERAL neda_status(h & 1, h % 7 = 0, h % 3, 0) AS status;
CREATE TABLE grouped_values AS
SELECT n, n % 40000 AS id,
	neda_agg(status) AS neda_tally, neda_agg(status, weight) AS weighted_neda_tally,
	relapse_agg(relapses, follow_up_days) AS relapse_tally,
	relapse_agg(relapses, follow_up_days, weight) AS weighted_relapse_tally,
	survival_agg(days, observed) AS survival_tally, survival_agg(days, observed, weight) AS weighted_survival_tally,
	cuminc_agg(days, cause) AS cuminc_tally, severity_agg(edss, years) AS severity_tally,
	outcome_series(visit_date, value) AS outcome_series, mri_series(scan_date, new_t2, gd) AS mri_series,
	treatment_agg(drug, period) AS treatment_history,
	cox_agg(days, observed, x) AS cox_tally, count_agg(events, days, x) AS count_tally,
	logistic_agg(outcome, x) AS logistic_tally, balance_agg(treated, x) AS balance_tally,
	meta_agg(estimate, std_err) AS meta_tally, model_score(count_agg(events, days, x), '{0,0,0,0}') AS model_score,
	survival_agg(days, observed) AS tally, min(x) AS x
FROM grouped GROUP BY n ORDER BY n;
CREATE TABLE grouped_quarter AS SELECT * FROM grouped WHERE id < 10000;
CREATE TABLE grouped_values_quarter AS SELECT * FROM grouped_values WHERE id < 10000;
VACUUM ANALYZE grouped, grouped_values, grouped_quarter, grouped_values_quarter;

CREATE FUNCTION milliseconds(query text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE start timestamptz := clock_timestamp();
BEGIN
	EXECUTE query;
	RETURN extract(epoch FROM clock_timestamp() - start) * 1000;
END $$;
-- The median of every fourth time.
CREATE FUNCTION median(times numeric[], at integer) RETURNS numeric LANGUAGE sql AS $$
	SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY t)
	FROM unnest(times) WITH ORDINALITY AS u (t, i)
	WHERE i % 4 = at
$$;
CREATE TABLE grouped_result AS
SELECT p.oid::regprocedure::text AS what, quote_ident(proname) AS name, args,
	CASE WHEN proname = 'rollup' OR args ~ 'tally' THEN 'grouped_values' ELSE 'grouped' END AS of_rows,
	0.0 AS ms, 0.0 AS array_ms, 0.0 AS all_ms, 0.0 AS quarter_ms
FROM pg_proc AS p JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e'
JOIN pg_extension AS e ON refobjid = e.oid AND extname = 'sepms', LATERAL (
	SELECT string_agg(format('%I::%s', coalesce(proargnames[i], type), type), ', ' ORDER BY i) AS args
	FROM unnest(proargtypes) WITH ORDINALITY AS a (t, i), format_type(t, NULL) AS type) AS a
WHERE prokind = 'a' AND proname NOT IN ('min', 'max');
CREATE PROCEDURE compare_groups() LANGUAGE plpgsql SET enable_sort = off SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
	r grouped_result;
	query text := 'SELECT count(x) FROM (SELECT %s(%s) AS x FROM %s GROUP BY id) AS g';
	times numeric[];
BEGIN
	FOR r IN SELECT * FROM grouped_result LOOP
		FOR round IN 1..3 LOOP
			PERFORM set_config('work_mem', '4MB', true);
			times := times || milliseconds(format(query, r.name, r.args, r.of_rows))
				|| milliseconds(format(query, 'array_agg', 'n', r.of_rows));
			PERFORM set_config('work_mem', '256MB', true);
			times := times || milliseconds(format(query, r.name, r.args, r.of_rows))
				|| milliseconds(format(query, r.name, r.args, r.of_rows || '_quarter'));
		END LOOP;
		UPDATE grouped_result SET ms = median(times, 1), array_ms = median(times, 2), all_ms = median(times, 3),
			quarter_ms = median(times, 0) WHERE what = r.what;
		times := '{}';
	END LOOP;
END $$;
CALL compare_groups();
INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
SELECT what || ', 40,000 groups of 10, vs. array_agg', 0, round(ms), round(array_ms), round(ms / array_ms, 2), 4
FROM grouped_result ORDER BY what COLLATE "C";
-- in memory, so that only the number of groups differs
INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
SELECT what || ', the one that grows most: 40,000 groups vs. 4 times 10,000', 0, round(all_ms),
	round(4 * quarter_ms), round(all_ms / (4 * quarter_ms), 2), 2
FROM grouped_result ORDER BY all_ms / quarter_ms DESC LIMIT 1;
DROP TABLE grouped, grouped_values, grouped_quarter, grouped_values_quarter;
