#!/usr/bin/env bash
# Looks into an image archive (the format of `docker save`): the program in it has to start. A build that was broken off can
# leave an empty one behind that looks up to date.
#
#   image.sh ARCHIVE
set -euo pipefail
archive=$(realpath "$1") work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { printf 'image: %s: %s\n' "$archive" "$*" >&2; rm -f "$archive"; exit 1; }

tar -xf "$archive" -C "$work"
for layer in "$work"/*/layer.tar; do tar -xf "$layer" -C "$work" --wildcards 'app/*' 2>/dev/null || true; done
case $(ls "$work/app" 2>/dev/null) in
  *poly-k8s.dll*) version=$(dotnet "$work/app/poly-k8s.dll" --version 2>&1) ;;
  *poly-k8s*)     version=$("$work/app/poly-k8s" --version 2>&1) ;;
  *)              fail "holds no program" ;;
esac || fail "its program does not start; \`make clean\`, and build it again"
[[ $version == *.*.* ]] || fail "its program does not start; \`make clean\`, and build it again"
