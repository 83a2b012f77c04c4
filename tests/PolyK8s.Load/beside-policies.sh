#!/usr/bin/env bash
# What admission adds to a request at a real API server: nothing, 1 and 20 ValidatingAdmissionPolicies of three expressions
# each, and this webhook as a cluster runs it. Deployments of 4 KB are created as dry runs in four namespaces, one for each,
# in interleaved rounds on loopback. Prints a Markdown table: medians of the rounds.
#
#   KUBEBUILDER_ASSETS=DIR beside-policies.sh [ROUNDS] [SECONDS]     5 rounds of 3 s, without arguments
#
# DIR holds etcd, kube-apiserver (1.30 or later: older ones do not know the policies) and kubectl. PROGRAM=FILE measures a program
# that is built already, such as the ahead-of-time one that the image holds.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
rounds=${1:-5} seconds=${2:-3} assets=${KUBEBUILDER_ASSETS:?set it to a folder with etcd, kube-apiserver and kubectl}
work=$(mktemp -d)
"$root/tests/assets/apt-install.sh" wrk jq openssl curl
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
dotnet publish "$root/tests/PolyK8s.Load" -c Release -v quiet -clp:NoSummary -o "$root/artifacts/load/load"
program=${PROGRAM:-$root/artifacts/load/jit/poly-k8s}
[ -n "${PROGRAM:-}" ] || dotnet publish "$root/src/PolyK8s.Cli" -c Release -v quiet -clp:NoSummary -p:PublishAot=false -o "$root/artifacts/load/jit"

pids=()
stop() { kill -9 "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }   # an API server whose etcd has gone waits for it
trap stop EXIT
port=$((20000 + RANDOM % 20000)) token=$(openssl rand -hex 16)
openssl genrsa -traditional -out "$work/sa.key" 2048 2>/dev/null
echo "$token,admin,admin,\"system:masters\"" >"$work/tokens.csv"
"$assets/etcd" --data-dir="$work/etcd" --listen-client-urls="http://127.0.0.1:$((port + 1))" --advertise-client-urls="http://127.0.0.1:$((port + 1))" \
  --listen-peer-urls="http://127.0.0.1:$((port + 2))" --unsafe-no-fsync >"$work/etcd.log" 2>&1 & pids+=($!)
"$assets/kube-apiserver" --etcd-servers="http://127.0.0.1:$((port + 1))" --bind-address=127.0.0.1 --secure-port="$port" --cert-dir="$work" \
  --service-account-key-file="$work/sa.key" --service-account-signing-key-file="$work/sa.key" --service-account-issuer=https://kubernetes.default.svc \
  --token-auth-file="$work/tokens.csv" --authorization-mode=RBAC --service-cluster-ip-range=10.0.0.0/24 --disable-admission-plugins=ServiceAccount \
  --enable-priority-and-fairness=false --max-mutating-requests-inflight=0 --max-requests-inflight=0 >"$work/server.log" 2>&1 & pids+=($!)
kubectl=("$assets/kubectl" --server="https://127.0.0.1:$port" --insecure-skip-tls-verify --token="$token")
ready() { for _ in $(seq 600); do "$@" >/dev/null 2>&1 && return; sleep 0.2; done; echo "beside-policies: not ready: $*" >&2; tail -n 5 "$work"/*.log >&2; exit 1; }
ready "${kubectl[@]}" get --raw=/readyz
ready "${kubectl[@]}" get namespace default

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$work/tls.key" -out "$work/tls.crt" -days 1 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 2>/dev/null
printf 'apiVersion: v1\nkind: Config\ncurrent-context: c\ncontexts: [{name: c, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: "https://127.0.0.1:%s", insecure-skip-tls-verify: true}}]\nusers: [{name: u, user: {token: %s}}]\n' "$port" "$token" >"$work/kubeconfig"
"${kubectl[@]}" apply -k "$root/config/crd" >/dev/null
"$program" webhook --listen "127.0.0.1:$((port + 3))" --kubeconfig "$work/kubeconfig" --tls-cert "$work/tls.crt" --tls-key "$work/tls.key" --drain-seconds 0 >"$work/webhook.log" 2>&1 & pids+=($!)
ready curl -skf "https://127.0.0.1:$((port + 3))/readyz"

policy() {   # policy NAME NAMESPACE
  cat <<POLICY
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: $1}
spec:
  failurePolicy: Fail
  matchConstraints: {resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}]}
  validations:
  - expression: object.spec.replicas <= 5
  - expression: object.spec.template.spec.containers.all(c, !c.image.endsWith(':latest') && has(c.resources.limits))
  - expression: object.spec.template.spec.containers.all(c, !has(c.env) || c.env.all(e, !e.name.startsWith('SECRET_')))
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: $1}
spec: {policyName: $1, validationActions: [Deny], matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: $2}}}}
---
POLICY
}
for ns in nothing policy policies webhook; do "${kubectl[@]}" create namespace "$ns" >/dev/null; done
{ policy one policy; for i in $(seq 20); do policy "many-$i" policies; done; } | "${kubectl[@]}" apply -f - >/dev/null
"${kubectl[@]}" apply -f - >/dev/null <<WEBHOOK
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: webhook}
webhooks:
- name: validate.safety.poly-k8s.io
  admissionReviewVersions: [v1]
  sideEffects: None
  failurePolicy: Fail
  clientConfig: {url: "https://127.0.0.1:$((port + 3))/validate", caBundle: $(base64 -w0 "$work/tls.crt")}
  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: webhook}}
  rules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}]
WEBHOOK

"$root/artifacts/load/load/PolyK8s.Load" reviews "$work/reviews"
jq -c '.request.object | del(.metadata.namespace, .metadata.name, .status) | .metadata.generateName = "app-"' "$work/reviews/4k.json" >"$work/body.json"
sed -e "s#io.open(\"[^\"]*\"#io.open(\"$work/body.json\"#" -e "s#^file:close#wrk.headers[\"Authorization\"] = \"Bearer $token\"\nfile:close#" "$work/reviews/4k.lua" >"$work/post.lua"
sleep 5   # policies and webhooks are watched: until they are in force
for bad in policy policies; do
  if jq -c '.spec.replicas = 6' "$work/body.json" | "${kubectl[@]}" create -n "$bad" --dry-run=server -f - >/dev/null 2>&1; then echo "beside-policies: the policies of $bad do not act" >&2; exit 1; fi
done
missing=$(jq -c '.spec.template.spec.volumes += [{name: "none", configMap: {name: "none"}}]' "$work/body.json" | "${kubectl[@]}" create -n webhook --dry-run=server -f - 2>&1 >/dev/null || true)
if [[ $missing != *SafeGraph* ]]; then echo "beside-policies: the webhook does not act: $missing" >&2; exit 1; fi
once() {   # once NAMESPACE CONNECTIONS -> req/s p50 p99 errors
  read -r _ requests duration p50 p99 errors < <(wrk -t1 -c"$2" -d"${seconds}s" -s "$work/post.lua" "https://127.0.0.1:$port/apis/apps/v1/namespaces/$1/deployments?dryRun=All" | grep ^RESULT)
  echo "$((requests * 1000000 / duration)) $p50 $p99 $errors"
}
column() { awk -v c="$2" '{ print $c }' "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
printf '| connections | beside | requests/s | p50 µs | added | p99 µs | errors |\n|---|---|---|---|---|---|---|\n'
for connections in 1 8; do
  for ns in nothing policy policies webhook; do once "$ns" "$connections" >/dev/null; once "$ns" "$connections" >/dev/null; : >"$work/$ns.rounds"; done   # warm-up
  for _ in $(seq "$rounds"); do for ns in nothing policy policies webhook; do once "$ns" "$connections" >>"$work/$ns.rounds"; done; done
  floor=$(column "$work/nothing.rounds" 2)
  for ns in nothing policy policies webhook; do
    file=$work/$ns.rounds
    printf '| %s | %s | %s | %s | %s | %s | %s |\n' "$connections" "$ns" "$(column "$file" 1)" "$(column "$file" 2)" "$(($(column "$file" 2) - floor))" "$(column "$file" 3)" "$(awk '{ s += $4 } END { print s }' "$file")"
  done
done
