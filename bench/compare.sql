-- How two queries are compared, and where the results are kept.

-- Runs both queries in turn, once to warm up and then five times, and stores the ratio of the medians.  A ratio below 1
-- means that sepms is faster.
CREATE TABLE result (n integer GENERATED ALWAYS AS IDENTITY, what text, workers integer,
	sepms_ms numeric, other_ms numeric, ratio numeric, goal numeric);
CREATE PROCEDURE compare(what text, sepms text, other text, goal numeric, workers integer DEFAULT 0)
LANGUAGE plpgsql AS $$
DECLARE
	start timestamptz;
	medians numeric[] := '{}';
	queries text[] := ARRAY[sepms, other];
	all_times numeric[][] := ARRAY[array_fill(0::numeric, ARRAY[6]), array_fill(0::numeric, ARRAY[6])];
BEGIN
	PERFORM set_config('max_parallel_workers_per_gather', workers::text, true);
	FOR round IN 1..6 LOOP
		FOR i IN 1..2 LOOP
			start := clock_timestamp();
			EXECUTE queries[i];
			all_times[i][round] := extract(epoch FROM clock_timestamp() - start) * 1000;
		END LOOP;
	END LOOP;
	FOR i IN 1..2 LOOP
		SELECT medians || percentile_disc(0.5) WITHIN GROUP (ORDER BY t)
		INTO medians FROM unnest(all_times[i:i][2:6]) AS t;
	END LOOP;
	INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
	VALUES (what, workers, round(medians[1]), round(medians[2]), round(medians[1] / medians[2], 2), goal);
END $$;
