# The commands of this repository. `make` alone explains them. Every one of them installs what it needs, or says in one
# line what is missing.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

ARTIFACTS := artifacts
CLI       := $(ARTIFACTS)/poly-k8s
FORM      := $(if $(filter 1,$(AOT)),ahead-of-time,poly-k8s)
DAFNY     := dotnet tool run dafny
KERNELS   := src/PolyK8s.Kernels/dfyconfig.toml

# Room for every proof on any machine: Dafny counts solver steps, not seconds.
PROOF_BUDGET := 20000000

export DOTNET_NOLOGO := 1
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
# Build servers outlive `make` and keep memory that tests on a small machine need.
export MSBUILDDISABLENODEREUSE := 1

##@ Use it

.PHONY: help
help: ## Show this list.
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z0-9-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: build ## Judge the sample manifests, then serve webhook and MCP on loopback until Ctrl-C (ONCE=1: judge, probe and stop).
	@ONCE=$(ONCE) config/run.sh $(CLI)

# AOT=1: machine code from the start, which takes minutes to make and needs clang.
.PHONY: build
build: ## Build the program, artifacts/poly-k8s (AOT=1: ahead of time, the fastest to start).
	@[ "$(AOT)" != 1 ] || tests/assets/apt-install.sh clang zlib1g-dev
	@dotnet publish src/PolyK8s.Cli -c Release -v quiet -clp:NoSummary $(if $(filter 1,$(AOT)),-p:PublishAot=true) -o $(ARTIFACTS)/publish/$(FORM)
	@ln -sfn publish/$(FORM)/poly-k8s $(CLI)
	@echo "built $(CLI)"

##@ Trust it

.PHONY: verify
verify: ## Prove the kernels: format, proofs within a fixed budget, and an audit that must find nothing assumed.
	@dotnet tool restore >/dev/null
	@z3=$$(tests/assets/z3.sh); \
	echo "verify: format"; $(DAFNY) format --check $(KERNELS); \
	echo "verify: proofs"; $(DAFNY) verify $(KERNELS) --solver-path "$$z3" --resource-limit $(PROOF_BUDGET) --cores 2; \
	echo "verify: audit"; tests/assets/audit.sh $(KERNELS)

.PHONY: check
check: ## Check the formatting of all sources.
	@dotnet format whitespace src --folder --verify-no-changes
	@dotnet format whitespace tests --folder --verify-no-changes
	@echo "check: formatting is clean"

.PHONY: test
test: ## Everything: formatting, proofs, all tests, a real API server. Ends with `N passed, N failed, N skipped`.
	@tests/assets/test.sh everything

.PHONY: e2e
e2e: ## Only the tests against a real API server (POLYK8S_TEST_KUBECONFIG to choose your own, PROGRAM=FILE to test another build).
	@POLYK8S_TEST_PROGRAM=$(abspath $(PROGRAM)) tests/assets/test.sh end-to-end

.PHONY: bench
bench: ## Measure, each figure beside its baseline in the same run (BENCH='*Graph*' for some).
	@dotnet run -c Release --project tests/PolyK8s.Benchmarks -- --filter '$(or $(BENCH),*)' --artifacts $(ARTIFACTS)/benchmarks

.PHONY: load
load: ## Measure the webhook under load beside a bare endpoint, ahead-of-time build included (needs wrk and h2load; about 25 minutes).
	@AOT=1 tests/PolyK8s.Load/measure.sh $(or $(ROUNDS),5) $(or $(SECONDS_EACH),2)

##@ Ship it

.PHONY: format
format: ## Format all sources.
	@dotnet tool restore >/dev/null
	@dotnet format whitespace src --folder
	@dotnet format whitespace tests --folder
	@$(DAFNY) format $(KERNELS)

.PHONY: schemas
schemas: ## Write the embedded schema pack again from registry packages.
	@tests/PolyK8s.SchemaGenerator/generate.sh

# Ahead of time, on a base with time zones and certificates and no shell; AOT=0 builds for the ASP.NET Core runtime image
# instead, without clang. BASE=registry/image:tag takes another base.
.PHONY: image
image: ## Build the container image as an archive, artifacts/poly-k8s-image.tar, without Docker (takes minutes; AOT=0 is quick).
	@[ "$(AOT)" = 0 ] || tests/assets/apt-install.sh clang zlib1g-dev
	@dotnet publish src/PolyK8s.Cli -c Release -t:PublishContainer -v quiet -clp:NoSummary \
	  $(if $(filter 0,$(AOT)),,-p:PublishAot=true -p:ContainerFamily=noble-chiseled-extra) $(if $(BASE),-p:ContainerBaseImage=$(BASE)) \
	  -p:ContainerUser=65532 -p:ContainerRepository=poly-k8s -p:ContainerArchiveOutputPath=$(CURDIR)/$(ARTIFACTS)/poly-k8s-image.tar
	@tests/assets/image.sh $(ARTIFACTS)/poly-k8s-image.tar
	@echo "built $(ARTIFACTS)/poly-k8s-image.tar"

.PHONY: chart
chart: ## Pack the Helm chart, artifacts/poly-k8s-mcp-VERSION.tgz.
	@version=$$(awk '$$1 == "version:" { print $$2 }' charts/poly-k8s-mcp/Chart.yaml); mkdir -p $(ARTIFACTS); \
	tar -czhf $(ARTIFACTS)/poly-k8s-mcp-$$version.tgz -C charts poly-k8s-mcp; \
	echo "packed $(ARTIFACTS)/poly-k8s-mcp-$$version.tgz"

.PHONY: dist
dist: ## Write dist/install.yaml: config/default in one file, for `kubectl apply -f`.
	@kubectl=$$(tests/assets/kubectl.sh); mkdir -p dist; \
	"$$kubectl" kustomize config/default >dist/install.yaml; \
	echo "wrote dist/install.yaml ($$(grep -c '^kind:' dist/install.yaml) objects)"

.PHONY: clean
clean: ## Delete everything built here (the compiled test API server, kept outside, stays).
	@rm -rf $(ARTIFACTS) dist
