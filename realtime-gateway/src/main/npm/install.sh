#!/bin/sh
# Installs the browser client named in package-lock.json into the directory given, unless it is there already.
set -eu
sources=$(cd "$(dirname "$0")" && pwd)
target=$1

if cmp -s "$sources/package-lock.json" "$target/installed-package-lock.json" \
  && [ -f "$target/node_modules/socket.io-client/dist/socket.io.js" ]; then
  exit 0
fi
node_major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p') || node_major=
if [ "${node_major:-0}" -lt 20 ] || ! command -v npm >/dev/null; then
  echo "SyncScript needs Node 20+ with npm on the PATH: its build takes the Socket.IO browser client from npm." >&2
  exit 1
fi
mkdir -p "$target"
rm -f "$target/installed-package-lock.json"
cp "$sources/package.json" "$sources/package-lock.json" "$sources/.npmrc" "$target/"
(cd "$target" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
cp "$sources/package-lock.json" "$target/installed-package-lock.json"
