#!/usr/bin/env bash
# Locks requirements*.in into requirements*.txt: every package, every hash.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for name in requirements requirements-dev; do
  .venv/bin/uv pip compile --quiet --generate-hashes --python-version 3.13 \
    --custom-compile-command "make requirements" "$@" -o "$name.txt" "$name.in"
done
