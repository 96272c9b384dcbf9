#!/bin/sh
# A session at the stage's window with real keys, clicks and turns of the wheel, under Xvfb: session.sh LOOPSCOPE
#
# What is shown is read back from the pictures that the key `s` saves, and from Xvfb's frame buffer.
set -u
loopscope=$1
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 2
for program in Xvfb xdotool; do
    command -v "$program" >/dev/null 2>&1 || {
        echo "Skipped: $program was not found, so there is no window to press keys in."
        exit 77
    }
done
# SDL unloads the display's libraries before the end; LeakSanitizer can then neither name nor pass over what they kept.
export ASAN_OPTIONS=detect_leaks=0 LC_ALL=C.UTF-8
unset WAYLAND_DISPLAY SDL_VIDEODRIVER
folder=$(mktemp -d) || exit 2
server= stage=
tidy() {
    [ -z "$stage" ] || kill "$stage" 2>/dev/null
    [ -z "$server" ] || kill "$server" 2>/dev/null
    wait
    rm -rf "$folder"
}
trap tidy EXIT
lessons=$(cd "$(dirname "$0")/../../lessons" && pwd) || exit 2
export XDG_STATE_HOME="$folder/state"
cd "$folder" || exit 2
failures=0
complain() {
    echo "$*"
    failures=$((failures + 1))
}

# until_true WORDS…: whether the command succeeds within 20 seconds.
until_true() {
    patience=200
    until "$@" >/dev/null 2>&1; do
        patience=$((patience - 1))
        [ "$patience" -gt 0 ] || return 1
        sleep 0.1
    done
}

# ---- what is seen ----

has_picture() { [ -n "$(ls -- *.svg 2>/dev/null)" ]; }
# A picture of what is shown, in $picture.
look() {
    rm -f -- *.svg
    xdotool key s
    until_true has_picture || complain "no picture was saved"
    picture=$(ls -- *.svg)
}
# shows PATTERN WORDS…: after the keys, the picture has the pattern.
shows() {
    pattern=$1
    shift
    [ $# = 0 ] || xdotool key --delay 30 "$@"
    look
    grep -Eq -e "$pattern" "$picture" || complain "after «$*»: no «$pattern» in $picture"
}
# The lower half of the screen as a sum.
lower_half() { tail -c 4000000 screen/Xvfb_screen0 | cksum; }
# The fourth byte of a pixel says nothing: some servers fill it.
is_black() { [ "$(tail -c 4000000 screen/Xvfb_screen0 | tr -d '\000\377' | wc -c)" = 0 ]; }
is_lit() { ! is_black; }
is_as() { [ "$(lower_half)" = "$1" ]; }
is_other_than() { [ "$(lower_half)" != "$1" ]; }
is_named() { [ "$(xdotool getwindowfocus getwindowname)" = "$1" ]; }
is_scenario() { xdotool getwindowfocus getwindowname | grep -q '. · loopscope$'; }

# ---- begin and end ----

start() {
    "$loopscope" stage "$@" >said 2>&1 &
    stage=$!
}
# `wait` has no patience; some shells take in children that have ended meanwhile, others leave them in the table.
has_ended() { [ ! -e "/proc/$stage" ] || grep -q '^State:.Z' "/proc/$stage/status"; }
# ends: it ends by itself, with status 0 and without a word.
ends() {
    until_true has_ended || {
        complain "$1 did not end"
        kill "$stage"
    }
    wait "$stage"
    status=$?
    stage=
    [ "$status" = 0 ] || complain "$1 ended with status $status"
    [ ! -s said ] || complain "$1 said: $(cat said)"
}
ticks() { cut -d ' ' -f 14,15 "/proc/$stage/stat" | tr ' ' '+'; }

mkdir screen
# It is not to begin anew whenever a window is gone: the next one may come just then.
Xvfb -noreset -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp -fbdir screen 3>number >/dev/null 2>&1 &
server=$!
until_true [ -s number ] || {
    echo "Skipped: Xvfb does not start here."
    exit 77
}
DISPLAY=:$(cat number)
export DISPLAY

# ---- a scenario ----

start parking_lot.py --full-screen
until_true is_named 'Parking lot · loopscope' || complain "no window came"
until_true is_lit || complain "the window stays black"
xdotool mousemove 2 2
shows '>callback 1 of' Right Right
shows '>callback 0 of' Left
shows '>callback 2 of.*|>cue 2/6' Next Next
shows '>cue 1/6' Prior
shows '>callback 55 of' End
shows '>callback 0 of' g
shows '>callback 30 of' colon 3 0 Return
shows '>3.5 s<' colon 3 period 5 s Return

# black, and back without a step
xdotool key period
until_true is_black || complain "the black screen is not black"
xdotool key period
until_true is_lit || complain "there is no way back from the black screen"
shows '>3.5 s<'
xdotool key period
until_true is_black || complain "the black screen is not black the second time"
shows '>3.5 s<' Escape

# larger and smaller
shows 'viewBox="0 0 1706.67 960"' plus
shows 'viewBox="0 0 1920 1080"' minus
shows 'viewBox="0 0 1920 1080"' plus plus 0

# the window grows smaller and fills the screen again
shows '>3.5 s<' F11
shows '>3.5 s<' F11

# four themes, round and round
grounds=
for theme in light dark high-contrast monochrome; do
    look
    grounds="$grounds$(grep -o '<rect[^>]*>' "$picture" | head -n 1)
"
    xdotool key y
done
[ "$(printf %s "$grounds" | sort -u | wc -l)" -ge 3 ] || complain "the themes look the same: $grounds"

# the page of keys covers what is there, and goes again
shows '>3.5 s<' Escape
xdotool key Escape
sleep 1
before=$(lower_half)
xdotool key question
until_true is_other_than "$before" || complain "the page of keys does not come"
xdotool key Escape
until_true is_as "$before" || complain "the page of keys does not go"

# the mouse: the timeline, a drag on it, the wheel, a chosen task
xdotool mousemove 1015 900 click 1
shows '>3.[3-7] s<'
xdotool mousedown 1 mousemove 900 900 mousemove 682 900 mouseup 1
shows '>2.[0-3] s<'
shows '>callback 30 of' colon 3 0 Return
xdotool click 5
shows '>callback 31 of'
xdotool click 4
shows '>callback 30 of'

# nothing moves, nothing plays: it sleeps
sleep 1
before=$(($(ticks)))
sleep 2
spent=$(($(ticks) - before))
[ "$spent" -lt 3 ] || complain "idle for two seconds takes $spent ticks"

# playing goes on by itself until it is paused
xdotool key space
sleep 2
xdotool key space
look
grep -q '>callback 30 of' "$picture" && complain "playing does not go on"
xdotool key q
ends "the session"

# ---- a file that is edited, broken and mended while it is open ----

cp "$root/scenarios/parking_lot.py" mine.py
start mine.py
until_true is_named 'Parking lot · loopscope' || complain "no window came for a file"
until_true is_lit || complain "the window of a file stays black"
sed 's/title  Parking lot/title  Bus stop/' mine.py >new.py && mv new.py mine.py
sleep 3
shows '>Bus stop<'
echo 'import aiohttp' >>mine.py
sleep 3
shows 'cannot import aiohttp; R shows it all'
shows '>callback 1 of' Right Right
sed -i '$d' mine.py
sleep 3
look
grep -q 'cannot import' "$picture" && complain "a mended file is still called broken"
xdotool key q
ends "the session with a changing file"

# ---- the catalogue ----

start --no-motion
until_true is_named loopscope || complain "no catalogue came"
until_true is_lit || complain "the catalogue stays black"
xdotool key slash
xdotool type --delay 30 .py
xdotool key Return Down Down Up
xdotool key Return
until_true is_scenario || complain "no scenario opens"
xdotool key Return
shows '>callback 1 of' Right Right
xdotool key q
until_true is_named loopscope || complain "q does not lead back to the catalogue"
xdotool key slash
xdotool type --delay 30 parking_lot
xdotool key Return Return
until_true is_named 'Parking lot · loopscope' || complain "the search does not find the parking lot"
xdotool key Escape
until_true is_named loopscope || complain "Esc does not lead back to the catalogue"
xdotool key q
ends "the catalogue"

# ---- a lesson ----

start "$lessons/00-first-step.md" --no-motion
until_true is_named 'Two teas · loopscope' || complain "no lesson came"
until_true is_lit || complain "the lesson stays black"
shows '>page 1 of 8<'
shows '>What do you expect' Next
shows 'Backspace to its place' Right Right
shows '>callback 1 of' BackSpace
shows '>two_teas.py<' v
grep -q '>page 2 of' "$picture" && complain "v does not hide the page"
shows '>page 2 of 8<' v
shows '>page 8 of 8<' Next Next Next Next Next Next
shows '>two_teas.py<' Return
[ -s two_teas-first-step.py ] || complain "Enter makes no copy of the exercise"
shows 'fails at callback' R
xdotool key q
ends "the lesson"

# ---- two runs side by side ----

start parking_lot.py GATE=0 GATE=1 --full-screen
until_true is_named 'Parking lot · loopscope' || complain "no two runs came"
until_true is_lit || complain "two runs stay black"
xdotool mousemove 2 2
shows '>alike up to here<'
grep -q '>GATE=0<' "$picture" && grep -q '>GATE=1<' "$picture" || complain "the sides have no names"
shows '>callback 11 of 44<' braceright
grep -q '>callback 11 of 55<' "$picture" || complain "the right run does not stand at the first difference"
grep -q '>here is the first difference<' "$picture" || complain "the first difference is not told"
shows '>so far<' t
shows '>in all<' r
shows '>so far<' r
shows '>1.6 s<' colon 1 period 6 s Return
shows '>cue a space is handed over<'
shows '>different since 0.9 s<' Right Left
shows '>Over at 7.3 s: finished.<' End
shows '>alike up to here<' Home
xdotool key Home
sleep 1
before=$(lower_half)
xdotool key question
until_true is_other_than "$before" || complain "the page of keys of two runs does not come"
xdotool key Escape
until_true is_as "$before" || complain "the page of keys of two runs does not go"
# the clock's axis: a click, a drag; the wheel
xdotool mousemove 1479 950 click 1
shows '>3.[3-6] s<'
xdotool mousedown 1 mousemove 1600 950 mousemove 1900 950 mouseup 1
shows '>in all<'
xdotool mousemove 2 2 click 4
shows '>so far<'
# playing goes from moment to moment
xdotool key Home space
sleep 2
xdotool key space
look
grep -q '>callback 0 of 44<' "$picture" && complain "playing does not move two runs"
sleep 1
before=$(($(ticks)))
sleep 2
spent=$(($(ticks) - before))
[ "$spent" -lt 3 ] || complain "two runs at rest for two seconds take $spent ticks"
xdotool key q
ends "two runs"

# from the catalogue, and back
start --no-motion
until_true is_named loopscope || complain "no catalogue came for a pair"
until_true is_lit || complain "the catalogue for a pair stays black"
xdotool key slash
xdotool type --delay 30 'side: polling'
xdotool key Return Return
until_true is_named 'The kettle · loopscope' || complain "no pair opens from the catalogue"
shows '>here is the first difference<' braceright
xdotool key Escape
until_true is_named loopscope || complain "Esc does not lead back from a pair"
xdotool key q
ends "the catalogue with a pair"

[ "$failures" = 0 ] && echo "The session went as it should."
exit "$failures"
