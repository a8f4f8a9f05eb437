#!/usr/bin/env bash
# The first five minutes of a new user: sets up, starts the service on a fresh data directory, submits a repository
# and shows what came out. REPO=<path or https URL> chooses the repository; the default is this one.
set -euo pipefail
cd "$(dirname "$0")/../.."

repository=${REPO:-$PWD}
target=${CARGO_TARGET_DIR:-target}
devmentor=$target/debug/devmentor
started=$SECONDS

step() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
[ -t 1 ] && [ -z "${NO_COLOR:-}" ] || step() { printf '\n== %s\n' "$*"; }

step "Setting up"
xtask/scripts/setup.sh
xtask/scripts/web.sh
step "Building (the first time takes about ten minutes on two cores)"
cargo build --locked -p devmentor
built=$SECONDS

data=$(mktemp -d "${TMPDIR:-/tmp}/devmentor-demo.XXXXXX")
stop() {
    if [ -n "${service:-}" ]; then
        kill "$service" 2>/dev/null || true
        wait "$service" 2>/dev/null || true
    fi
    rm -rf "$data" "$data.log"
}
trap stop EXIT
export DEVMENTOR_DATA_DIR=$data

step "Starting the service on a fresh data directory"
"$devmentor" up --listen 127.0.0.1:0 >"$data.log" 2>&1 &
service=$!
for _ in $(seq 300); do
    "$devmentor" jobs list --json >/dev/null 2>&1 && break
    kill -0 "$service" 2>/dev/null || { cat "$data.log" >&2; exit 1; }
    sleep 0.1
done

step "Submitting ${REPO:-this repository}"
"$devmentor" submit "$repository" --wait
echo
"$devmentor" report --insights 5 --tasks 0
step "First tasks"
"$devmentor" tasks --limit 8

step "Waiting for the searchable memory"
"$devmentor" jobs wait
for words in "${QUERY1:-where is a failed job tried again}" "${QUERY2:-read files of a commit without a work tree}"; do
    step "devmentor search \"$words\""
    "$devmentor" search "$words" --limit 3
done

printf '\nDone in %d s, of which %d s for set-up and build.\n' $((SECONDS - started)) $((built - started))
printf 'Look at it in a browser:  make up      (it prints a link that lets you in, at http://127.0.0.1:7420)\n'
