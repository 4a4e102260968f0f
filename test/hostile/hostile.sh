# Random changes of what the types read, and of the states of aggregates: sourced after test/cluster.sh.

# mutations CASES SEED: a count for each type and state, or the one that went wrong.
mutations() {
	as_owner gcc -shared -fPIC -O2 -g -Wall -Wextra -Wno-sign-compare -Wno-unused-parameter -Werror \
		-I"$("$PG_CONFIG" --includedir-server)" test/hostile/mutate.c -o "$work/mutate.so"
	psql -d hostile -v module="$work/mutate" -v cases="$1" -v seed="$2" -f test/hostile/mutations.sql -f test/hostile/states.sql
}

# no_crash: has no process of the server died of its own?
no_crash() {
	! grep -E 'terminated by signal|exited with exit code [2-9]|PANIC|TRAP|runtime error|Sanitizer' "$work/server.log" >&2
}
