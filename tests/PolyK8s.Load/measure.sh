#!/usr/bin/env bash
# The webhook under load beside the floor (an endpoint that only reads, parses and allows), in one interleaved run on
# loopback. Prints Markdown tables: medians of the rounds, and each as a ratio to the floor. First as fast as it goes (wrk), then at
# a steady rate (h2load; its 16 connections send at the same moments).
#
#   measure.sh [ROUNDS] [SECONDS]     5 rounds of 2 s, without arguments
#
# `jit` judges by every rule, `jit-cluster` without those that repeat the API server, as a webhook that watches a cluster does,
# and `jit-bare` by none: what the connection, the tree of the object and the answer cost before any rule.
# AOT=1 measures an ahead-of-time build as well (needs clang and zlib1g-dev). SCALES="0 1" leaves clusters out: 0 is an empty
# one, 1 has 40,000 objects, 10 ten times as many.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
rounds_asked=${1:-5} seconds=${2:-2} scales=${SCALES:-0 1 10} rates="500 2000"
work=$root/artifacts/load
mkdir -p "$work"
"$root/tests/assets/apt-install.sh" wrk nghttp2-client
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1

dotnet publish "$root/tests/PolyK8s.Load" -c Release -v quiet -clp:NoSummary -o "$work/load"
dotnet publish "$root/src/PolyK8s.Cli" -c Release -v quiet -clp:NoSummary -p:PublishAot=false -o "$work/jit"
servers=(floor jit jit-cluster jit-bare)
if [ "${AOT:-}" = 1 ]; then
  "$root/tests/assets/apt-install.sh" clang zlib1g-dev
  dotnet publish "$root/src/PolyK8s.Cli" -c Release -v quiet -clp:NoSummary -p:PublishAot=true -o "$work/aot"
  servers+=(aot aot-cluster aot-bare)
fi
"$work/load/PolyK8s.Load" reviews "$work/reviews"
mkdir -p "$work/rules-cluster" "$work/rules-bare"
"$work/jit/poly-k8s" rules -o json | "$work/load/PolyK8s.Load" without-repeats >"$work/rules-cluster/profile.yaml"
printf 'apiVersion: safety.poly-k8s.io/v1alpha1\nkind: SafetyProfile\nmetadata:\n  name: no-rule\nspec:\n  rules:\n  - rules: ["*"]\n    mode: "Off"\n' >"$work/rules-bare/profile.yaml"
for scale in $scales; do [ -d "$work/cluster-$scale" ] || "$work/load/PolyK8s.Load" cluster "$work/cluster-$scale" "$scale"; done

pids=()
stop() { [ ${#pids[@]} = 0 ] || kill "${pids[@]}" 2>/dev/null || true; pids=(); wait 2>/dev/null || true; }
trap stop EXIT
declare -A pid port
start() {   # start NAME CLUSTER
  local name=$1 cluster=$2
  port[$name]=$((20000 + RANDOM % 20000))
  case $name in
    floor) "$work/load/PolyK8s.Load" floor "${port[$name]}" >/dev/null 2>&1 & ;;
    *)     local rules=(); [ "$name" = "${name%-*}" ] || rules=(--policies "$work/rules-${name##*-}")
           "$work/${name%-*}/poly-k8s" webhook --listen "127.0.0.1:${port[$name]}" --state "$cluster" "${rules[@]}" --drain-seconds 0 >"$work/$name.log" 2>&1 & ;;
  esac
  pid[$name]=$!; pids+=($!)
  for _ in $(seq 600); do curl -sk -o /dev/null "https://localhost:${port[$name]}/validate" && return; sleep 0.1; done
  echo "measure: $name did not start" >&2; tail -n 5 "$work/$name.log" >&2; exit 1
}
cpu() { awk '{ print ($14 + $15) * 10000 }' "/proc/$1/stat"; }           # µs of processor time so far (100 ticks a second)
rss() { awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$1/status"; }

# once NAME BODY CONNECTIONS -> req/s, p50 µs, p99 µs, CPU µs per request, MiB, errors
once() {
  local before after requests duration p50 p99 errors
  before=$(cpu "${pid[$1]}")
  read -r _ requests duration p50 p99 errors < <(wrk -t1 -c"$3" -d"${seconds}s" -s "$work/reviews/$2.lua" "https://localhost:${port[$1]}/validate" | grep ^RESULT)
  after=$(cpu "${pid[$1]}")
  echo "$((requests * 1000000 / duration)) $p50 $p99 $(((after - before) / (requests > 0 ? requests : 1))) $(rss "${pid[$1]}") $errors"
}
# steady NAME RATE -> p50 µs, p99 µs, errors
steady() {
  h2load --h1 -c16 -t1 -D "$seconds" --rps="$(awk "BEGIN { print $2 / 16 }")" -d "$work/reviews/4k.json" -H 'content-type: application/json' \
    --log-file="$work/steady.log" "https://localhost:${port[$1]}/validate" >/dev/null
  sort -k3,3n "$work/steady.log" | awk '{ v[NR] = $3; errors += $2 != 200 } END { print v[int(NR / 2) + 1], v[int(NR * 0.99) + 1], errors + 0 }'
  rm -f "$work/steady.log"
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
column() { awk -v c="$2" '{ print $c }' "$1" | median; }

# rounds COMMAND ARGS…: the command for every server in turn, once to warm up and then as often as asked; what it prints is kept for each.
rounds() {
  local command=$1; shift
  for name in "${servers[@]}"; do "$command" "$name" "$@" >/dev/null; : >"$work/$name.rounds"; done
  for _ in $(seq "$rounds_asked"); do for name in "${servers[@]}"; do "$command" "$name" "$@" >>"$work/$name.rounds"; done; done
}
over() { awk "BEGIN { printf \"%.2f\", $1 / ($2 > 0 ? $2 : 1) }"; }

: >"$work/steady.md"
printf '| cluster | body | connections | server | req/s | ÷ floor | p50 µs | p99 µs | CPU µs/review | ÷ floor | MiB | errors |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n'
for scale in $scales; do
  for name in "${servers[@]}"; do start "$name" "$work/cluster-$scale"; done
  for body in 4k 100k; do
    for connections in 1 16; do
      rounds once "$body" "$connections"
      floor_rate=$(column "$work/floor.rounds" 1) floor_cpu=$(column "$work/floor.rounds" 4)
      for name in "${servers[@]}"; do
        file=$work/$name.rounds
        rate=$(column "$file" 1) time=$(column "$file" 4)
        printf '| ×%s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n' "$scale" "$body" "$connections" "$name" "$rate" "$(over "$rate" "$floor_rate")" \
          "$(column "$file" 2)" "$(column "$file" 3)" "$time" "$(over "$time" "$floor_cpu")" "$(column "$file" 5)" "$(awk '{ s += $6 } END { print s }' "$file")"
      done
    done
  done
  for rate in $rates; do
    rounds steady "$rate"
    floor_p99=$(column "$work/floor.rounds" 2)
    for name in "${servers[@]}"; do
      file=$work/$name.rounds
      printf '| ×%s | %s | %s | %s | %s | %s | %s |\n' "$scale" "$rate" "$name" "$(column "$file" 1)" "$(column "$file" 2)" \
        "$(over "$(column "$file" 2)" "$floor_p99")" "$(awk '{ s += $3 } END { print s }' "$file")" >>"$work/steady.md"
    done
  done
  stop
done
printf '\n| cluster | reviews/s | server | p50 µs | p99 µs | ÷ floor | errors |\n|---|---|---|---|---|---|---|\n'
cat "$work/steady.md"
