-- functional_systems: the EDSS from its parts, and what a recorded one has against it.

CREATE FUNCTION edss_from_fs(
	visual float8, brainstem float8, pyramidal float8, cerebellar float8, sensory float8,
	bowel_bladder float8, cerebral float8, ambulation float8,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false
) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_edss_from_fs' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION edss_from_fs(float8, float8, float8, float8, float8, float8, float8, float8, text, text, boolean) IS
	'EDSS of seven functional systems and the ambulation score; NULL where those that are unknown could make a difference; variant neurostatus or neurostatus_cereb1_zero, as_scale neurostatus, short13 or kurtzke, converted where visual and bowel and bladder already are; after the Neurostatus scoring table, Kurtzke 1983, doi:10.1212/wnl.33.11.1444';

CREATE FUNCTION edss_fs_bounds(
	visual float8, brainstem float8, pyramidal float8, cerebellar float8, sensory float8,
	bowel_bladder float8, cerebral float8, ambulation float8,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false,
	OUT lower edss, OUT upper edss
)
	AS 'MODULE_PATHNAME', 'sepms_edss_fs_bounds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION edss_fs_bounds(float8, float8, float8, float8, float8, float8, float8, float8, text, text, boolean) IS
	'the lowest and the highest EDSS that the known grades allow; arguments as of edss_from_fs';

CREATE FUNCTION fs_missing(
	visual float8, brainstem float8, pyramidal float8, cerebellar float8, sensory float8,
	bowel_bladder float8, cerebral float8, ambulation float8,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false
) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_fs_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION fs_missing(float8, float8, float8, float8, float8, float8, float8, float8, text, text, boolean) IS
	'the names of what is unknown where edss_from_fs has no answer; empty where it has one';

CREATE FUNCTION visual_converted(grade float8) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_visual_converted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION visual_converted(float8) IS
	'the visual grade 0 to 6 as it counts for the EDSS: 0, 1, 2, 2, 3, 3, 4';

CREATE FUNCTION bowel_bladder_converted(grade float8) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_bowel_bladder_converted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bowel_bladder_converted(float8) IS
	'the bowel and bladder grade 0 to 6 as it counts for the EDSS: 0, 1, 2, 3, 3, 4, 5';

-- Issues of a recorded visit.  The EDSS is a float8, so that raw imports can be asked; an edss casts to it.

CREATE FUNCTION edss_issues(
	edss float8, visual float8 DEFAULT NULL, brainstem float8 DEFAULT NULL, pyramidal float8 DEFAULT NULL,
	cerebellar float8 DEFAULT NULL, sensory float8 DEFAULT NULL, bowel_bladder float8 DEFAULT NULL,
	cerebral float8 DEFAULT NULL, ambulation float8 DEFAULT NULL,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false,
	alive boolean DEFAULT NULL, previous_edss float8 DEFAULT NULL, previous_fs float8[] DEFAULT NULL
) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_edss_issues' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION edss_issues(float8, float8, float8, float8, float8, float8, float8, float8, float8, text, text, boolean, boolean, float8, float8[]) IS
	'codes of what a recorded visit has against it, as edss_issue_catalog() lists them; empty where nothing; a check whose input is unknown is skipped';

CREATE FUNCTION edss_issue_details(
	edss float8, visual float8 DEFAULT NULL, brainstem float8 DEFAULT NULL, pyramidal float8 DEFAULT NULL,
	cerebellar float8 DEFAULT NULL, sensory float8 DEFAULT NULL, bowel_bladder float8 DEFAULT NULL,
	cerebral float8 DEFAULT NULL, ambulation float8 DEFAULT NULL,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false,
	alive boolean DEFAULT NULL, previous_edss float8 DEFAULT NULL, previous_fs float8[] DEFAULT NULL,
	OUT code text, OUT severity text, OUT difference float8, OUT meaning text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_edss_issue_details' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 ROWS 1;
COMMENT ON FUNCTION edss_issue_details(float8, float8, float8, float8, float8, float8, float8, float8, float8, text, text, boolean, boolean, float8, float8[]) IS
	'the issues of edss_issues() as rows: how grave (error or warning) and, of edss_ne_fs, recorded minus computed EDSS, which from 1.0 on is an error';

CREATE FUNCTION edss_issue_catalog(OUT code text, OUT severity text, OUT uncertain boolean, OUT meaning text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_edss_issue_catalog' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 9;
COMMENT ON FUNCTION edss_issue_catalog() IS
	'every code of edss_issues(): how grave, whether the check itself is from memory, and what it means';

