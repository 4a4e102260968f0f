-- Stops a script that is run by hand, with a message and a hint.

CREATE OR REPLACE FUNCTION pg_temp.refuse(message text, hint text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '%', message USING HINT = hint;
END
$$;
