#!/usr/bin/env bash
# Prints the folder in which node finds the parsers of DOT and Mermaid, installed as tests/diagrams/package-lock.json says.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
diagrams=$here/../diagrams
fail() { printf 'diagrams: %s\n' "$*" >&2; exit 1; }

command -v node >/dev/null && command -v npm >/dev/null || bash "$here/apt-install.sh" nodejs npm >&2 || fail "install node and npm by hand"
(
  flock 9
  if ! cmp -s "$diagrams/package-lock.json" "$diagrams/node_modules/.installed-from"; then
    npm --prefix "$diagrams" ci --ignore-scripts --no-audit --no-fund >&2 || fail "npm ci failed in tests/diagrams; is a registry to be reached?"
    cp "$diagrams/package-lock.json" "$diagrams/node_modules/.installed-from"
  fi
) 9>"$diagrams/.lock"
cd "$diagrams" && pwd
