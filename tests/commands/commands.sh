#!/bin/sh
# What the commands say and how they end: commands.sh LOOPSCOPE
set -u
loopscope=$1
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 2
folder=$(mktemp -d) || exit 2
export XDG_STATE_HOME="$folder/state"
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
failures=0
checks=0

# expect STATUS PATTERN COMMAND…: PATTERN (an extended regular expression) stands somewhere in what it writes.
expect() {
    status=$1
    pattern=$2
    shift 2
    checks=$((checks + 1))
    "$@" >out 2>&1 </dev/null
    got=$?
    if [ "$got" != "$status" ] || { [ -n "$pattern" ] && ! grep -Eq -e "$pattern" out; }; then
        printf '%s\n  status %s, wanted %s; wanted «%s» in:\n' "$*" "$got" "$status" "$pattern"
        sed 's/^/  | /' out | head -n 12
        failures=$((failures + 1))
    fi
}

cat >fine.py <<'END'
#: title  Fine
import asyncio
SPACES = 2  #: knob 1..3  spaces
async def main():
    print("one", end="")
    await asyncio.sleep(1)
    #: cue   halfway
    print(" two", SPACES)
asyncio.run(main())
END
echo 'print("a"' >syntax.py
echo 'import aiohttp' >refused.py
cat >executor.py <<'EOF'
import asyncio
async def main():
    try:
        asyncio.get_running_loop().set_default_executor(None)
    except AttributeError:
        print('caught')
asyncio.run(main())
EOF
printf 'import asyncio\nasyncio.to_thread(print)\nasyncio.open_connection()\n' >lacking.py
printf 'print("\377")\n' >bytes.py
echo 'raise ValueError("no")' >raised.py
echo 'import sys; sys.exit(7)' >exit.py
cat >deadlock.py <<'END'
import asyncio
async def main():
    print("waits", end="")
    await asyncio.Event().wait()
asyncio.run(main())
END
cat >spin.py <<'END'
import asyncio
async def main():
    asyncio.get_running_loop().call_later(1, print)
    while True:
        await asyncio.sleep(0)
asyncio.run(main())
END
mkdir scenes

# the ends, as the shell sees them
expect 0 '^one two 2$' "$loopscope" run fine.py
expect 0 '^one two 3$' "$loopscope" run --set SPACES=3 fine.py
expect 1 'ValueError: no' "$loopscope" run raised.py
expect 4 'ValueError: no' "$loopscope" trace raised.py
expect 7 '' "$loopscope" run exit.py
expect 5 'main' "$loopscope" run deadlock.py
expect 5 '^@deadlock$' "$loopscope" trace --format callbacks deadlock.py
expect 6 'spins' "$loopscope" run --limit 1000 spin.py
expect 3 'syntax.py:1' "$loopscope" run syntax.py
expect 3 'executor.py:4: a scenario has no executors of its own' "$loopscope" run executor.py
expect 3 'a scenario has no network' "$loopscope" check lacking.py
expect 3 'refused.py:1' "$loopscope" check refused.py
expect 3 'fine.py: fine' "$loopscope" check fine.py refused.py
cat >lot.py <<'END'
import asyncio
SPACES = 1  #: knob 1..3  spaces
inside = 0
#: expect always inside <= SPACES
async def car(number):
    global inside
    inside += 1
    await asyncio.sleep(number)
    inside -= 1
async def main():
    asyncio.create_task(car(9))
    await asyncio.gather(car(1), car(2))
asyncio.run(main())
END
cat >luck.py <<'END'
import random
#: expect finally number != 3
number = random.randrange(6)
END
mkdir -p class/two
cp fine.py class/a.py; cp lot.py class/two/b.py; cp spin.py class/c.py; echo 'print(1)' >class/notes.txt
expect 1 'lot.py:4:1: error: expectation failed: always inside <= SPACES' "$loopscope" check lot.py
expect 1 '^    inside == 2, SPACES == 1$' "$loopscope" check lot.py
expect 1 '^    at callback 3 .0[.]0 s.: loopscope lot.py --at 3$' "$loopscope" check lot.py
expect 1 'lot.py:11:5: warning: a task is made, and nobody keeps it .task-not-held.' "$loopscope" check lot.py
expect 1 '^    here: car 9 is cut off' "$loopscope" check lot.py
expect 1 '^lot.py: 1 expectation fails, 1 warning$' "$loopscope" check lot.py
expect 0 '^lot.py: fine, 1 warning$' "$loopscope" check lot.py --set SPACES=3
expect 1 'loopscope lot.py --set SPACES=2 --at 4$' "$loopscope" check lot.py --set SPACES=2
expect 0 '^lot.py: fine$' "$loopscope" check lot.py --load-only
expect 0 '^fine.py: fine$' "$loopscope" check fine.py --expect 'within 1'
expect 1 'fine.py: error: expectation failed: within 0.5' "$loopscope" check fine.py --expect 'within 0.5'
expect 1 'it never has a value' "$loopscope" check fine.py --expect 'always nobody == 1'
expect 3 'the expectation «soon»: unknown expectation' "$loopscope" check fine.py --expect soon
expect 4 'raised.py: error: it raises' "$loopscope" check raised.py
expect 4 '^    ValueError: no$' "$loopscope" check raised.py
expect 5 '^      main waits for Event 1' "$loopscope" check deadlock.py
expect 6 'spin.py: it spins' "$loopscope" check spin.py --limit 1000
expect 1 'loopscope luck.py --seed 1 --at 0$|luck.py: 1 expectation fails with seed [0-9]+$' "$loopscope" check luck.py --seeds 50
expect 0 '^fine.py: fine with the seeds 0 to 4$' "$loopscope" check fine.py --seeds 5
expect 6 '^3 files: 1 fine, 1 with an expectation that fails, 1 that do not end well$' "$loopscope" check class --limit 1000
expect 6 '^class/two/b.py: 1 expectation fails .always inside <= SPACES., 1 warning .task-not-held.$' "$loopscope" check class --limit 1000
expect 6 '^class/c.py: it spins$' "$loopscope" check class --limit 1000
checks=$((checks + 1))
[ "$("$loopscope" check class --limit 1000 | wc -l)" = 4 ] || { echo "check FOLDER: not a line a file"; failures=$((failures + 1)); }
expect 1 '"kind":"expectation","file":"lot.py","word":"always","text":"inside <= SPACES","line":4,"column":1,"verdict":"fails","found":"inside == 2, SPACES == 1","callback":3' "$loopscope" check lot.py --json
expect 1 '"kind":"finding","file":"lot.py","finding":"task-not-held","line":11' "$loopscope" check lot.py --json
expect 1 '"kind":"checked","file":"lot.py","status":1,"errors":0,"warnings":0,"findings":1,"failed":1' "$loopscope" check lot.py --json
expect 3 '"kind":"error","file":"refused.py","line":1,"column":8,"message":"a scenario cannot import aiohttp"' "$loopscope" check refused.py --json
expect 6 '"kind":"summary","format":"loopscope-check","version":1,"files":3,"fine":1,"status":6' "$loopscope" check class --json --limit 1000
cat >class/endless.py <<'END'
while True:
    pass
END
expect 6 'class/endless.py: it took longer than 1 s, and was given up' "$loopscope" check class/endless.py fine.py --time-limit 1 --limit instructions=99999999999
for word in $(sed -n 's/^FINDING([A-Z_]*, "\([a-z-]*\)".*/\1/p' "$root/sim/insight/findings.def"); do
    expect 0 "^$word: " "$loopscope" explain "$word"
done
expect 6 '"kind":"checked","file":"class/endless.py","status":6,"end":"time"' "$loopscope" check class/endless.py fine.py --json --time-limit 1 --limit instructions=99999999999
expect 0 'spin.py: note: it was looked at as far as callback 100, and goes on' "$loopscope" check spin.py --horizon 100
"$loopscope" check lot.py fine.py refused.py --json >lines.json
checks=$((checks + 1))
grep -vq '^{"kind":".*}$' lines.json && { echo "check --json: a line is no object"; failures=$((failures + 1)); }
expect 2 'how many seeds' "$loopscope" check fine.py --seeds none
expect 3 'not UTF-8' "$loopscope" run bytes.py
expect 2 'directory' "$loopscope" run scenes
expect 2 'No such file' "$loopscope" run nowhere.py
expect 3 'SPACES' "$loopscope" run --set SPACES=9 fine.py

# wrong words
expect 2 'did you mean «trace»' "$loopscope" tarce
expect 2 'did you mean «--seed»' "$loopscope" run fine.py --sede 3
expect 2 'there is no place «noon»' "$loopscope" fine.py --at noon

# callbacks, each on a line of its own
expect 0 '^@1 0 step Task-1$' "$loopscope" trace --format callbacks fine.py
expect 0 '^@2 1000000000 timer _set_result_unless_cancelled$' "$loopscope" trace --format callbacks fine.py

# sentences
expect 0 '^ +1 +0\.0 s +main ' "$loopscope" trace fine.py
expect 0 'halfway|two 2' "$loopscope" fine.py --at halfway
expect 0 '^Fine  fine.py  SPACES=2' "$loopscope" --plain fine.py
expect 0 '\| one' "$loopscope" trace --ascii fine.py

# why
cat >circle.py <<'END'
import asyncio
async def hold(first, second):
    async with first:
        await asyncio.sleep(1)
        async with second:
            pass
async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(hold(a, b), hold(b, a))
asyncio.run(main())
END
expect 0 'the circle is closed, a deadlock' "$loopscope" why circle.py
expect 0 '^main waits for gather 1' "$loopscope" why circle.py Task-1
expect 0 '^  held by car 4 since 1\.6 s' "$loopscope" why parking_lot --at 1.8s 'car 6'
expect 0 '^lot: [0-9] tasks? wait' "$loopscope" why parking_lot --at 1.8s lot
expect 0 '^every task has ended' "$loopscope" why parking_lot
expect 2 'no task and no object «car».*did you mean «car 1»' "$loopscope" why parking_lot --at 1s car
expect 2 'in quotes' "$loopscope" why parking_lot car 4
expect 2 'there is no place «noon»' "$loopscope" why parking_lot --at noon
expect 3 'refused.py:1' "$loopscope" why refused.py

# sweep
expect 0 '^ +SPACES +time +callbacks' "$loopscope" sweep parking_lot SPACES=1..3
expect 0 '^ +1  17\.0 s  ████████████ +57 ' "$loopscope" sweep parking_lot SPACES=1..3
expect 0 '^ +1  17\.0 s  #{12} ' "$loopscope" sweep parking_lot SPACES=1..3 --ascii
expect 0 '^ +6 .* soonest$' "$loopscope" sweep parking_lot SPACES=1..10
expect 0 '^Parking lot  parking_lot\.py  CARS=4  GATE=1$' "$loopscope" sweep parking_lot SPACES=1..3 --set CARS=4
expect 0 '^ +0\.5  4\.4 s .* 6 ' "$loopscope" sweep startup_gate POLL=0.1..2
expect 0 '^ +2 +9 ' "$loopscope" sweep parking_lot SPACES=1..2 CARS=5..10..4
expect 0 '^2,9\.3,56,9,3,23,0,0,0,2,0,0,0,0,0,finished$' "$loopscope" sweep parking_lot SPACES=1..3 --format csv
expect 0 '^\{"knobs":\{"SPACES":2\},"time_ns":9300000000,.*"inside":\{"last":0,"least":0,"most":2\}.*\}$' \
    "$loopscope" sweep parking_lot SPACES=1..3 --format jsonl
cat >expects.py <<'END'
import asyncio
LEFT = 1  #: knob 1..3  rounds
#: expect within 2
#: expect always LEFT > 0
async def main():
    for number in range(LEFT):
        await asyncio.sleep(1)
asyncio.run(main())
END
cat >never.py <<'END'
import asyncio
TOKENS = 1  #: knob 0..2  tokens
async def main():
    for number in range(2):
        await (asyncio.sleep(1) if number < TOKENS else asyncio.Event().wait())
asyncio.run(main())
END
expect 0 '^ +0 +0\.0 s .* can never go on$' "$loopscope" sweep never.py TOKENS=0..2
expect 0 '^ +2 +2\.0 s ' "$loopscope" sweep never.py TOKENS=0..2
expect 0 '^ +3 .* 1 of 2 failed *$' "$loopscope" sweep expects.py LEFT=1..3
expect 0 '^ +1 .* none failed' "$loopscope" sweep expects.py LEFT=1..3
expect 0 '^3,3\.0,.*,2,1,finished$' "$loopscope" sweep expects.py LEFT=1..3 --format csv
expect 2 'needs a knob and its range, as in' "$loopscope" sweep parking_lot
expect 2 'a range is .* not «SPACES=3»' "$loopscope" sweep parking_lot SPACES=3
expect 2 'not «SPACES=1\.\.3\.\.0»' "$loopscope" sweep parking_lot SPACES=1..3..0
expect 2 'runs backwards' "$loopscope" sweep parking_lot SPACES=3..1
expect 2 'takes whole numbers' "$loopscope" sweep parking_lot SPACES=1..3..0.5
expect 2 'SPACES has two ranges' "$loopscope" sweep parking_lot SPACES=1..3 SPACES=1..3
expect 2 'one range or two, and got «C=1\.\.2»' "$loopscope" sweep parking_lot A=1..2 B=1..2 C=1..2
expect 2 '100000 runs, and sweep makes at most 500' "$loopscope" sweep too_many_connections REQUESTS=1..100000
expect 2 'sweep has the formats text, csv and jsonl' "$loopscope" sweep parking_lot SPACES=1..3 --format perfetto
expect 2 'trace has the formats' "$loopscope" trace parking_lot --format csv
expect 3 'must be a whole number from 1 to 10, not 90' "$loopscope" sweep parking_lot SPACES=1..90
expect 3 'did you mean SPACES' "$loopscope" sweep parking_lot SPACE=1..3
expect 3 'refused.py:1' "$loopscope" sweep refused.py A=1..2

# compare
expect 0 '^ +GATE=0 +GATE=1$' "$loopscope" compare parking_lot GATE=0 GATE=1
expect 0 '^  time +5\.1 s +7\.3 s$' "$loopscope" compare parking_lot GATE=0 GATE=1
expect 0 '^  turned_away, most +3 +0$' "$loopscope" compare parking_lot GATE=0 GATE=1
expect 0 '^The first callback that differs is number 11:$' "$loopscope" compare parking_lot GATE=0 GATE=1
expect 0 '^    GATE=1  0\.9 s  car 4 begins: .* it waits for lot, 1st$' "$loopscope" compare parking_lot GATE=0 GATE=1
expect 0 '^    GATE=1  1\.2 s  car 5 arrives$' "$loopscope" compare parking_lot GATE=0 GATE=1
expect 0 '^ +0\.9 s .* first difference$' "$loopscope" compare parking_lot GATE=0 GATE=1
expect 0 '^  of them wasted +6 +0$' "$loopscope" compare kettle EVENT=0 EVENT=1
expect 0 '^  useless, last +2 +0$' "$loopscope" compare group_or_gather GROUP=0 GROUP=1
expect 0 '^ +as it stands +SPACES=2,CARS=9$' "$loopscope" compare parking_lot SPACES=2,CARS=9
expect 0 '^All callbacks are the same\.$' "$loopscope" compare parking_lot SPACES=3 SPACES=3
expect 0 '^Both print the same\.$' "$loopscope" compare parking_lot SPACES=3 SPACES=3
sed 's/two/three/' fine.py >other.py
cat >endless.py <<'EOF'
import asyncio
STEP = 1  #: knob 1..2
async def main():
    while True:
        await asyncio.sleep(1)
asyncio.run(main())
EOF
expect 0 '^All callbacks are the same, as far as was looked\.$' "$loopscope" compare endless.py STEP=1 STEP=2 --horizon 300
expect 0 '^  and [0-9]+ moments more, as far as was looked$' "$loopscope" compare endless.py STEP=1 STEP=2 --horizon 300
expect 0 '^ +fine\.py +other\.py$' "$loopscope" compare fine.py other.py
expect 0 '^    other\.py  0\.0 s  one three 2$' "$loopscope" compare fine.py other.py
expect 0 '^  how it ended +finished +can never go on$' "$loopscope" compare fine.py deadlock.py
expect 0 "^loopscope compare kettle\.py EVENT=0 EVENT=1  polling against an event" "$loopscope" list
"$loopscope" list | sed -n 's/^loopscope compare \([^ ]*\) \([^ ]*\) \([^ ]*\) .*/\1 \2 \3/p' >pairs
[ "$(wc -l <pairs)" -ge 3 ] || { echo "list has too few pairs"; failures=$((failures + 1)); }
while read -r file left right; do
    expect 0 '^The first callback that differs' "$loopscope" compare "$file" "$left" "$right"
done <pairs
expect 2 'needs two files, or one and what its knobs' "$loopscope" compare parking_lot
expect 2 'and got «c\.py» too' "$loopscope" compare a.py b.py c.py
expect 2 'and got «c\.py» too' "$loopscope" compare a.py A=1 c.py
expect 2 'and got «D=1» too' "$loopscope" compare a.py A=1 B=1 D=1
expect 2 'a setting is .* not «SPACES=»' "$loopscope" compare parking_lot SPACES=
expect 2 'No such file' "$loopscope" compare parking_lot.py nowhere.py
expect 3 'must be a whole number from 1 to 10' "$loopscope" compare parking_lot SPACES=1 SPACES=90
expect 3 'refused.py:1' "$loopscope" compare fine.py refused.py
expect 3 'refused.py:1' "$loopscope" compare refused.py refused.py
mkdir folder.py
expect 2 'cannot read folder.py: it is a directory' "$loopscope" compare fine.py folder.py
expect 3 "this scenario has no knob DOOR" "$loopscope" compare parking_lot DOOR=0 DOOR=1
expect 2 'is a lesson; two runs side by side are of scenarios' "$loopscope" compare parking_lot "$root/lessons/00-first-step.md"

# help, version, catalogue
expect 0 'CPython 3\.13' "$loopscope" --version
expect 0 'loopscope run parking_lot.py' "$loopscope" -h
expect 0 '@ITERATION' "$loopscope" trace -h
expect 0 'parking_lot.py' "$loopscope" list

expect 0 '^Exit status: 0 fine, 1 an expectation failed or a run differed, 2 the command was wrong, 3 the file' "$loopscope" -h
expect 0 'a limit was reached\.$' "$loopscope" check -h
expect 1 '' sh -c '"$0" list -h | grep "Exit status"' "$loopscope"

# new: a scenario that runs, has nothing to complain about, and is never written over another
expect 0 'coffee-bar.py is written' "$loopscope" new coffee-bar
expect 0 '#: title  Coffee bar' head -1 coffee-bar.py
expect 0 'coffee-bar.py: fine' "$loopscope" check coffee-bar.py
expect 0 'everybody has coffee' "$loopscope" run coffee-bar.py
expect 0 'everybody has coffee' "$loopscope" run coffee-bar.py --set GUESTS=20 --set MACHINES=1
expect 0 'no machine is free' "$loopscope" trace coffee-bar.py --at 'no machine is free'
echo '# mine' >coffee-bar.py
expect 2 'coffee-bar.py is there already; nothing was written' "$loopscope" new coffee-bar.py
expect 0 '^# mine$' cat coffee-bar.py
ln -s nowhere.py dangling.py
expect 2 'is there already' "$loopscope" new dangling
expect 2 'new needs one name' "$loopscope" new
expect 2 'new needs one name' "$loopscope" new a b
expect 2 'no name for a file' "$loopscope" new 'a b'
expect 2 'no name for a file' "$loopscope" new ..
expect 2 'no name for a file' "$loopscope" new folder/
expect 2 'cannot write nofolder/a.py: No such file' "$loopscope" new nofolder/a
expect 1 '' test -e 'a b.py' -o -e a.py -o -e b.py -o -e nowhere.py
expect 0 'writes shop.py here' "$loopscope" new --help
# new --from: a copy of a scenario under a title of its own, else byte for byte
expect 0 'my-lot.py is written' "$loopscope" new my-lot --from parking_lot
expect 0 '#: title  My lot' head -1 my-lot.py
grep -v '^#: title' my-lot.py >copied
grep -v '^#: title' "$root/scenarios/parking_lot.py" | cmp -s - copied ||
    { echo "new --from copies something else"; failures=$((failures + 1)); }
expect 0 'My lot' "$loopscope" trace my-lot.py
printf '#: title Twice\n#: title told\nprint(1)' >twice.py
expect 0 '' "$loopscope" new --from=twice.py once
expect 0 '^#: title  Once$' cat once.py
expect 1 '' grep -q 'Twice\|told' once.py
expect 0 '^print.1.$' tail -1 once.py
expect 2 'my-lot.py is there already' "$loopscope" new my-lot --from two_teas
expect 2 'there is no scenario «parking_lto»; did you mean «parking_lot.py»' "$loopscope" new lots --from parking_lto
expect 2 'loopscope list shows those' "$loopscope" new lots --from nothing-like-it
expect 2 'cannot read no/where.py' "$loopscope" new lots --from no/where.py
expect 2 'list has no option --from' "$loopscope" list --from two_teas
expect 1 '' test -e lots.py

# explain: a word, whatever its case; several words; a group; all; a wrong one
expect 0 '^Semaphore: so many at a time' "$loopscope" explain semaphore
expect 0 'the callbacks that will run' "$loopscope" explain ready queue
expect 0 '^never-awaited: a coroutine was made' "$loopscope" explain "was never awaited"
expect 0 '^  sleeping   suspended until a time' "$loopscope" explain states
expect 0 '^What many believe' "$loopscope" explain
expect 0 'See also: .*M7' "$loopscope" explain Semaphore --ascii
expect 2 'there is no topic «deadlok»; did you mean «deadlock»' "$loopscope" explain deadlok
expect 2 'explain lists them all' "$loopscope" explain qqqqqqqqqq
expect 0 'a word, a directive, a warning' "$loopscope" explain --help
expect 0 'Parking lot' "$loopscope"
expect 0 'car 1' "$loopscope" run parking_lot

# verify: against a Python that is a script, so that none needs to be here
cat >python <<'END'
#!/bin/sh
[ "$1" = -c ] && exit 0
touch started
printf '%s\n' "$*" >words
cat answer
exit "$(cat ends)"
END
printf '#!/bin/sh\nexit 1\n' >other
chmod +x python other
echo 0 >ends
export LOOPSCOPE_PYTHON="$folder/python"
"$loopscope" trace --format callbacks --stderr fine.py >answer
expect 0 'fine.py: ([0-9]+) of \1 callbacks identical to CPython 3\.13' "$loopscope" verify fine.py
expect 0 'outside the simulator' "$loopscope" verify fine.py
expect 1 'CPython .* two 2' "$loopscope" verify --set SPACES=3 --seed 7 fine.py
expect 0 'reference.py --steps --stderr --seed=7 --set SPACES=3 -- fine.py$' cat words
echo 3 >ends
expect 1 'ends with status 0 here, 3 there' "$loopscope" verify fine.py
echo 'import sys; sys.exit(-1)' >minus.py
echo 255 >ends
: >answer
expect 0 'minus.py: 0 of 0 callbacks identical' "$loopscope" verify minus.py
echo 0 >ends

# verify: the line of the program where the runs part
"$loopscope" trace --format callbacks --stderr fine.py >right
sed 's/ two 2/ two 3/' right >answer
expect 1 'at fine.py:8, at 1\.0 s:$' "$loopscope" verify fine.py
expect 1 '^ +print\(" two", SPACES\)$' "$loopscope" verify fine.py
printf 'Z\n' >answer
expect 1 'CPython .*Z' "$loopscope" verify fine.py
: >answer
expect 1 'CPython .*nothing more' "$loopscope" verify fine.py
sed 's/^@2 /@9 /' right >answer
expect 1 'at fine.py:6, at 0\.0 s:$' "$loopscope" verify fine.py

# verify: threads, and what is not given to CPython
{ sed -n 1p right; echo @thread; } >answer
expect 2 'fine.py starts threads' "$loopscope" verify fine.py
rm -f started
expect 3 'cannot import aiohttp' "$loopscope" verify refused.py
expect 6 'not given to CPython' "$loopscope" verify --limit 1000 spin.py
[ -e started ] && { echo "verify gave Python a file that did not run here"; failures=$((failures + 1)); }
printf '#!/bin/sh\n[ "$1" = -c ] || kill -9 $$\n' >python
expect 2 'did not run fine.py to its end' "$loopscope" verify fine.py

# verify: without a CPython
export LOOPSCOPE_PYTHON="$folder/other"
expect 2 'no CPython 3\.13' "$loopscope" verify fine.py
export LOOPSCOPE_PYTHON="$folder/missing"
expect 2 'LOOPSCOPE_PYTHON=' "$loopscope" verify fine.py
unset LOOPSCOPE_PYTHON
expect 2 'LOOPSCOPE_PYODIDE=/path' env LOOPSCOPE_PYODIDE="$folder" "$loopscope" verify fine.py
expect 2 'npm install pyodide@0\.29' env PATH="$folder" "$loopscope" verify fine.py

# verify: with a node that is a script, and a package beside the files
mkdir -p bin node_modules/pyodide
: >node_modules/pyodide/pyodide-lock.json
cat >bin/node <<'END'
#!/bin/sh
echo "$*" >>words
[ "$3" = --probe ] || /bin/cat right
END
chmod +x bin/node
rm -f words
expect 0 'CPython \(in WebAssembly\) now runs fine.py' env PATH="$folder/bin" "$loopscope" verify fine.py
expect 0 'pyodide\.mjs \./node_modules/pyodide --probe$' cat words
expect 0 'pyodide\.mjs \./node_modules/pyodide .*reference\.py --steps --stderr --seed=0 -- fine\.py$' cat words
for named in "$folder" "$folder/node_modules/pyodide"; do
    expect 0 'identical' env PATH="$folder/bin" LOOPSCOPE_PYODIDE="$named" "$loopscope" verify fine.py
    expect 0 "pyodide\.mjs $folder/node_modules/pyodide --probe$" cat words
done
rm -rf node_modules

# a reader that goes away is no failure that is told
"$loopscope" trace "$root/scenarios/parking_lot.py" 2>errors | head -n 1 >/dev/null
[ -s errors ] && { echo "trace | head complains:"; cat errors; failures=$((failures + 1)); }

echo "$checks commands, $failures failures"
[ "$failures" = 0 ]
