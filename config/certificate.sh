#!/usr/bin/env bash
# Makes a serving certificate with openssl, valid for a year; nobody renews it (config/certmanager does).
#
#   certificate.sh files FOLDER NAME…   writes ca.crt, tls.crt and tls.key for these DNS names
#   certificate.sh cluster              makes one for the Service of config/default, stores it in the cluster, and
#                                       registers its authority with both webhook configurations (KUBECTL: the kubectl)
set -euo pipefail
read -ra kubectl <<<"${KUBECTL:-kubectl}"

files() {
  local folder=$1 names; shift
  mkdir -p "$folder"
  names=$(printf 'DNS:%s,' "$@")
  (umask 077
   openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 366 -subj '/CN=poly-k8s ca' -keyout "$folder/ca.key" -out "$folder/ca.crt"
   openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=poly-k8s' -keyout "$folder/tls.key" -out "$folder/tls.csr"
   openssl x509 -req -in "$folder/tls.csr" -CA "$folder/ca.crt" -CAkey "$folder/ca.key" -CAcreateserial -days 365 -out "$folder/tls.crt" \
     -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "${names%,}")
  ) 2>/dev/null || { echo "certificate: openssl failed; is it installed?" >&2; exit 1; }
  rm -f "$folder"/ca.key "$folder"/ca.srl "$folder"/tls.csr
}

cluster() {
  local folder kind bundle; folder=$(mktemp -d)
  trap "rm -rf '$folder'" EXIT
  files "$folder" poly-k8s.poly-k8s-system.svc
  "${kubectl[@]}" create secret tls poly-k8s-tls -n poly-k8s-system --cert="$folder/tls.crt" --key="$folder/tls.key" --dry-run=client -o yaml | "${kubectl[@]}" apply -f -
  bundle=$(base64 -w0 <"$folder/ca.crt")
  for kind in mutatingwebhookconfiguration validatingwebhookconfiguration; do
    "${kubectl[@]}" patch "$kind" poly-k8s --type=json -p "[{\"op\": \"add\", \"path\": \"/webhooks/0/clientConfig/caBundle\", \"value\": \"$bundle\"}]"
  done
}

case ${1:-} in
  files) shift; [ $# -ge 2 ] || { echo "certificate: files FOLDER NAME…" >&2; exit 2; }; files "$@" ;;
  cluster) cluster ;;
  *) sed -n '2,6p' "$0" >&2; exit 2 ;;
esac
