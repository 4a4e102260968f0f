# Builds and tests the site of the dashboard.  Sourced, after test/cluster.sh, by run and
# test/run here and by the project's test/run.
#
# Everything is done in the copy of the sources, $work/src.

site=demo/dashboard

# Prints why the site cannot be built here; nothing if it can.
no_node() {
	if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
		echo "Node.js 20 or later with npm is not installed"
	elif [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
		echo "Node.js $(node -v) is too old: 20 or later is needed"
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
	psql -d "$1" -f "$site/tallies.sql"
}

# site_build DATABASE [COMMAND...]: builds the site in $work/src/demo/dashboard/dist; the
# command, if any, runs the build.
site_build() {
	database=$1
	shift
	as_owner env HOME="$work" PATH="$bindir:$PATH" PGDATABASE="$database" \
		sh -c 'cd "$1" && shift && exec "$@" node build.js' sh "$site" "$@" >"$work/site.log" 2>&1 || {
		tail -n 30 "$work/site.log" >&2
		return 1
	}
}

need_chromium() {
	chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) && return
	have 'chromium fonts-dejavu-core' command -v chromium && chromium=$(command -v chromium)
}

# site_test: tests the site of the database 'demo', and that of a small registry, in a
# browser.  It returns 77 if that is not possible here, after printing why.
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
	psql -c 'CREATE DATABASE dashboard TEMPLATE demo' -c 'CREATE DATABASE small'
	psql -d small -v patients=40 -f demo/demo.sql >"$work/small.log"
	as_owner mkdir "$work/pictures"
	for database in small dashboard; do
		site_database "$database" && site_build "$database" $offline || return 1
		[ "$database" != small ] || small=--small
		as_owner env HOME="$work" PATH="$bindir:$PATH" CHROMIUM="$chromium" SCREENSHOTS="${SCREENSHOTS:+$work/pictures}" \
			sh -c 'cd "$1" && shift && exec node test/pages.js "$@"' sh "$site" $small dist "$database" >&2 || return 1
		small=
	done
	if [ -n "${SCREENSHOTS:-}" ]; then
		case $SCREENSHOTS in
		/*) ;;
		*) SCREENSHOTS=$top/$SCREENSHOTS ;;
		esac
		mkdir -p "$SCREENSHOTS" && cp "$work"/pictures/*.png "$SCREENSHOTS"
	fi
}
