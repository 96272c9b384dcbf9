#!/bin/sh
# The stage starts on every display that can be had here, without a person: starts.sh LOOPSCOPE
set -u
loopscope=$1
# SDL unloads the display's libraries before the end; LeakSanitizer can then neither name nor pass over what they kept.
export ASAN_OPTIONS=detect_leaks=0
unset DISPLAY WAYLAND_DISPLAY
folder=$(mktemp -d) || exit 2
stage= servers=
tidy() {
    [ -z "$stage" ] || kill "$stage" 2>/dev/null
    # shellcheck disable=SC2086
    [ -z "$servers" ] || kill $servers 2>/dev/null
    wait
    rm -rf "$folder"
}
trap tidy EXIT
failures=0
complain() {
    echo "$*"
    failures=$((failures + 1))
}
ticks() { cut -d ' ' -f 14,15 "/proc/$stage/stat" | tr ' ' '+'; }
has() { command -v "$1" >/dev/null 2>&1; }

# start DRIVER WORDS…: it lives, and has nothing to say.
start() {
    driver=$1
    shift
    SDL_VIDEODRIVER=$driver "$loopscope" stage "$@" >"$folder/said" 2>&1 &
    stage=$!
    sleep 3
    if ! kill -0 "$stage" 2>/dev/null || grep -q '^State:.Z' "/proc/$stage/status"; then
        complain "$driver: it ended: $(cat "$folder/said")"
        stage=
        return 1
    fi
    # libdecor tells where it has no plugins.
    grep -v 'plugin' "$folder/said" && complain "$driver: it said the above"
    return 0
}
sleeps() {
    before=$(($(ticks)))
    sleep 2
    spent=$(($(ticks) - before))
    [ "$spent" -lt 3 ] || complain "$driver: idle for two seconds takes $spent ticks"
}
stop() {
    kill "$stage"
    wait "$stage"
    [ $? = 143 ] || complain "$driver: SIGTERM does not end it"
    stage=
}

# SDL's dummy driver has nothing to wait on and looks for events again and again: no question of sleep there.
start dummy parking_lot.py && stop
start dummy && stop

# Weston stands on Xvfb, not on its headless backend: that one has no seat, and SDL 2.26 falls over one that is missing.
if has weston && has Xvfb; then
    Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$folder/number" >/dev/null 2>&1 &
    servers="$servers $!"
    sleep 2
    export XDG_RUNTIME_DIR="$folder"
    DISPLAY=:$(cat "$folder/number") weston --backend=x11-backend.so --use-pixman --socket=stage --idle-time=0 \
        >"$folder/weston" 2>&1 &
    servers="$servers $!"
    sleep 3
    export WAYLAND_DISPLAY=stage
fi
if [ -S "$folder/stage" ]; then
    start wayland parking_lot.py && sleeps && stop
else
    echo "There is no weston here, or it does not start: not tried under Wayland."
fi
[ "$failures" = 0 ] && echo "It starts where it should."
exit "$failures"
