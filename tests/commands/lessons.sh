#!/bin/sh
# Lessons as commands: every lesson as text from end to end, the list, names, errors; and a student's session in a
# real terminal, from the first page to the exercise: lessons.sh LOOPSCOPE
set -u
loopscope=$1
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 2
folder=$(mktemp -d) || exit 2
socket=loopscope-lessons-$$
trap 'tmux -L "$socket" kill-server 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder" || exit 2
export XDG_STATE_HOME="$folder/state" LC_ALL=C.UTF-8
unset VISUAL
export EDITOR=ed
failures=0
complain() {
    echo "$*"
    failures=$((failures + 1))
}

# expect STATUS PATTERN COMMAND…
expect() {
    status=$1
    pattern=$2
    shift 2
    "$@" >out 2>&1 </dev/null
    got=$?
    [ "$got" = "$status" ] || complain "$*: status $got, wanted $status"
    grep -Eq -e "$pattern" out || { complain "$*: wanted «$pattern» in:"; head -n 12 out; }
}

# ---- as text ----

for file in "$root"/lessons/[0-9]*.md; do
    expect 0 '^\[[0-9.]+ s, callback [0-9]+.*\] .' "$loopscope" lesson "$file" --plain
    pages=$(grep -c '^---$' out)
    breaks=$(grep -c '^---$' "$file")
    [ "$((pages + 2))" = "$breaks" ] || complain "$file: $((pages + 1)) pages were printed, of $((breaks - 1))"
done
[ ! -e state ] || complain "what was only printed is remembered"
expect 0 '^parking-lot +The parking lot +[0-9]+ pages$' "$loopscope" lesson
expect 0 '^first-step +Your first step' "$loopscope" list
expect 0 '^# ?|^One pair of hands$' "$loopscope" lesson first-step
expect 0 '^One pair of hands$' "$loopscope" lesson 0
expect 0 '^One pair of hands$' "$loopscope" lesson 00-first-step.md
expect 2 'there is no lesson «parking-lto»; did you mean «parking-lot»' "$loopscope" lesson parking-lto
expect 2 'loopscope lesson shows those that there are' "$loopscope" lesson nothing-like-it
expect 2 'takes one file' "$loopscope" lesson race wait
expect 0 'loopscope lesson first-step' "$loopscope" lesson -h

# ---- a lesson of one's own, and what can be wrong with it ----

cat >own.py <<'END'
import asyncio
SPACES = 2  #: knob 1..3  spaces
async def main():
    #: cue   a rest
    await asyncio.sleep(1)
asyncio.run(main())
END
printf -- '---\ntitle: Mine\nscenario: own.py\n---\nIt rests.\n\n```stage\ncue: a rest\n```\n' >own.md
expect 0 '^It rests\.$' "$loopscope" lesson own.md
expect 0 '^It rests\.$' "$loopscope" own.md
printf -- '---\ntitle: Mine\nscenario: own.py\n---\n```stage\ncue: a rets\n```\n' >bad.md
expect 3 '^bad.md:6:6: error: the scenario has no cue .a rets.$' "$loopscope" lesson bad.md
expect 3 "^    did you mean 'a rest'\?$" "$loopscope" lesson bad.md
printf -- '---\ntitle: Mine\nscenario: none.py\n---\na\n' >bad.md
expect 3 '^bad.md:3:11: error: cannot read none.py' "$loopscope" lesson bad.md

# ---- check takes lessons too ----

expect 3 '^bad.md:3:11: error: cannot read none.py' "$loopscope" check bad.md
expect 3 '^bad.md: 1 error$' "$loopscope" check bad.md
expect 0 '^own.md: fine$' "$loopscope" check own.md
expect 0 '^bad.md: fine$' "$loopscope" check --load-only bad.md
mkdir course
printf -- '---\ntitle: Mine\nscenario: own.py\n---\n```stage\ncue: a rets\n```\n\n---\n```stage\nset: SPACES=9\n```\n' >course/bad.md
printf -- '---\ntitle: Mine\nscenario: own.py\n---\nIt rests.\n\n```exercise\nexpect: within 6\n```\n' >course/done.md
echo 'No lesson, but notes.' >course/notes.md
cp own.py course
expect 3 '^course/bad.md:6:6: error: the scenario has no cue .a rets.$' "$loopscope" check course/bad.md
expect 3 '^course/bad.md:11:6: error: SPACES must be a whole number from 1 to 3' "$loopscope" check course/bad.md
expect 0 '^course/done.md:7:1: warning: nothing is left to do' "$loopscope" check course/done.md
expect 0 '^course/done.md: fine, 1 warning$' "$loopscope" check course/done.md
expect 3 '^course/bad.md: 2 errors \(line 6: the scenario has no cue' "$loopscope" check course
expect 3 '^3 files: 2 fine, 1 that cannot be loaded$' "$loopscope" check course
expect 3 '"kind":"error","file":"course/bad.md","line":6,"column":6,' "$loopscope" check --json course/bad.md
expect 3 '"kind":"checked","file":"course/bad.md","status":3,"errors":2,' "$loopscope" check --json course/bad.md
expect 0 '^23 files: 23 fine$' "$loopscope" check "$root/lessons"
expect 0 '' "$loopscope" check "$root/lessons"
! grep -q warning out || complain "a lesson of the lecture is warned about: $(grep warning out)"
printf 'words\377' >bad.md
expect 3 'not UTF-8' "$loopscope" check bad.md
expect 3 'not UTF-8' "$loopscope" lesson bad.md

# ---- a student in a terminal ----

if ! command -v tmux >/dev/null 2>&1; then
    echo "tmux was not found: the student's session is left out"
    exit "$((failures > 0))"
fi
unset NO_COLOR

# shows PATTERN [KEYS…]: after the keys, the screen has the pattern within ten seconds.
shows() {
    pattern=$1
    shift
    [ $# = 0 ] || tmux -L "$socket" send-keys -t 0 "$@"
    patience=100
    until tmux -L "$socket" capture-pane -p -t 0 | grep -Eq -e "$pattern"; do
        patience=$((patience - 1))
        if [ "$patience" = 0 ]; then
            complain "after «$*»: no «$pattern» on the screen:"
            tmux -L "$socket" capture-pane -p -t 0
            return
        fi
        sleep 0.1
    done
}

student() {
    tmux -L "$socket" -f /dev/null new-session -d -x "$1" -y "$2" "'$loopscope' lesson $3 2>errors; cat errors; cat"
}

student 120 40 first-step
shows 'page 1 of 8'
shows 'What do you expect\?' PageDown
shows '3  «the teas are planned»' p
shows '✗ expected otherwise|✓ answered right' 3
shows '✓ 3  «the teas are planned»'
tmux -L "$socket" send-keys -t 0 Escape
shows 'Backspace the page.s place' Right Right
shows 'callback 1/11' BSpace
shows 'page 3 of 8' ']'
# a wrong answer that many would give, and what is wrong with it
shows ', at the same time' p
wrong=$(tmux -L "$socket" capture-pane -p -t 0 | sed -n 's/.* \([1-5]\)  .*, at the same time.*/\1/p')
shows "✗ $wrong  .*, at the same time +\(your.answer\)" "${wrong:-9}"
shows 'asyncio runs tasks on several cores\? No: one callback'
tmux -L "$socket" send-keys -t 0 Escape
shows 'page 2 of 8' '['
shows 'main begins' v
shows 'page 2 of 8' v
shows 'page 8 of 8' ] ] ] ] ] ]
shows 'your copy is two_teas-first-step.py; change it with ed' Enter
shows 'fails at callback' R
shows 'create_task alone is a plan' Enter
cp "$root/tests/lessons/00-first-step.py" two_teas-first-step.py
shows 'the exercise is done' R
grep -q '^answer 2 1 right first-step$' state/loopscope/progress || complain "the answer is not remembered"
grep -q '^answer 3 1 wrong first-step$' state/loopscope/progress || complain "the wrong answer is not remembered"
shows 'the next lesson: loopscope lesson overview' PageDown
cp "$root/scenarios/two_teas.py" two_teas-first-step.py
shows 'fails at callback'
echo 'import socket' >two_teas-first-step.py
shows 'a scenario cannot import socket' R
shows 'page 8 of 8' Escape
tmux -L "$socket" send-keys -t 0 q
sleep 0.5
tmux -L "$socket" kill-server
expect 0 '^first-step .*8 pages, last on page 8.*, exercise done$' "$loopscope" lesson

student 80 24 first-step
shows 'page 8 of 8'
shows 'your copy from before is two_teas-first-step.py' Enter
tmux -L "$socket" kill-server
sleep 0.5

# without a screen: the cues ask before what comes is told, until nobody wants to be asked any more
plain() {
    tmux -L "$socket" -f /dev/null new-session -d -x 100 -y 50 "'$loopscope' parking_lot.py $1; cat"
}
plain --plain
shows '^ +▾ morning$'
shows '^What do you expect\? The output$'
shows '^1 to [2-5] answer, r reveal, p another one, q no more questions: *$'
tmux -L "$socket" capture-pane -p -t 0 | grep -q '│ car 1 arrives' && complain "it was told before it was asked"
right=$(tmux -L "$socket" capture-pane -p -t 0 | sed -n 's/^  \([1-5]\)  «car 1 arrives»$/\1/p')
shows "^✓ $right  «car 1 arrives»  \(your.answer\)\$" "${right:-1}" Enter
shows '^What do you expect\? An await$'
shows '^✓ [12]  it goes straight on' r Enter
shows '^What do you expect\? Who runs next\?$'
shows 'everybody is gone|car 8 leaves' q Enter
tmux -L "$socket" kill-server
sleep 0.5
plain '--plain --lecture'
shows '^1 to [2-5] answer'
shows '^▸ 1  ' 1 Enter
shows '^✓ [1-5]  ' r Enter
tmux -L "$socket" kill-server
sleep 0.5

# a state that cannot be read, or not be written: said once, and it goes on
echo damaged >state/loopscope/progress
student 120 40 first-step
shows 'your progress begins anew|cannot be understood'
tmux -L "$socket" kill-server
sleep 0.5
grep -q '^damaged$' state/loopscope/progress.damaged || complain "the damaged file is lost"
rm -r state
echo file >state
student 120 40 parking-lot
shows 'your progress is not kept'
shows 'page 2 of' PageDown
tmux -L "$socket" kill-server

[ "$failures" = 0 ] && echo "The lessons are as they should be."
exit "$((failures > 0))"
