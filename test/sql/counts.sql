-- Counts, days and scores may be whole numbers of any type.

CREATE SCHEMA counts; SET search_path = counts, public;
-- what people type
CREATE TABLE visits (patient int, day date, new_t2 bigint, gd numeric, edss edss);
INSERT INTO visits VALUES (1, '2020-01-01', 0, 0, 2), (1, '2020-07-01', 1, 0, 2), (2, '2020-01-01', 2, 1, 3),
	(2, '2021-01-01', NULL, NULL, 4);
SELECT patient, sormani_score(count(*), sum(new_t2)), neda_status(count(*) - 2, false, sum(new_t2), sum(gd)),
	is_meda(0::smallint, false, sum(new_t2), sum(gd)), (mcdonald_2017(count(*), count(*))).diagnosis
FROM visits GROUP BY patient ORDER BY patient;
SELECT arr(count, 365::bigint), relapse_agg(count, days),
	(km_at(survival_agg(days, true), extract(doy FROM date '2020-06-01'))).survival
FROM (SELECT count(*), extract(epoch FROM max(day) - min(day)::timestamp) / 86400 AS days
	FROM visits GROUP BY patient) AS v;
SELECT patient, mri_series(day, new_t2, gd) FROM visits GROUP BY patient ORDER BY patient;
SELECT rate_ci(sum(n), 100), proportion_ci(sum(n), 10) FROM (SELECT count(*) AS n FROM visits) AS v;
SELECT arr(n, 365) OVER w, survival_agg(n, true) OVER w, survival_agg(n, n + 1, false) OVER w, cuminc_agg(n, 2) OVER w
FROM generate_series(1, 4::bigint) AS n WINDOW w AS (ORDER BY n ROWS 1 PRECEDING);
-- literals without a type
SELECT sormani_score(NULL, NULL), sormani_score('1', '2'), neda_status(NULL, NULL, NULL, NULL), arr('1', '365');
SELECT relapse_agg(NULL, 365);
PREPARE score AS SELECT sormani_score($1, $2); EXECUTE score(1, NULL); EXECUTE score(2, 1); EXECUTE score(1, 3);
SELECT mri_scan('2020-01-01'), mri_scan('2020-01-01', gd => 1), mri_scan('2020-01-01', NULL, 1::bigint);
SELECT mcdonald_2017() = mcdonald_2017(NULL), mcdonald_2017() = mcdonald_2017(attacks => NULL::bigint);
-- what is not a count
SELECT sormani_score(1.5, 2);
SELECT sormani_score(1, 'NaN'::float8);
SELECT arr(1e10, 365);
SELECT arr(-1e10, 365);
SELECT rate_ci(9007199254740993::numeric * 2, 1);
SELECT sormani_score(1, edss) FROM visits;
SELECT sormani_score(1, edss::float8) FROM visits LIMIT 1;
-- the plan makes no difference, although it may have removed the casts of constants and parameters
PREPARE asked(edss) AS SELECT sormani_score(1, $1); SET plan_cache_mode = force_custom_plan; EXECUTE asked('2.0');
SET plan_cache_mode = force_generic_plan; EXECUTE asked('2.0'); RESET plan_cache_mode; DEALLOCATE asked;
-- NULL, quoted and untyped, beside an integer
SELECT suppress(NULL, 11), suppress('30', 400), rate_ci(NULL, 3), proportion_ci('3', 10);
PREPARE hidden AS SELECT suppress($1, 11); EXECUTE hidden(3); DEALLOCATE hidden;
-- aggregates that users make of these functions, with other types of arguments
CREATE AGGREGATE no_argument(*) (SFUNC = modified_rio_risk, STYPE = float8, INITCOND = '0');
SELECT no_argument(*) FROM generate_series(1, 1);
CREATE AGGREGATE final(float8) (SFUNC = float8pl, STYPE = float8, INITCOND = '0', FINALFUNC = modified_rio_risk);
SELECT final(edss) FROM visits WHERE patient = 1 AND new_t2 = 0;
CREATE AGGREGATE final_extra(float8) (SFUNC = float8pl, STYPE = float8, INITCOND = '0', FINALFUNC = sormani_score,
	FINALFUNC_EXTRA);
SELECT final_extra(2) FROM visits;
CREATE FUNCTION next_whole(float8) RETURNS float8 LANGUAGE sql AS 'SELECT $1 + 1';
CREATE AGGREGATE counted(*) (SFUNC = next_whole, STYPE = float8, INITCOND = '0', FINALFUNC = modified_rio_risk);
SELECT counted(*) FROM visits;
SELECT relapse_agg(new_t2, edss) FROM visits;
SELECT sormani_score(1, edss::float8) FROM visits;

-- All functions: which arguments are such numbers, by an integer overload or by their names.
CREATE VIEW argument AS
SELECT p.oid, p.oid::regprocedure AS function, proname, prokind, n, proargnames[n] AS name,
	format_type(proargtypes[n - 1], NULL) AS type, n > pronargs - pronargdefaults AS has_default
FROM pg_depend AS d JOIN pg_extension AS e ON d.refobjid = e.oid JOIN pg_proc AS p ON d.objid = p.oid,
	generate_series(1, pronargs) AS n
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND extname = 'sepms'
	AND d.classid = 'pg_proc'::regclass AND 'internal'::regtype <> ALL (proargtypes::oid[]);
-- settings of a rule, and other numbers that are not counts
CREATE VIEW setting AS SELECT unnest('{level,threshold,range,min_days,t2_cut,percent,min_gap,max_gap,dose_days,
	max_overlap,max_age,recovery_days,relapse_days,long_effect,rebaseline_days,scan_lag,baseline_window,visit_window,
	years,cluster,ratio,grace,before_days,after_days,within_days}'::text[]) AS name;
CREATE VIEW whole AS
SELECT *, row_number() OVER (PARTITION BY oid ORDER BY n) AS nth, count(*) OVER (PARTITION BY oid) AS of
FROM argument AS a WHERE type = 'double precision' AND name IN (SELECT name FROM argument
	WHERE type IN ('integer', 'bigint') UNION SELECT unnest('{relapse_level,progression_level,mri_level,attacks,
	objective_sites,topographies,periventricular,cortical,infratentorial,spinal_cord,visual,brainstem,pyramidal,
	cerebellar,sensory,bowel_bladder,cerebral,ambulation,grade,cvs_lesions,cvs_examined,rim_lesions,
	expanding_lesions,relapses_12m,relapses_24m,gd_12m,new_t2_12m,failed_high_efficacy,episodes_36m,
	episodes_on_dmt_36m,stratum,at}'::text[]))
	AND NOT EXISTS (SELECT FROM setting AS s WHERE s.name = a.name);
-- an integer that is neither a setting nor taken as any type: none, but that of suppress(), whose array form
-- would leave a NULL or an untyped parameter in doubt
SELECT function, name FROM argument AS a
WHERE type IN ('smallint', 'integer', 'bigint') AND name <> '' AND function <> 'suppress(bigint,integer)'::regprocedure
	AND NOT EXISTS (SELECT FROM setting AS s WHERE s.name = a.name)
	AND NOT EXISTS (SELECT FROM whole AS w WHERE w.proname = a.proname AND w.name = a.name);
SELECT count(DISTINCT oid) > 30 AS functions, count(*) > 80 AS arguments FROM whole;

-- Each in every combination of types, beside integers; if there are more than three, in threes or in pairs.
CREATE TABLE sample AS
SELECT '2.0'::edss AS edss, survival_agg(d, d % 2 = 0) AS survival_tally,
	survival_agg(d, d % 2 = 0, 1.0) AS weighted_survival_tally, cuminc_agg(d, d % 3) AS cuminc_tally,
	cox_agg(d, d % 2 = 0, '{1}') AS cox_tally, count_agg(d, 9, '{1}') AS count_tally
FROM generate_series(1, 9) AS d;
CREATE FUNCTION given(a argument, number text) RETURNS text LANGUAGE sql RETURN
	CASE WHEN a.prokind = 'f' THEN quote_ident(a.name) || ' => ' ELSE '' END || coalesce(number,
		CASE a.type WHEN 'boolean' THEN 'true' WHEN 'date' THEN '''2020-01-01''' WHEN 'double precision' THEN '1'
		WHEN 'double precision[]' THEN '''{1}''' WHEN 'cuminc_tally[]' THEN 'ARRAY[cuminc_tally]'
		WHEN 'bigint' THEN '1' WHEN 'dmt_line' THEN '''first''' WHEN 'text' THEN '''RR'''
		ELSE a.type END);
-- a call: these arguments with these numbers, others with any value where they need one
CREATE FUNCTION call(of oid, args int[], numbers text[]) RETURNS text LANGUAGE sql
	RETURN (SELECT format('SELECT (%s(%s))::text FROM sample', proname,
		string_agg(given(a, numbers[array_position(args, n::int)]), ', ' ORDER BY n))
		FROM argument AS a WHERE a.oid = of AND (n = ANY (args) OR NOT has_default) GROUP BY proname);
CREATE FUNCTION answer(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN EXECUTE call INTO result; RETURN coalesce(result, 'NULL');
EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE || ' ' || SQLERRM; END $$;
CREATE TABLE form (written text, of_integers text);
INSERT INTO form SELECT '%s::' || type, '%s::integer'
FROM unnest('{smallint,integer,bigint,numeric,real,float8}'::text[]) AS type;
INSERT INTO form VALUES ('''%s''', '%s::integer'), ('NULL', 'NULL::integer'), ('NULL::bigint', 'NULL::integer');
CREATE TABLE call AS
WITH RECURSIVE chosen AS (
	SELECT oid, of,
		ARRAY[n] AS args,
		ARRAY[format(written, nth)] AS numbers,
		ARRAY[format(of_integers, nth)] AS integers
	FROM whole, form
	UNION ALL
	SELECT c.oid, c.of, args || n, numbers || format(written, nth), integers || format(of_integers, nth)
	FROM chosen AS c
	JOIN whole AS w ON w.oid = c.oid AND w.n > c.args[cardinality(args)], form
	WHERE cardinality(args) < CASE WHEN c.of > 4 THEN 2 ELSE 3 END
)
SELECT oid, call, answer(call), answer(of_integers) AS of_integers
FROM chosen AS c, call(oid, args, numbers) AS call, call(oid, args, integers) AS of_integers
WHERE cardinality(args) = CASE WHEN of > 4 THEN 2 WHEN of > 3 THEN 3 ELSE of END;
SELECT call, answer, of_integers FROM call WHERE answer IS DISTINCT FROM of_integers LIMIT 10;
SELECT count(*) > 5000 AS calls, count(DISTINCT oid) = (SELECT count(DISTINCT oid) FROM whole) AS of_all FROM call;
-- refused for their values, not for their types
SELECT answer FROM call WHERE answer ~ '^[0-9A-Z]{5} ' GROUP BY answer ORDER BY answer COLLATE "C";
-- each argument with a number that is not whole: the error, and the argument that it names
SELECT number, left(answer, 5) AS sqlstate, count(*) > 80 AS arguments, bool_and(strpos(answer, name) > 0) AS named
FROM whole AS w, unnest(ARRAY['1.5', '''NaN''::float8', '''-infinity''::float8', '1e17', '-1e17', 'edss']) AS number,
	call(oid, ARRAY[n::int], ARRAY[number]), answer(call)
WHERE proname NOT LIKE 'edss_issue%' OR number = 'edss'	-- which ask for what is wrong
GROUP BY number, sqlstate ORDER BY number COLLATE "C", sqlstate;
