# Functions for private PostgreSQL clusters with sepms.  test/run, demo/run,
# bench/run and other scripts source this file.
#
# Everything happens in one temporary folder: a copy of the sources, the build,
# the installed files, the clusters and their sockets.  Nothing is written to the
# checkout or to the system, except missing packages, and the extension's files
# if the server cannot look for them elsewhere.  No port is opened, and no other
# cluster is touched.  If root starts the script, the build and the cluster belong
# to an unprivileged user.  The folder is removed when the script ends, in
# whatever way.
#
# PG_CONFIG=/path/to/pg_config selects the server, TMPDIR the place of the folder.
#
# -h or --help prints the comment at the head of the script that sources this.

# head_of SCRIPT: prints the comment at its head.
head_of() {
	sed -n '1d; /^#/!q; s/^# \{0,1\}//p' "$1"
}

case ${1-} in
-h | --help)
	head_of "$0"
	exit 0
	;;
esac

export LC_ALL=C # messages are compared, and read, in English
umask_of_caller=$(umask)
umask 022 # the owner of the cluster must be able to read what root creates

# The caller's variables must have no effect: those of libpq, psql and PostgreSQL's
# tests would select a server, those of a git hook a repository, and those of cd,
# tar and make other files.
for name in $(env | sed -nE 's/^((PG|PSQL|GIT_)[A-Za-z0-9_]*)=.*/\1/p'); do
	case $name in
	PG_CONFIG | PG_CONFIG_OLD) ;; # inputs of these scripts
	*) unset "$name" ;;
	esac
done
unset CDPATH TAR_OPTIONS GREP_OPTIONS MAKEFLAGS MFLAGS MAKEFILES MAKELEVEL VPATH DESTDIR PROFILE COPT MODULES PROGRAM \
	DOCS SCRIPTS SCRIPTS_built HEADERS HEADERS_built DATA_TSEARCH ISOLATION TAP_TESTS NO_INSTALL NO_INSTALLCHECK \
	EXTRA_REGRESS_OPTS TEMP_CONFIG

# Paths are relative to where the script was started.
for name in TMPDIR PG_CONFIG PG_CONFIG_OLD; do
	eval "path=\${$name-}"
	case $name:$path in
	*:/* | *:) ;;
	*:*/* | TMPDIR:*) eval "export $name=\"\$PWD/\$path\"" ;;
	esac
done

top=$(cd "$(dirname "$(readlink -f "$0")")" && until [ -f sepms.control ] || [ "$PWD" = / ]; do cd ..; done && pwd)
[ -f "$top/sepms.control" ] || { # otherwise all of / would be copied
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

# count NAME STATUS: reports a test that ended with this status.
count() {
	if [ "$2" = 0 ]; then
		passed=$((passed + 1))
		say "ok      $1"
	else
		failed=$((failed + 1))
		say "FAILED  $1"
	fi
}

# Prints the last line of a test script, and gives its exit status.
all_counted() {
	printf '%d passed, %d failed\n' "$passed" "$failed"
	[ "$failed" = 0 ]
}

# takes MOST ARGUMENT...: checks the script's arguments.  It fails if there are more than
# MOST, or if one looks like an option.
takes() {
	most=$1
	shift
	for argument; do
		case $argument in
		-*) fail "$0 has no option $argument; --help says what it takes" ;;
		esac
	done
	[ $# -le "$most" ] || fail "$0 was given $# arguments and takes $most at most; --help says which"
}

# whole_number WHAT VALUE [LEAST [MOST]]: prints VALUE, or fails if it is out of range.
whole_number() {
	least=${3-0} most=${4-1000000000}
	number=$(echo "$2" | sed -n 's/^0*\([0-9]\{1,10\}\)$/\1/p') # 010 is ten, not octal
	[ -n "$number" ] && [ "$number" -ge "$least" ] && [ "$number" -le "$most" ] ||
		fail "$1 is a whole number from $least to $most, not '$2'"
	echo "$number"
}

# The user who builds sepms and owns the clusters.
find_owner() {
	owner=$(id -un 2>/dev/null) || fail "The user of number $(id -u) has no name here, which PostgreSQL wants"
	if [ "$owner" = root ]; then
		owner=postgres
		id postgres >/dev/null 2>&1 || owner=nobody
	fi
}
find_owner

# Runs in the background and waits, so that the shell acts on a signal at once.
as_owner() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid="$owner" --regid="$(id -gn "$owner")" --init-groups "$@" &
	else
		"$@" &
	fi
	child=$!
	wait "$child" && ended=0 || ended=$?
	child= # it has ended, and its process number may be reused
	return "$ended"
}

# spawn COMMAND...: runs it in the background and adds it to child.  When it is
# terminated, it terminates its own children.
spawn() {
	(
		child=
		trap 'trap "" TERM; kill $child 2>/dev/null; wait; exit 143' TERM
		"$@"
	) &
	child="$child $!"
}

# major_of PROGRAM: the major version of a pg_config or postgres.
major_of() {
	"$1" --version 2>/dev/null | sed 's/[^0-9]*\([0-9]*\).*/\1/'
}

# lack_of PG_CONFIG: what is missing, a line each, of a server, the files to build extensions
# with, and the headers, all of one version.  (On Debian, pg_config comes with the client
# and with libpq-dev, without the rest.)
lack_of() {
	of=$(major_of "$1")
	if [ -z "$of" ]; then
		echo "a pg_config that runs"
		return
	fi
	[ "$of" -ge 15 ] || echo "PostgreSQL 15 or later: this is $of"
	server=$("$1" --bindir)/postgres
	[ -x "$server" ] || echo "the server: $server"
	[ "$(major_of "$server")" = "$of" ] || echo "a server of version $of: $server"
	built_with=$("$1" --pgxs)
	[ -f "$built_with" ] || echo "$built_with"
	grep -q "^MAJORVERSION *= *$of\$" "${built_with%/makefiles/*}/Makefile.global" 2>/dev/null ||
		echo "what extensions of version $of are built with: $built_with"
	headers=$("$1" --includedir-server)
	[ -f "$headers/postgres.h" ] || echo "its headers: $headers/postgres.h"
	cat "$headers"/pg_config*.h 2>/dev/null | grep -q "^#define PG_MAJORVERSION \"$of\"" ||
		echo "headers of version $of: $headers"
}

# Is it complete?  If not, $lack says what is missing.
usable() {
	lack=$(lack_of "$1" | head -n 1)
	[ -z "$lack" ]
}

find_pg_config() {
	if [ -n "${PG_CONFIG:-}" ]; then
		usable "$PG_CONFIG"
		return
	fi
	for PG_CONFIG in $(command -v pg_config) $(ls -d /usr/lib/postgresql/*/bin/pg_config 2>/dev/null | sort -t/ -k5 -nr); do
		usable "$PG_CONFIG" && return 0
	done
	PG_CONFIG=
	return 1
}

has_boost() {
	echo '#include <boost/math/special_functions/beta.hpp>' |
		g++ -x c++ -E - >/dev/null 2>&1
}

has_eigen() {
	[ -e "${EIGEN:-/usr/include/eigen3}/Eigen/Cholesky" ]
}

# Packages of the system.  Only the functions below install any.

# can_have PACKAGE: does apt know it?
can_have() {
	apt-cache policy "$1" 2>/dev/null | grep -q '^ *Candidate: [0-9]'
}

# The major version whose packages are needed: that of the newest installed server with
# available packages, otherwise the distribution's own.  Empty if apt knows none.
debian_major() {
	case ${PG_CONFIG:-} in
	/usr/lib/postgresql/*/bin/pg_config) here=$(major_of "$PG_CONFIG") ;;
	*) here=$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null | cut -d/ -f5 | sort -nr | awk '$1 >= 15') ;;
	esac
	for major in $here; do
		if can_have "postgresql-server-dev-$major"; then
			echo "$major"
			return
		fi
	done
	{
		apt-cache depends postgresql 2>/dev/null | sed -n 's/.*Depends: postgresql-\([0-9]*\)$/\1/p'
		echo "$here"
	} | grep -m 1 . || true
}

# The names of the packages that are missing: the server, its development package, or both.
server_packages() {
	major=$(debian_major)
	if [ -z "$major" ]; then
		echo "postgresql postgresql-server-dev-all"
	elif [ -x "/usr/lib/postgresql/$major/bin/postgres" ]; then
		echo "postgresql-server-dev-$major"
	else
		echo "postgresql-$major postgresql-server-dev-$major"
	fi
}

# May packages be installed, by root or with sudo?  Sudo is asked once.
sudo=
may_install() {
	if [ "$(id -u)" != 0 ] && [ -z "$sudo" ]; then
		sudo=no
		if command -v sudo >/dev/null; then
			sudo -n true 2>/dev/null || { say "Packages are missing; sudo is asked whether they may be installed" && sudo true; } && sudo=sudo
		fi
	fi
	[ "$sudo" != no ]
}

# apt_get COMMAND...: as root; quiet unless it fails.  It waits for another apt to end, and
# gives up if the network does not answer.
apt_get() {
	log=$($sudo env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 APT_LISTCHANGES_FRONTEND=none \
		${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
		apt-get -q -o DPkg::Lock::Timeout=120 -o Acquire::Retries=1 -o Acquire::http::Timeout=20 \
		-o Acquire::https::Timeout=20 "$@" 2>&1) || {
		printf '%s\n' "$log" | grep -E '^(E|W|dpkg)' | tail -n 6 >&2
		return 1
	}
}

# Updates the list of packages, once.
updated=
update_packages() {
	[ -z "$updated" ] || return 0
	say "Updating the list of packages"
	updated=yes
	apt_get update -o APT::Update::Error-Mode=any && return
	updated=failed
	say "(it could not be updated; going on)"
}

# Says which installed packages apt would change to install these.
say_what_changes() {
	changes=$(apt-get -s -q install --no-install-recommends "$@" 2>/dev/null |
		sed -n 's/^Inst \([^ ]*\) \[\([^]]*\)\] (\([^ ]*\).*/\1 from \2 to \3/p')
	[ -n "$changes" ] || return 0
	say "These packages, which are here, come to another version with them:"
	say "$changes"
	case $changes in
	*postgresql-[0-9]*)
		say "A PostgreSQL that runs is restarted by its package."
		[ ! -t 2 ] || { say "Ctrl-C within ten seconds leaves all as it is." && sleep 10; }
		;;
	esac
}

# get_packages PACKAGE...: installs them and their dependencies, or says why it cannot.
get_packages() {
	if ! command -v apt-get >/dev/null; then
		say "Please install, with your system's package manager, what Debian calls: $*"
		return 1
	fi
	if ! may_install; then
		say "Packages are missing, and $(id -un) may not install them. Please run, or ask the administrator to:"
		say "	apt-get update && apt-get install --no-install-recommends $*"
		return 1
	fi
	update_packages
	for package; do
		can_have "$package" || {
			say "apt knows no package $package."
			cannot_install "$@"
			return 1
		}
	done
	say_what_changes "$@"
	say "Installing: $*"
	apt_get install -y --no-remove --no-install-recommends "$@" || {
		cannot_install "$@"
		return 1
	}
}

cannot_install() {
	say "These packages could not be installed: $*"
	[ "$updated" != failed ] ||
		say "The list of packages could not be read either: is there a network, and does apt know the proxy, if there is one?"
}

# have PACKAGES COMMAND...: does the command succeed, now or after the packages are
# installed?
have() {
	packages=$1
	shift
	"$@" >/dev/null 2>&1 && return
	# shellcheck disable=SC2086
	get_packages $packages && "$@" >/dev/null 2>&1
}

# need PACKAGES COMMAND...: notes the packages if the command fails.  need_packages then
# installs all of them at once, or ends the script.
wanted=
need() {
	packages=$1
	shift
	"$@" >/dev/null 2>&1 || wanted="$wanted $packages"
}

need_compiler() {
	for tool in gcc g++ make perl; do
		need $tool command -v $tool
	done
	need libboost-math-dev has_boost
	need libeigen3-dev has_eigen
}

# Installs what is needed, and a server with its development files.
need_packages() {
	need_compiler
	if find_pg_config; then
		get_wanted
		return
	fi
	case ${PG_CONFIG:-} in
	'' | /usr/lib/postgresql/*/bin/pg_config) ;;
	*) fail "PG_CONFIG=$PG_CONFIG is not complete. It lacks $lack" ;;
	esac
	if command -v apt-get >/dev/null && may_install; then
		update_packages # the version depends on it
	fi
	major=$(debian_major)
	[ "${major:-15}" -ge 15 ] || fail "PostgreSQL here is $major, and sepms needs 15 or later. Nothing was installed." \
		"A newer release of the system has it, or https://apt.postgresql.org."
	wanted="$wanted $(server_packages)"
	get_wanted
	find_pg_config || fail "There is still no PostgreSQL with its development files, but for one that lacks $lack." \
		"PG_CONFIG=/path/to/pg_config picks another"
}

get_wanted() {
	# shellcheck disable=SC2086
	[ -z "$wanted" ] || get_packages $wanted || exit 1
	wanted=
}

clean_up() {
	status=$?
	set +e
	trap - EXIT
	trap '' HUP INT QUIT PIPE ALRM TERM USR1 USR2 XCPU
	[ -z "$child" ] || kill $child 2>/dev/null # one or several processes
	wait
	if [ -n "$work" ]; then
		for pid in "$work/data/postmaster.pid" "$work"/*/data/postmaster.pid; do
			[ ! -f "$pid" ] || as_owner "$bindir/pg_ctl" -D "${pid%/*}" -m immediate stop >/dev/null 2>&1
		done
		[ -z "$in_server" ] || make -s -C "$work/src" PG_CONFIG="$PG_CONFIG" with_llvm=no uninstall >/dev/null 2>&1
		cd / # leave the folder before removing it
		rm -rf "$work" 2>/dev/null || { chmod -R u+rwX "$work" && rm -rf "$work"; }
	fi
	exit "$status"
}

# copy_sources FOLDER: copies the sources, without build products.  The copy is writable even
# if the checkout is not.
copy_sources() {
	mkdir "$1"
	(cd "$top" && tar -cf "$1.tar" --exclude=.git --exclude='*.o' --exclude='*.bc' --exclude='*.so' \
		--exclude=node_modules --exclude=.observablehq --exclude=./results --exclude=./test/expected .) ||
		fail "$top could not be copied"
	tar -xf "$1.tar" -C "$1" || fail "$top could not be copied to $1"
	rm "$1.tar"
	chmod -R u+rwX,go+rX "$1"
}

# work_in FOLDER: makes $work there.  If it cannot, $why says why.
work_in() {
	base=$(cd -- "$1" 2>/dev/null && pwd) || {
		why="there is no such folder, or it cannot be entered"
		return 1
	}
	base=${base%/}
	case $base in
	*[[:cntrl:]]* | *[\!\"\#\$%\&\'\(\)*:\;\<\>?\[\\\]^\`{\|}]*)
		why="make, the shell or PostgreSQL take a character of it for their own"
		return 1
		;;
	esac
	if [ ${#base} -gt 60 ]; then # a socket path has at most 107 bytes
		why="it is longer than 60 bytes, and sockets in it would have too long a path"
		return 1
	fi
	work=$(mktemp -d "$base/sepms.XXXXXX" 2>/dev/null) || {
		why="nothing can be written there"
		return 1
	}
	[ "$(id -u)" != 0 ] || chown "$owner" "$work"
	{ printf '#!/bin/sh\n' >"$work/try" && chmod 755 "$work/try"; } 2>/dev/null || true
	if ! as_owner test -r "$work/try"; then
		why="the user $owner cannot enter it"
	elif ! as_owner "$work/try" 2>/dev/null; then
		why="no program can be started from it (mounted noexec)"
	else
		rm "$work/try"
		return 0
	fi
	rm -rf "$work"
	work=
	return 1
}

# Makes the folder, which is removed at the end, for its owner.  Programs use it for
# temporary files too.
make_folder() {
	trap clean_up EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 131' QUIT
	trap 'exit 138' USR1
	trap 'exit 140' USR2
	trap 'exit 141' PIPE
	trap 'exit 142' ALRM
	trap 'exit 143' TERM
	trap 'exit 152' XCPU
	for place in "${TMPDIR:-/tmp}" /tmp /var/tmp; do
		work_in "$place" && break
		say "$place is not used: $why"
	done
	[ -n "$work" ] || fail "Please set TMPDIR to a folder in which $owner may write and start programs, as in: TMPDIR=/srv/tmp sh $0"
	tmpdir_of_caller=$base
	export TMPDIR="$work"
}

# Makes the folder and copies the sources into it.
make_work() {
	[ -n "$work" ] || make_folder
	copy_sources "$work/src"
	find_owner # a package may have created the user
	[ "$(id -u)" != 0 ] || chown -R "$owner" "$work"
	cd "$work/src"
}

# Runs make, quietly unless it fails.
quiet_make() {
	if ! as_owner make -s PG_CONFIG="$PG_CONFIG" with_llvm=no "$@" >"$work/make.log" 2>&1; then
		cat "$work/make.log" >&2
		fail "make $* failed"
	fi
}

has_setting() {
	as_owner "$bindir/postgres" --describe-config | cut -f1 | grep -qx "$1"
}

# Installs where only this cluster looks, and prints the setting for that: Debian's
# extension_destdir, or the search paths of 18.
install_sepms() {
	if has_setting extension_destdir; then
		quiet_make install DESTDIR="$work/dest"
		printf "extension_destdir = '%s'\n" "$work/dest"
	elif has_setting extension_control_path; then
		quiet_make install DESTDIR="$work/dest"
		printf "extension_control_path = '%s:\$system'\n" "$work/dest$("$PG_CONFIG" --sharedir)"
		printf "dynamic_library_path = '%s:\$libdir'\n" "$work/dest$("$PG_CONFIG" --pkglibdir)"
	else
		install_in_server
	fi
}

# Installs in the server's own folders, until the script ends.
in_server=
install_in_server() {
	folder=$("$PG_CONFIG" --sharedir)/extension
	! has_extension sepms || fail "This server looks for extensions in its own folders only, and sepms is there already:" \
		"it would be another's then. Remove it from $folder, or pick another server by PG_CONFIG"
	[ -w "$folder" ] || fail "This server looks for extensions in its own folders only, and $(id -un) may not write to $folder:" \
		"please start this as root, or pick another server by PG_CONFIG"
	say "This server looks for extensions in its own folders only: installing there, until the end"
	in_server=yes
	make -s PG_CONFIG="$PG_CONFIG" with_llvm=no install >&2
}

# Prints the settings of all clusters.
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

# A program that runs the server, given the server's arguments; empty for the server itself.
postgres=

# start_server FOLDER [OPTIONS]: starts a cluster that has its data, log and socket in
# the folder.  The options are those of postgres, in one word.
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

# build [COMMAND...]: builds sepms and installs it in the folder, for clusters that are
# started later.  It runs the command before the build.
build() {
	set -eu
	make_folder
	need_packages
	bindir=$("$PG_CONFIG" --bindir)
	make_work
	"${@:-:}"
	say "Building sepms for $("$PG_CONFIG" --version)"
	quiet_make all
	settings >"$work/settings"
	export PGOPTIONS= PGCLIENTENCODING=UTF8 PGPASSFILE="$work/no_passwords"
}

# begin [COMMAND...]: builds sepms and starts a cluster; afterwards psql connects to it and
# CREATE EXTENSION sepms works.
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

# with_extension NAME COMMAND...: runs the command if the server has the extension, and
# prints that it is skipped otherwise.
with_extension() {
	if has_extension "$1"; then
		shift
		"$@"
	else
		echo "skipped: the extension $1 is not available for $("$PG_CONFIG" --version | cut -d. -f1) on this machine"
	fi
}
