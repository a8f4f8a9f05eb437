# The commands that people use. Each says in one line what it is for; the work is in xtask/scripts and cargo.
SHELL := /bin/bash

.PHONY: help setup demo up test test-faults bench fmt clean

help:   ## Show this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /make \1\t/' | expand -t 18

setup:  ## Install what the build needs and fetch the embedding model
	@xtask/scripts/setup.sh

demo:   ## Try it: analyse a repository (REPO=<path or https URL>, default this one) and show what came out
	@REPO="$(REPO)" xtask/scripts/demo.sh

up: setup  ## Run the service (LISTEN=address:port), data in ./data
	@cargo run --locked -p devmentor -- up $(if $(LISTEN),--listen $(LISTEN))

test:   ## All set-up and all tests
	@xtask/scripts/test.sh

test-faults:  ## Kill, pause and starve the servers of a team (ROUNDS=20)
	@xtask/scripts/setup.sh --servers
	@cargo build --locked --workspace --bins
	@ROUNDS="$(ROUNDS)" cargo test --locked --workspace --test faults -- --nocapture

bench: setup  ## All benchmarks, in the release profile
	@cargo bench --locked -p devmentor-benches

fmt:    ## Format the code
	@cargo fmt --all

clean:  ## Remove what was built; data and models stay
	@cargo clean
