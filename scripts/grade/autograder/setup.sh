#!/usr/bin/env bash
# Runs once, while Gradescope builds the image: installs Node and a Chromium, which the grader runs without a network.
set -euo pipefail
root=${AUTOGRADER_ROOT:-/autograder}
export DEBIAN_FRONTEND=noninteractive

apt-get update
apt-get install -y --no-install-recommends ca-certificates curl

if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' 2>/dev/null; then
  curl -fsSL https://deb.nodesource.com/setup_22.x | bash -
  apt-get install -y nodejs
fi

# Debian has a Chromium without windows. Ubuntu's is a snap, which no container runs: there it is Playwright's.
if ! apt-get install -y --no-install-recommends chromium-headless-shell; then
  export PLAYWRIGHT_BROWSERS_PATH=$root/source/browsers
  node "$root/source/node_modules/playwright-core/cli.js" install --with-deps chromium
fi
