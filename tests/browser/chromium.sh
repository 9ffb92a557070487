#!/bin/sh
# Finds a Chromium for the browser tests, or installs one with the system's package manager.
set -eu

for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

echo "Installing Chromium for the browser tests ..."
if command -v apt-get >/dev/null 2>&1; then
    as_root apt-get update -qq
    # Chromium without its own frame opens windows faster; not every Debian and Ubuntu has it as a package.
    wanted=chromium-headless-shell
    apt-cache show "$wanted" >/dev/null 2>&1 || wanted=chromium
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$wanted"
elif command -v dnf >/dev/null 2>&1; then
    as_root dnf install -y -q chromium
elif command -v pacman >/dev/null 2>&1; then
    as_root pacman -S --noconfirm chromium
elif command -v brew >/dev/null 2>&1; then
    brew install --cask chromium
else
    echo "The browser tests need Chromium or Chrome. Install one and run make test again." >&2
    exit 2
fi
