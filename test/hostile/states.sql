-- Random changes of the states of aggregates that go from one process to another:
-- psql -v module=mutate -v cases=N -v seed=N
CREATE FUNCTION changed(bytea, integer) RETURNS bytea AS :'module' LANGUAGE c STRICT;
CREATE FUNCTION resumed(internal, regprocedure, bytea) RETURNS internal AS :'module' LANGUAGE c;

-- The types of which an aggregate has such a state, and what their rollup() does
CREATE TEMP TABLE way AS
SELECT type, aggtransfn, aggserialfn, aggdeserialfn, aggfinalfn
FROM own_type JOIN pg_proc AS p ON prorettype = type AND proargtypes[0] = type AND proname = 'rollup'
JOIN pg_aggregate ON aggfnoid = p.oid
WHERE aggdeserialfn <> 0;
-- it is done up to the state, of a few values in no order, and on from there
CREATE TEMP TABLE whole (type regtype, state bytea);
SELECT format('CREATE AGGREGATE %1$s_state(%1$s) (SFUNC = %2$s, STYPE = internal, FINALFUNC = %3$s)',
		type, aggtransfn, aggserialfn),
	format('CREATE AGGREGATE %1$s_resumed(regprocedure, bytea) (SFUNC = resumed, STYPE = internal, FINALFUNC = %2$s)',
		type, aggfinalfn),
	format('INSERT INTO whole SELECT %1$L, %1$s_state(value::%1$s ORDER BY kind DESC, i) FROM sample
		WHERE type = %1$L::regtype AND (kind = ''ordinary'' OR kind = ''made'' AND i < 3)', type)
FROM way \gexec

-- A changed state ends in a value that its own text gives back, or is refused as damaged.
CREATE FUNCTION states(type regtype, deserialize regprocedure, state bytea, cases integer, seed integer,
	OUT taken bigint, OUT refused bigint)
LANGUAGE plpgsql AS $$
DECLARE
	same boolean;
BEGIN
	taken := 0;
	refused := 0;
	FOR i IN 1..cases LOOP
		BEGIN
			EXECUTE format('SELECT value::text::%I = value FROM (SELECT %I(%L, changed(%L, %s)) AS value) AS v',
				type, type || '_resumed', deserialize, state, seed * cases + i) INTO same;
			taken := taken + 1;
		EXCEPTION WHEN data_corrupted THEN
			same := true;
			refused := refused + 1;
		END;
		IF same IS NOT TRUE THEN
			RAISE '% is not its own text again: %, changed by %', type, state, seed * cases + i;
		END IF;
	END LOOP;
END $$;
SELECT type, taken, refused, 1 / (taken > 0 AND refused > 0)::integer AS either_way
FROM whole JOIN way USING (type), states(type, aggdeserialfn, state, :cases, :seed);

-- No aggregate of the extension that has such states was left out
SELECT 1 / (count(*) = 0)::integer AS all_states
FROM pg_aggregate JOIN pg_depend ON classid = 'pg_proc'::regclass AND objid = aggfnoid AND deptype = 'e'
JOIN pg_extension AS e ON refobjid = e.oid AND extname = 'sepms'
WHERE aggdeserialfn <> 0 AND aggdeserialfn::oid NOT IN (SELECT aggdeserialfn FROM way);
