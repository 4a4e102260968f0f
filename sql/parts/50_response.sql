-- response: scores of the response to treatment after one year, and a recommendation.

CREATE FUNCTION sormani_score(relapses integer, new_t2 integer) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_sormani_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sormani_score(integer, integer) IS
	'MAGNIMS score 0 to 2 of the first year; 2 relapses settle it without a scan, else NULL where something needed is unknown; Sormani 2016, doi:10.1212/WNL.0000000000002830';

CREATE FUNCTION sormani_risk(score integer, endpoint text DEFAULT 'progression') RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_sormani_risk' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sormani_risk(integer, text) IS
	'risk over three years as a fraction: progression (15, 25, 48 %, as the French slide prints it), failure (of treatment: 17, 27, 48 %) or edss (worsening: 15, 22, 29 %)';

CREATE FUNCTION sormani_action(score integer, lang text DEFAULT 'en') RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_sormani_action' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sormani_action(integer, text) IS
	'what the French slide says for a score, in en or fr: same treatment; switch, equivalent level; switch, higher level';

CREATE FUNCTION sormani_next_line(line dmt_line, score integer) RETURNS dmt_line
	AS 'MODULE_PATHNAME', 'sepms_sormani_next_line' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sormani_next_line(dmt_line, integer) IS
	'the line that a score calls for: 0 and 1 keep it, 2 asks for the next; above the third there is none';

CREATE FUNCTION rio_score(relapses integer, active_lesions integer, edss_progression boolean) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_rio_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rio_score(integer, integer, boolean) IS
	'Rio score 0 to 3: any relapse, more than 2 active lesions (new or enlarging T2 plus Gd+), confirmed progression; 2 or more is a non-responder; NULL where any is unknown; Rio 2009, doi:10.1177/1352458509104591';

CREATE FUNCTION modified_rio_score(relapses integer, new_t2 integer, t2_cut integer DEFAULT 4) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION modified_rio_score(integer, integer, integer) IS
	'modified Rio score 0 to 3: relapses up to 2, and one for more than t2_cut (4, or 5) new T2 lesions; NULL where either is unknown; Sormani 2013, doi:10.1177/1352458512460605';

CREATE FUNCTION modified_rio_class(relapses integer, new_t2 integer, later_relapses integer DEFAULT NULL, later_new_t2 integer DEFAULT NULL, t2_cut integer DEFAULT 4) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_class' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION modified_rio_class(integer, integer, integer, integer, integer) IS
	'low, intermediate or high; score 1 is settled by months 12 to 18 (a relapse or 2 new T2 lesions: high, neither: low), that cut being uncertain';

CREATE FUNCTION modified_rio_risk(score integer) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_risk' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION modified_rio_risk(integer) IS
	'probability of progression over three years as a fraction: 24, 33, 65 % for score 0, 1, 2 or more; Sormani 2013, validation set';

CREATE FUNCTION cantor_switch(relapse_level float8, progression_level float8, mri_level float8) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_cantor_switch' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cantor_switch(float8, float8, float8) IS
	'may a change of treatment be considered, by the Canadian recommendation? Levels of concern are 0 none, 1 low, 2 medium, 3 high: high in one domain, medium or more in two, or low or more in all three; true as soon as the known levels settle it, else NULL where one is unknown; Freedman 2013, doi:10.1017/S0317167100014244';
