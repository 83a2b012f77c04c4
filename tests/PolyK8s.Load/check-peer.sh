#!/usr/bin/env bash
# `poly-k8s check` beside kubeconform, over the same 2,000 manifests in the same folder with the same schemas, in interleaved
# rounds. Prints a Markdown table: medians of wall time and processor time per manifest, and each as a ratio to kubeconform.
#
#   check-peer.sh KUBECONFORM [ROUNDS]     5 rounds, without the second argument
#
# AOT=PATH measures another build of the program as well, one compiled ahead of time for instance.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
peer=${1:?give the path of kubeconform} rounds=${2:-5}
work=$root/artifacts/peer
rm -rf "$work"; mkdir -p "$work"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1

make -C "$root" --no-print-directory build
dotnet run -c Release --project "$root/tests/PolyK8s.Benchmarks" -- peer-files "$work"
count=$(find "$work/manifests" -name '*.yaml' | wc -l)
names=(kubeconform schema every)
[ -z "${AOT:-}" ] || names+=(aot-schema aot-every)

run() {
  case $1 in
    kubeconform) "$peer" -strict -schema-location "$work/schemas/{{.ResourceKind}}{{.KindSuffix}}.json" "$work/manifests" ;;
    schema)      "$root/artifacts/poly-k8s" check -f "$work/manifests" --rules 'SafeSchema/structure' ;;
    every)       "$root/artifacts/poly-k8s" check -f "$work/manifests" ;;
    aot-schema)  "$AOT" check -f "$work/manifests" --rules 'SafeSchema/structure' ;;
    aot-every)   "$AOT" check -f "$work/manifests" ;;
  esac
}
once() {      # once NAME -> wall and processor milliseconds
  local code=0 TIMEFORMAT='%R %U %S'
  { time run "$1" >"$work/$1.out" 2>&1 || code=$?; } 2>"$work/$1.time"
  [ "$code" -le 1 ] || { echo "check-peer: $1 ended with $code" >&2; tail -n 5 "$work/$1.out" >&2; exit 1; }
  awk '{ print $1 * 1000, ($2 + $3) * 1000 }' "$work/$1.time"
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
column() { awk -v c="$2" '{ print $c }' "$work/$1.rounds" | median; }
per() { awk "BEGIN { printf \"%.0f\", $1 * 1000 / $count }"; }
ratio() { awk "BEGIN { printf \"%.2f\", $1 / $2 }"; }

for name in "${names[@]}"; do once "$name" >/dev/null; : >"$work/$name.rounds"; done
for _ in $(seq "$rounds"); do for name in "${names[@]}"; do once "$name" >>"$work/$name.rounds"; done; done
printf '| | ms | ÷ kubeconform | µs of a processor per manifest | ÷ kubeconform |\n|---|---|---|---|---|\n'
for name in "${names[@]}"; do
  printf '| %s | %.0f | %s | %s | %s |\n' "$name" "$(column "$name" 1)" "$(ratio "$(column "$name" 1)" "$(column kubeconform 1)")" \
    "$(per "$(column "$name" 2)")" "$(ratio "$(column "$name" 2)" "$(column kubeconform 2)")"
done
