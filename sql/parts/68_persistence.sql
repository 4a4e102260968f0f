-- persistence: how long a patient stays on a drug, and why that ends.

CREATE FUNCTION persistence(
	history treatment_history, start date, followed_to date, grace integer DEFAULT 90,
	died date DEFAULT NULL, reason text DEFAULT NULL, long_effect integer DEFAULT 730,
	OUT drug dmt, OUT days integer, OUT stopped boolean, OUT cause text, OUT reason text, OUT next_drug dmt
)
	AS 'MODULE_PATHNAME', 'sepms_persistence' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION persistence(treatment_history, date, date, integer, date, text, integer) IS
	'the drug taken on the day start: days until its end or the last day followed; stopped: has the end been seen; '
	'cause switch, stop (no drug begun for grace days), death or unknown (follow-up ended); reason, as given, of a '
	'switch or stop; next_drug, begun after it; a reconstitution therapy counts for long_effect days after a course, a '
	'dose recorded as one day for the days of dmt_intervals(), unless grace is 0; NULL if no drug was taken on that '
	'day; died may not be before start; Cramer 2008, doi:10.1111/j.1524-4733.2007.00213.x';
