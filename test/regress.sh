# The regression tests, each counted.  Sourced after test/cluster.sh.

# regress [NAME...]: runs these tests, or all.
regress() {
	names=${*:-$(make -s PG_CONFIG="$PG_CONFIG" print-regress)}
	if [ -n "${UPDATE:-}" ]; then # a new test has no expected output yet
		for name in $names; do
			as_owner touch "expected/$name.out"
		done
	fi
	if as_owner make -s PG_CONFIG="$PG_CONFIG" with_llvm=no installcheck REGRESS="$names" >"$work/regress.log" 2>&1; then
		status=0
	else
		status=1
		cat "$work/regress.log" >&2
		[ ! -f regression.diffs ] || cat regression.diffs >&2
		tail -n 40 "$work/server.log" >&2
	fi
	for name in $names; do
		diff -q "expected/$name.out" "results/$name.out" >/dev/null 2>&1 && this=0 || this=1
		count "regress $name" "$this"
	done
	[ "$status" = 0 ] || [ "$failed" -gt 0 ] || count "regress" 1
	[ -z "${UPDATE:-}" ] || cp results/*.out "$top/expected/"
}
