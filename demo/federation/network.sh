# A network of registries, each in a cluster of its own.  The cluster that test/cluster.sh has started is the hub.
# Sourced by demo/federation/run and test/run, which then call
#
#	network PATIENTS	three sites with this number of patients each, and a small site
#
# It prints a report, shows and checks what the sites sent and what they refuse, and fails if a check fails.

# at SITE ARGUMENT...: runs psql at the site, as superuser unless the arguments say otherwise.
at() {
	place=$work/$1
	shift
	psql -h "$place" "$@"
}

# as_network SITE ARGUMENT...: runs psql at the site with the role of the hub.
as_network() (
	PGPASSWORD=$(cat "$work/$1/password")
	export PGPASSWORD
	at "$@" -U network
)

# registry SITE ARGUMENT...: creates the tables of the site; the arguments of psql fill them.
registry() {
	there=$1
	shift
	at "$there" -v schema=registry -c 'CREATE EXTENSION sepms' -f demo/percent.sql -f demo/schema.sql "$@" \
		-c 'SET search_path = registry, public' -f demo/disability.sql -f demo/patient_year.sql \
		-f demo/first_treatment.sql >"$work/$there/registry.log"
}

# site NAME PATIENTS FIRST: starts a registry whose patients are numbered from FIRST on, and which shows its tallies.
# The network logs in with a password that is used at this site only.
site() {
	say "Site $1: $2 patients"
	start_server "$work/$1"
	as_owner sh -c 'sed "1i local all network scram-sha-256" "$1" >"$1.new" && mv "$1.new" "$1"' \
		sh "$work/$1/data/pg_hba.conf"
	at "$1" -o /dev/null -c 'SELECT pg_reload_conf()'
	registry "$1" -v patients="$2" -v first_patient="$3" -f demo/generate.sql
	od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$work/$1/password"
	NETWORK_PASSWORD=$(cat "$work/$1/password")
	export NETWORK_PASSWORD
	at "$1" -v site="$1" -v threshold=11 -f demo/federation/share.sql
}

# join SITE: adds the site to the hub.
join() {
	NETWORK_PASSWORD=$(cat "$work/$1/password")
	export NETWORK_PASSWORD
	psql -d hub -v site="$1" -v host="$work/$1" -v dbname=postgres -f demo/federation/join.sql
}

report() {
	printf '\n=== %s ===\n\n' "$1"
	psql -d hub -U analyst -f demo/federation/report.sql
}

# Copies all patients of the sites into one place, as a trusted third party would hold them, withholds nothing, and
# checks that the hub's figures are the same.
compare_with_pooled() {
	say "All patients in one place, for comparison"
	start_server "$work/pooled"
	set --
	for one in $sites; do
		as_owner "$bindir/pg_dump" -h "$work/$one" -a -f "$work/pooled/$one.sql" -t registry.patient -t registry.visit \
			-t registry.relapse -t registry.mri -t registry.treatment -t registry.period
		set -- "$@" -f "$work/pooled/$one.sql"
	done
	registry pooled "$@"
	at pooled -v site=pooled -v threshold=1 -c 'CREATE SCHEMA shared' -f demo/federation/tally.sql
	psql -d hub -U analyst -c 'SET search_path = network, public' -f demo/federation/figures.sql >"$work/hub.figures"
	at pooled -c 'SET search_path = shared, public' -f demo/federation/figures.sql >"$work/pooled.figures"
	printf '=== The same from %s patients in one place? ===\n\n' "$(at pooled -At -c 'SELECT count(*) FROM registry.patient')"
	diff "$work/hub.figures" "$work/pooled.figures" || fail "The figures of the hub and of all patients in one place differ"
	printf '%s tallies and figures: identical, to the bit\n' "$(tr '|' '\n' <"$work/hub.figures" | wc -l)"
}

# refused WHO COMMAND...: runs psql with a statement that must fail because permission is missing.
refused() {
	who=$1
	shift
	for statement; do :; done # the last argument
	printf '%s: %s\n' "$who" "$statement"
	if answer=$("$@" 2>&1); then
		fail "This was allowed: $answer"
	fi
	printf '%s\n' "$answer" | sed -nE 's/^.*(permission denied.*|no password supplied|remote SQL command.*)$/	\1/p' |
		grep . || fail "This failed for another reason: $answer"
}

# asked SITE: prints what the hub has sent to the site, from the site's log.  The sites log the statements of the role
# network and nothing else.
asked() {
	sed -n 's/^.*LOG:  statement: //p; s/^	//p' "$work/$1/server.log" |
		grep -vE '^(SET |START TRANSACTION|DECLARE c[0-9]+ CURSOR FOR$|FETCH |CLOSE |COMMIT)' | sort -u
}

show_what_crossed() {
	printf '\n=== What crossed ===\n\n'
	psql -d hub -U analyst -f demo/federation/plans.sql
	echo 'All that the hub has asked of the site north, by the log of north:'
	asked north
	if asked north | grep -vE '^SELECT .* FROM shared\.tally( (GROUP|ORDER) BY .*)?$'; then
		fail "The hub has asked for something other than tallies"
	fi
}

show_what_is_refused() {
	printf '\n=== What is refused ===\n\n'
	refused 'network at north' as_network north -c 'SELECT count(*) FROM registry.patient'
	refused 'network at north' as_network north -c 'SELECT * FROM registry.patient_year'
	refused 'network at north' as_network north -c 'SET ROLE custodian'
	refused 'network at north' as_network north -c 'CREATE TABLE public.copy AS SELECT * FROM shared.tally'
	refused 'network at north, without password' at north -w -U network -c 'SELECT * FROM shared.tally'
	refused 'analyst at the hub' psql -d hub -U analyst -c 'SELECT * FROM network.north'
	refused 'analyst at the hub' psql -d hub -U analyst \
		-c 'CREATE FOREIGN TABLE pg_temp.patient (patient_id integer) SERVER north'
	refused 'manager at the hub' psql -d hub -c 'SET ROLE manager' \
		-c "CREATE FOREIGN TABLE network.patient (patient_id integer) SERVER north OPTIONS (schema_name 'registry')" \
		-c 'SELECT count(*) FROM network.patient'
}

# A site below the threshold must show nothing but that it withholds its tallies.
check_small_site() {
	psql -d hub -U analyst -c 'SET search_path = network, public' -f demo/federation/figures.sql >"$work/hub.figures.four"
	diff "$work/hub.figures" "$work/hub.figures.four" || fail "The small site changed a figure"
	printf '\n%s\n' "The site island, as the network sees it:"
	as_network island -P pager=off -P footer=off -P null=- -c 'SELECT * FROM shared.tally ORDER BY line, year LIMIT 4'
	seen=$(psql -d hub -U analyst -Atc "SELECT count(*) > 0, bool_and(withheld = 3 AND neda IS NULL AND relapses IS NULL
		AND relapse_free IS NULL) FROM network.tally WHERE site = 'island'")
	[ "$seen" = 't|t' ] || fail "The island does not withhold what it should"
}

# check_views PATIENTS FIRST: a site that withholds something.  Of each row all tallies are shown, or none; no count that
# is shown, and no difference between its tallies, is small; and what is withheld cannot be had from the site's total.
check_views() {
	psql -c "CREATE DATABASE views_$1"
	psql -d "views_$1" -v schema=registry -v patients="$1" -v first_patient="$2" -c 'CREATE EXTENSION sepms' \
		-f demo/percent.sql -f demo/schema.sql -f demo/generate.sql -c 'SET search_path = registry, public' \
		-f demo/disability.sql -f demo/patient_year.sql -f demo/first_treatment.sql >"$work/views.log"
	psql -d "views_$1" -v site=views -v threshold=11 -c 'CREATE SCHEMA shared' -f demo/federation/tally.sql
	seen=$(psql -d "views_$1" -At -f test/federation_views.sql)
	[ "$seen" = t ] || fail "A site of $1 patients shows what it hides: $seen"
}

network() {
	sites='north west south'
	psql -c 'CREATE DATABASE hub'
	psql -d hub -f demo/percent.sql -f demo/federation/hub.sql
	first=1
	for name in $sites; do # all at once
		spawn site "$name" "$1" "$first"
		first=$((first + $1))
	done
	for process in $child; do
		wait "$process"
	done
	child=
	for name in $sites; do
		join "$name"
	done
	withheld=$(psql -d hub -U analyst -Atc 'SELECT sum(withheld) FROM network.tally')
	[ "$withheld" = 0 ] || fail "With $1 patients per site, $withheld tallies are withheld, and the figures would not be those of all patients: use more, for example 8000"

	report "Three sites of $1 patients each, from the hub"
	compare_with_pooled
	show_what_crossed
	site island 30 "$first"
	join island
	report "A fourth site of 30 patients joins, which withholds"
	check_small_site
	check_views 500 "$first"
	show_what_is_refused
}
