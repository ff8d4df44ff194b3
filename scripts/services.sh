#!/usr/bin/env bash
# Runs services.py on whatever Python there is: it needs no package, and 3.9 suffices.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

python=.venv/bin/python
[ -x "$python" ] || python=$(command -v python3) || python=$(bash scripts/find_python.sh)
exec "$python" scripts/services.py "$@"
