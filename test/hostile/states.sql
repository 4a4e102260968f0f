-- Random changes of the states of aggregates that go from one process to another:
-- psql -v module=mutate -v cases=N -v seed=N
CREATE FUNCTION changed(bytea, integer) RETURNS bytea AS :'module' LANGUAGE c STRICT;
CREATE FUNCTION resumed(internal, regprocedure, bytea) RETURNS internal AS :'module' LANGUAGE c;

-- Each aggregate up to its state, and on from there
CREATE AGGREGATE outcome_series_state(date, float8) (SFUNC = series_accum, STYPE = internal, FINALFUNC = series_serialize);
CREATE AGGREGATE mri_series_state(date, integer, integer) (SFUNC = mri_accum, STYPE = internal, FINALFUNC = mri_serialize);
CREATE AGGREGATE treatment_history_state(dmt, daterange) (SFUNC = treatment_accum, STYPE = internal, FINALFUNC = treatment_serialize);
CREATE AGGREGATE outcome_series_resumed(regprocedure, bytea) (SFUNC = resumed, STYPE = internal, FINALFUNC = series_final);
CREATE AGGREGATE mri_series_resumed(regprocedure, bytea) (SFUNC = resumed, STYPE = internal, FINALFUNC = mri_final);
CREATE AGGREGATE treatment_history_resumed(regprocedure, bytea) (SFUNC = resumed, STYPE = internal, FINALFUNC = treatment_final);

-- A changed state ends in a value that its own text gives back, or is refused as damaged.
CREATE FUNCTION states(type regtype, deserialize regprocedure, state bytea, cases integer, seed integer, OUT taken bigint, OUT refused bigint)
LANGUAGE plpgsql AS $$
DECLARE
	same boolean;
BEGIN
	taken := 0;
	refused := 0;
	FOR i IN 1..cases LOOP
		BEGIN
			EXECUTE format('SELECT value::text::%I = value FROM (SELECT %I(%L, changed(%L, %s)) AS value) AS v', type, type || '_resumed', deserialize, state, seed * cases + i) INTO same;
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
FROM (
	SELECT 'outcome_series', 'series_deserialize(bytea, internal)', outcome_series_state(day, n) FROM (VALUES (date '2020-01-01', 2), ('2020-06-01', 3), ('2020-03-01', 3.5)) AS v (day, n) UNION ALL
	SELECT 'mri_series', 'mri_deserialize(bytea, internal)', mri_series_state(day, n, 0) FROM (VALUES (date '2020-01-01', 2), ('2020-06-01', 3)) AS v (day, n) UNION ALL
	SELECT 'treatment_history', 'treatment_deserialize(bytea, internal)', treatment_history_state('Tysabri', daterange(day, NULL)) FROM (VALUES (date '2020-01-01'), ('2020-06-01')) AS v (day)
) AS s (type, deserialize, state), states(type::regtype, deserialize::regprocedure, state, :cases, :seed);

-- No aggregate of the extension that has such states was left out
SELECT 1 / (count(DISTINCT aggdeserialfn) = 3)::integer AS all_states
FROM pg_aggregate JOIN pg_depend ON classid = 'pg_proc'::regclass AND objid = aggfnoid AND deptype = 'e' JOIN pg_extension AS e ON refobjid = e.oid AND extname = 'sepms'
WHERE aggdeserialfn <> 0;
