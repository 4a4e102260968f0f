-- Sets the search path: the tables in :schema, then public, then the schema of the extension, wherever that is.

SET client_min_messages = warning;
SET standard_conforming_strings = on; -- the scripts have backslashes in strings
\ir extension.sql
SELECT set_config(
	'search_path', concat_ws(', ', quote_ident(:'schema'), 'public', nullif(:'extension_schema', 'public')), false
) \g /dev/null
