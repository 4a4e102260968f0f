-- spms: conversion to secondary progressive MS.

CREATE FUNCTION spms_conversion(
	visits outcome_series, relapses date[],
	visual outcome_series DEFAULT NULL, brainstem outcome_series DEFAULT NULL, pyramidal outcome_series DEFAULT NULL,
	cerebellar outcome_series DEFAULT NULL, sensory outcome_series DEFAULT NULL,
	bowel_bladder outcome_series DEFAULT NULL, cerebral outcome_series DEFAULT NULL,
	ambulation outcome_series DEFAULT NULL,
	variant text DEFAULT 'lorscheider2016', sustained boolean DEFAULT true, conf_days float8 DEFAULT NULL,
	relapse_days integer DEFAULT 30,
	OUT converted boolean, OUT spms_date date, OUT spms_edss edss, OUT reference_date date, OUT reference_edss edss,
	OUT confirmed_date date, OUT leading_systems text[], OUT possible_date date, OUT missing text[],
	OUT days integer, OUT observed boolean
)
	AS 'MODULE_PATHNAME', 'sepms_spms_conversion' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;
COMMENT ON FUNCTION spms_conversion(outcome_series, date[], outcome_series, outcome_series, outcome_series,
	outcome_series, outcome_series, outcome_series, outcome_series, outcome_series, text, boolean, float8, integer) IS
	'conversion to secondary progressive MS, from series of the EDSS and of raw functional system grades, and '
	'relapses (NULL: unknown): EDSS worse without a relapse and at least 4.0, pyramidal grade at least 2, confirmed '
	'after three months, also in the leading system; converted is NULL if missing data could decide; days from the '
	'first visit; variant lorscheider2016, no_fs, msoutcomes or msoutcomes_no_fs; Lorscheider 2016, '
	'doi:10.1093/brain/aww173';
