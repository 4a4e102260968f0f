-- pirma: progression independent of relapses and of MRI activity.

CREATE FUNCTION pirma_events(
	visits outcome_series, relapses date[], scans mri_series,
	criteria disability_criteria DEFAULT disability_criteria('{"outcome": "muller2023"}'::pg_catalog.jsonb),
	relapse_ends date[] DEFAULT NULL, gd_required boolean DEFAULT false, scan_lag integer DEFAULT 0,
	scan_window integer[] DEFAULT '{90,180}',
	OUT nevent integer, OUT cdw_type text, OUT event_date date, OUT period daterange, OUT new_t2 boolean,
	OUT gd boolean, OUT pirma boolean
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_pirma_events' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500 ROWS 1;
COMMENT ON FUNCTION pirma_events(outcome_series, date[], mri_series, disability_criteria, date[], boolean, integer,
	integer[]) IS
	'one row per confirmed worsening, numbered as in disability_events, with the MRI activity of its period, from the '
	'baseline to the confirmation: pirma is true for PIRA without new T2 or Gd+ lesions in the period, false for other '
	'worsening and with such lesions, otherwise NULL (MRI or relapses unknown); Kapica-Topczewska 2021, '
	'doi:10.3390/jcm10040868';

CREATE FUNCTION pirma_seen(
	visits outcome_series, relapses date[], scans mri_series,
	criteria disability_criteria DEFAULT disability_criteria('{"outcome": "muller2023"}'::pg_catalog.jsonb),
	relapse_ends date[] DEFAULT NULL, gd_required boolean DEFAULT false, scan_lag integer DEFAULT 0,
	scan_window integer[] DEFAULT '{90,180}'
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_pirma_seen' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION pirma_seen(outcome_series, date[], mri_series, disability_criteria, date[], boolean, integer,
	integer[]) IS
	'true if one of the events of pirma_events is PIRMA; NULL if none is and one may be, or without events if none '
	'could have been confirmed; otherwise false';
