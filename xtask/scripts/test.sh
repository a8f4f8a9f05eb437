#!/usr/bin/env bash
# All set-up and all tests, in the order in which they fail soonest. `make test` and CI call exactly this.
set -euo pipefail
cd "$(dirname "$0")/../.."

step() { printf '\n== %s (%d s)\n' "$*" "$SECONDS"; }

step "Set-up"
xtask/scripts/setup.sh --servers
for component in rustfmt clippy; do
    cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || rustup component add "$component"
done
step "Format"
cargo fmt --all --check
step "Pages"
xtask/scripts/web.sh
if [ -e web/dist/index.html ]; then npm --prefix web run --silent check; fi
step "Build"
cargo build --locked --workspace --bins
step "Tests, on one machine"
cargo test --locked --workspace --no-fail-fast
step "Tests, on PostgreSQL and Redis"
"${CARGO_TARGET_DIR:-target}/debug/with-servers" cargo test --locked --workspace --no-fail-fast --lib --test suite
step "Pages, in a browser"
if [ -e web/dist/index.html ] && command -v chromium >/dev/null; then
    DEVMENTOR_BIN="$(realpath "${CARGO_TARGET_DIR:-target}/debug/devmentor")" npm --prefix web run --silent e2e
else
    echo "skipped: Node.js or Chromium is missing"
fi
step "Lints"
cargo clippy --locked --workspace --all-targets --quiet -- --deny warnings
step "Done"
