-- What the type of the temporary table copied says of bytes that it receives;
-- what it takes is in the table.
CREATE FUNCTION pg_temp.receive(sent bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE file text := format('%s/received.%s.bin', current_setting('data_directory'), pg_backend_pid());
BEGIN
	EXECUTE format('COPY (SELECT %L::bytea) TO %L WITH (FORMAT binary)', sent, file);
	EXECUTE format('COPY copied FROM %L WITH (FORMAT binary)', file);
	RETURN 'accepted';
EXCEPTION WHEN others THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
