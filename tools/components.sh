#!/usr/bin/env bash
# Installs the real servers that component tests, conformance and benchmarks run against. Instant when they are there.
#   tools/components.sh [postgres] [chromium] [nginx] [wrk] [conformance]       all of them when none is named
# PostgreSQL, Chromium, nginx and wrk come from Debian (as root, no daemon is started); Node 22 and the MCP conformance suite come
# from npm by tests/conformance/package-lock.json into .components/. Ends with 3 where something is missing and cannot be installed.
set -euo pipefail
cd "$(dirname "$0")/.."
home=.components
[ $# -gt 0 ] || set -- postgres chromium nginx wrk conformance

say() { printf '[components] %s\n' "$*" >&2; }

has() {
  case $1 in
    postgres) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null ;;
    chromium) command -v chromium >/dev/null ;;
    nginx) command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] ;;
    wrk) command -v wrk >/dev/null ;;
    conformance) cmp -s tests/conformance/package-lock.json "$home/conformance/package-lock.json" && [ -f "$home/conformance/installed" ] ;;
    npm) command -v npm >/dev/null ;;
    *) say "no component is called $1; there are postgres, chromium, nginx, wrk, conformance"; exit 2 ;;
  esac
}

packages_of() { # alternatives are separated by |, the first that Debian has is taken
  case $1 in
    postgres) echo 'postgresql-15|postgresql' ;;
    chromium) echo 'chromium fonts-dejavu-core' ;;
    nginx) echo 'nginx-light|nginx' ;;
    wrk) echo 'wrk' ;;
    npm) echo 'npm' ;;
  esac
}

from_debian() {
  local one package guard=/usr/sbin/policy-rc.d placed='' names=()
  if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    say "missing: $*. Not root on a Debian system, so they cannot be installed here."
    say "ask root for: apt-get install $(for one in "$@"; do packages_of "$one" | sed 's/|[^ ]*//g'; done | tr '\n' ' ')"
    exit 3
  fi
  export DEBIAN_FRONTEND=noninteractive
  say "refreshing Debian's lists"
  apt-get update -qq >/dev/null
  for one in "$@"; do
    for package in $(packages_of "$one"); do
      names+=("$(for choice in ${package//|/ }; do apt-cache show "$choice" >/dev/null 2>&1 && echo "$choice" && break; done)")
    done
  done
  if [ ! -e $guard ]; then # an installed server must not start by itself: tests start their own
    printf '#!/bin/sh\nexit 101\n' >$guard && chmod +x $guard && placed=yes
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  say "installing ${names[*]}"
  apt-get install -y -qq --no-install-recommends "${names[@]}" >"$home/apt.log" 2>&1 || { tail -n 20 "$home/apt.log" >&2; exit 3; }
  [ -z "$placed" ] || { rm -f $guard; trap - EXIT; }
}

from_npm() {
  local started=$SECONDS
  say "installing Node 22 and the conformance suite into $home/conformance"
  rm -rf "$home/conformance" && mkdir -p "$home/conformance"
  cp tests/conformance/package.json tests/conformance/package-lock.json "$home/conformance/"
  if ! (cd "$home/conformance" && npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1); then
    tail -n 20 "$home/conformance/npm.log" >&2
    exit 3
  fi
  ln -sf "$(cd "$home/conformance" && compgen -G 'node_modules/node-linux-*/bin/node' | head -n 1)" "$home/conformance/node"
  "$home/conformance/node" --version >"$home/conformance/installed" || { say "npm has no Node 22 for this machine"; exit 3; }
  say "Node $(cat "$home/conformance/installed") and the suite after $((SECONDS - started)) s"
}

missing=() debian=()
for component in "$@"; do has "$component" || missing+=("$component"); done
[ ${#missing[@]} -gt 0 ] || exit 0
mkdir -p "$home"
for component in "${missing[@]}"; do
  if [ "$component" = conformance ]; then has npm || debian+=(npm); else debian+=("$component"); fi
done
[ ${#debian[@]} -eq 0 ] || from_debian "${debian[@]}"
case " ${missing[*]} " in *" conformance "*) from_npm ;; esac
say "ready: $*"
