-- response: scores of the response to the first year of a treatment, and the Canadian recommendation.

CREATE FUNCTION sormani_score(relapses integer, new_t2 integer) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_sormani_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sormani_score(integer, integer) IS
	'MAGNIMS score 0 to 2 of the first year of treatment; 2 or more relapses give 2 without a scan, otherwise NULL if '
	'a count is unknown; Sormani 2016, doi:10.1212/WNL.0000000000002830';

CREATE FUNCTION sormani_risk(score integer, endpoint text DEFAULT 'progression') RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_sormani_risk' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sormani_risk(integer, text) IS
	'risk over three years as a fraction, for scores 0, 1, 2; endpoint progression (15, 25, 48 %, as printed on the '
	'French slide), failure (of treatment: 17, 27, 48 %) or edss (worsening: 15, 22, 29 %)';

CREATE FUNCTION sormani_action(score integer, lang text DEFAULT 'en') RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_sormani_action' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sormani_action(integer, text) IS
	'action on the French slide for a score, in English (en) or French (fr): same treatment; switch, equivalent '
	'level; switch, higher level';

CREATE FUNCTION sormani_next_line(line dmt_line, score integer) RETURNS dmt_line
	AS 'MODULE_PATHNAME', 'sepms_sormani_next_line' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sormani_next_line(dmt_line, integer) IS
	'line of therapy that a score calls for: 0 and 1 keep the line, 2 gives the next on-label line; the third line '
	'stays';

CREATE FUNCTION rio_score(relapses integer, active_lesions integer, edss_progression boolean) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_rio_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rio_score(integer, integer, boolean) IS
	'Rio score 0 to 3, one point each for any relapse, more than 2 active lesions (new or enlarging T2 plus Gd+) and '
	'confirmed progression; 2 or more is a non-responder; NULL if an argument is NULL; Rio 2009, '
	'doi:10.1177/1352458509104591';

CREATE FUNCTION modified_rio_score(relapses integer, new_t2 integer, t2_cut integer DEFAULT 4) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION modified_rio_score(integer, integer, integer) IS
	'modified Rio score 0 to 3: the relapses, at most 2, and one point for more than t2_cut (4 or 5) new T2 lesions; '
	'NULL if a count is NULL; Sormani 2013, doi:10.1177/1352458512460605';

CREATE FUNCTION modified_rio_class(
	relapses integer, new_t2 integer, later_relapses integer DEFAULT NULL, later_new_t2 integer DEFAULT NULL,
	t2_cut integer DEFAULT 4
) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_class' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION modified_rio_class(integer, integer, integer, integer, integer) IS
	'class by the modified Rio score: low (0), intermediate (1) or high (2, 3); months 12 to 18 settle a score of 1: '
	'a relapse or 2 new T2 lesions make it high, neither makes it low (this second cut-off is uncertain)';

CREATE FUNCTION modified_rio_risk(score integer) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_risk' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION modified_rio_risk(integer) IS
	'probability of progression over three years as a fraction: 24, 33, 65 % for scores 0, 1, 2 or more; Sormani '
	'2013, validation set';

CREATE FUNCTION cantor_switch(relapse_level float8, progression_level float8, mri_level float8) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_cantor_switch' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cantor_switch(float8, float8, float8) IS
	'true if a change of treatment may be considered by the Canadian recommendation: a high level of concern in one '
	'domain, medium or higher in two, or low or higher in all three (0 none, 1 low, 2 medium, 3 high); if a level is '
	'unknown, the result is true or NULL; Freedman 2013, doi:10.1017/S0317167100014244';
