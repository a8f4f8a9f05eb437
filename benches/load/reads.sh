#!/usr/bin/env bash
# Reads of the API by 100 clients at once: requests a second, p50, p95 and errors of each path. The service runs on
# SQLite, or on PostgreSQL and Redis under `target/release/with-servers`. Settings: REPO (what is analysed first; this
# repository), PROGRAM (target/release/devmentor), CLIENTS, EACH (seconds of each path). Needs wrk, curl, python3.
set -euo pipefail
cd "$(dirname "$0")/../.."
for tool in wrk curl python3; do
    command -v "$tool" >/dev/null || { echo "$tool is missing; install it with your package manager" >&2; exit 1; }
done
program=${PROGRAM:-${CARGO_TARGET_DIR:-target}/release/devmentor}
[ -x "$program" ] || { echo "$program is missing: cargo build --release --workspace --bins" >&2; exit 1; }

folder=$(mktemp -d)
export DEVMENTOR_DATA_DIR=$folder/data DEVMENTOR_EMBEDDING_ENABLED=false
if [ -n "${TEST_DATABASE_URL:-}" ]; then export DATABASE_URL=$TEST_DATABASE_URL REDIS_URL=$TEST_REDIS_URL; fi
"$program" up --listen 127.0.0.1:0 >"$folder/log" 2>&1 &
service=$!
trap 'kill "$service" && wait "$service" || true; rm -rf "$folder"' EXIT
until "$program" health >/dev/null 2>&1; do
    kill -0 "$service" || { cat "$folder/log" >&2; exit 1; }
    sleep 0.1
done
"$program" submit "${REPO:-$PWD}" --wait >/dev/null 2>&1

field() { python3 -c "import json,sys; print(json.load(sys.stdin)$1)"; }
url=$(field '["url"]' <"$DEVMENTOR_DATA_DIR/runtime.json")
authorization="authorization: Bearer $(cat "$DEVMENTOR_DATA_DIR/owner.token")"
repository=$(curl -fsS -H "$authorization" "$url/api/repositories" | field '["items"][0]["id"]')
analysis=$(curl -fsS -H "$authorization" "$url/api/repositories/$repository/analyses" | field '["items"][0]["id"]')

for path in /api/repositories "/api/repositories/$repository" "/api/analyses/$analysis" \
    "/api/analyses/$analysis/findings?limit=50" "/api/analyses/$analysis/insights" "/api/tasks?limit=50" /api/jobs; do
    printf '%-28s' "$(sed -E 's/[0-9a-f-]{36}/{id}/g' <<<"$path" | cut -c1-27)"
    wrk -t2 -c"${CLIENTS:-100}" -d"${EACH:-5}s" -H "$authorization" -s benches/load/percentiles.lua "$url$path" | tail -1
done
