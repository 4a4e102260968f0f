-- How often a treatment of one line was followed by one of another.
SELECT from_line, to_line, switches
FROM (
	SELECT array_agg(from_line ORDER BY from_line, to_line) AS from_lines,
		array_agg(to_line ORDER BY from_line, to_line) AS to_lines,
		suppress(array_agg(n ORDER BY from_line, to_line)) AS shown
	FROM (
		SELECT from_line, to_line, sum(switches)::bigint AS n FROM switch GROUP BY from_line, to_line
	) AS counts
) AS all_switches, unnest(from_lines, to_lines, shown) AS cell (from_line, to_line, switches)
ORDER BY from_line, to_line;
