# Tests that results and plans are those of doc/scale-out.md.  Sourced by run and by
# test/run, which then call
#
#	distributed		in a cluster with the database demo
#
# It prints queries and plans for the page.

here=test/distributed

# with SCHEMA SETTING...: the schema and the settings of the next queries.
with() {
	PGOPTIONS="-c search_path=$1,public"
	shift
	for setting; do
		PGOPTIONS="$PGOPTIONS -c $setting"
	done
}

# answers NAME: the results in the current schema must equal those of plain tables.
answers() {
	psql -f $here/questions.sql >"$work/$1.answers"
	[ -s "$work/$1.answers" ] || fail "$1: no answers"
	diff "$work/plain.answers" "$work/$1.answers" >&2 || fail "$1: not the answers of the plain tables"
	printf '\n%s: the answers of the plain tables, to the bit\n' "$1"
}

# plan TITLE QUERY PATTERN...: prints a query and its plan, which must have a line that
# matches each pattern or, if the pattern begins with 'no ', none.
plan() {
	printf '\n-- %s\n%s;\n\n' "$1" "$2"
	psql -P pager=off -Atc "EXPLAIN (COSTS OFF, VERBOSE $verbose) $2" >"$work/plan"
	cat "$work/plan"
	shift 2
	for pattern; do
		case $pattern in
		'no '*) ! grep -qE "${pattern#no }" "$work/plan" || fail "The plan has a line of: ${pattern#no }" ;;
		*) grep -qE "$pattern" "$work/plan" || fail "The plan has no line of: $pattern" ;;
		esac
	done
}

by_patient='SELECT site, patient_id, outcome_series(visit_date, edss) AS visits FROM visit GROUP BY site, patient_id'

one_server() {
	verbose=off
	psql -v schema=plain -v how= -f $here/layout.sql -f $here/fill.sql
	with plain max_parallel_workers_per_gather=0
	psql -f $here/questions.sql >"$work/plain.answers"

	workers='max_parallel_workers_per_gather=2 parallel_setup_cost=0 parallel_tuple_cost=0 min_parallel_table_scan_size=0'
	with plain $workers
	answers 'parallel workers'
	plan 'One table: the workers count, the tallies merge' \
		'SELECT line, neda_agg(status), neda_rate(status) FROM patient_year GROUP BY line' \
		'Finalize' 'Gather' 'Partial HashAggregate' 'Parallel Seq Scan'
	plan 'The same of relapses and times' \
		'SELECT line, relapse_agg(relapses, days), survival_agg(relapse_days, relapsed) FROM first_treatment GROUP BY line' \
		'Finalize' 'Gather' 'Partial HashAggregate' 'Parallel Seq Scan'

	with partitioned
	psql -v schema=partitioned -v how='PARTITION BY HASH (patient_id)' -f $here/layout.sql -f $here/partitions.sql -f $here/fill.sql
	with partitioned $workers enable_partitionwise_aggregate=on enable_partitionwise_join=on
	answers 'partitions and parallel workers'
	plan 'Partitions by patient: a tally of each partition, then merged' \
		'SELECT line, neda_agg(status) FROM patient_year GROUP BY line' \
		'Finalize' 'Parallel Append' 'Partial HashAggregate'
	plan 'A series of each patient: each partition by itself, nothing is merged' "$by_patient" \
		'Parallel Append' 'HashAggregate' 'no Finalize' 'no Partial'
	plan 'Events of each patient: in the workers, beside the series' \
		"SELECT patient_id, event_date FROM ($by_patient) AS v, disability_events(visits, '{}')" \
		'Gather' 'Function Scan on disability_events' 'no Finalize'
}

many_servers() {
	verbose=on
	with remote
	psql -v schema=remote -v how='PARTITION BY LIST (site)' -f $here/layout.sql
	psql -c 'CREATE EXTENSION postgres_fdw'
	for server in even odd; do
		start_server "$work/$server"
		PGOPTIONS= psql -h "$work/$server" -d postgres -c 'CREATE EXTENSION sepms' -v schema=remote -v how= -f $here/layout.sql
		psql -c "CREATE SERVER $server FOREIGN DATA WRAPPER postgres_fdw
				OPTIONS (host '$work/$server', dbname 'postgres', extensions 'sepms', batch_size '1000')" \
			-c "CREATE USER MAPPING FOR postgres SERVER $server OPTIONS (user 'postgres')"
	done
	psql -v servers='{even, odd}' -f $here/partitions.sql -f $here/fill.sql

	with remote enable_partitionwise_aggregate=on enable_partitionwise_join=on
	answers 'foreign servers'
	plan 'By site: the aggregate goes there whole, and a tally comes' \
		"SELECT line, rollup(t) FROM (SELECT site, line, neda_agg(status) AS t FROM patient_year GROUP BY site, line) AS s GROUP BY line" \
		'Remote SQL: SELECT .*neda_agg\(status\) FROM remote.patient_year GROUP BY'
	plan 'Not by site: the rows come' \
		'SELECT line, neda_agg(status) FROM patient_year GROUP BY line' \
		'Partial HashAggregate' 'Remote SQL: SELECT line, status FROM' 'no Remote SQL: .*neda_agg'
	plan 'Conditions go there too, with the operators of the types' \
		"SELECT site, relapse_agg(relapses, days) FROM first_treatment WHERE line >= 'second' GROUP BY site HAVING arr(relapses, days) > 0.1" \
		'Remote SQL: .*relapse_agg.* WHERE .*line .* HAVING'
	plan 'Patients: a series of each comes, and the events are found here' \
		"SELECT patient_id, event_date FROM ($by_patient) AS v, disability_events(visits, '{}')" \
		'Remote SQL: SELECT .*outcome_series' 'Function Scan on public.disability_events'
}

# A coordinator and two workers, set up as Citus's documentation says; not yet run on Citus.
citus_cluster() {
	verbose=on
	port=$((20000 + $$ % 10000))
	for table in visit relapse patient_year first_treatment; do
		psql -c "\\copy plain.$table TO '$work/$table.copy'"
	done
	PGOPTIONS=
	for node in worker_1 worker_2 coordinator; do
		port=$((port + 1))
		start_server "$work/$node" \
			"-c shared_preload_libraries=citus -c listen_addresses=127.0.0.1 -p $port -c citus.node_conninfo=sslmode=prefer"
		psql -h "$work/$node" -p "$port" -d postgres -c 'CREATE EXTENSION citus'
	done
	PGHOST=$work/coordinator PGPORT=$port PGDATABASE=postgres
	psql -o /dev/null -c "SELECT citus_set_coordinator_host('127.0.0.1', $port)" \
		-c "SELECT citus_add_node('127.0.0.1', $((port - 2)))" -c "SELECT citus_add_node('127.0.0.1', $((port - 1)))" \
		-c 'CREATE EXTENSION sepms' -v schema=remote -v how= -f $here/layout.sql
	with remote
	for table in visit relapse patient_year first_treatment; do
		psql -o /dev/null -c "SELECT create_distributed_table('$table', 'patient_id')" -c "\\copy $table FROM '$work/$table.copy'"
	done

	answers 'a Citus cluster'
	plan 'Not by patient: partial aggregates on the workers' \
		'SELECT line, neda_agg(status) FROM patient_year GROUP BY line' \
		'Custom Scan \(Citus Adaptive\)' 'worker_partial_agg'
	plan 'By patient: the workers do all of it' "$by_patient" \
		'Custom Scan \(Citus Adaptive\)' 'outcome_series' 'no worker_partial_agg'
}

distributed() {
	psql -c 'CREATE DATABASE distributed TEMPLATE demo'
	PGDATABASE=distributed
	export PGDATABASE PGHOST PGPORT PGOPTIONS
	one_server
	echo
	with_extension postgres_fdw many_servers
	echo
	with_extension citus citus_cluster
}
