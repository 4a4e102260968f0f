# Small Debian systems to build and test in.  Tests that need another suite or an empty
# machine source this file after cluster.sh.  They need root, for chroot and mount.
#
# Mounts and processes are in namespaces of their own, and end with them.
#
# Systems take minutes to make, so they are kept, without sepms, in $SEPMS_CACHE (by
# default sepms in $XDG_CACHE_HOME or /var/cache).  REFRESH=1 makes them anew.

cache=${SEPMS_CACHE:-${XDG_CACHE_HOME:-/var/cache}/sepms}

# The Debian mirror that this machine uses.
mirror() {
	uri=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
		grep '/debian/*$' | head -n 1)
	echo "${uri:-http://deb.debian.org/debian}"
}

# Prints why these tests cannot run here; nothing if they can.
no_chroot() {
	if [ "$(id -u)" != 0 ]; then
		echo "root is needed, for chroot and mount"
	elif ! unshare --mount --pid --fork true 2>/dev/null; then
		echo "mounts are not allowed here"
	fi
}

# apart COMMAND...: runs it as root, with mounts and processes of its own, and waits in a way
# that a signal is acted on at once.  Whatever it mounts or leaves running ends with it.
apart() {
	(
		trap 'kill -KILL $apart; exit 143' TERM # it ignores weaker signals
		unshare --mount --pid --fork --kill-child --mount-proc "$@" &
		apart=$!
		wait $apart
	) &
	child=$!
	wait $child && ended=0 || ended=$?
	child=
	return "$ended"
}

# inside ROOT COMMAND...: runs it in the system ROOT.  If $deb_cache is set, the system keeps
# the packages that it downloads in that folder.
deb_cache=
inside() {
	# shellcheck disable=SC2016
	apart sh -ec '
		mount -t proc proc "$2/proc"
		mount -t tmpfs tmpfs "$2/dev/shm" # for parallel query
		[ -z "$1" ] || mount --bind "$1" "$2/var/cache/apt/archives"
		shift
		unset TMPDIR # it does not exist in there
		exec chroot "$@"' sh "$deb_cache" "$@"
}

# small_debian ROOT SUITE: makes a Debian system with nothing but its base, which has the list
# of packages and starts no services.
small_debian() {
	have debootstrap command -v debootstrap || return 1
	script= # a debootstrap that is older than the suite has no script for it
	[ -e "/usr/share/debootstrap/scripts/$2" ] || script=/usr/share/debootstrap/scripts/sid
	# shellcheck disable=SC2086
	apart debootstrap --variant=minbase --include=ca-certificates "$2" "$1" "$(mirror)" $script || return 1
	{
		apt-config dump | grep -i '^Acquire::http.*::Proxy' || true
		echo 'Acquire::Check-Valid-Until "false";' # the list of an old suite has expired
	} >"$1/etc/apt/apt.conf.d/sepms"
	printf '#!/bin/sh\nexit 101\n' >"$1/usr/sbin/policy-rc.d" # start no services
	chmod +x "$1/usr/sbin/policy-rc.d"
	echo force-unsafe-io >"$1/etc/dpkg/dpkg.cfg.d/sepms" # it need not survive a power cut
	mkdir -p "$1/etc/postgresql-common"
	echo 'create_main_cluster = false' >"$1/etc/postgresql-common/createcluster.conf"
	grep -q localhost "$1/etc/hosts" 2>/dev/null || echo '127.0.0.1 localhost' >>"$1/etc/hosts"
	inside "$1" apt-get -q update
}

# install_inside ROOT PACKAGE...: installs packages and their dependencies, without
# recommendations.
install_inside() {
	root_of=$1
	shift
	inside "$root_of" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

# kept ROOT NAME COMMAND...: unpacks the archive of that name or, if there is none, makes the
# system with the command and archives it.  If it could not be made, $why says why.
kept() {
	archive=$cache/$2-$(uname -m).tar.gz
	kept_root=$1
	if [ -z "${REFRESH:-}" ] && [ -f "$archive" ]; then
		mkdir "$1"
		tar -xzf "$archive" -C "$1" --numeric-owner || fail "$archive cannot be read; REFRESH=1 makes it anew"
		return 0
	fi
	say "Preparing a small Debian, $2; this takes some minutes"
	shift 2
	if ! "$@" >"$work/prepare.log" 2>&1; then
		why=$(grep . "$work/prepare.log" | tail -n 1)
		return 1
	fi
	if ! { mkdir -p "$cache" && tar -czf "$archive.$$" -C "$kept_root" --numeric-owner . && mv "$archive.$$" "$archive"; }; then
		say "($archive could not be kept; going on)"
		rm -f "$archive.$$"
	fi
}
