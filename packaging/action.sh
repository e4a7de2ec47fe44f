#!/usr/bin/env bash
# What the steps of action.yml do; what they are told comes from the environment, so that no text of others is run.
set -euo pipefail

quarterdeck() { command quarterdeck --config "${QUARTERDECK_CONFIG:-quarterdeck.toml}" "$@"; }

case "$1" in
  install)
    if command -v quarterdeck >/dev/null; then
      command quarterdeck --version
      exit 0
    fi
    rustup target add wasm32-unknown-unknown
    cargo install --locked --path "$GITHUB_ACTION_PATH/cli" --root "$RUNNER_TEMP/quarterdeck"
    echo "$RUNNER_TEMP/quarterdeck/bin" >> "$GITHUB_PATH"
    ;;
  collect)
    # A source that is missing is told and does not stop the page; the gate decides.
    quarterdeck collect all || echo "::warning::quarterdeck collect all ended with exit code $?"
    ;;
  build)
    page="$(quarterdeck build --format json | sed -n 's/.*"page":"\([^"]*\)".*/\1/p')"
    echo "site=$(dirname "$page")" >> "$GITHUB_OUTPUT"
    cat "$(dirname "$page")/summary.md" >> "$GITHUB_STEP_SUMMARY"
    ;;
  gate)
    code=0
    if [ -n "${QUARTERDECK_SINCE:-}" ]; then
      quarterdeck check --format github --since "$QUARTERDECK_SINCE" || code=$?
    else
      quarterdeck check --format github || code=$?
    fi
    case "$code" in 0) outcome=met ;; 1) outcome=failed ;; 3) outcome="data missing" ;; *) outcome=error ;; esac
    echo "outcome=$outcome" >> "$GITHUB_OUTPUT"
    exit "$code"
    ;;
  *)
    echo "error: $1 is no step; expected install, collect, build or gate" >&2
    exit 2
    ;;
esac
