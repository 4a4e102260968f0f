-- disability: definitions of confirmed disability events, and the events themselves.

-- @io disability_criteria

CREATE TYPE disability_criteria (
	INPUT = disability_criteria_in, OUTPUT = disability_criteria_out,
	RECEIVE = disability_criteria_recv, SEND = disability_criteria_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE disability_criteria IS
	'definition of confirmed disability events; prints as a JSON object with all parameters; reads such an object, '
	'the name of an outcome, or the name of a published definition';

-- The order lets a definition be a key; it has no other meaning.
-- @bytes disability_criteria 'ordered by text' 'HASHES, MERGES'

CREATE FUNCTION disability_criteria(jsonb) RETURNS disability_criteria
	AS 'MODULE_PATHNAME', 'sepms_criteria_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disability_criteria(jsonb) IS
	'convert jsonb to disability_criteria; parameters left out keep their defaults';
CREATE FUNCTION jsonb(disability_criteria) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'sepms_criteria_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION jsonb(disability_criteria) IS
	'convert disability_criteria to jsonb: an object with all parameters';
CREATE CAST (jsonb AS disability_criteria) WITH FUNCTION disability_criteria(jsonb);
CREATE CAST (disability_criteria AS jsonb) WITH FUNCTION jsonb(disability_criteria);

-- @json disability_criteria 'an object with all parameters'

-- The arguments are the parameters of core/criteria.c, in the same order.
CREATE FUNCTION disability_criteria(
	outcome text DEFAULT 'edss', event text DEFAULT NULL, raw_pira boolean DEFAULT NULL,
	baseline text DEFAULT NULL, proceed_from text DEFAULT NULL, sub_threshold_rebl text DEFAULT NULL,
	relapse_rebl boolean DEFAULT NULL, bl_geq boolean DEFAULT NULL, skip_local_extrema text DEFAULT NULL,
	conf_days float8[] DEFAULT NULL, conf_tol_days float8[] DEFAULT NULL,
	require_sust_days float8 DEFAULT NULL, check_intermediate boolean DEFAULT NULL,
	relapse_to_bl float8[] DEFAULT NULL, relapse_to_event float8[] DEFAULT NULL,
	relapse_to_conf float8[] DEFAULT NULL, relapse_assoc float8[] DEFAULT NULL,
	relapse_indep jsonb DEFAULT NULL, impute_last_visit float8 DEFAULT NULL, variant text DEFAULT NULL,
	worsening text DEFAULT NULL, min_change float8 DEFAULT NULL, min_change_rel float8 DEFAULT NULL
) RETURNS disability_criteria
	AS 'MODULE_PATHNAME', 'sepms_disability_criteria' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION disability_criteria(
	text, text, boolean, text, text, text, boolean, boolean, text, float8[], float8[], float8, boolean,
	float8[], float8[], float8[], float8[], jsonb, float8, text, text, float8, float8
) IS
	'definition of confirmed disability events, with the parameters of the R package msprog; outcome is edss, t25fw, '
	'nhpt, sdmt, lcla or custom, or the name of a published definition (cdp12, cdp24, cdp48, muller2023, '
	'muller2023_strict, kappos2020, cagol2022, muller2025, portaccio2025), and sets the defaults for the parameters '
	'that are NULL: event firstCDW, conf_days {84}, conf_tol_days {7,730.5} and others, see doc/disability.md; '
	'variant is std50, std55 or opera for edss, and msprog, 4pt, 8pt or 10pct for sdmt; Montobbio 2024, '
	'doi:10.1177/13524585241243157';

CREATE FUNCTION describe(criteria disability_criteria, lang text DEFAULT 'en') RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_describe' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION describe(disability_criteria, text) IS
	'definition as a paragraph for the methods section of a paper, in English (en) or French (fr)';

-- The events of one patient.

CREATE FUNCTION disability_events(
	visits outcome_series, relapses date[],
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	relapse_ends date[] DEFAULT NULL,
	OUT nevent integer, OUT event_type text, OUT cdw_type text, OUT event_date date, OUT event_value float8,
	OUT baseline_date date, OUT baseline_value float8, OUT last_delta_date date, OUT last_delta_value float8,
	OUT conf_dates date[], OUT pira_conf_dates date[], OUT time2event integer, OUT bl2event integer,
	OUT total_fu integer, OUT sust_days integer, OUT sust_last boolean
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_disability_events' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400 ROWS 1;
COMMENT ON FUNCTION disability_events(outcome_series, date[], disability_criteria, date[]) IS
	'one row per confirmed event, in date order: CDW (worsening), classified as RAW, PIRA or undefined, or CDI '
	'(improvement); no rows without an event; the class is NULL if relapses are unknown (NULL); times in days; '
	'Montobbio 2024, doi:10.1177/13524585241243157';

CREATE FUNCTION disability_time(
	visits outcome_series, relapses date[],
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	relapse_ends date[] DEFAULT NULL, OUT days integer, OUT observed boolean
)
	AS 'MODULE_PATHNAME', 'sepms_disability_time' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;
COMMENT ON FUNCTION disability_time(outcome_series, date[], disability_criteria, date[]) IS
	'days from the first visit to the first event, or to the last visit if none was observed; NULL without visits, '
	'and for PIRA or RAW if relapses are unknown';

CREATE FUNCTION disability_seen(
	visits outcome_series, relapses date[],
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	relapse_ends date[] DEFAULT NULL
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_disability_seen' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;
COMMENT ON FUNCTION disability_seen(outcome_series, date[], disability_criteria, date[]) IS
	'true if there was an event of the kind sought; false if there was none and one could have been confirmed; '
	'otherwise NULL; also NULL for PIRA or RAW if relapses are unknown';

CREATE FUNCTION disability_milestone(
	visits outcome_series, relapses date[], milestone float8,
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb), relapse_ends date[] DEFAULT NULL,
	OUT milestone_date date, OUT value float8, OUT days integer, OUT observed boolean
)
	AS 'MODULE_PATHNAME', 'sepms_disability_milestone' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION disability_milestone(outcome_series, date[], float8, disability_criteria, date[]) IS
	'first visit at or beyond a milestone, such as EDSS 6, confirmed as the criteria require; days from the first '
	'visit to it, or to the last visit if not observed; 0 days if reached at the first visit';

CREATE FUNCTION disability_trace(
	visits outcome_series, relapses date[],
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	relapse_ends date[] DEFAULT NULL, lang text DEFAULT 'en',
	OUT step integer, OUT decision text, OUT visit_date date, OUT value float8,
	OUT baseline_date date, OUT baseline_value float8, OUT reason text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_disability_trace' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 20;
COMMENT ON FUNCTION disability_trace(outcome_series, date[], disability_criteria, date[], text) IS
	'search of disability_events() in one patient, step by step, with a reason for each decision, in English (en) or '
	'French (fr)';

CREATE FUNCTION edss_plus(
	edss outcome_series, t25fw outcome_series, nhpt outcome_series, relapses date[],
	criteria disability_criteria DEFAULT disability_criteria('{"outcome": "cdp24"}'::pg_catalog.jsonb),
	missing text DEFAULT 'strict', relapse_ends date[] DEFAULT NULL,
	OUT progression boolean, OUT event_date date, OUT components text[], OUT days integer, OUT observed boolean
)
	AS 'MODULE_PATHNAME', 'sepms_edss_plus' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION edss_plus(outcome_series, outcome_series, outcome_series, date[], disability_criteria, text,
	date[]) IS
	'progression of a composite outcome: worsening of the EDSS, the 25-foot walk or the nine-hole peg test, confirmed '
	'in the same outcome; if none worsened and some cannot be assessed, NULL (missing strict), or false if at least '
	'one can (observed); Cadavid 2017, doi:10.1177/1352458516638941';

-- This form has more arguments without a default than the other has arguments, so no call fits both.
CREATE FUNCTION edss_plus(
	edss outcome_series, t25fw outcome_series, nhpt outcome_series, sdmt outcome_series, lcla outcome_series,
	relapses date[], sdmt_variant text, outcomes text[],
	criteria disability_criteria DEFAULT disability_criteria('{"outcome": "cdp24"}'::pg_catalog.jsonb),
	missing text DEFAULT 'strict', relapse_ends date[] DEFAULT NULL,
	OUT progression boolean, OUT event_date date, OUT components text[], OUT days integer, OUT observed boolean
)
	AS 'MODULE_PATHNAME', 'sepms_edss_plus_of' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1500;
COMMENT ON FUNCTION edss_plus(outcome_series, outcome_series, outcome_series, outcome_series, outcome_series, date[],
	text, text[], disability_criteria, text, date[]) IS
	'edss_plus of the outcomes named: EDSS, T25FW, 9HPT, SDMT (worse by sdmt_variant 4pt, 8pt, 10pct or msprog) and '
	'LCLA (low-contrast letter acuity, worse by 7 letters, Balcer 2012, doi:10.1016/j.jns.2012.03.009); an outcome '
	'that is named and whose series is NULL cannot be assessed';

CREATE FUNCTION relapse_dedup(onsets date[], min_gap integer DEFAULT 30, ends date[] DEFAULT NULL) RETURNS date[]
	AS 'MODULE_PATHNAME', 'sepms_relapse_dedup' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION relapse_dedup(date[], integer, date[]) IS
	'relapse onsets without duplicates, in date order: the first, and each that is at least min_gap days after the '
	'onset of the last one kept, or after its end if that is known; NULLs are skipped';
