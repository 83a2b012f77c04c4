#!/usr/bin/env bash
# Installs Debian packages, as root or with sudo, or says in one line what is missing. Waits for other installers.
#
#   apt-install.sh PACKAGE…
set -euo pipefail
fail() { printf 'apt-install: %s\n' "$*" >&2; exit 1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

dpkg -s "$@" >/dev/null 2>&1 && exit 0
command -v apt-get >/dev/null || fail "install these by hand: $*"
export DEBIAN_FRONTEND=noninteractive
printf 'apt-install: installing %s\n' "$*" >&2
apt=(apt-get -qq -o DPkg::Lock::Timeout=300)
as_root "${apt[@]}" install -y --no-install-recommends "$@" >/dev/null 2>&1 && exit 0
as_root "${apt[@]}" update >/dev/null 2>&1 || fail "apt-get update failed; install these by hand: $*"
as_root "${apt[@]}" install -y --no-install-recommends "$@" >&2 || fail "could not install $* (root or sudo is needed once)"
