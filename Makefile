# The commands that people use. Each says in one line what it is for; the work is in xtask/scripts and cargo.
SHELL := /bin/bash

.PHONY: help setup web web-api demo up test test-faults bench bench-pages fmt clean

help:   ## Show this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /make \1\t/' | expand -t 18

setup:  ## Install what the build needs and fetch the embedding model
	@xtask/scripts/setup.sh

web:    ## Build the pages (needs Node.js 20.19)
	@xtask/scripts/web.sh

web-api:  ## Bring what the pages know of the API up to date
	@UPDATE_OPENAPI=1 cargo test --locked --workspace --lib the_pages_know_the_document
	@xtask/scripts/web.sh
	@cd web && npm run --silent api -- --offline

demo:   ## Try it: analyse a repository (REPO=<path or https URL>, default this one) and show what came out
	@REPO="$(REPO)" xtask/scripts/demo.sh

up: setup web  ## Run the service (LISTEN=address:port), data in ./data
	@cargo run --locked -p devmentor -- up $(if $(LISTEN),--listen $(LISTEN))

test:   ## All set-up and all tests
	@xtask/scripts/test.sh

test-faults:  ## Kill, pause and starve the servers of a team (ROUNDS=20)
	@xtask/scripts/setup.sh --servers
	@cargo build --locked --workspace --bins
	@ROUNDS="$(ROUNDS)" cargo test --locked --workspace --test faults -- --nocapture

bench: setup  ## All benchmarks, in the release profile
	@cargo bench --locked --workspace --bench '*'

bench-pages: setup web  ## Time every page over a large repository, in the release profile
	@cargo build --locked --release --workspace --bins
	@cd web && npm run --silent bench

fmt:    ## Format the code
	@cargo fmt --all

clean:  ## Remove what was built; data and models stay
	@cargo clean
