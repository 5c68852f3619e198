#!/usr/bin/env bash
# Makes .venv what requirements/<kind>.lock says, with our own packages on top. Instant when it already is.
#   tools/environment.sh run      what a running Strongroom needs        (make demo)
#   tools/environment.sh dev      that, and what tests and checks need    (make test, make check)
#   tools/environment.sh bench    the Python peers of the benchmarks, in .components/bench, without our packages
# Needs Python 3.11 or newer with pip, and the package registry this machine is configured for. PYTHON=... chooses the interpreter.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:?run, dev or bench}
venv=.venv
[ "$kind" = bench ] && venv=.components/bench
unset PYTHONDONTWRITEBYTECODE # compiled once here, not at every start

digest() { cat "requirements/$1.lock" packages/*/pyproject.toml tools/environment.sh | sha256sum | cut -d ' ' -f 1; }
fresh() { [ -x "$venv/bin/python" ] && [ "$(cat "$venv/.strongroom-$1" 2>/dev/null)" = "$(digest "$1")" ]; }
fresh "$kind" && exit 0
if [ "$kind" = run ] && [ -e "$venv/.strongroom-dev" ]; then # dev holds all of run, and is not taken back
  fresh dev && exit 0
  kind=dev
fi

say() { printf '[environment] %s\n' "$*" >&2; }
stop() { printf '[environment] %s\n' "$*" >&2; exit 1; }

find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3; do
    if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      "$candidate" -c 'import sys; print(sys.executable)'
      return
    fi
  done
  stop "no Python 3.11 or newer found; install one, or say which: PYTHON=/path/to/python3.11 make ..."
}

find_uv() { # ours, from pip with hashes; a venv of its own where the machine can make one, else a folder
  local home=.cache/uv
  if ! { [ -x "$home/bin/uv" ] && cmp -s requirements/installer.lock "$home/installer.lock"; }; then
    say "installing uv into $home"
    rm -rf "$home" && mkdir -p .cache
    if "$python" -m venv "$home" >/dev/null 2>&1; then
      "$home/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.lock
    elif rm -rf "$home" && "$python" -m pip --version >/dev/null 2>&1; then
      "$python" -m pip install --quiet --disable-pip-version-check --require-hashes --target "$home" -r requirements/installer.lock
    else
      stop "$python has neither venv nor pip; on Debian and Ubuntu: apt-get install python3-venv python3-pip"
    fi
    cp requirements/installer.lock "$home/installer.lock"
  fi
  printf '%s\n' "$home/bin/uv"
}

python=$(find_python)
uv=$(find_uv)
export UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=${UV_NO_PROGRESS:-} VIRTUAL_ENV=$PWD/$venv
[ -t 2 ] || UV_NO_PROGRESS=1
export UV_LINK_MODE=${UV_LINK_MODE:-copy} # no warning where cache and tree are on different disks

if [ ! -x "$venv/bin/python" ]; then
  say "making $venv with $python"
  "$uv" venv --quiet --python "$python" "$venv"
fi
say "installing requirements/$kind.lock, hashes checked"
if [ "$kind" = bench ]; then
  "$uv" pip sync --require-hashes --compile-bytecode "requirements/$kind.lock" 2>&1 | grep -E '^(Resolved|Installed|Uninstalled|Bytecode|error)' >&2
else
  own=$(printf -- '-e ./%s\n' packages/*)
  "$uv" pip install --quiet --no-deps --require-hashes --compile-bytecode -r "requirements/$kind.lock"
  printf '%s\n' "$own" | "$uv" pip sync --quiet --no-build-isolation "requirements/$kind.lock" -
  "$venv/bin/python" -m compileall -q packages/*/src
fi
digest "$kind" >"$venv/.strongroom-$kind"
[ "$kind" = dev ] && digest run >"$venv/.strongroom-run"
say "$venv is ready"
