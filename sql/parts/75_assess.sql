-- assess: the NEDA status of a patient, derived from visits, relapses and scans.

CREATE FUNCTION neda_assess(
	period daterange, visits outcome_series, relapses date[], scans mri_series,
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	rebaseline_days integer DEFAULT 0, followed_to date DEFAULT NULL, scan_lag integer DEFAULT 0,
	baseline_window integer DEFAULT 365, visit_window integer DEFAULT 90, scan_window integer[] DEFAULT '{90,180}'
) RETURNS neda_status
	AS 'MODULE_PATHNAME', 'sepms_neda_assess' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;
COMMENT ON FUNCTION neda_assess(daterange, outcome_series, date[], mri_series, disability_criteria, integer, date,
	integer, integer, integer, integer[]) IS
	'NEDA status of a patient in a period: relapses with onset in it, worsening confirmed by the criteria, new T2 and '
	'Gd+ lesions, brain volume loss; what was not assessed is missing (relapses NULL: unknown; empty: none); the '
	'first rebaseline_days do not count; followed_to is the last day on which the patient was seen (NULL: the last '
	'visit); scans up to scan_lag days after the period belong to it; the windows limit the days between a visit or '
	'scan and the start or end; Rotstein 2015, doi:10.1001/jamaneurol.2014.3537, Havrdova 2018, '
	'doi:10.1177/2055217318760642';

CREATE FUNCTION neda_by_year(
	start_date date, visits outcome_series, relapses date[], scans mri_series,
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	rebaseline_days integer DEFAULT 0, followed_to date DEFAULT NULL, scan_lag integer DEFAULT 0,
	baseline_window integer DEFAULT 365, visit_window integer DEFAULT 90, scan_window integer[] DEFAULT '{90,180}',
	years integer DEFAULT NULL,
	OUT year integer, OUT period daterange, OUT status neda_status, OUT sustained neda_status
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_neda_by_year' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2000 ROWS 5;
COMMENT ON FUNCTION neda_by_year(date, outcome_series, date[], mri_series, disability_criteria, integer, date, integer,
	integer, integer, integer[], integer) IS
	'NEDA status of each year of 365 days from start_date, by the rules of neda_assess; sustained is the status of '
	'the whole time from start_date to the end of the year; years is the number of years, NULL for all that began by '
	'the last known day';

CREATE FUNCTION neda_time(
	start_date date, visits outcome_series, relapses date[], scans mri_series,
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	rebaseline_days integer DEFAULT 0, followed_to date DEFAULT NULL, scan_lag integer DEFAULT 0,
	baseline_window integer DEFAULT 365, visit_window integer DEFAULT 90, scan_window integer[] DEFAULT '{90,180}',
	OUT days integer, OUT observed boolean, OUT component text
)
	AS 'MODULE_PATHNAME', 'sepms_neda_time' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;
COMMENT ON FUNCTION neda_time(date, outcome_series, date[], mri_series, disability_criteria, integer, date, integer,
	integer, integer, integer[]) IS
	'days from start_date to the first evidence of disease activity (level 3), and its component; if not observed, '
	'days until which relapses, progression and T2 lesions are all known; NULL if there are no such days; for '
	'survival_agg';

CREATE FUNCTION lublin_2013_assess(
	phenotype text, period daterange, visits outcome_series, relapses date[], scans mri_series,
	criteria disability_criteria DEFAULT
		disability_criteria('{"outcome": "muller2023", "event": "firstPIRA"}'::pg_catalog.jsonb),
	rebaseline_days integer DEFAULT 0, followed_to date DEFAULT NULL, scan_lag integer DEFAULT 0,
	baseline_window integer DEFAULT 365, visit_window integer DEFAULT 90, scan_window integer[] DEFAULT '{90,180}',
	OUT status ms_phenotype, OUT judged daterange, OUT relapse boolean, OUT new_t2 boolean, OUT gd boolean,
	OUT progression boolean
)
	AS 'MODULE_PATHNAME', 'sepms_lublin_2013_assess' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;
COMMENT ON FUNCTION lublin_2013_assess(text, daterange, outcome_series, date[], mri_series, disability_criteria,
	integer, date, integer, integer, integer, integer[]) IS
	'phenotype by the rule of lublin_2013 from the data of a patient in a period, the period judged, and what was '
	'found in it by the rules of neda_assess (NULL: not assessed); progression is worsening by the criteria, PIRA if '
	'they are not given, and counts for PP and SP; Lublin 2014, doi:10.1212/WNL.0000000000000560, Lublin 2020, '
	'doi:10.1212/WNL.0000000000009636';
