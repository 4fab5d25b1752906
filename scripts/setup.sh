# Sourced by scripts/run and scripts/test: brings a bare Debian or Ubuntu to where uv can work.
# What is missing is installed and said; without root rights the one line to run is printed.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

LIBRARIES="libglib2.0-0 libegl1 libgl1 libx11-6 libdbus-1-3 libfontconfig1 libxkbcommon0 \
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxcb-render-util0 \
libxcb-image0 libxkbcommon-x11-0 libx11-xcb1"
# Without these Muster works, but has neither camera nor sound.
CAMERA_LIBRARIES="libpulse0 libxext6 libxrandr2 libdrm2"
# Without this it reaches no printer of the system, only label printers by their address.
PRINT_LIBRARIES="libcups2"
# Real printers for the tests: a scheduler, a printer that makes PDF, and one that speaks IPP.
TEST_PRINTERS="cups cups-client cups-filters cups-ipp-utils printer-driver-cups-pdf \
avahi-daemon dbus"
PYTHON_PACKAGES="python3 python3-venv ca-certificates"
UV_HOME="${XDG_CACHE_HOME:-$HOME/.cache}/muster/uv"

say() { printf '%s\n' "$*" >&2; }

# A library counts as there if it is installed by this name or by the one of the 64-bit-time
# transition (libglib2.0-0t64 on Ubuntu 24.04 and Debian 13).
is_installed() {
    local states
    states=$(dpkg-query -W -f='${Status};' "$1" "$1t64" 2>/dev/null || true)
    [[ $states == *"install ok installed"* ]]
}

missing_packages() {
    local package
    for package in "$@"; do
        is_installed "$package" || printf '%s ' "$package"
    done
}

install_packages() {
    local missing
    command -v dpkg-query >/dev/null || return 0
    missing=$(missing_packages "$@")
    [ -z "$missing" ] && return 0
    say "Installing: $missing"
    if [ "$(id -u)" = 0 ]; then
        apt-get update -qq >&2
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            $missing >/dev/null
    else
        say "This needs root rights once. Run:"
        say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing"
        exit 1
    fi
}

# What can be done without: it is installed where that is possible, and said where it is not.
# The first word says what is not there without it.
install_if_possible() {
    local missing without="$1"
    shift
    command -v dpkg-query >/dev/null || return 0
    missing=$(missing_packages "$@")
    [ -z "$missing" ] && return 0
    if [ "$(id -u)" = 0 ]; then
        say "Installing: $missing"
        apt-get update -qq >&2 || true
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            $missing >/dev/null && return 0
    fi
    say "No $without without: $missing"
}

# A Python of at least 3.11 with venv; the system's packages are asked only if there is none.
find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && "$name" - 2>/dev/null <<'PYTHON'
import sys, ensurepip, venv
sys.exit(sys.version_info < (3, 11))
PYTHON
        then
            printf '%s' "$name"
            return 0
        fi
    done
    return 1
}

ready_python() {
    if ! PYTHON=$(find_python); then
        # shellcheck disable=SC2086
        install_packages $PYTHON_PACKAGES
        PYTHON=$(find_python) || {
            say "Muster needs Python 3.11 or newer with venv; this system has none to install."
            exit 1
        }
    fi
}

ready_uv() {
    if command -v uv >/dev/null; then
        UV=$(command -v uv)
        return 0
    fi
    UV="$UV_HOME/bin/uv"
    [ -x "$UV" ] && return 0
    say "Installing: uv, from PyPI, into $UV_HOME"
    "$PYTHON" -m venv "$UV_HOME"
    "$UV_HOME/bin/pip" install --quiet --disable-pip-version-check uv
}

ready_environment() {
    # uv cannot fetch interpreters everywhere: use the system's.
    export UV_PYTHON_DOWNLOADS=never
    if [ ! -d .venv ]; then
        say "Installing: Muster's libraries as uv.lock names them, into .venv"
    fi
    "$UV" sync --frozen --quiet --python "$PYTHON" "$@"
}

set_up() {
    ready_python
    # shellcheck disable=SC2086
    install_packages ca-certificates $LIBRARIES
    # shellcheck disable=SC2086
    install_if_possible "camera and sound" $CAMERA_LIBRARIES
    # shellcheck disable=SC2086
    install_if_possible "printers of this system" $PRINT_LIBRARIES
    ready_uv
    ready_environment "$@"
}
