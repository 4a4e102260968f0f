# A private PostgreSQL cluster with sepms in it, or several: sourced by test/run,
# demo/run, bench/run and others, which then have the functions below.
#
# Everything happens in one temporary folder: a copy of the sources, the build,
# the installed files, the clusters and their sockets.  Nothing is written to the
# checkout or to the system (but for packages that are missing, and the files of
# the extension where a server looks for them nowhere else), no port is opened,
# and no other cluster is touched.  When root starts it, the build and
# the cluster belong to an unprivileged user.  The folder goes when the script
# ends, however it ends.
#
# PG_CONFIG=/path/to/pg_config picks the server.

export LC_ALL=C # messages are compared, and read, in English
top=$(cd "$(dirname "$0")" && until [ -f sepms.control ] || [ "$PWD" = / ]; do cd ..; done && pwd)
[ -f "$top/sepms.control" ] || { # all of / would be copied
	echo "$0 is not within the sources of sepms" >&2
	exit 1
}
work=
child=
passed=0
failed=0

say() {
	printf '%s\n' "$*" >&2
}

fail() {
	say "$*"
	exit 1
}

# count NAME STATUS: a test that ended so.
count() {
	if [ "$2" = 0 ]; then
		passed=$((passed + 1))
		say "ok      $1"
	else
		failed=$((failed + 1))
		say "FAILED  $1"
	fi
}

# The last line of a test script, and how it ends.
all_counted() {
	printf '%d passed, %d failed\n' "$passed" "$failed"
	[ "$failed" = 0 ]
}

# whole_number WHAT VALUE: VALUE again, or the end.
whole_number() {
	case $2 in
	'' | *[!0-9]*) fail "$1 is a whole number, not '$2'" ;;
	esac
	echo "$2"
}

# In the background and waited for, so that a signal is acted on at once.
as_owner() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid="$owner" --regid="$(id -gn "$owner")" --init-groups "$@" &
	else
		"$@" &
	fi
	child=$!
	wait "$child" && ended=0 || ended=$?
	child= # it is gone, and its number may be another's
	return "$ended"
}

# spawn COMMAND...: in the background, added to child, in a process that ends its
# own children when it is ended.
spawn() {
	(
		child=
		trap 'trap "" TERM; kill $child 2>/dev/null; wait; exit 143' TERM
		"$@"
	) &
	child="$child $!"
}

# A pg_config is of use when its server and its build files are there.
usable() {
	pgxs=$("$1" --pgxs 2>/dev/null) && [ -f "$pgxs" ] &&
		[ -x "$("$1" --bindir)/postgres" ]
}

find_pg_config() {
	if [ -n "${PG_CONFIG:-}" ]; then
		usable "$PG_CONFIG" || fail "PG_CONFIG=$PG_CONFIG: no server with its development files"
		return 0
	fi
	for PG_CONFIG in pg_config $(ls -d /usr/lib/postgresql/*/bin/pg_config 2>/dev/null | sort -t/ -k5 -nr); do
		usable "$PG_CONFIG" && return 0
	done
	PG_CONFIG=
	return 1
}

has_boost() {
	echo '#include <boost/math/special_functions/beta.hpp>' |
		g++ -x c++ -E - >/dev/null 2>&1
}

# The major version whose packages to install: that of a server already
# there, or else the distribution's own.
debian_major() {
	major=$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null | cut -d/ -f5 | sort -n | tail -n 1)
	[ -n "$major" ] || major=$(apt-cache depends postgresql 2>/dev/null |
		sed -n 's/.*Depends: postgresql-\([0-9]*\)$/\1/p' | head -n 1)
	echo "${major:-15}"
}

# apt_get COMMAND...: as root; quiet unless it fails.
apt_get() {
	sudo=
	[ "$(id -u)" = 0 ] || sudo=$(command -v sudo) || fail "As root, please: apt-get $*"
	log=$($sudo env DEBIAN_FRONTEND=noninteractive apt-get -q "$@" 2>&1) || {
		say "$log"
		return 1
	}
}

need_packages() {
	missing=
	for tool in gcc g++ make perl; do
		command -v $tool >/dev/null || missing="$missing $tool"
	done
	has_boost || missing="$missing libboost-math-dev"
	find_pg_config || missing="$missing postgresql-server"
	[ -n "$missing" ] || return 0

	if ! command -v apt-get >/dev/null; then
		fail "Please install, with your system's package manager: gcc, g++, make, perl," \
			"Boost.Math (headers), PostgreSQL 15 or later with its development files." \
			"Missing here:$missing"
	fi
	say "Updating the list of packages"
	apt_get update || say "(it could not be updated; going on)"
	case $missing in
	*postgresql-server*)
		major=$(debian_major)
		missing="${missing% postgresql-server} postgresql-server-dev-$major"
		[ -x "/usr/lib/postgresql/$major/bin/postgres" ] || missing="$missing postgresql-$major"
		;;
	esac
	say "Installing:$missing"
	# shellcheck disable=SC2086
	apt_get install -y --no-install-recommends $missing || fail "They could not be installed"
	find_pg_config || fail "There is still no server with its development files; set PG_CONFIG"
}

clean_up() {
	status=$?
	set +e
	trap - EXIT
	trap '' INT TERM HUP
	[ -z "$child" ] || kill $child 2>/dev/null # one, or several
	wait
	if [ -n "$work" ]; then
		for pid in "$work/data/postmaster.pid" "$work"/*/data/postmaster.pid; do
			[ ! -f "$pid" ] || as_owner "$bindir/pg_ctl" -D "${pid%/*}" -m immediate stop >/dev/null 2>&1
		done
		rm -rf "$work"
	fi
	exit "$status"
}

# copy_sources FOLDER: a copy of the sources, without what was made of them.
copy_sources() {
	mkdir "$1"
	(cd "$top" && tar -cf - --exclude=.git --exclude='*.o' --exclude='*.bc' --exclude='*.so' \
		--exclude=node_modules --exclude=.observablehq --exclude=./results --exclude=./test/expected .) | tar -xf - -C "$1"
}

# The folder, which goes at the end, and who owns it.
make_folder() {
	owner=$(id -un)
	if [ "$owner" = root ]; then
		owner=postgres
		id postgres >/dev/null 2>&1 || owner=nobody
	fi
	trap clean_up EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	base=${TMPDIR:-/tmp}
	[ "$(id -u)" != 0 ] || base=/tmp # which the owner can enter
	work=$(mktemp -d "$base/sepms.XXXXXX")
}

# The folder with the sources in it.
make_work() {
	make_folder
	copy_sources "$work/src"
	[ "$(id -u)" != 0 ] || chown -R "$owner" "$work"
	cd "$work/src"
}

# make, quietly unless it fails.
quiet_make() {
	if ! as_owner make -s PG_CONFIG="$PG_CONFIG" with_llvm=no "$@" >"$work/make.log" 2>&1; then
		cat "$work/make.log" >&2
		fail "make $* failed"
	fi
}

has_setting() {
	as_owner "$bindir/postgres" --describe-config | cut -f1 | grep -qx "$1"
}

# Install where only this cluster looks, by what the server offers for that:
# Debian's extension_destdir, or the search paths of 18.
install_sepms() {
	if has_setting extension_destdir; then
		quiet_make install DESTDIR="$work/dest"
		printf "extension_destdir = '%s'\n" "$work/dest"
	elif has_setting extension_control_path; then
		quiet_make install DESTDIR="$work/dest"
		printf "extension_control_path = '%s:\$system'\n" "$work/dest$("$PG_CONFIG" --sharedir)"
		printf "dynamic_library_path = '%s:\$libdir'\n" "$work/dest$("$PG_CONFIG" --pkglibdir)"
	else
		say "This server looks for extensions in its own folders only: installing there"
		make -s PG_CONFIG="$PG_CONFIG" with_llvm=no install >&2
	fi
}

# What all clusters are set to.
settings() {
	cat <<-SETTINGS
		listen_addresses = ''
		fsync = off
		synchronous_commit = off
		full_page_writes = off
		shared_buffers = 256MB
		max_wal_size = 4GB
		max_parallel_workers = 4
	SETTINGS
	install_sepms
}

# A program that runs the server in its way, with the server's arguments.
postgres=

# start_server FOLDER [OPTIONS]: a cluster, which has its data, its log and its
# socket there; options are those of postgres, in one word.
start_server() {
	as_owner mkdir -p "$1"
	as_owner "$bindir/initdb" -D "$1/data" -A trust -U postgres -E UTF8 --no-locale \
		--no-sync >/dev/null
	as_owner sh -c 'cat "$1" >>"$2"' sh "$work/settings" "$1/data/postgresql.conf"
	if ! as_owner "$bindir/pg_ctl" -D "$1/data" ${postgres:+-p "$postgres"} -o "-k '$1' ${2:-}" -w -l "$1/server.log" start >/dev/null; then
		cat "$1/server.log" >&2
		fail "The private cluster did not start"
	fi
}

# build [COMMAND...]: sepms built and installed in the folder, for clusters to come; the
# command is run before.
build() {
	set -eu
	need_packages
	bindir=$("$PG_CONFIG" --bindir)
	make_work
	"${@:-:}"
	say "Building sepms for $("$PG_CONFIG" --version)"
	quiet_make all
	settings >"$work/settings"
	export PGOPTIONS= PGCLIENTENCODING=UTF8
	unset PGSERVICE PGPASSFILE PGDATESTYLE PGTZ
}

# begin [COMMAND...]: all of it; afterwards psql talks to a cluster that can CREATE
# EXTENSION.
begin() {
	[ -n "$work" ] || build "$@"
	start_server "$work"
	export PGHOST="$work" PGUSER=postgres PGPORT=5432 PGDATABASE=postgres
}

psql() {
	as_owner "$bindir/psql" -X -q -v ON_ERROR_STOP=1 "$@"
}

has_extension() {
	[ -f "$("$PG_CONFIG" --sharedir)/extension/$1.control" ]
}

# with_extension NAME COMMAND...: where the server has it, and a line where not.
with_extension() {
	if has_extension "$1"; then
		shift
		"$@"
	else
		echo "skipped: the extension $1 is not available for $("$PG_CONFIG" --version | cut -d. -f1) on this machine"
	fi
}
