# Sourced by the scripts: brings a bare Debian or Ubuntu to where uv can work.
# What is missing is installed and said; without root rights one line to run is printed, once.

ROOT="$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." >/dev/null && pwd)"
# Where the caller stood: files that are named on the command line are meant from there.
CALLED_FROM="$PWD"
cd "$ROOT"

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
# The Pythons that uv.lock is made for.
SUPPORTED="3.11 3.12 3.13 3.14"
UV_HOME="${XDG_CACHE_HOME:-$HOME/.cache}/muster/uv"
READY_MARK=.venv/muster-is-set-up

NEEDED=""
WANTED=""
WITHOUT=""

say() { printf '%s\n' "$*" >&2; }

# A package counts as there if it is installed by this name or by the one of the 64-bit-time
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

# Names packages without which the script cannot go on; set_up installs them.
need() {
    command -v dpkg-query >/dev/null || return 0
    NEEDED+=$(missing_packages "$@")
}

# Names packages that can be done without; the first word says what is not there without them.
want() {
    local missing without="$1"
    shift
    command -v dpkg-query >/dev/null || return 0
    missing=$(missing_packages "$@")
    [ -z "$missing" ] && return 0
    WANTED+=$missing
    WITHOUT+="${WITHOUT:+, }$without"
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
        >/dev/null
}

# Installs all that was named, or says in one line what to run where this may not install.
install_packages() {
    [ -z "$NEEDED$WANTED" ] && return 0
    local line="sudo apt-get update && sudo apt-get install -y --no-install-recommends"
    if [ "$(id -u)" != 0 ]; then
        if [ -n "$NEEDED" ]; then
            say "Some packages of the system are missing. Run: $line $NEEDED$WANTED"
            exit 1
        fi
        say "Going on without $WITHOUT. To have that, run: $line $WANTED"
        return 0
    fi
    say "Installing: $NEEDED$WANTED"
    apt-get update -qq >&2 || true
    # shellcheck disable=SC2086
    [ -z "$NEEDED" ] || apt_install $NEEDED
    # shellcheck disable=SC2086
    [ -z "$WANTED" ] || apt_install $WANTED || say "Going on without $WITHOUT: $WANTED"
}

# Tells whether a command is a Python that uv.lock is made for, and can make an environment.
is_supported_python() {
    command -v "$1" >/dev/null && "$1" - "$SUPPORTED" 2>/dev/null <<'PYTHON'
import sys, ensurepip, ssl, venv
sys.exit("%d.%d" % sys.version_info[:2] not in sys.argv[1].split())
PYTHON
}

find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if is_supported_python "$name"; then
            printf '%s' "$name"
            return 0
        fi
    done
    return 1
}

# Finds an interpreter of one version such as 3.12, also where pyenv keeps those not in use.
find_python_of() {
    local name
    for name in "python$1" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/"python$1"; do
        if is_supported_python "$name"; then
            printf '%s' "$name"
            return 0
        fi
    done
    return 1
}

require_python() {
    PYTHON=$(find_python) || {
        say "Muster needs one of the Pythons $SUPPORTED, with venv; this system has none of them."
        exit 1
    }
}

ready_uv() {
    if command -v uv >/dev/null; then
        UV=$(command -v uv)
        return 0
    fi
    UV="$UV_HOME/bin/uv"
    "$UV" --version >/dev/null 2>&1 && return 0
    say "Installing: uv, from PyPI, into $UV_HOME"
    "$PYTHON" -m venv --clear "$UV_HOME"
    "$UV_HOME/bin/pip" install --quiet --disable-pip-version-check uv
}

# Puts what uv.lock names into the environment that is named first, for the Python named second.
sync_environment() {
    local environment="$1" python="$2"
    shift 2
    # uv cannot fetch interpreters everywhere: use the system's.
    UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT="$environment" \
        "$UV" sync --frozen --quiet --python "$python" "$@"
}

# What the environment was made from: another one of these, and it is set up again.
fingerprint() {
    cat uv.lock scripts/setup.sh | cksum
    .venv/bin/python --version
}

is_set_up() {
    [ -x .venv/bin/python ] && [ "$(cat $READY_MARK 2>/dev/null)" = "$(fingerprint 2>&1)" ]
}

# Installs what was named by need and want, the libraries of Muster and the environment .venv.
set_up() {
    find_python >/dev/null || need $PYTHON_PACKAGES
    # shellcheck disable=SC2086
    need ca-certificates $LIBRARIES
    # shellcheck disable=SC2086
    want "camera and sound" $CAMERA_LIBRARIES
    # shellcheck disable=SC2086
    want "printers of this system" $PRINT_LIBRARIES
    install_packages
    require_python
    ready_uv
    if [ ! -d .venv ]; then
        say "Installing: Muster's libraries as uv.lock names them, into .venv"
    fi
    # Compiled once: a start reads more than a thousand modules.
    UV_COMPILE_BYTECODE=1 sync_environment .venv "$PYTHON" "$@"
    .venv/bin/python -m compileall -q desktop
    fingerprint >$READY_MARK 2>&1
}
