-- What the clients read and write: each type of sepms has a table of values in the schema given, and an empty table
-- of the same shape in the schema written.  A client copies all values from one to the other and calls
-- check_written(), which adds a row to the table done.
CREATE EXTENSION sepms;

-- The types, and the functions that send and read them.
CREATE VIEW sepms_type AS
SELECT t.oid, t.typname::text AS type, t.typsend AS send
FROM pg_type AS t
JOIN pg_depend AS d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND e.extname = 'sepms'
WHERE t.typtype = 'b' AND t.typcategory <> 'A';

CREATE SCHEMA given;
CREATE SCHEMA written;
SELECT format('CREATE TABLE given.%I (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, value %1$I)', type)
FROM sepms_type \gexec
SELECT format('CREATE TABLE written.%I (id integer PRIMARY KEY, value %1$I)', type)
FROM sepms_type \gexec

-- The values: all samples, each once, and a NULL.
\ir ../samples.sql
DO $$
DECLARE
	type regtype;
BEGIN
	FOR type IN SELECT oid FROM sepms_type LOOP
		EXECUTE format($sql$
			INSERT INTO given.%1$s (value)
			(
				SELECT printed::%1$s
				FROM sample
				WHERE type = %1$L::regtype
				GROUP BY printed
				ORDER BY min(i) FILTER (WHERE kind = 'made'), min(i)
			)
			UNION ALL
			SELECT NULL $sql$, type);
	END LOOP;
END $$;

-- Each client that copied all values, and the form it used: text or binary.
CREATE TABLE done (client text, form text, types integer, n bigint);

-- Empties the written tables for the next client.
CREATE FUNCTION empty_written() RETURNS void LANGUAGE plpgsql AS $$
DECLARE t record;
BEGIN
	FOR t IN SELECT * FROM sepms_type LOOP
		EXECUTE format('TRUNCATE written.%I', t.type);
	END LOOP;
END $$;

-- Compares all written values with the given ones: by '=', by their text and by the bytes sent.
CREATE FUNCTION check_written(client text, form text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	t record;
	found record;
	n bigint := 0;
	types integer := 0;
BEGIN
	FOR t IN SELECT * FROM sepms_type LOOP
		EXECUTE format($sql$
			SELECT count(g.id) AS n,
				count(*) FILTER (
					WHERE w.id IS NULL
						OR g.id IS NULL
						OR g.value IS DISTINCT FROM w.value
						OR g.value::text IS DISTINCT FROM w.value::text
						OR %2$s(g.value) IS DISTINCT FROM %2$s(w.value)
				) AS wrong
			FROM given.%1$I AS g
			FULL JOIN written.%1$I AS w ON g.id = w.id $sql$, t.type, t.send) INTO found;
		IF found.wrong > 0 THEN
			RAISE EXCEPTION '% % of % values of % are missing or changed after %',
				found.wrong, form, found.n, t.type, client;
		END IF;
		n := n + found.n;
		types := types + 1;
	END LOOP;
	INSERT INTO done VALUES (client, form, types, n);
	PERFORM empty_written();
	RETURN n;
END $$;

-- Rows with dates, numbers, arrays and NULLs.
CREATE VIEW curve AS
SELECT time, n_risk, n_event, survival, lower, upper
FROM km('{"version": 1, "days": [30, 60], "events": [1, 1], "censored": [2, 0]}'::survival_tally);
CREATE VIEW event AS
SELECT nevent, event_type, cdw_type, event_date, event_value, conf_dates, pira_conf_dates, sust_last
FROM disability_events(
	'{2020-01-01: 2, 2020-06-01: 3.5, 2020-12-01: 3.5, 2021-06-01: 3.5, 2021-12-01: 2, 2022-06-01: 2}',
	'{2020-05-20}',
	'muller2023'
);
CREATE VIEW component AS
SELECT c.*
FROM (SELECT neda_agg(value) AS tally FROM given.neda_status) AS t,
	neda_components(tally) AS c;
