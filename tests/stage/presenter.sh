#!/bin/sh
# The presenter's console beside the stage, in a terminal of tmux; the window is SDL's dummy, and under Xvfb, where
# there is one, a real one that takes keys too: presenter.sh LOOPSCOPE
set -u
loopscope=$1
command -v tmux >/dev/null 2>&1 || {
    echo "Skipped: tmux was not found, so there is no terminal to look at."
    exit 77
}
# SDL unloads the display's libraries before the end; LeakSanitizer can then neither name nor pass over what they kept.
export ASAN_OPTIONS=detect_leaks=0 LC_ALL=C.UTF-8
unset DISPLAY WAYLAND_DISPLAY TMUX
folder=$(mktemp -d) || exit 2
server=
# A server for each run: one that ends may still answer the next.
run=0
terminal() { tmux -S "$folder/tmux-$run" "$@"; }
tidy() {
    terminal kill-server 2>/dev/null
    [ -z "$server" ] || kill "$server" 2>/dev/null
    wait
    rm -rf "$folder"
}
trap tidy EXIT
cd "$folder" || exit 2
failures=0
complain() {
    echo "$*"
    failures=$((failures + 1))
}
has() { terminal capture-pane -p | grep -Eq -e "$1"; }
# shows PATTERN: in the terminal, within 15 seconds.
shows() {
    patience=150
    until has "$1"; do
        patience=$((patience - 1))
        [ "$patience" -gt 0 ] || {
            complain "no «$1» in:
$(terminal capture-pane -p)"
            return
        }
        sleep 0.1
    done
}
press() { terminal send-keys "$@"; }

cat >stage <<END
#!/bin/sh
echo \$\$ >pid
exec '$loopscope' stage parking_lot.py \$SETTINGS --with-terminal
END
chmod +x stage

# begin DRIVER [WHAT IS SHOWN]
begin() {
    terminal kill-server 2>/dev/null
    run=$((run + 1))
    export SDL_VIDEODRIVER="$1"
    terminal new-session -d -x 90 -y 28 "./stage; echo ended with \$?; sleep 100"
    shows "${2:-callback 0/}"
}

begin dummy
shows 'Parking lot .* 0 min since the beginning'
press Right
press Right
shows 'callback 1/55'
press NPage
shows 'cue 2/6 · an empty lot'
shows '^ *next cue$'
press :
press 3 0
shows 'go to: 30'
press Enter
shows 'callback 30/55'
press .
shows 'the window is black'
press .
press Left
shows 'callback 29/55'
terminal resize-window -x 60 -y 12
shows 'callback 29/55'
press End
shows 'none: this was the last one'
press q
shows 'ended with 0'

# two runs side by side
export SETTINGS='GATE=0 GATE=1'
begin dummy 'alike up to here'
press '}'
shows '0\.9 s  here is the first difference'
shows 'it prints «car 4 finds no space'
shows 'it waits for lot, 1st in its'
shows 'show that$'
press :
press n o o n
press Enter
shows 'there is no place «noon»'
press q
shows 'ended with 0'
export SETTINGS=

# a signal gives the terminal back, and ends it as a signal does
begin dummy
kill "$(cat pid)"
shows 'ended with 143'

# idle, and keys from either side
if command -v Xvfb >/dev/null 2>&1 && command -v xdotool >/dev/null 2>&1; then
    Xvfb -displayfd 3 -screen 0 1280x720x24 -nolisten tcp 3>number >/dev/null 2>&1 &
    server=$!
    sleep 2
    DISPLAY=:$(cat number)
    export DISPLAY
    begin x11
    press Right
    press Right
    shows 'callback 1/55'
    patience=50
    until xdotool getwindowfocus getwindowname 2>/dev/null | grep -q loopscope || [ "$patience" = 0 ]; do
        patience=$((patience - 1))
        sleep 0.1
    done
    xdotool key Right
    shows 'callback 2/55'
    press Right
    shows 'callback 3/55'
    pid=$(cat pid)
    sleep 1
    before=$(($(cut -d ' ' -f 14,15 "/proc/$pid/stat" | tr ' ' '+')))
    sleep 2
    spent=$(($(cut -d ' ' -f 14,15 "/proc/$pid/stat" | tr ' ' '+') - before))
    [ "$spent" -lt 3 ] || complain "idle for two seconds takes $spent ticks"
    xdotool key q
    shows 'ended with 0'
fi

"$loopscope" stage parking_lot.py --with-terminal >said 2>&1 </dev/null
[ $? = 2 ] || complain "without a terminal it does not end with status 2"
grep -q 'needs a terminal' said || complain "without a terminal it says: $(cat said)"
[ "$failures" = 0 ] && echo "The presenter's console is as it should be."
exit "$failures"
