-- Formats a fraction as a percentage, for reports.

CREATE FUNCTION percent(float8) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN to_char(100 * $1, 'FM990.0') || ' %';
