-- Shows what the hub sends to its sites, and what runs there.

\pset pager off
\pset footer off
\pset tuples_only on
SET search_path = network, public;

\echo 'The relapse rate by line: the tallies come, one for each line and year of each site'
EXPLAIN (VERBOSE, COSTS OFF)
SELECT line, arr(rollup(relapses)) FROM tally GROUP BY line;

\echo 'The same rolled up by site first: each site rolls up its own, and one tally for each line comes'
EXPLAIN (VERBOSE, COSTS OFF)
SELECT line, arr(rollup(relapses)) FROM (
	SELECT site, line, rollup(relapses) AS relapses FROM tally GROUP BY site, line
) AS by_site GROUP BY line;
