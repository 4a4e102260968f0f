\set echo :ECHO
\set ECHO none
\set on_error_stop :ON_ERROR_STOP
\set ON_ERROR_STOP on
-- Values of every type of the extension, for the tests that try each type.  A new type needs one row in the table
-- samples below: a test that includes this file stops if a type has none.  The columns of a row:
--
--	ordinary	a typical value; every function returns an answer if all its arguments are ordinary values
--	extremes	values that are empty, at the ends of a range, close to a limit, or in another form of storage
--	made		an expression in i that gives a value for each i = 0, 1, 2, ..., or NULL; values may repeat, and if the
--			type has only a few values it gives all of them, in their order
--	gathered	an aggregate over d = 0, 1, 2, ... whose result grows with the number of d; NULL if the type has a
--			fixed size
--
-- This file makes, for the tests: the view own_type, which lists the types; the table sample, which has one row for
-- each value, as written and as printed; and the function gathered(type, days).  Rows of types that the installed
-- version does not have are ignored.
CREATE TEMP VIEW own_type AS
SELECT t.oid::regtype AS type, t.typname::text AS name, t.typlen < 0 AS varies, t.typsend AS send
FROM pg_depend AS d JOIN pg_extension AS e ON d.refobjid = e.oid JOIN pg_type AS t ON t.oid = d.objid
WHERE d.refclassid = 'pg_extension'::regclass AND e.extname = 'sepms' AND d.deptype = 'e'
	AND d.classid = 'pg_type'::regclass AND t.typtype = 'b' AND t.typcategory <> 'A';
CREATE TEMP TABLE samples (type text PRIMARY KEY, ordinary text NOT NULL, extremes text[] NOT NULL, made text NOT NULL,
	gathered text);

-- Values of a patient: codes
INSERT INTO samples VALUES ('edss', '3', '{0,10}',
	'(CASE WHEN i % 20 = 0 THEN 0 ELSE (i % 20 + 1) / 2.0 END)::edss');
INSERT INTO samples VALUES ('dmt', 'natalizumab', '{AHSCT}',
	'(SELECT dmt FROM dmt_catalog() OFFSET i % (SELECT count(*) FROM dmt_catalog()) LIMIT 1)');
INSERT INTO samples VALUES ('dmt_line', 'first', '{first,third off-label}',
	$$('{first,first off-label,second,second off-label,third,third off-label}'::dmt_line[])[1 + i % 6]$$);
INSERT INTO samples VALUES ('ms_phenotype', 'RR-active', '{SP-active-with_progression}',
	$$lublin_2013(('{CIS,RR,PP,SP}'::text[])[1 + i % 4], ('{0,1,NULL}'::integer[])[1 + i / 4 % 3], 0, 0, true,
		('{t,f,NULL}'::boolean[])[1 + i / 12 % 3])$$);
INSERT INTO samples VALUES ('transplant_step', 'mobilisation', '{recovery}',
	$$('{mobilisation,collection,cryopreservation,conditioning,reinjection,aplasia,recovery}'::transplant_step[])
		[1 + i % 7]$$);
INSERT INTO samples VALUES ('neda_status', 'EDA (active: relapse)',
	ARRAY['not evaluable (missing: relapse, progression, new T2, Gd+, brain volume loss)', 'NEDA-4',
	'EDA (active: new T2; missing: Gd+, brain volume loss)'],
	$$neda_status(('{1,0,NULL}'::integer[])[1 + i % 3], ('{t,f,NULL}'::boolean[])[1 + i / 3 % 3],
		('{1,0,NULL}'::integer[])[1 + i / 9 % 3], ('{1,0,NULL}'::integer[])[1 + i / 27 % 3],
		('{-1,0,NULL}'::float8[])[1 + i / 81 % 3])$$);

-- Values of a patient: lists; and definitions
INSERT INTO samples VALUES ('outcome_series', '{2020-01-01: 3, 2020-05-01: 4, 2020-12-01: 4}', ARRAY['{}',
	'{4714-11-24 BC: 3, 5874897-12-31: 4}', '{4714-11-24 BC: 0, 2020-01-01: 10, 5874897-12-31: 10}',
	'{2020-01-01: 1e+308, 2020-06-01: -1e+308, 2021-01-01: 1e-320}',
	'{2019-03-04: 3.5, 2019-06-10: 4 (cannot confirm), 2019-09-01: 4.5}',
	'{4000-01-01 BC: -0.1, 1999-12-31: 1e-300, 2000-01-01: 7.25}',
	'{2019-03-04: 5.1, 2019-06-10: 17.3}', '{2019-03-04: 5.125}'],
	$$(SELECT outcome_series('2019-01-01'::date + 90 * j, 1 + (2 + j % (i % 7 + 1)) / 2.0, j % 5 <> 3)
		FROM generate_series(0, i % 12) AS j)$$,
	$$outcome_series('0001-01-01'::date + d, 2 + d % 3)$$);
INSERT INTO samples VALUES ('mri_series',
	'{2019-12-01: Gd 0, 2020-12-10: T2 2 Gd 1 both 1 PBVC -0.35 since 2019-12-01}',
	ARRAY['{}', '{2020-06-01: PBVC 1e+308}', '{2019-03-04: Gd 0, 2020-03-10: T2 some, 2021-09-01: unknown}',
	'{4714-11-24 BC: Gd 0, 5874897-12-31: T2 30000 Gd 30000 both 0 PBVC -1e+308 since 4714-11-24 BC}'],
	$$(SELECT mri_series('2019-02-01'::date + 180 * j, nullif(i % 3, 2), j % 2, -0.3)
		FROM generate_series(0, i % 6) AS j)$$,
	$$mri_series('0001-01-01'::date + d, d % 3, d % 2, -0.3) FILTER (WHERE d < 100000)$$);
INSERT INTO samples VALUES ('treatment_history',
	'{teriflunomide: [2016-03-01,2018-01-05), ocrelizumab: [2018-02-01,)}',
	ARRAY['{}', '{alemtuzumab: [4714-11-24 BC,5874897-12-31)}', '{alemtuzumab: [5874897-12-31,)}'],
	$$(SELECT treatment_agg(dmt, daterange('2015-01-01'::date + 200 * r, '2015-01-01'::date + 200 * r + 190))
		FROM (SELECT dmt, row_number() OVER ()::integer AS r FROM dmt_catalog() OFFSET i % 20 LIMIT i % 4) AS d)$$,
	$$treatment_agg(('{natalizumab,ocrelizumab,teriflunomide}'::dmt[])[1 + d % 3],
		daterange('2000-01-01'::date + 2 * d, '2000-01-01'::date + 2 * d + 5)) FILTER (WHERE d < 10000)$$);
INSERT INTO samples VALUES ('disability_criteria', 'edss', ARRAY['{}', 'muller2023', 'cdp12', '{"event": "firstPIRA"}',
	'{"outcome": "custom", "min_change": 1e308, "conf_days": [1e-320, 1e308], "require_sust_days": "Infinity", '
		'"impute_last_visit": "Infinity"}',
	'{"outcome": "custom", "worsening": "decrease", "min_change": 1.5, "conf_days": [84, 168], '
		'"relapse_indep": {"prec": [0, 0], "event": [90, 30]}}'],
	$$disability_criteria(('{edss,t25fw,sdmt,muller2023,kappos2020,cagol2022}'::text[])[1 + i % 6],
		conf_days => ARRAY[7 + i * 0.5, 168])$$,
	$$disability_criteria('edss', conf_days => array_agg((1 + d)::float8 ORDER BY d) FILTER (WHERE d < 8))$$);

-- Tallies of a cohort
INSERT INTO samples VALUES ('neda_tally', '{"version": 1, "NEDA-4": 3, "EDA (active: relapse)": 20}', ARRAY[
	'{"version": 1}', '{"version": 1, "NEDA-4": 9223372036854775807}',
	'{"version": 1, "EDA (active: relapse)": 9223372036854775807}',
	'{"version": 1, "NEDA-4": 1, "EDA (active: relapse)": 9223372036854775806}',
	'{"version": 1, "NEDA-4": 3, "NEDA-3 (missing: brain volume loss)": 2}'],
	'(SELECT neda_agg(neda_status(j % 3, j % 2 = 0, i % 5, NULL)) FROM generate_series(1, i % 9) AS j)',
	$$neda_agg(neda_status(nullif(d % 3, 2), nullif(d / 3 % 3, 2) = 1, nullif(d / 9 % 3, 2), nullif(d / 27 % 3, 2),
		-nullif(d / 81 % 3, 2)))$$);
INSERT INTO samples VALUES ('weighted_neda_tally',
	'{"version": 1, "statuses": ["NEDA-4"], "patients": [3], "weights": [3], "squares": [3]}', ARRAY[
	'{"version": 1, "statuses": [], "patients": [], "weights": [], "squares": []}',
	'{"version": 1, "statuses": ["NEDA-4"], "patients": [9007199254740992], "weights": [1.7e308], '
		'"squares": [1.7e308]}',
	'{"version": 1, "statuses": ["NEDA-4", "EDA (active: relapse)"], "patients": [3, 9007199254740989], '
		'"weights": [1e308, 1e308], "squares": [1e308, 1e-320]}',
	'{"version": 1, "statuses": ["NEDA-4", "EDA (active: relapse)"], "patients": [1, 1], '
		'"weights": [1e-320, 1e-320], "squares": [1e-320, 1e308]}'],
	'(SELECT neda_agg(neda_status(j % 3, j % 2 = 0, i % 5, NULL), 1 + j / 3.0) FROM generate_series(1, i % 9) AS j)',
	$$neda_agg(neda_status(nullif(d % 3, 2), nullif(d / 3 % 3, 2) = 1, nullif(d / 9 % 3, 2), nullif(d / 27 % 3, 2),
		-nullif(d / 81 % 3, 2)), 0.7)$$);
INSERT INTO samples VALUES ('relapse_tally', '{"version": 1, "patients": 3, "relapse_free": 1, "relapses": 3, '
	'"days": 1095, "relapses_squared": 5, "relapses_times_days": 1765, "days_squared": 624125}', ARRAY[
	'{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, "relapses_squared": 0, '
		'"relapses_times_days": 0, "days_squared": 0}',
	'{"version": 1, "patients": 9223372036854775807, "relapse_free": 0, "relapses": 9223372036854775807, '
		'"days": 9223372036854775807, "relapses_squared": 9223372036854775807, '
		'"relapses_times_days": 9223372036854775807, "days_squared": 9223372036854775807}',
	'{"version": 1, "patients": 1, "relapse_free": 0, "relapses": 9223372036854775807, "days": 1, '
		'"relapses_squared": 9223372036854775807, "relapses_times_days": 9223372036854775807, "days_squared": 1}',
	'{"version": 1, "patients": 2, "relapse_free": 1, "relapses": 1, "days": 9223372036854775807, '
		'"relapses_squared": 1, "relapses_times_days": 9223372036854775807, "days_squared": 9223372036854775807}',
	'{"version": 1, "patients": 2, "relapse_free": 1, "relapses": 1, "days": 1, "relapses_squared": 1, '
		'"relapses_times_days": 0, "days_squared": 9223372036854775807}',
	'{"version": 1, "patients": 10000000000, "relapse_free": 0, "relapses": 10000000000, "days": 10000000000, '
		'"relapses_squared": 10000000000, "relapses_times_days": 10000000000, "days_squared": 10000000000}',
	'{"version": 1, "patients": 2, "relapse_free": 0, "relapses": 4294967294, "days": 4294967294, '
		'"relapses_squared": 9223372028264841218, "relapses_times_days": 9223372028264841218, '
		'"days_squared": 9223372028264841218}'],
	'(SELECT relapse_agg(j % 3, 100 + i) FROM generate_series(1, i % 9) AS j)',
	'relapse_agg(d % 3, 365)');
INSERT INTO samples VALUES ('weighted_relapse_tally', '{"version": 1, "relapses": [0, 1, 2], "patients": [1, 1, 1], '
	'"weights": [0.5, 0.5, 0.5], "days": [15, 182.5, 350], "squares": [0.25, 0.25, 0.25], '
	'"square_days": [7.5, 91.25, 175], "square_day_squares": [225, 33306.25, 122500]}', ARRAY[
	'{"version": 1, "relapses": [], "patients": [], "weights": [], "days": [], "squares": [], "square_days": [], '
		'"square_day_squares": []}',
	'{"version": 1, "relapses": [1], "patients": [9007199254740992], "weights": [1.7e308], "days": [1.7e308], '
		'"squares": [1.7e308], "square_days": [1.7e308], "square_day_squares": [1.7e308]}',
	'{"version": 1, "relapses": [1, 2147483647], "patients": [1, 9007199254740991], "weights": [1e308, 1e308], '
		'"days": [1e308, 1e308], "squares": [1e308, 1e308], "square_days": [1e308, 1e308], '
		'"square_day_squares": [1e308, 1e308]}',
	'{"version": 1, "relapses": [2147483647], "patients": [2], "weights": [1e308], "days": [1e-320], '
		'"squares": [1e308], "square_days": [1e-320], "square_day_squares": [1e-320]}',
	'{"version": 1, "relapses": [0, 1], "patients": [1, 1], "weights": [1, 1e-320], "days": [1e308, 1], '
		'"squares": [1, 1e-320], "square_days": [1, 1], "square_day_squares": [1e308, 1]}'],
	'(SELECT relapse_agg(j % 3, 100 + i, 0.1 * j) FROM generate_series(1, i % 9) AS j)',
	'relapse_agg(d, 365, 0.7)');
INSERT INTO samples VALUES ('survival_tally',
	'{"version": 1, "days": [1, 2, 3, 4], "events": [0, 1, 0, 1], "censored": [1, 0, 1, 0]}', ARRAY[
	'{"version": 1, "days": [], "events": [], "censored": []}',
	'{"version": 1, "days": [0, 2147483647], "events": [4503599627370496, 0], "censored": [0, 4503599627370496]}',
	'{"version": 1, "days": [0, 2147483647], "events": [9007199254740991, 0], "censored": [0, 1]}',
	'{"version": 1, "days": [2147483647], "events": [9007199254740992], "censored": [0]}',
	'{"version": 1, "days": [1, 2, 3], "events": [0, 1, 4503599627370400], "censored": [1, 1, 1], '
		'"entered": [1, 4503599627370400, 0]}',
	'{"version": 1, "days": [3, 700], "events": [1, 300], "censored": [0, 1], "entered": [1, 0]}',
	'{"version": 1, "days": [1, 2], "events": [1, 0], "censored": [0, 9007199254740991]}'],
	'(SELECT survival_agg(j * 30 % (i + 1), j % 2 = 0) FROM generate_series(1, i % 40) AS j)',
	'survival_agg(d, d % 2 = 0)');
INSERT INTO samples VALUES ('weighted_survival_tally', '{"version": 1, "days": [1, 2], "events": [0, 1], '
	'"event_weights": [0, 0.5], "event_squares": [0, 0.25], "censored": [1, 0], "censored_weights": [0.5, 0], '
	'"censored_squares": [0.25, 0]}', ARRAY[
	'{"version": 1, "days": [], "events": [], "event_weights": [], "event_squares": [], "censored": [], '
		'"censored_weights": [], "censored_squares": []}',
	'{"version": 1, "days": [3], "events": [1], "event_weights": [1.7e308], "event_squares": [1.7e308], '
		'"censored": [9007199254740991], "censored_weights": [1.7e308], "censored_squares": [1e-300]}',
	'{"version": 1, "days": [0, 2147483647], "events": [1, 1], "event_weights": [1e308, 1e308], '
		'"event_squares": [1e308, 1e308], "censored": [1, 1], "censored_weights": [1e308, 1e-320], '
		'"censored_squares": [1e-320, 1e308]}',
	'{"version": 1, "days": [5, 6], "events": [1, 1], "event_weights": [1e-320, 1e-320], '
		'"event_squares": [1e308, 1e308], "censored": [0, 0], "censored_weights": [0, 0], "censored_squares": [0, 0]}',
	'{"version": 1, "days": [5], "events": [1], "event_weights": [1], "event_squares": [1], "censored": [0], '
		'"censored_weights": [0], "censored_squares": [0]}'],
	'(SELECT survival_agg(j * 30 % (i + 1), j % 2 = 0, j / 7.0) FROM generate_series(1, i % 40) AS j)',
	'survival_agg(d, d % 2 = 0, 0.7)');
INSERT INTO samples VALUES ('cuminc_tally',
	'{"version": 1, "days": [1, 2, 3], "censored": [0, 0, 1], "cause_1": [1, 0, 0], "cause_2": [0, 1, 0]}', ARRAY[
	'{"version": 1, "days": [], "censored": [], "cause_1": []}',
	'{"version": 1, "days": [0, 2147483647], "censored": [9007199254740991, 0], "cause_1": [0, 1]}',
	'{"version": 1, "days": [0, 2147483647], "censored": [0, 1], "cause_1": [9007199254740000, 0], "cause_2": [1, 1]}'],
	'(SELECT cuminc_agg(j * 30 % (i + 1), j % 3) FROM generate_series(1, i % 40) AS j)',
	'cuminc_agg(d, d % 6)');
INSERT INTO samples VALUES ('severity_tally', '{"version": 1, "years": ["1", "2+"], "0": [1, 0], "1.0": [0, 2]}', ARRAY[
	'{"version": 1, "years": []}',
	'{"version": 1, "years": ["3+"], "0": [9007199254740992]}',
	'{"version": 1, "years": ["0", "199+"], "0": [9007199254740000, 1], "1.0": [0, 1]}'],
	'(SELECT severity_agg(((j % 19 + 2) / 2.0)::edss, i / 10.0) FROM generate_series(1, i % 9) AS j)',
	'severity_agg(CASE WHEN d % 19 = 0 THEN 0 ELSE 0.5 + d % 19 * 0.5 END::edss, d % 200)');
INSERT INTO samples VALUES ('cox_tally', '{"version": 1, "terms": 1, "left_out": 1, "days": [30, 90], '
	'"observed": [true, false], "patients": [11, 20], "x": [[1], [0]]}', ARRAY[
	'{"version": 1, "terms": 2, "left_out": 1, "days": [30, 90], "observed": [true, false], "patients": [1, 20], '
		'"x": [[1, 3.5], [0, 2]]}',
	'{"version": 1, "terms": 0, "left_out": 0, "days": [], "observed": [], "x": []}',
	'{"version": 1, "terms": 0, "left_out": 9007199254740992, "days": [], "observed": [], "x": []}',
	'{"version": 1, "terms": 0, "left_out": 3, "days": [0, 2147483647], "observed": [false, true], '
		'"patients": [9007199254740988, 1], "x": [[], []]}',
	'{"version": 1, "terms": 1, "left_out": 0, "days": [5, 2147483647, 7], "observed": [true, false, true], '
		'"entry_days": [4, 2147483646, 0], "weights": [1e-09, 1000000000, 0.1], '
		'"strata": [null, -2147483648, 2147483647], "clusters": [9223372036854775807, null, -9223372036854775808], '
		'"x": [[1.7e308], [-1.7e308], [4.9406564584124654e-324]]}',
	'{"version": 1, "terms": 1, "left_out": 0, "days": [5, 5], "observed": [true, true], "strata": [null, 0], '
		'"clusters": [null, 0], "x": [[0], [0]]}'],
	'(SELECT cox_agg(cox_row(j * 30 % (i + 1), j % 2 = 0, ARRAY[j % 3, nullif(j % 7, 6)], weight => 1 + i % 2, '
		'stratum => nullif(i % 3, 0), cluster => CASE WHEN i % 5 = 4 THEN j % 4 END)) '
		'FROM generate_series(1, i % 40) AS j)',
	'cox_agg(d, d % 2 = 0, ARRAY[d % 7, d % 11 * 0.3])');
INSERT INTO samples VALUES ('count_tally', '{"version": 1, "terms": 1, "left_out": 1, "events": [0, 2], '
	'"days": [365, 700], "patients": [20, 11], "x": [[1], [0]]}', ARRAY[
	'{"version": 1, "terms": 0, "left_out": 0, "events": [], "days": [], "x": []}',
	'{"version": 1, "terms": 1, "left_out": 9007199254740990, "events": [0, 2147483647], "days": [2147483647, 1], '
		'"weights": [1e-09, 1000000000], "clusters": [null, -9223372036854775808], "x": [[-1.7e308], [1.7e308]]}'],
	'(SELECT count_agg(count_row(j % 3, 100 + i, ARRAY[j % 2], 1 + i % 2, nullif(i % 3, 0))) '
		'FROM generate_series(1, i % 9) AS j)',
	'count_agg(d % 3, 365, ARRAY[d])');
INSERT INTO samples VALUES ('logistic_tally', '{"version": 1, "terms": 1, "left_out": 1, "outcome": [false, true], '
	'"patients": [20, 11], "x": [[1], [0]]}', ARRAY[
	'{"version": 1, "terms": 0, "left_out": 0, "outcome": [], "x": []}',
	'{"version": 1, "terms": 1, "left_out": 9007199254740990, "outcome": [false, true], '
		'"weights": [1e-09, 1000000000], "clusters": [null, -9223372036854775808], "x": [[-1.7e308], [1.7e308]]}'],
	'(SELECT logistic_agg(logistic_row(j % 3 = 0, ARRAY[j % 2], 1 + i % 2, nullif(i % 3, 0))) '
		'FROM generate_series(1, i % 9) AS j)',
	'logistic_agg(d % 3 = 0, ARRAY[d])');
INSERT INTO samples VALUES ('meta_tally',
	'{"version": 1, "estimates": [-0.62, -0.41], "std_errs": [0.14, 0.22]}', ARRAY[
	'{"version": 1, "estimates": [], "std_errs": []}',
	'{"version": 1, "estimates": [-1e50, 0, 0, 1e50], "std_errs": [1e-50, 1e-50, 1e50, 1e50]}',
	'{"version": 1, "estimates": [5e-324], "std_errs": [0.1]}'],
	'(SELECT meta_agg(j - i / 3.0, 0.5 + j) FROM generate_series(1, i % 9) AS j)',
	'meta_agg(d, 1) FILTER (WHERE d < 10000)');
INSERT INTO samples VALUES ('balance_tally', '{"version": 1, "treated": 20, "treated_n": [19], '
	'"treated_others": [19], "treated_x": [30.5], "treated_xx": [90.25], "control": 12, "control_n": [12], '
	'"control_others": [11], "control_x": [-5], "control_xx": [40]}', ARRAY[
	'{"version": 1, "treated": 0, "treated_n": [], "treated_others": [], "treated_x": [], "treated_xx": [], '
		'"control": 0, "control_n": [], "control_others": [], "control_x": [], "control_xx": []}',
	'{"version": 1, "treated": 9007199254740992, "treated_n": [9007199254740992, 0], '
		'"treated_others": [9007199254740992, 0], "treated_x": [-9007199254740992000000000000000, 0], '
		'"treated_xx": [9007199254740992000000000000000000000000000000, 0], "control": 0, "control_n": [0, 0], '
		'"control_others": [0, 0], "control_x": [0, 0], "control_xx": [0, 0]}',
	'{"version": 1, "treated": 2, "treated_w": 1, "treated_ww": 0.5, "treated_n": [2], "treated_others": [2], '
		'"treated_x": [90], "treated_xx": [4100], "treated_term_w": [1], "treated_term_ww": [0.5], '
		'"treated_wx": [45], "treated_wxx": [2050], "control": 1, "control_w": 1000000000, '
		'"control_ww": 1000000000000000000, "control_n": [1], "control_others": [0], "control_x": [1], '
		'"control_xx": [1], "control_term_w": [1000000000], "control_term_ww": [1000000000000000000], '
		'"control_wx": [1000000000], "control_wxx": [1000000000]}',
	'{"version": 1, "treated": 3, "treated_n": [], "treated_others": [], "treated_x": [], "treated_xx": [], '
		'"control": 9007199254740989, "control_n": [], "control_others": [], "control_x": [], "control_xx": []}'],
	$$(SELECT balance_agg(j % 2 = 0, ARRAY[j % 3, nullif(j / 7.0, 1)], 1 + i % 2 * j / 3.0)
		FROM generate_series(1, i % 9) AS j)$$,
	$$balance_agg(d % 2 = 0, array_fill(d / 7.0::float8, '{8}'), 1 + d / 3.0) FILTER (WHERE d < 1000)$$);

INSERT INTO samples VALUES ('regression_model', '{"version": 1, "family": "cox", "ties": "efron", "variance": "model", '
	'"status": "ok", "n": 60, "events": 38, "left_out": 1, "iterations": 4, "loglik_null": -124.5, "loglik": -122.25, '
	'"terms": ["age"], "estimate": [-0.02], "vcov": [[0.0004]]}', ARRAY[
	'{"version": 1, "family": "poisson", "variance": "model", "status": "ok", "n": 60, "events": 38, "left_out": 1, '
		'"iterations": 4, "loglik_null": -124.5, "loglik": -122.25, "terms": ["(Intercept)", "age", "edss"], '
		'"estimate": [-1, -0.02, 0.3], "vcov": [[1], [-0.001, 0.0004], [0.02, 0.001, 0.01]]}',
	'{"version": 1, "family": "cox", "ties": "breslow", "variance": "robust", "status": "no events", "n": 0, '
		'"events": 0, "left_out": 9007199254740992, "iterations": 0, "terms": []}',
	'{"version": 1, "family": "negative_binomial", "variance": "model", "status": "no overdispersion", "n": 9, '
		'"events": 9, "left_out": 0, "iterations": 2147483647, "loglik_null": -5, "loglik": -5, '
		'"terms": ["(Intercept)"], "estimate": [-1.7e308], "vcov": [[0]]}',
	'{"version": 1, "family": "negative_binomial", "variance": "robust", "status": "ok", "n": 9007199254740992, '
		'"events": 9223372036854775807, "left_out": 0, "clusters": 9007199254740992, "weighted": true, '
		'"iterations": 1, "loglik_null": -5e-324, "loglik": -4, "theta": 5e-324, '
		'"terms": ["(Intercept)", "EDSS > 3, [at start]"], "estimate": [1.7e308, 5e-324], '
		'"vcov": [[1.7e308], [-1.7e308, 1.7e308]]}',
	'{"version": 1, "family": "logistic", "variance": "model", "status": "separated: (Intercept)", "n": 5, '
		'"events": 5, "left_out": 0, "iterations": 0, "terms": ["(Intercept)", "ok"]}',
	'{"version": 1, "family": "cox", "ties": "efron", "variance": "robust", "status": "collinear: x2", "n": 5, '
		'"events": 5, "left_out": 0, "clusters": 2, "strata": 3, "weighted": true, "late_entries": true, '
		'"iterations": 0, "loglik_null": -3, "terms": ["x1", "x2"]}'],
	$$(SELECT CASE i % 4
			WHEN 0 THEN cox(cox_agg(j * 30 % (i + 1), j % 2 = 0, ARRAY[j % 3, j % 5]))
			WHEN 1 THEN poisson(count_agg(j % 3, 100 + j, ARRAY[j % 2, j * i % 7], 1 + j % 2))
			WHEN 2 THEN negative_binomial(count_agg(j * j % 7, 100 + j, ARRAY[j % 2, i % 3]))
			ELSE logistic(logistic_agg(j % 3 = 0, ARRAY[j % 2, j * i % 5])) END
		FROM generate_series(1, 7 + i % 40) AS j)$$,
	$$cox(cox_agg(d, d % 2 = 0, (SELECT array_agg(d * n % (n + 2)) FROM generate_series(1, 40) AS n))
		FILTER (WHERE d < 400))$$);
INSERT INTO samples VALUES ('model_score', '{"version": 1, "family": "cox", "ties": "efron", "sites": 1, "n": 60, '
	'"events": 38, "left_out": 1, "clusters": 60, "strata": 1, "beta": [0.5], "spread": [0.25], "event_weight": 38, '
	'"constant": -124.5, "loglik": -122.25, "u": [1.5], "information": [[40.5]]}', ARRAY[
	'{"version": 1, "family": "poisson", "sites": 1, "n": 0, "events": 0, "left_out": 9007199254740992, '
		'"clusters": 0, "beta": [1.7e308], "spread": [], "event_weight": 0, "exposure": 0, "constant": 0, '
		'"loglik": 0, "u": [0], "information": [[0]]}',
	'{"version": 1, "family": "logistic", "sites": 9007199254740992, "n": 9007199254740992, '
		'"events": 9223372036854775807, "left_out": 0, "clusters": 9007199254740992, "clustered": true, '
		'"weighted": true, "beta": [0, -5e-324], "spread": [1.7e308], "event_weight": [1e16, 1], '
		'"exposure": [2e16, 1.5, 5e-324], "constant": 0, "loglik": [-1.7e308, 1, -5e-324], "u": [-1.7e308, 5e-324], '
		'"information": [[0], [1.7e308, 1.7e308]], "meat": [[1.7e308], [[-1e17, 5e-324], 0]]}',
	'{"version": 1, "family": "cox", "ties": "breslow", "sites": 2, "n": 5, "events": 5, "left_out": 0, '
		'"clusters": 5, "strata": 2, "late_entries": true, "beta": [1e6, -1e6], "spread": [1, -2048], '
		'"event_weight": 5, "constant": -3, "beyond": true}'],
	$$(SELECT model_score(logistic_agg(j % 3 = 0, ARRAY[j * i % 5 / 3.0], 1 + j % 3 / 7.0), '{0.5,-0.25}', 'robust')
		FROM generate_series(1, i) AS j)$$,
	$$model_score(cox_agg(d, d % 2 = 0, (SELECT array_agg(d * n % (n + 2)) FROM generate_series(1, 40) AS n))
		FILTER (WHERE d < 400), array_fill(0.01::float8, '{40}'), variance => 'robust')$$);

-- The values.  Each value from made is listed once, with the first i that gives it; for the others, i is the place in
-- extremes.
CREATE TEMP TABLE sample (type regtype, kind text, i integer, value text, printed text);
DO $$
DECLARE
	one record;
	missing text := (SELECT string_agg(name, ', ' ORDER BY name) FROM own_type LEFT JOIN samples AS s ON s.type = name
		WHERE made IS NULL OR varies AND gathered IS NULL);
BEGIN
	IF missing IS NOT NULL THEN
		RAISE 'test/samples.sql has no row, or one without gathered, for these types: %', missing
			USING HINT = 'Its first lines describe such a row; gathered is needed for a type of variable length.';
	END IF;
	FOR one IN SELECT * FROM own_type JOIN samples AS s ON s.type = name LOOP
		EXECUTE format($sql$
			INSERT INTO sample
			SELECT %1$L::regtype, kind, n - 1, value, value::%1$I::text
			FROM (SELECT 'ordinary' AS kind, %2$L AS value, 1 AS n
				UNION ALL SELECT 'extreme', * FROM unnest(%3$L::text[]) WITH ORDINALITY) AS v (kind, value, n)
			UNION ALL
			SELECT %1$L::regtype, 'made', min(i), value, value
			FROM (SELECT i, (%4$s)::text AS value FROM generate_series(0, %5$s) AS i) AS v
			WHERE value IS NOT NULL GROUP BY value
			$sql$, one.name, one.ordinary, one.extremes, one.made, CASE WHEN one.varies THEN 47 ELSE 242 END);
		IF (SELECT count(DISTINCT printed) < 3 FROM sample AS s WHERE s.type = one.type) THEN
			RAISE 'test/samples.sql has fewer than three values of the type %', one.name;
		END IF;
	END LOOP;
END $$;
-- gathered(type, days): the aggregate over so many days, as text
CREATE FUNCTION pg_temp.gathered(type regtype, days integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	value text;
BEGIN
	EXECUTE (SELECT format('SELECT (%s)::text FROM generate_series(0, $1 - 1) AS d', gathered)
		FROM samples AS s JOIN own_type AS o ON o.name = s.type WHERE o.type = $1) INTO value USING days;
	RETURN value;
END $$;
\set ON_ERROR_STOP :on_error_stop
\set ECHO :echo
