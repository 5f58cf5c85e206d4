#!/usr/bin/env bash
# Makes this checkout ready for one goal (run, test or deep): Debian packages, then .venv from the
# locks. It asks nothing, installs nothing that is not pinned by hash or signed by Debian, and does
# nothing at all when everything is there.
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "$0")/.."

case "${1:-}" in
  run)  lists=(demo window screen)            ready_for=(run test deep) ;;
  test) lists=(demo window screen test)       ready_for=(test deep) ;;
  deep) lists=(demo window screen test deep)  ready_for=(deep) ;;
  *) echo "usage: packaging/setup.sh run|test|deep" >&2; exit 2 ;;
esac
goal=$1

say() { printf 'setup: %s\n' "$*"; }

missing_packages() {
  local list package
  for list in "${lists[@]}"; do
    sed '/^#/d' "packaging/debian/$list.txt" | while read -r package; do
      dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
    done
  done
}

install_packages() {
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      say "these Debian packages are missing and need an administrator. Run this line once, then make again:"
      echo "sudo apt-get update && sudo apt-get install --yes --no-install-recommends $*"
      exit 1
    fi
    as_root=(sudo -n)
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120)
  say "installing from Debian: $*"
  "${apt[@]}" update
  "${apt[@]}" install --yes --no-install-recommends "$@" >/dev/null
}

# What the environment was made from. Moving the checkout counts: a venv knows its own place.
fingerprint() { { pwd; cat pyproject.toml requirements/uv.txt "requirements/$1.txt"; } | sha256sum; }

is_ready() {
  local lock
  for lock in "${ready_for[@]}"; do
    [ "$(cat ".venv/ready-$lock" 2>/dev/null)" = "$(fingerprint "$lock")" ] && return 0
  done
  return 1
}

# pip reads this machine's index from its own settings; uv has to be told.
pip_setting() {
  local settings source
  settings=$(.venv/bin/python -m pip config list)
  for source in :env: install global; do
    sed -n "s/^$source\.$1='\(.*\)'\$/\1/p" <<<"$settings" | sed 's/\\n/ /g' | grep . && return
  done
  return 0
}

point_uv_at_the_same_index() {
  local first more links
  first=$(pip_setting index-url) more=$(pip_setting extra-index-url) links=$(pip_setting find-links)
  if [ -n "$first" ]; then export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$first}"; fi
  if [ -n "$more" ]; then export UV_INDEX="${UV_INDEX:-$more}"; fi
  if [ -n "$links" ]; then export UV_FIND_LINKS="${UV_FIND_LINKS:-${links// /,}}"; fi
  # The hashes in the lock decide which file is right, not the index that answers first.
  export UV_INDEX_STRATEGY=unsafe-best-match
}

make_venv() {
  local python=${PYTHON:-python3}
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    { say "$python is older than 3.11; name a newer one: make PYTHON=python3.12 …"; exit 1; }
  rm -f .venv/ready-*
  [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 || "$python" -m venv .venv
  say "installing the $goal lock into .venv"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
  export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1 VIRTUAL_ENV="$PWD/.venv"
  point_uv_at_the_same_index
  .venv/bin/uv pip sync --quiet --require-hashes requirements/uv.txt "requirements/$goal.txt"
  .venv/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .
  fingerprint "$goal" > ".venv/ready-$goal"
}

if command -v dpkg-query >/dev/null; then
  missing=$(missing_packages)
  if [ -n "$missing" ]; then mapfile -t missing <<<"$missing"; install_packages "${missing[@]}"; fi
else
  say "this is no Debian: see packaging/debian/ for the libraries that Qt needs"
fi
is_ready || make_venv
