# Builds and tests the site of the dashboard.  Sourced, after test/cluster.sh, by run and
# test/run here and by the project's test/run.
#
# Everything is done in the copy of the sources, $work/src.

site=demo/dashboard

# Prints why the site cannot be built here; nothing if it can.
no_node() {
	if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
		echo "Node.js 18 or later with npm is not installed; Debian 12 and later have it in the packages nodejs and npm"
	elif [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 18 ]; then
		echo "Node.js $(node -v) is too old: 18 or later is needed, and Debian 12 and later have it in the packages nodejs and npm"
	elif ! (cd / && as_owner sh -c 'node -v && npm -v') >/dev/null 2>&1; then
		echo "The user $owner may not start $(command -v node) or npm: install Node.js where all users may"
	fi
}

# no_port NUMBER: prints why the owner cannot serve the page on this port; 0 means any free one.
no_port() {
	(cd / && as_owner node -e '
		require("node:net").createServer()
			.on("error", ({message}) => console.log(message))
			.listen(Number(process.argv[1]), "127.0.0.1", function () { this.close(); })' "$1")
}

# npm_setting NAME: the caller's setting of npm, from .npmrc or the environment.
npm_setting() {
	(cd / && npm config get "$1" 2>/dev/null) | grep -vxE 'null|undefined' || true
}

# Copies the caller's settings of npm, and the files that they name, to where the owner can read them.
site_npmrc() {
	[ ! -f "$work/npmrc" ] || return 0
	own=$(npm_setting userconfig)
	(umask 077 && cat "$own" /dev/null >"$work/npmrc" 2>/dev/null) || true
	trusted=$(npm_setting cafile)
	for file in "$trusted" "${NODE_EXTRA_CA_CERTS:-}"; do
		[ -z "$file" ] || [ ! -f "$file" ] || cat "$file" >>"$work/trusted.pem"
	done
	[ ! -f "$work/trusted.pem" ] || export NODE_EXTRA_CA_CERTS="$work/trusted.pem"
	[ -z "$trusted" ] || export npm_config_cafile="$work/trusted.pem"
	[ "$(id -u)" != 0 ] || chown "$owner" "$work/npmrc"
}

# Runs npm as the owner, who may not write anywhere else.
site_npm() {
	site_npmrc
	as_owner env HOME="$work" npm_config_cache="$work/npm" npm_config_userconfig="$work/npmrc" \
		npm --prefix "$site" --no-audit --no-fund --no-update-notifier --ignore-scripts --package-lock "$@"
}

# site_packages [OPTIONS]: installs exactly what package-lock.json names; $work/npm.log has
# the errors.  (package.json fixes the version of rollup, so that package-lock.json has its
# packages for all systems.)
site_packages() {
	site_npm --fetch-retries=1 ci "$@" >"$work/npm.log" 2>&1
}

# Was the only problem that no npm registry could be reached?
no_registry() {
	grep -qE 'E50[0-9]|SELF_SIGNED_CERT|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH' "$work/npm.log"
}

# site_database NAME: adds the tallies to a database of the demo.
site_database() {
	psql -d "$1" -f "$site/tallies.sql" >"$work/tallies.log"
}

# site_build DATABASE [COMMAND...]: builds the site in $work/src/demo/dashboard/dist; the
# command, if any, runs the build.  With site_for=team it builds the treating team's site,
# in dist-team.
site_for=
site_build() {
	database=$1
	shift
	as_owner env HOME="$work" PATH="$bindir:$PATH" PGDATABASE="$database" DASHBOARD_FOR="$site_for" \
		sh -c 'cd "$1" && shift && exec "$@" node build.js' sh "$site" "$@" >"$work/site.log" 2>&1 || {
		tail -n 30 "$work/site.log" >&2
		return 1
	}
}

# site_files DATABASE FOLDER: what the public site shows, as files.
site_files() {
	as_owner env PATH="$bindir:$PATH" PGDATABASE="$1" sh -c '
		mkdir -p "$2" && cd "$1" && for query in src/data/*.json.sql; do
			name=$(basename "$query" .sql)
			case $name in audit*) continue ;; esac
			sh query "$query" >"$2/$name" || exit
		done' sh "$site" "$2"
}

# site_bounds PATIENTS FIRST [SHARE]: can a reader compute small counts from the files together?  With SHARE that share
# of the patients has a problem of each kind.
site_bounds() {
	registry=patients_$1_from_$2${3:+_problems}
	psql -c "CREATE DATABASE $registry"
	psql -d "$registry" -v patients="$1" -v first_patient="$2" -f demo/demo.sql >"$work/bounds.log"
	[ -z "${3:-}" ] || psql -d "$registry" -v share="$3" -f "$site/test/planted.sql" || return 1
	site_database "$registry" && site_files "$registry" "$work/$registry" || return 1
	as_owner perl "$site/test/bounds.pl" "$bindir/psql" "$registry" "$work/$registry" || return 1
	[ "$1" != 500 ] || [ -n "${3:-}" ] || site_bounds_notice "$registry"
}

# The same where the counts of NEDA are suppressed one by one: then they can.
site_bounds_notice() {
	psql -d "$1" -c 'CREATE OR REPLACE VIEW dashboard.neda_shown AS
		SELECT line, year, patients, ARRAY[suppress(counts[1]), suppress(counts[2]), suppress(counts[3])] AS shown
		FROM dashboard.neda_count' && site_files "$1" "$work/$1" || return 1
	! as_owner perl "$site/test/bounds.pl" "$bindir/psql" "$1" "$work/$1" >"$work/bounds.log" && grep -q 'reader can compute' "$work/bounds.log"
}

# Registries in which little is hidden, and in which much is.
site_hidden() {
	site_bounds 2000 1 && site_bounds 2000 1000001 && site_bounds 500 1 && site_bounds 500 1000001 && site_bounds 100 1 &&
		site_bounds 2000 1 0.01 && site_bounds 500 1000001 0.03 && site_bounds 300 1 0.15
}

need_chromium() {
	chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) && return
	have 'chromium fonts-dejavu-core' command -v chromium && chromium=$(command -v chromium)
}

# site_test: tests in a browser the site of the database 'demo', that of a small registry
# whose patients have no known onset, and that of a registry without patients.  It returns
# 77 if that is not possible here, after printing why.
site_test() {
	why=$(no_node)
	if [ -z "$why" ] && ! site_packages; then
		if ! no_registry; then
			cat "$work/npm.log" >&2
			return 1
		fi
		why="no npm registry can be reached"
	fi
	[ -n "$why" ] || need_chromium || why="Chromium could not be had"
	if [ -n "$why" ]; then
		say "skipped dashboard: $why"
		return 77
	fi
	offline=
	if as_owner unshare -rn true 2>/dev/null; then
		offline="unshare -rn" # the build connects only to the database
	fi
	psql -c 'CREATE DATABASE dashboard TEMPLATE demo' -c 'CREATE DATABASE small' -c 'CREATE DATABASE nobody'
	psql -d small -v patients=40 -f demo/demo.sql >"$work/small.log"
	psql -d small -c 'UPDATE made_up.patient SET onset_date = NULL'
	psql -d nobody -v patients=0 -f demo/demo.sql >"$work/small.log"
	as_owner mkdir "$work/pictures"
	for database in nobody small dashboard; do
		site_database "$database" && site_build "$database" $offline || return 1
		case $database in
		dashboard) option= ;;
		*) option=--$database ;;
		esac
		as_owner env HOME="$work" PATH="$bindir:$PATH" CHROMIUM="$chromium" SCREENSHOTS="${SCREENSHOTS:+$work/pictures}" \
			sh -c 'cd "$1" && shift && exec node test/pages.js "$@"' sh "$site" $option dist "$database" >&2 || return 1
	done
	site_for=team
	site_build dashboard $offline || return 1
	site_for=
	as_owner env HOME="$work" PATH="$bindir:$PATH" CHROMIUM="$chromium" DASHBOARD_FOR=team \
		sh -c 'cd "$1" && exec node test/pages.js dist-team dashboard' sh "$site" >&2 || return 1
	if [ -n "${SCREENSHOTS:-}" ]; then
		case $SCREENSHOTS in
		/*) ;;
		*) SCREENSHOTS=$top/$SCREENSHOTS ;;
		esac
		mkdir -p "$SCREENSHOTS" && cp "$work"/pictures/*.png "$SCREENSHOTS"
	fi
}
