-- privacy: suppression of small counts.

CREATE FUNCTION suppress(count bigint, threshold integer DEFAULT 11) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_suppress' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION suppress(bigint, integer) IS
	'count as text; a small count (1 to threshold - 1) becomes ''<11'', with the threshold in place of 11; 0 is shown';

CREATE FUNCTION suppress(counts bigint[], threshold integer DEFAULT 11) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_suppress_array' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION suppress(bigint[], integer) IS
	'counts of a row or table with known totals, as text: ''*'' for each small count (1 to threshold - 1) and for as '
	'many others as needed so that, by all totals, each small count could be as low as 1 and as high as the '
	'threshold; ''*'' for all if that is not enough (see suppress_safe); Gusfield 1988, doi:10.1137/0217034';

CREATE FUNCTION suppress_safe(counts bigint[], threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_suppress_safe' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION suppress_safe(bigint[], integer) IS
	'true if the totals may be published with the result of suppress(); false if they reveal a small count even with '
	'all cells hidden';

CREATE FUNCTION suppress_bounds(
	counts bigint[], threshold integer DEFAULT 11,
	OUT "row" integer, OUT "column" integer, OUT shown text, OUT lower bigint, OUT upper bigint
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_suppress_bounds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION suppress_bounds(bigint[], integer) IS
	'audit of suppress(): what is shown of each cell, and the lowest and highest value that a reader can compute for '
	'it from what is shown and all totals; not for publication';

-- Tallies: may the results be published?

CREATE FUNCTION publishable(tally neda_tally, threshold integer DEFAULT 11, level integer DEFAULT 3) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_neda_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(neda_tally, integer, integer) IS
	'true if the numbers of patients, evaluable, with NEDA, with activity and not evaluable, at this level, are each '
	'0 or at least the threshold';

CREATE FUNCTION publishable(
	tally weighted_neda_tally, threshold integer DEFAULT 11, level integer DEFAULT 3
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(weighted_neda_tally, integer, integer) IS
	'true if the numbers of patients, evaluable, with NEDA, with activity and not evaluable, at this level, are each '
	'0 or at least the threshold; counts patients, not weights';

CREATE FUNCTION publishable(tally relapse_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_relapse_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(relapse_tally, integer) IS
	'true if the numbers of patients, with and without a relapse, are each 0 or at least the threshold';

CREATE FUNCTION publishable(tally weighted_relapse_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(weighted_relapse_tally, integer) IS
	'true if the numbers of patients, with and without a relapse, are each 0 or at least the threshold; counts '
	'patients, not weights';

CREATE FUNCTION publishable(tally survival_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_survival_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(survival_tally, integer) IS
	'true if the numbers of patients, with the event and censored, are each 0 or at least the threshold';

CREATE FUNCTION publishable(tally weighted_survival_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(weighted_survival_tally, integer) IS
	'true if the numbers of patients, with the event and censored, are each 0 or at least the threshold; counts '
	'patients, not weights';

CREATE FUNCTION publishable(tally cuminc_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_cuminc_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(cuminc_tally, integer) IS
	'true if the numbers of patients, with each cause and censored, are each 0 or at least the threshold';

CREATE FUNCTION publishable(
	tally severity_tally, threshold integer DEFAULT 11, scale text DEFAULT 'both', range integer DEFAULT 2
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_severity_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION publishable(severity_tally, integer, text, integer) IS
	'true if the numbers of patients, in the cohort and in the reference group of each year, are each 0 or at least '
	'the threshold; scale msss (local_msss), armss (local_armss) or both';
