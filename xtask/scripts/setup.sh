#!/usr/bin/env bash
# Installs what the build needs and fetches the embedding model. Safe to run again; quick when nothing is missing.
# With --servers also PostgreSQL, Redis and Chromium, which the tests start for themselves.
set -euo pipefail
cd "$(dirname "$0")/../.."

say() { printf '%s\n' "$*" >&2; }

# Debian package of each command that may be missing.
missing=()
command -v cc >/dev/null || missing+=(build-essential)
command -v git >/dev/null || missing+=(git)
command -v python3 >/dev/null || missing+=(python3)
python3 -m pip --version >/dev/null 2>&1 || missing+=(python3-pip)

needed=${#missing[@]}
if [ "${1:-}" = --servers ]; then
    command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
    command -v redis-server >/dev/null || missing+=(redis-server)
    command -v openssl >/dev/null || missing+=(openssl)
fi

if ((${#missing[@]})); then
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        say "Installing ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq >&2
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
    else
        say "Missing: ${missing[*]}. Install them with your system's package manager, then run this again."
        # Without pip only the model cannot be fetched, and without servers and browser their suites are skipped.
        [ "$needed" = 0 ] || [ "${missing[0]}" = python3-pip ] || exit 1
    fi
fi

if [ "${1:-}" = --servers ] && ! command -v chromium >/dev/null; then
    # Not every distribution has it under this name.
    if ! { command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] && apt-get update -qq >&2 &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >&2; }; then
        say "Chromium is missing: the pages are not tried in a browser."
    fi
fi

command -v cargo >/dev/null || { say "Rust is missing: install it from https://rustup.rs, then run this again."; exit 1; }

# Semantic search needs the model; without it search works by words alone, and says so.
python3 models/onnx/fetch.py >&2 || say "The embedding model could not be fetched: search will go by words alone."
