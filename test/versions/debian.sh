# Small Debian systems whose suite has another version of PostgreSQL than this machine, with
# 15 in addition.  Sourced after cluster.sh.
. "$top/test/chroot.sh"

suite_of() {
	case $1 in
	17) echo trixie ;;
	18) echo forky ;;
	*) fail "PostgreSQL $1: 17 and 18 are those that a suite of Debian serves beside 15" ;;
	esac
}

# server ROOT VERSION: installs that version of PostgreSQL, and unpacks its development
# package, because installing it would install clang.
server() {
	install_inside "$1" "postgresql-$2" || return 1
	# shellcheck disable=SC2016
	inside "$1" sh -ec '
		cd /tmp
		apt-get download "postgresql-server-dev-$1"
		dpkg -x postgresql-server-dev-*.deb /
		rm postgresql-server-dev-*.deb
		apt-get clean' sh "$2"
}

# prepare ROOT SUITE VERSION: makes a Debian system with that version of PostgreSQL and what
# is needed to build and test sepms; and with 15, if it is available, for pg_upgrade.
prepare() {
	small_debian "$1" "$2" || return 1
	install_inside "$1" gcc g++ libc6-dev make perl libipc-run-perl libboost-math-dev libeigen3-dev libpq-dev || return 1
	server "$1" "$3" || return 1
	echo "deb $(mirror) bookworm main" >"$1/etc/apt/sources.list.d/older.list"
	{ inside "$1" apt-get -q update && server "$1" 15; } || say "(PostgreSQL 15 could not be had beside $3; going on)"
}

# debian ROOT SUITE VERSION: the prepared system, from its archive if there is one.
debian() {
	kept "$1" "postgresql-15-$3-$2" prepare "$1" "$2" "$3" && return
	say "skipped: PostgreSQL $3: $why"
	return 1
}
