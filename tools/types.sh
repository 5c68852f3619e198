#!/usr/bin/env bash
# Strict types over everything: the packages and tools at once, then each test folder with itself as root, since test files of
# different packages may share a name.
set -euo pipefail
cd "$(dirname "$0")/.."
mypy=(mypy --no-error-summary)
has_python() { [ -n "$(find "$1" -name '*.py' -print -quit 2>/dev/null)" ]; }
failed=0
"${mypy[@]}" packages/*/src tools || failed=1
for folder in packages/*/tests tests/conformance tests bench; do
  if has_python "$folder"; then
    exclude=(); [ "$folder" = tests ] && exclude=(--exclude '^tests/conformance/')
    path=$folder; [ "$folder" = tests ] && path=tests:tests/conformance
    MYPYPATH=$path "${mypy[@]}" "${exclude[@]}" "$folder" || failed=1
  fi
done
exit $failed
