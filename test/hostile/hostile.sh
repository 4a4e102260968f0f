# Random changes of the input of types, and of the states of aggregates.  Sourced after test/cluster.sh.

# mutations CASES SEED: prints counts for each type and state, or the case that failed.
mutations() {
	as_owner gcc -shared -fPIC -O2 -g -Wall -Wextra -Wno-sign-compare -Wno-unused-parameter -Werror \
		-I"$("$PG_CONFIG" --includedir-server)" test/hostile/mutate.c -o "$work/mutate.so"
	psql -d hostile -v module="$work/mutate" -v cases="$1" -v seed="$2" -f test/hostile/mutations.sql -f test/hostile/states.sql
}

# no_crash: no process of the server has crashed.
no_crash() {
	! grep -E 'terminated by signal|exited with exit code [2-9]|PANIC|TRAP|runtime error|Sanitizer' "$work/server.log" >&2
}
