#!/bin/sh
# Writes src/PolyK8s.Engine/Schemas/kubernetes.pack again, from npm's @kubernetes/client-node and facts.txt beside this file.
# Each version of that package is generated from the OpenAPI document of one minor of Kubernetes; 1.35 has none, and 1.37 has
# none yet: those two are their neighbour 1.36 with the differences that facts.txt names.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fetch() { # MINOR VERSION
  mkdir "$work/$1"
  (cd "$work" && npm pack --silent "@kubernetes/client-node@$2" >/dev/null 2>&1) || { echo "npm has no @kubernetes/client-node@$2" >&2; exit 1; }
  tar -xzf "$work/kubernetes-client-node-$2.tgz" -C "$work/$1"
}

fetch 32 1.1.3
fetch 33 1.3.0
fetch 34 1.4.0
fetch 36 2.0.1
dotnet run --project "$here" -- pack "$here/facts.txt" "$root/src/PolyK8s.Engine/Schemas/kubernetes.pack" \
  32="$work/32" 33="$work/33" 34="$work/34" 36="$work/36"
