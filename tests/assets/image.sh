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
  *poly-k8s.dll*) program=(dotnet "$work/app/poly-k8s.dll") ;;
  *poly-k8s*)     program=("$work/app/poly-k8s") ;;
  *)              fail "holds no program" ;;
esac
[[ $("${program[@]}" --version 2>&1) == [0-9]*.*.* ]] || fail "its program does not start; \`make clean\`, and build it again"
