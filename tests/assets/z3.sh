#!/usr/bin/env bash
# Prints the path of z3, the solver behind the proofs: POLYK8S_Z3, the one on PATH, or Debian's, installed if need be.
set -euo pipefail
if [ -n "${POLYK8S_Z3:-}" ]; then echo "$POLYK8S_Z3"; exit 0; fi
if command -v z3; then exit 0; fi
bash "$(dirname "$0")/apt-install.sh" z3 >&2 || { echo "z3: not found: install it, or set POLYK8S_Z3 to one" >&2; exit 1; }
command -v z3
