-- PostgreSQL 16 and later: bad input is reported softly, so that
-- pg_input_is_valid() answers and COPY ... ON_ERROR can go on.
SELECT type, value, pg_input_is_valid(value, type) AS valid, (pg_input_error_info(value, type)).*
FROM (VALUES
	('edss', '3.5'),
	('edss', '0.5'),
	('edss', '11'),
	('edss', 'NaN'),
	('dmt', 'Tysabri'),
	('dmt', 'natalizumb'),
	('dmt', 'aspirin'),
	('dmt_line', 'L2'),
	('dmt_line', 'fourth'),
	('dmt_line', 'daclizumab'),
	('ms_phenotype', 'SPMS'),
	('ms_phenotype', 'RIS'),
	('ms_phenotype', 'RSMP'),
	('transplant_step', 'greffe'),
	('transplant_step', 'graftt'),
	('neda_status', 'NEDA-4'),
	('neda_status', 'EDA'),
	('neda_status', 'NEDA-5'),
	('neda_tally', '{"version": 1, "NEDA-4": 2}'),
	('neda_tally', '{"version": 2}'),
	('neda_tally', '{"version": 1, "NEDA-4": 0}'),
	('neda_tally', '{'),
	('neda_tally', '{"version": 1, "version": 1}'),
	('outcome_series', '{2020-01-01: 3}'),
	('outcome_series', '{2020-02-30: 3}'),
	('outcome_series', '{2020-02-01: x}'),
	('outcome_series', '{'),
	('mri_series', '{2020-01-01: T2 1}'),
	('mri_series', '{2020-01-32: T2 1}'),
	('mri_series', '{2020-01-01: T2 x}'),
	('mri_series', '{2020-01-01: T2 1 both 1}'),
	('mri_series', '{2020-01-01}'),
	('disability_criteria', 'cdp24'),
	('disability_criteria', 'cdp25'),
	('disability_criteria', '{"event": "firstPIRA"}'),
	('disability_criteria', '{'),
	('disability_criteria', '{"event": "secondCDW"}'),
	('disability_criteria', '{"relapse_indep": {"prec": [-1, 0]}}'),
	('disability_criteria', '{"bl_geq": true}'),
	('disability_criteria', '{"conf_days": [84, "long"]}'),
	('disability_criteria', '{"when": 1}'),
	('disability_criteria', '{"outcome": 1}')
) AS v (type, value);
SELECT type,
	left(value, 40) AS value,
	pg_input_is_valid(value, type) AS valid,
	left(message, 60) AS message,
	left(detail, 60) AS detail
FROM (VALUES
	('relapse_tally',
		'{"version": 1, "patients": 1, "relapse_free": 0, "relapses": 1, "days": 365, "relapses_squared": 1, '
			'"relapses_times_days": 365, "days_squared": 133225}'),
	('relapse_tally', '{"version": 1}'),
	('relapse_tally', '{"version": 2}'),
	('relapse_tally', '{"patients": -1}'),
	('relapse_tally', '{"days": 1, "days": 1}'),
	('survival_tally', '{"version": 1, "days": [5], "events": [1], "censored": [0]}'),
	('survival_tally', '{"version": 3}'),
	('survival_tally', '{'),
	('mri_series', '{' || repeat(',', 100001)),
	('survival_tally', '{"version": 1, "days": [5, 4], "events": [1, 1], "censored": [0, 0]}'),
	('survival_tally', '{"days": [0' || repeat(',1', 3000000)),
	('severity_tally', '{}'),
	('severity_tally', '{"version": 1}'),
	('balance_tally', '{"version": 1, "treated": 2}'),
	('meta_tally', '{"version": 1, "estimates": [1], "std_errs": []}'),
	('meta_tally', '{"version": 1, "estimates": [1], "std_errs": [0]}'),
	('cox_tally', '{"version": 1, "terms": 1, "left_out": 0}'),
	('regression_model', '{"version": 1, "family": "cox"}'),
	('regression_model', '{"version": 2}'),
	('regression_model', '{"family": "probit"}'),
	('model_score', '{"version": 1, "family": "cox"}'),
	('weighted_survival_tally', '{}'),
	('cuminc_tally', '{"version": 1, "days": [], "censored": [], "cause_1": []}'),
	('cuminc_tally', '{"cause_16": []}'),
	('weighted_relapse_tally', '[]'),
	('weighted_neda_tally', '{"version": 1, "statuses": ["EDA"]}'),
	('treatment_history', '{Tysabri: [2016-01-01,2018-01-01), ocrelizumab: [2018-01-01,)}'),
	('treatment_history', '{natalizumb: [2016-01-01,)}'),
	('treatment_history', '{Tysabri: [2016-02-30,)}'),
	('treatment_history', '{Tysabri: [2016-01-01,2015-01-01)}'),
	('treatment_history', '{Tysabri'),
	('treatment_history', repeat(':', 10001))
) AS v (type, value), pg_input_error_info(value, type);

-- every type: its samples are valid, and what is none is reported softly
\getenv abs_srcdir PG_ABS_SRCDIR
\set samples :abs_srcdir '/samples.sql'
\i :samples
SELECT type, value FROM sample WHERE NOT pg_input_is_valid(value, type::text);
SELECT type, value FROM own_type, unnest('{"",no such value,"{no such value}"}'::text[]) AS value
WHERE pg_input_is_valid(value, type::text);
