#!/usr/bin/env bash
# Twenty repositories by one worker of one thread, and by two such: the time that each takes, and the ratio. The workers
# serve analyses alone: without a Qdrant server each would also keep a search index of its own, and wait for the disk.
# Run it under `target/release/with-servers`. Settings: REPO (a git repository; its copies are analysed), PROGRAM,
# REPOSITORIES.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${TEST_DATABASE_URL:?run it as: target/release/with-servers benches/load/workers.sh}"
program=$(realpath "${PROGRAM:-${CARGO_TARGET_DIR:-target}/release/devmentor}")
repo=${REPO:-$PWD}

folder=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
export REDIS_URL=$TEST_REDIS_URL DEVMENTOR_WORKER_THREADS=1 DEVMENTOR_WORKER_CONCURRENCY=1
for number in $(seq "${REPOSITORIES:-20}"); do git clone -q --bare "$repo" "$folder/repository-$number"; done

# Prints the seconds that so many workers take for all of them, on a database of its own.
round() {
    local workers=$1 database=round_$1_$$ first
    psql -Xqd "$TEST_DATABASE_URL" -c "CREATE DATABASE $database"
    export DATABASE_URL=${TEST_DATABASE_URL%/*}/$database
    export DEVMENTOR_DATA_DIR=$folder/api-$workers
    "$program" api --listen 127.0.0.1:0 >"$folder/log" 2>&1 &
    started+=($!)
    until "$program" health >/dev/null 2>&1; do sleep 0.1; done
    for bare in "$folder"/repository-*; do "$program" submit "$bare" >/dev/null 2>&1; done
    first=$(date +%s.%N)
    for number in $(seq "$workers"); do
        DEVMENTOR_DATA_DIR=$folder/worker-$workers-$number "$program" worker --queues interactive \
            >>"$folder/log" 2>&1 &
        started+=($!)
    done
    # The server itself looks: a client that asks again and again would take the cores from the workers.
    psql -Xqd "$DATABASE_URL" -c "DO \$\$ BEGIN
        WHILE (SELECT count(*) FROM analyses WHERE state = 'succeeded') < ${REPOSITORIES:-20} LOOP
            PERFORM pg_sleep(0.05);
        END LOOP;
    END \$\$"
    python3 -c "print(f'{$(date +%s.%N) - $first:.1f}')"
    kill "${started[@]}" && wait || true
    started=()
}

one=$(round 1)
two=$(round 2)
python3 -c "print(f'one worker {$one} s, two workers {$two} s: {$two / $one:.2f} x (at most 0.6)')"
