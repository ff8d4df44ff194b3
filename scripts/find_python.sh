#!/usr/bin/env bash
# Prints the path of a Python 3.13 that can make virtual environments, or says in one
# sentence what to install. PYTHON=/path/to/python3.13 chooses one.
set -euo pipefail

works() {
  # The shims of version managers exist even where the version is not switched on.
  [ -n "$1" ] && "$1" -c '
import sys, venv, ensurepip
sys.exit(sys.version_info[:2] != (3, 13))' >/dev/null 2>&1
}

candidates() {
  [ -z "${PYTHON:-}" ] || command -v "$PYTHON" || true
  command -v python3.13 || true
  command -v python3 || true
  local folder
  for folder in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13*; do
    echo "$folder/bin/python"
  done
  ! command -v uv >/dev/null || uv python find --no-project 3.13 2>/dev/null || true
}

while IFS= read -r python; do
  if works "$python"; then
    "$python" -c 'import os, sys; print(os.path.realpath(sys.executable))'
    exit 0
  fi
done < <(candidates)

echo "Python 3.13 with its venv module is needed and was not found: install it with" \
  "\`uv python install 3.13\`, \`pyenv install 3.13\`, or your system's packages" \
  "(python3.13-venv in Debian 13), or name it with PYTHON=/path/to/python3.13." >&2
exit 1
