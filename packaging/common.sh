# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by the scripts of this folder; sourced, not run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

build_packages=(
    build-essential cmake ninja-build pkg-config
    qt6-base-dev qt6-base-dev-tools qt6-websockets-dev
    qt6-charts-dev libqt6opengl6-dev libgl1-mesa-dev # qt6-charts-dev does not pull the OpenGL part in
    qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libexpected-dev
)
run_packages=(
    libqt6sql6-sqlite qt6-qpa-plugins qt6-wayland qt6-translations-l10n
    fonts-noto-core fonts-noto-cjk # the latter for the window in Chinese
)
test_packages=(
    python3-websockets python3-jsonschema openssl libssl-dev sqlite3 xvfb xauth
)

say() { printf '\n== %s\n' "$*" >&2; }
die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

# missing_packages NAME...: those of Debian's packages that are not installed.
missing_packages() {
    local name
    for name in "$@"; do
        dpkg-query -W -f '${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed || printf '%s\n' "$name"
    done
}

# as_root COMMAND...: runs it as root, by sudo if need be.
as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# ensure_packages NAME...: installs what is missing, as root or with sudo; does nothing if all is there.
ensure_packages() {
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || {
        say "not a Debian system: please make sure that these packages' equivalents are installed: $*"
        return 0
    }
    local missing
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    ((EUID == 0)) || command -v sudo >/dev/null ||
        die "these packages are missing, and there is no sudo to install them with; as root: apt-get install ${missing[*]}"
    say "installing ${missing[*]}"
    as_root apt-get update -qq ||
        say "apt-get update failed (no permission, no network, or a broken source); trying with the lists that are there"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" ||
        die "apt-get could not install: ${missing[*]}"
}

# ensure_node: Node.js and npm, from wherever they are there already, else Debian's.
ensure_node() {
    command -v node >/dev/null && command -v npm >/dev/null || ensure_packages nodejs npm
}

# ensure_nginx: nginx for the tests: the one that is installed, else its program alone, unpacked into build/nginx.
# Installed, the package would open port 80 of this machine, now and at each start.
ensure_nginx() {
    local place=$root/build/nginx package download=(apt-get -o APT::Sandbox::User=root download -qq nginx)
    command -v nginx >/dev/null || [[ -x /usr/sbin/nginx || -x $place/usr/sbin/nginx ]] && return
    command -v apt-get >/dev/null || die "please install nginx: the tests run it as a proxy"
    say "unpacking nginx into build/nginx; it is not installed"
    mkdir -p "$place"
    # The lists of packages may be too old to find it, or not be there yet.
    (cd "$place" && "${download[@]}") || { as_root apt-get update -qq && (cd "$place" && "${download[@]}"); } ||
        die "apt-get could not download nginx"
    for package in "$place"/nginx_*.deb; do dpkg-deb -x "$package" "$place" && rm "$package"; done
    # Its libraries are those of what was installed above.
    "$place/usr/sbin/nginx" -v 2>/dev/null || die "build/nginx/usr/sbin/nginx does not run: $("$place/usr/sbin/nginx" -v 2>&1)"
}

# build PRESET [TARGET...]: configures once, then builds what has changed.
build() {
    local preset=$1 targets=()
    shift
    (($# == 0)) || targets=(--target "$@")
    if [[ ! -f $root/build/$preset/build.ninja || $root/CMakePresets.json -nt $root/build/$preset/build.ninja ]]; then
        say "configuring build/$preset"
        local log
        log=$(cd "$root" && cmake --preset "$preset" 2>&1) ||
            { printf '%s\n' "$log" >&2; die "cmake could not configure build/$preset; see above"; }
    fi
    say "building build/$preset"
    (cd "$root" && cmake --build --preset "$preset" "${targets[@]}" >&2) || die "the build failed"
}
