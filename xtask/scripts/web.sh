#!/usr/bin/env bash
# Builds the pages into web/dist, from where they go into the program. Quick when nothing has changed. Without Node.js
# it says so and does nothing: the service runs without its pages.
set -euo pipefail
cd "$(dirname "$0")/../../web"

# What the tools of the pages ask for.
fits='const [major, minor] = process.versions.node.split(".").map(Number);
process.exit((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22 ? 0 : 1)'
if ! command -v npm >/dev/null || ! node -e "$fits"; then
    echo "The pages are not built: they need Node.js 20.19, 22.12 or later. The rest works without." >&2
    exit 0
fi
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    if ! npm ci --no-audit --no-fund --loglevel=error; then
        echo "The pages are not built: their packages could not be fetched. The rest works without." >&2
        exit 0
    fi
    touch node_modules/.package-lock.json
fi
if [ ! -e dist/index.html ] || [ -n "$(find src public scripts index.html package-lock.json vite.config.ts -newer dist/index.html -print -quit)" ]; then
    npm run --silent build
    touch dist/index.html ../api/build.rs
fi
