# Small Debians whose suite serves another PostgreSQL than this machine's:
# sourced after test/cluster.sh.
#
# It needs root, for chroot and mount.  The Debians, without sepms in them, are
# kept as archives in $SEPMS_CACHE (sepms in $XDG_CACHE_HOME or /var/cache) and
# made anew with REFRESH=1.
#
# Mounts and processes are in namespaces of their own, and end with them.

cache=${SEPMS_CACHE:-${XDG_CACHE_HOME:-/var/cache}/sepms}

suite_of() {
	case $1 in
	17) echo trixie ;;
	18) echo forky ;;
	*) fail "PostgreSQL $1: 17 and 18 are those that a suite of Debian serves beside 15" ;;
	esac
}

# The mirror of Debian that the machine itself reads.
mirror() {
	uri=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
		grep '/debian/*$' | head -n 1)
	echo "${uri:-http://deb.debian.org/debian}"
}

# Why nothing can be tested here, if it cannot.
no_chroot() {
	if [ "$(id -u)" != 0 ]; then
		echo "root is needed, for chroot and mount"
	elif ! unshare --mount --pid --fork true 2>/dev/null; then
		echo "mounts are not allowed here"
	fi
}

# apart COMMAND...: as root of its own mounts and processes, and waited for so that a
# signal is acted on at once.  Whatever it mounts or leaves running ends with it.
apart() {
	(
		trap 'kill -KILL $apart; exit 143' TERM # it listens to nothing less
		unshare --mount --pid --fork --kill-child --mount-proc "$@" &
		apart=$!
		wait $apart
	) &
	child=$!
	wait $child && ended=0 || ended=$?
	child=
	return "$ended"
}

# inside ROOT COMMAND...: in that Debian.
inside() {
	# shellcheck disable=SC2016
	apart sh -ec '
		mount -t proc proc "$1/proc"
		mount -t tmpfs tmpfs "$1/dev/shm" # of parallel query
		exec chroot "$@"' sh "$@"
}

# prepare ROOT SUITE VERSION: a Debian with that PostgreSQL and what builds sepms.
# The development package is unpacked, not installed: it would bring clang.
prepare() {
	command -v debootstrap || {
		apt_get update || true
		apt_get install -y --no-install-recommends debootstrap || return 1
	}
	script= # a debootstrap older than the suite has none for it
	[ -e "/usr/share/debootstrap/scripts/$2" ] || script=/usr/share/debootstrap/scripts/sid
	# shellcheck disable=SC2086
	apart debootstrap --variant=minbase --include=ca-certificates "$2" "$1" "$(mirror)" $script || return 1
	apt-config dump | grep -i '^Acquire::http.*::Proxy' >"$1/etc/apt/apt.conf.d/proxy" || true
	printf '#!/bin/sh\nexit 101\n' >"$1/usr/sbin/policy-rc.d" # start nothing
	chmod +x "$1/usr/sbin/policy-rc.d"
	mkdir -p "$1/etc/postgresql-common"
	echo 'create_main_cluster = false' >"$1/etc/postgresql-common/createcluster.conf"
	# shellcheck disable=SC2016
	inside "$1" env DEBIAN_FRONTEND=noninteractive sh -ec '
		apt-get -q -o Acquire::Check-Valid-Until=false update
		apt-get install -y -q --no-install-recommends gcc g++ libc6-dev make perl \
			libboost-math-dev libpq-dev "postgresql-$1"
		cd /tmp
		apt-get download "postgresql-server-dev-$1"
		dpkg -x postgresql-server-dev-*.deb /
		rm postgresql-server-dev-*.deb
		apt-get clean' sh "$3"
}

# debian ROOT SUITE VERSION: prepared, from the archive where there is one.
debian() {
	archive=$cache/postgresql-$3-$2-$(uname -m).tar.gz
	if [ -z "${REFRESH:-}" ] && [ -f "$archive" ]; then
		mkdir "$1"
		tar -xzf "$archive" -C "$1" --numeric-owner
		return
	fi
	say "Preparing Debian $2 with PostgreSQL $3; this takes some minutes"
	if ! prepare "$1" "$2" "$3" >"$work/prepare.log" 2>&1; then
		say "skipped: PostgreSQL $3: $(grep . "$work/prepare.log" | tail -n 1)"
		return 1
	fi
	mkdir -p "$cache"
	tar -czf "$archive.$$" -C "$1" --numeric-owner .
	mv "$archive.$$" "$archive"
}
