# What a machine needs before it can build: sourced by ./run and ./check.
#
#     need_packages YES "why" package...   YES: install without asking

say() { printf '%s\n' "$*" >&2; }

# The words for systems whose packages are not installed from here.
name_packages() {
    say "loopscope does not install packages on this system. It needs a C compiler, cmake (3.21 or later), pkg-config,"
    say "ncurses (wide), utf8proc, cmark; pango (with cairo) and SDL2 for the stage and its pictures; cmocka and jansson for the tests:"
    say "    Fedora:  sudo dnf install gcc cmake pkgconf-pkg-config ncurses-devel utf8proc-devel cmark-devel pango-devel SDL2-devel libcmocka-devel jansson-devel"
    say "    Arch:    sudo pacman -S gcc cmake pkgconf ncurses utf8proc cmark pango sdl2 cmocka jansson"
    say "    macOS:   brew install cmake pkg-config ncurses utf8proc cmark pango sdl2 cmocka jansson"
    say "Then:        cmake --preset release && cmake --build --preset release && build/loopscope"
}

missing_packages() {
    for package in "$@"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)
        [ "$status" = installed ] || printf '%s ' "$package"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        say "loopscope: installing needs root, and there is no sudo. As root: $*"
        return 1
    fi
}

need_packages() {
    assume_yes=$1 why=$2
    shift 2
    if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
        have_tools && return 0
        name_packages
        return 1
    fi
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    say "loopscope: $why these packages, which are not installed: $missing"
    if [ "$assume_yes" != yes ] && [ -t 0 ] && [ -t 2 ]; then
        printf 'Install them with apt-get? [Y/n] ' >&2
        read -r answer
        case $answer in [nN]*) say "Nothing was installed."; return 1 ;; esac
    fi
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >&2 ||
        { as_root apt-get update >&2 &&
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >&2; }
}

# Elsewhere than on Debian: whether all is there already.
have_tools() {
    command -v cc >/dev/null 2>&1 && command -v cmake >/dev/null 2>&1 && command -v pkg-config >/dev/null 2>&1 &&
        pkg-config --exists ncursesw libutf8proc libcmark
}

BUILD_PACKAGES="gcc make cmake pkg-config libc6-dev libncurses-dev libutf8proc-dev libcmark-dev libpango1.0-dev
    libsdl2-dev fonts-inter fonts-jetbrains-mono fonts-dejavu-core"
TEST_PACKAGES="libcmocka-dev libjansson-dev tmux xvfb xdotool poppler-utils librsvg2-bin clang-format python3-minimal"
