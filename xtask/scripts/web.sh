#!/usr/bin/env bash
# Builds the pages into web/dist, from where they go into the program. Quick when nothing has changed. Without Node.js
# it says so and does nothing: the service runs without its pages.
set -euo pipefail
cd "$(dirname "$0")/../../web"

if ! command -v npm >/dev/null || ! node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)'; then
    echo "The pages are not built: they need Node.js 20 or later (https://nodejs.org). The rest works without." >&2
    exit 0
fi
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --no-audit --no-fund --loglevel=error
    touch node_modules/.package-lock.json
fi
if [ ! -e dist/index.html ] || [ -n "$(find src public scripts index.html package-lock.json vite.config.ts -newer dist/index.html -print -quit)" ]; then
    npm run --silent build
    touch dist/index.html ../api/build.rs
fi
