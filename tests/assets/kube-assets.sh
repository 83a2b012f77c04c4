#!/usr/bin/env bash
# Prints the folder that holds kube-apiserver and etcd for the end-to-end tests, building them once if need be.
#
#   kube-assets.sh [PROGRAM…]     default: kube-apiserver; kube-controller-manager can be asked for too
#
# Order: KUBEBUILDER_ASSETS if it is set (the envtest convention); a folder kept from an earlier run; else Debian's own
# source package of Kubernetes is compiled (about 10 minutes on two cores) into the per-user cache.
# Progress goes to standard error, the folder to standard output.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
programs=("${@:-kube-apiserver}")
cache=${POLYK8S_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/poly-k8s-mcp}/kube-assets
bin=$cache/bin-2                          # the number grows whenever the recipe below changes
say() { printf 'kube-assets: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
have_all() { local p; for p in etcd "${programs[@]}"; do [ -x "$1/$p" ] || return 1; done; }

if [ -n "${KUBEBUILDER_ASSETS:-}" ]; then
  have_all "$KUBEBUILDER_ASSETS" || fail "KUBEBUILDER_ASSETS=$KUBEBUILDER_ASSETS lacks one of: etcd ${programs[*]}"
  echo "$KUBEBUILDER_ASSETS"; exit 0
fi
mkdir -p "$cache"
exec 9>"$cache/.lock"
flock 9                                   # a second caller waits for the first instead of building twice
if have_all "$bin"; then echo "$bin"; exit 0; fi

command -v apt-get >/dev/null || fail "no kube-apiserver here: set KUBEBUILDER_ASSETS to a folder with etcd and ${programs[*]}"
packages=(golang-go golang-github-modern-go-reflect2-dev etcd-server rsync jq dpkg-dev make)
bash "$here/apt-install.sh" "${packages[@]}" || fail "the packages above are needed once"

# apt needs source entries: the machine's own entries, turned from deb into deb-src, in a private folder.
work=$cache/source
mkdir -p "$work/apt/lists/partial"
if ! ls -d "$work"/kubernetes-*/ >/dev/null 2>&1; then
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian.list /etc/apt/sources.list.d/debian.sources; do
    if [ -f "$file" ]; then sed -e 's/^Types: .*/Types: deb-src/' -e 's/^deb /deb-src /' "$file" >"$work/apt/${file##*/}"; fi
  done
  mkdir -p "$work/apt/parts"; : >"$work/apt/empty"
  find "$work/apt" -maxdepth 1 -name '*.sources' -exec mv -t "$work/apt/parts" {} + ; find "$work/apt" -maxdepth 1 -name '*.list' -exec mv -t "$work/apt/parts" {} +
  apt=(apt-get -qq -o Dir::Etc::sourcelist="$work/apt/empty" -o Dir::Etc::sourceparts="$work/apt/parts" -o Dir::State::lists="$work/apt/lists" -o APT::Sandbox::User=root)
  say "fetching Debian's source package of Kubernetes"
  "${apt[@]}" update >&2 || fail "apt-get update for source packages failed"
  (cd "$work" && "${apt[@]}" source kubernetes >&2) || fail "apt-get source kubernetes failed"
fi
tree=$(ls -d "$work"/kubernetes-*/ | tail -n 1)
gopath=$work/gopath
mkdir -p "$gopath/src/k8s.io" "$bin"
ln -sfn "${tree%/}" "$gopath/src/k8s.io/kubernetes"
export GOPATH=$gopath GO111MODULE=off CGO_ENABLED=0 GOFLAGS= GOCACHE=$work/gocache

cd "$gopath/src/k8s.io/kubernetes"
# The package carries reflect2 1.0.1, whose walk over a map is memory-unsafe when built with Go 1.18 or later: the
# server then dies with a segmentation fault on the first custom resource. Debian's own reflect2 1.0.2 mends that.
reflect2=vendor/github.com/modern-go/reflect2
rm -f $reflect2/*.go $reflect2/*.s
cp /usr/share/gocode/src/github.com/modern-go/reflect2/*.go /usr/share/gocode/src/github.com/modern-go/reflect2/*.s $reflect2/
rm -f $reflect2/*_test.go
say "generating code (${tree##*/source/})"
make generated_files >"$work/generate.log" 2>&1 || { tail -n 5 "$work/generate.log" >&2; fail "make generated_files failed; see $work/generate.log"; }
for program in "${programs[@]}"; do
  [ -x "$bin/$program" ] && continue
  say "compiling $program"
  go build -ldflags '-s -w' -o "$bin/$program.part" "k8s.io/kubernetes/cmd/$program" 2>"$work/$program.log" || { tail -n 5 "$work/$program.log" >&2; fail "go build $program failed; see $work/$program.log"; }
  mv "$bin/$program.part" "$bin/$program"
done
ln -sf "$(command -v etcd)" "$bin/etcd"
have_all "$bin" || fail "the build left $bin incomplete"
echo "$bin"
