#!/usr/bin/env bash
# Runs the tests and ends with one line, `N passed, N failed, N skipped`. Exit 1 if anything failed or nothing ran.
#
#   test.sh everything      formatting, proofs, every test project, a real API server
#   test.sh end-to-end      only the tests against a real API server
set -uo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
results=$root/artifacts/test
rm -rf "$results"
mkdir -p "$results"
failed_gates=0
failed_steps=
assets_pid=

say() { printf '\n==> %s\n' "$*"; }
gate() {                                  # a step that is no test; when it fails, it counts as one failure
  say "$1"; shift
  "$@" || { failed_gates=$((failed_gates + 1)); failed_steps+="FAILED: $*"$'\n'; echo "FAILED: $*"; }
}

# Building kube-apiserver takes longer than everything else on a fresh machine: it starts first and runs beside the rest.
start_assets() {
  [ -n "${POLYK8S_TEST_KUBECONFIG:-}${KUBEBUILDER_ASSETS:-}" ] && return
  docker info >/dev/null 2>&1 && return
  tests/assets/kube-assets.sh >"$results/kube-assets.path" 2>"$results/kube-assets.log" &
  assets_pid=$!
}
finish_assets() {
  [ -z "$assets_pid" ] && return
  kill -0 "$assets_pid" 2>/dev/null && say "waiting for kube-apiserver to be built (artifacts/test/kube-assets.log)"
  wait "$assets_pid" || tail -n 3 "$results/kube-assets.log"
  assets_pid=
}
trap '[ -n "$assets_pid" ] && kill "$assets_pid" 2>/dev/null' EXIT

test_project() {
  local name=${1##*/}
  say "$name"
  dotnet test "$1" --no-build -v quiet --logger "trx;LogFileName=$name.trx" --results-directory "$results"
  echo $? >"$results/$name.exit"
}

# What failed, again and by name: the last lines are the ones that are kept and read.
name_failures() {
  printf '\n%s' "$failed_steps"
  find "$results" -name '*.trx' -exec sed -nE '/<UnitTestResult .*outcome="Failed"/s/.* testName="([^"]*)".*/FAILED: \1/p' {} +
}

# A test run that broke without a failed test (a crash, a build error) counts as one failure: silence is no success.
count() {
  local total=0 passed=0 failed=$failed_gates t p f exit_file trx
  for exit_file in "$results"/*.exit; do
    [ -e "$exit_file" ] || continue
    trx=${exit_file%.exit}.trx
    read -r t p f < <(awk 'match($0, /<Counters [^>]*>/) {
      line = substr($0, RSTART, RLENGTH)
      print n(line, "total"), n(line, "passed"), n(line, "failed") + n(line, "error") + n(line, "timeout") + n(line, "aborted"); found = 1; exit }
      function n(line, name) { return match(line, " " name "=\"[0-9]+\"") ? substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
      END { if (!found) print 0, 0, 0 }' "$trx" 2>/dev/null || echo 0 0 0)
    if [ "$(cat "$exit_file")" != 0 ] && [ "$f" = 0 ]; then f=1; t=$((t + 1)); fi
    total=$((total + t)); passed=$((passed + p)); failed=$((failed + f))
  done
  [ "$failed" = 0 ] || name_failures
  local skipped=$((total - passed - failed + failed_gates))
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}

build() { dotnet build "$1" -v quiet -clp:NoSummary; }

case ${1:-everything} in
  everything)
    start_assets
    gate formatting make --no-print-directory check
    gate proofs make --no-print-directory verify
    gate build build poly-k8s-mcp.sln
    for project in tests/*.Tests; do test_project "$project"; done
    finish_assets
    ;;
  end-to-end)
    gate build build tests/PolyK8s.Cluster.EndToEnd
    ;;
  *) sed -n '2,5p' "$0" >&2; exit 2 ;;
esac
test_project tests/PolyK8s.Cluster.EndToEnd
count
