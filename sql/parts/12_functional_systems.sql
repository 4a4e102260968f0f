-- functional_systems: the EDSS computed from its parts, and checks of a recorded EDSS against them.

CREATE FUNCTION edss_from_fs(
	visual float8, brainstem float8, pyramidal float8, cerebellar float8, sensory float8,
	bowel_bladder float8, cerebral float8, ambulation float8,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false
) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_edss_from_fs' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION edss_from_fs(float8, float8, float8, float8, float8, float8, float8, float8, text, text, boolean) IS
	'EDSS computed from the grades of seven functional systems and the ambulation score; NULL if unknown grades could '
	'change it; variant neurostatus or neurostatus_cereb1_zero; as_scale is the ambulation scale: neurostatus, '
	'short13 or kurtzke; converted is true if the visual and the bowel and bladder grade are already converted; '
	'Neurostatus scoring table, Kurtzke 1983, doi:10.1212/wnl.33.11.1444';

CREATE FUNCTION edss_fs_bounds(
	visual float8, brainstem float8, pyramidal float8, cerebellar float8, sensory float8,
	bowel_bladder float8, cerebral float8, ambulation float8,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false,
	OUT lower edss, OUT upper edss
)
	AS 'MODULE_PATHNAME', 'sepms_edss_fs_bounds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION edss_fs_bounds(float8, float8, float8, float8, float8, float8, float8, float8, text, text,
	boolean) IS
	'lowest and highest EDSS that the known grades allow; arguments as in edss_from_fs';

CREATE FUNCTION fs_missing(
	visual float8, brainstem float8, pyramidal float8, cerebellar float8, sensory float8,
	bowel_bladder float8, cerebral float8, ambulation float8,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false
) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_fs_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION fs_missing(float8, float8, float8, float8, float8, float8, float8, float8, text, text, boolean) IS
	'unknown grades that prevent edss_from_fs from giving an EDSS; empty if it gives one';

CREATE FUNCTION visual_converted(grade float8) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_visual_converted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION visual_converted(float8) IS
	'converted visual grade, as used for the EDSS: 0, 1, 2, 2, 3, 3, 4 for the raw grades 0 to 6';

CREATE FUNCTION bowel_bladder_converted(grade float8) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_bowel_bladder_converted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bowel_bladder_converted(float8) IS
	'converted bowel and bladder grade, as used for the EDSS: 0, 1, 2, 3, 3, 4, 5 for the raw grades 0 to 6';

-- Issues of a recorded visit.  The EDSS is a float8, so that raw imports can be checked; an edss casts to it.

CREATE FUNCTION edss_issues(
	edss float8, visual float8 DEFAULT NULL, brainstem float8 DEFAULT NULL, pyramidal float8 DEFAULT NULL,
	cerebellar float8 DEFAULT NULL, sensory float8 DEFAULT NULL, bowel_bladder float8 DEFAULT NULL,
	cerebral float8 DEFAULT NULL, ambulation float8 DEFAULT NULL,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false,
	alive boolean DEFAULT NULL, previous_edss float8 DEFAULT NULL, previous_fs float8[] DEFAULT NULL
) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_edss_issues' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION edss_issues(float8, float8, float8, float8, float8, float8, float8, float8, float8, text, text,
	boolean, boolean, float8, float8[]) IS
	'codes of the problems found in a recorded visit, as listed by edss_issue_catalog(); empty if none; a check is '
	'skipped if one of its inputs is unknown';

CREATE FUNCTION edss_issue_details(
	edss float8, visual float8 DEFAULT NULL, brainstem float8 DEFAULT NULL, pyramidal float8 DEFAULT NULL,
	cerebellar float8 DEFAULT NULL, sensory float8 DEFAULT NULL, bowel_bladder float8 DEFAULT NULL,
	cerebral float8 DEFAULT NULL, ambulation float8 DEFAULT NULL,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false,
	alive boolean DEFAULT NULL, previous_edss float8 DEFAULT NULL, previous_fs float8[] DEFAULT NULL,
	OUT code text, OUT severity text, OUT difference float8, OUT meaning text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_edss_issue_details' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 ROWS 1;
COMMENT ON FUNCTION edss_issue_details(float8, float8, float8, float8, float8, float8, float8, float8, float8, text,
	text, boolean, boolean, float8, float8[]) IS
	'problems found by edss_issues() as rows, with severity (error or warning) and, for edss_ne_fs, recorded minus '
	'computed EDSS (an error if they are 1.0 or more apart)';

CREATE FUNCTION edss_issue_catalog(OUT code text, OUT severity text, OUT uncertain boolean, OUT meaning text)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_edss_issue_catalog' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 9;
COMMENT ON FUNCTION edss_issue_catalog() IS
	'all codes of edss_issues() with severity and meaning; uncertain is true if the check is from memory';

