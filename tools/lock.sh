#!/usr/bin/env bash
# Writes the hash-locked requirements from the .in files. Our own packages come from this tree and are not locked.
set -euo pipefail
cd "$(dirname "$0")/.."
own=(strongroom bank-kit bank-finance bank-customer bank-risk bank-compliance)
skip=(); for name in "${own[@]}"; do skip+=(--no-emit-package "$name"); done
for name in installer run dev bench; do
  uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
    "${skip[@]}" "requirements/$name.in" -o "requirements/$name.lock" "$@" --quiet
done
# Packages that carry the ISO 20022 schemas: their files are read, their code and what it depends on is not.
uv pip compile --no-deps --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
  requirements/schemas.in -o requirements/schemas.lock "$@" --quiet
