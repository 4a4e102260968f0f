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
	at "$1" -v site="$1" -v threshold=11 -v daily=60 -f demo/federation/study.sql
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

# Studies of their own kind: at west nobody has a relapse, at south all are on the first line.  Run at each site.
add_edge_study() {
	case $1 in
	west) which='NOT relapsed' ;;
	south) which="line = 'first'" ;;
	*) which=true ;;
	esac
	at "$1" -c "INSERT INTO study.tally SELECT 'edge', NULL, cox_agg(relapse_days, relapsed, x), NULL, NULL,
		balance_agg(relapsed, x) FROM registry.first_treatment,
		LATERAL (SELECT ARRAY[line = 'second', prior_relapses]::integer[]::float8[] AS x) AS v
		WHERE line IN ('first', 'second') AND $which"
}

# regressions TITLE SITES FILE: of the sites that answer; the file receives what the analyst sees.
regressions() {
	printf '\n=== %s ===\n\n' "$1"
	psql -d hub -U analyst -v sites="$2" -v file="$3" -f test/federation_edge.sql
	[ -s "$3" ] || fail "The network has no models"
}

# compare_models PATIENTS: with those of all patients in one place, each site of PATIENTS a stratum.
compare_models() {
	printf '\n=== The same models from all patients in one place? ===\n\n'
	at pooled -P footer=off -v patients="$1" -v models="$(tr '\n' ' ' <"$work/models.csv")" -f test/federation_models.sql \
		>"$work/models.compared"
	cat "$work/models.compared"
	[ "$(grep -c '| t$' "$work/models.compared")" = 4 ] || fail "The models of the network differ"
}

# A question that is rolled back has no answer, one too many is refused, and an old snapshot does not hide the others.
check_questions() {
	seen=$(as_network north -At -c BEGIN -c "INSERT INTO shared.question (study, fit, round, beta)
		VALUES ('relapse rate', 'rolled back', 1, '{0,0,0,0,0,0}')" \
		-c "SELECT count(*) FROM shared.answer WHERE fit = 'rolled back'" -c ROLLBACK)
	[ "$seen" = 0 ] || fail "An answer is seen before the question is committed"
	as_network north -c "INSERT INTO shared.question (study, fit, round, beta)
		VALUES ('relapse rate', 'far', 1, '{0,0,50,0,0,0}')"
	seen=$(as_network north -Atc "SELECT refused, score IS NULL FROM shared.answer WHERE fit = 'far'")
	[ "$seen" = 'beta is too far out|t' ] || fail "A question far out is answered"
	question="INSERT INTO shared.question (study, fit, round, beta) VALUES ('relapse rate', 'old', 1, '{0,0,0,0,0,0}')"
	if as_network north -o /dev/null -c 'BEGIN ISOLATION LEVEL REPEATABLE READ' -c 'SELECT count(*) FROM shared.answer' \
		-c "\\! '$bindir/psql' -X -q -h '$work/north' -U network -d postgres -c \"$question\"" -c "$question" 2>"$work/old.log"; then
		fail "A question is put beside others that its snapshot does not have"
	fi
	grep -q 'could not serialize' "$work/old.log" || fail "A question failed for another reason: $(cat "$work/old.log")"
	for study in 'relapse rate' 'no such study'; do
		as_network north -c "INSERT INTO shared.question (study, fit, round, beta)
			SELECT '$study', 'many', i, '{0,0,0,0,0,0}' FROM generate_series(1, 40) AS i"
	done
	as_network north -P pager=off -P footer=off -c "SELECT refused, count(*), count(score) AS scores FROM shared.answer
		WHERE fit = 'many' GROUP BY refused ORDER BY refused"
	seen=$(as_network north -Atc "SELECT count(*) FROM shared.answer WHERE score IS NOT NULL
		OR refused IS DISTINCT FROM 'no more questions today'")
	[ "$seen" = 60 ] || fail "The site has answered $seen questions of a day"
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
	refused 'network at north' as_network north -c 'SELECT * FROM study.tally'
	refused 'network at north' as_network north -c 'SELECT score FROM shared.question'
	refused 'network at north' as_network north -c 'DELETE FROM shared.question'
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
	for name in $sites; do
		add_edge_study "$name"
	done
	regressions "Regressions of the three sites" '{north,west,south}' "$work/models.csv"
	compare_models "$1"
	site island 30 "$first"
	join island
	report "A fourth site of 30 patients joins, which withholds"
	check_small_site
	regressions "Regressions of four sites, of which one does not answer" '{north,west,south,island}' "$work/models.four"
	diff "$work/models.csv" "$work/models.four" || fail "The small site changed a model"
	printf '\n%s\n' 'Questions to north, by its own table:'
	at north -P pager=off -P footer=off -c 'SELECT asker, study, count(*) AS questions, count(score) AS answers
		FROM shared.question GROUP BY asker, study ORDER BY study'
	check_questions
	check_views 500 "$first"
	show_what_is_refused
}
