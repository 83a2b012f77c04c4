#!/usr/bin/env bash
# What `make run` does: judges the sample manifests, then serves webhook and MCP on loopback until Ctrl-C.
# ONCE=1 stops after judging. WEBHOOK_PORT and MCP_PORT choose the ports.
set -euo pipefail
cli=${1:?the program}
cd "$(dirname "$0")/.."
samples=config/samples
known=(--state "$samples/state" --policies "$samples/safetyprofile.yaml")

echo "== The sample manifests, written by alice of the developers in the cluster of $samples/state"
"$cli" check -f "$samples/manifests" "${known[@]}" --as alice --as-group developers -n shop && found=0 || found=$?
[ "$found" = 1 ] || { echo "run: expected findings (exit 1), got exit $found" >&2; exit 1; }
[ -n "${ONCE:-}" ] && exit 0

webhook_port=${WEBHOOK_PORT:-8443} mcp_port=${MCP_PORT:-8444}
pids=()
stop() { trap - EXIT INT TERM; for pid in "${pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done; wait; }
trap stop EXIT
trap 'exit 0' INT TERM

"$cli" webhook --drain-seconds 0 --listen "127.0.0.1:$webhook_port" "${known[@]}" & pids+=($!)
"$cli" mcp --listen "127.0.0.1:$mcp_port" "${known[@]}" & pids+=($!)
cat <<E2

== Serving, with a certificate made for this run; Ctrl-C stops
webhook    https://127.0.0.1:$webhook_port/validate   https://127.0.0.1:$webhook_port/mutate
           ready?    curl -k https://127.0.0.1:$webhook_port/readyz
           kubectl   needs a cluster: kubectl apply -k config/default, see README.md
MCP        http://127.0.0.1:$mcp_port/mcp
           claude mcp add --transport http poly-k8s http://127.0.0.1:$mcp_port/mcp
E2
wait -n
