#!/usr/bin/env bash
# Prints the path of a kubectl: POLYK8S_KUBECTL, the one on PATH, or Debian's kubernetes-client, installed if need be.
set -euo pipefail
fail() { printf 'kubectl: %s\n' "$*" >&2; exit 1; }

if [ -n "${POLYK8S_KUBECTL:-}" ]; then
  [ -x "$POLYK8S_KUBECTL" ] || fail "POLYK8S_KUBECTL=$POLYK8S_KUBECTL is no program"
  echo "$POLYK8S_KUBECTL"; exit 0
fi
if command -v kubectl; then exit 0; fi

command -v apt-get >/dev/null || fail "not found: install kubectl, or set POLYK8S_KUBECTL to one"
bash "$(dirname "$0")/apt-install.sh" kubernetes-client >&2
command -v kubectl || fail "kubernetes-client brought no kubectl"
