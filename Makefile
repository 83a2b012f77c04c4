# The commands of this repository. `make` alone explains them. Every one of them installs what it needs, or says in one
# line what is missing.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

ARTIFACTS := artifacts
CLI       := $(ARTIFACTS)/poly-k8s
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

.PHONY: build
build: ## Build the program, artifacts/poly-k8s.
	@dotnet publish src/PolyK8s.Cli -c Release -v quiet -clp:NoSummary -o $(ARTIFACTS)/publish/poly-k8s
	@ln -sfn publish/poly-k8s/poly-k8s $(CLI)
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
e2e: ## Only the tests against a real API server (POLYK8S_TEST_KUBECONFIG to choose your own).
	@tests/assets/test.sh end-to-end

.PHONY: bench
bench: ## Measure, each figure beside its baseline in the same run (BENCH='*Graph*' for some).
	@dotnet run -c Release --project tests/PolyK8s.Benchmarks -- --filter '$(or $(BENCH),*)' --artifacts $(ARTIFACTS)/benchmarks

.PHONY: load
load: ## Measure the webhook under load beside a bare endpoint, ahead-of-time build included (needs wrk; about 9 minutes).
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

.PHONY: image
image: ## Build the container image as an archive, artifacts/poly-k8s-image.tar.gz, without Docker.
	@dotnet publish src/PolyK8s.Cli -c Release -t:PublishContainer -v quiet -clp:NoSummary \
	  -p:ContainerRepository=poly-k8s -p:ContainerUser=65532 -p:ContainerArchiveOutputPath=$(CURDIR)/$(ARTIFACTS)/poly-k8s-image.tar.gz
	@echo "built $(ARTIFACTS)/poly-k8s-image.tar.gz"

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
