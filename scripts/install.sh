#!/usr/bin/env bash
# Brings the environment up to date: .venv, packages, fonts, catalogues.
# install.sh runtime|dev. Each step is skipped when its input has not changed, so that
# every command may begin with it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

kind=${1:-runtime}
venv=.venv
python=$venv/bin/python

case $kind in runtime | dev) ;; *)
  echo "install: runtime or dev, not $kind" >&2
  exit 2 ;;
esac

say() { echo "install: $*" >&2; }

make_venv() {
  if "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null
  then return; fi
  local base
  base=$(bash scripts/find_python.sh)
  say "making $venv with $base …"
  rm -rf "$venv"
  "$base" -m venv "$venv"
}

fingerprint() { cksum "$@" | cksum; }

install_uv() {
  # Ten times as quick as pip; the version and its hashes are those that are locked.
  [ ! -x "$venv/bin/uv" ] || return 0
  local locked
  locked=$(mktemp)
  awk '/^uv==/ {on=1} on {print} on && !/\\$/ {exit}' requirements-dev.txt > "$locked"
  "$python" -m pip install --quiet --disable-pip-version-check --require-hashes \
    -r "$locked" || say "uv cannot be had, pip does it."
  rm -f "$locked"
}

install_packages() {
  local requirements=$1 stamp=$venv/.installed-$2
  local now
  now=$(fingerprint requirements.txt "$requirements")
  if [ "$now" = "$(cat "$stamp" 2>/dev/null)" ]; then return; fi
  say "installing the packages of $requirements …"
  install_uv
  # uv knows nothing of pip's configuration: where it cannot reach its index, pip may.
  "$venv/bin/uv" pip install --quiet --compile-bytecode --require-hashes \
    --python "$python" -r "$requirements" 2>"$venv/uv.log" ||
    "$python" -m pip install --quiet --disable-pip-version-check --require-hashes \
      -r "$requirements"
  echo "$now" > "$stamp"
}

# SQLite, media and keys; the settings do not create it, so that importing writes nothing.
mkdir -p var
make_venv
# The development requirements hold the runtime ones, at the same versions.
if [ "$kind" = dev ] || [ -f "$venv/.installed-dev" ]; then
  install_packages requirements-dev.txt dev
else
  install_packages requirements.txt runtime
fi
"$python" scripts/fonts.py
"$python" scripts/compile_catalogues.py
"$python" scripts/dictionaries.py
