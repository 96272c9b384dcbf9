#!/bin/sh
# Traces for machines, checked against their rules, and what is said where one cannot be written:
#     traces.sh LOOPSCOPE CHECK_TRACE
set -u
loopscope=$1 check=$2
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 2
folder=$(mktemp -d) || exit 2
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
cd "$folder" || exit 2
failures=0 traces=0

complain() {
    echo "$*"
    failures=$((failures + 1))
}

# Both forms of each program are what they should be; the same run gives the same bytes.
for program in "$root"/scenarios/*.py "$root"/tests/programs/sync/*.py "$root"/tests/programs/asyncio/*.py; do
    for format in jsonl perfetto; do
        "$loopscope" trace --format "$format" "$program" >trace 2>messages
        "$check" "$format" trace >complaints || { complain "$program as $format:"; cat complaints; }
        traces=$((traces + 1))
    done
done
# What is wrong with them, as JSON.
"$loopscope" check --json "$root/scenarios" "$root/tests/programs" >verdicts 2>messages
"$check" check verdicts >complaints || { complain "check --json:"; cat complaints; }
for format in jsonl perfetto; do
    "$loopscope" trace --format "$format" "$root/scenarios/cdn_race.py" --seed 3 >one
    "$loopscope" trace --format "$format" "$root/scenarios/cdn_race.py" --seed 3 -o two || complain "-o: status $?"
    cmp one two || complain "$format: -o and standard output differ"
done

# expect STATUS PATTERN COMMAND…
expect() {
    status=$1 pattern=$2
    shift 2
    "$@" >out 2>&1
    got=$?
    [ "$got" = "$status" ] && { [ -z "$pattern" ] || grep -Eq -e "$pattern" out; } ||
        { complain "$*: status $got, wanted $status; wanted «$pattern» in:"; head -n 5 out; }
}
lot=$root/scenarios/parking_lot.py
digest=$(sha256sum "$lot" 2>/dev/null | cut -d ' ' -f 1)
jsonl() { "$loopscope" trace --format jsonl "$@"; }
expect 0 "^\{\"kind\":\"head\",\"format\":\"loopscope-trace\",\"version\":1,.*\"sha256\":\"$digest.*\"SPACES\":2,.*\"seed\":7\}$" \
    jsonl "$lot" --set SPACES=2 --seed 7
expect 0 '"kind":"thing_made".*"type":"Semaphore","name":"lot","capacity":3' jsonl "$lot"
expect 0 '"kind":"handed_over",.*"task":[0-9]+,"by":[0-9]+,"thing":1' jsonl "$lot"
expect 0 '"kind":"task_state".*"state":"waiting"' jsonl "$lot"
expect 0 '^\{"kind":"end","end":"finished","status":0,"callbacks":55,"time_ns":7300000000\}$' jsonl "$lot"
perfetto() { "$loopscope" trace --format perfetto "$@"; }
expect 0 '"ph":"M",.*"thread_name","args":\{"name":"car 2"\}' perfetto "$lot"
expect 0 '"ph":"C",.*"name":"lot: free #1","args":\{"free":0\}' perfetto "$lot"
expect 0 '"ph":"C",.*"name":"gauge inside","args":\{"value":3\}' perfetto "$lot"
expect 0 '"ph":"s",.*"name":"wakes"' perfetto "$lot"
expect 0 '"ph":"i",.*"s":"g","cat":"cue"' perfetto "$lot"
expect 0 '"ph":"i",.*"cat":"print","name":"car 1 parks"' perfetto "$lot"
expect 0 '"name":"q: items #[0-9]+","args":\{"items":2\}|items":[1-9]' perfetto "$root/scenarios/backpressured_queue.py"

# Runs that end otherwise are traces too.
cat >deadlock.py <<'END'
import asyncio
async def main():
    async with asyncio.Lock():
        await asyncio.Event().wait()
asyncio.run(main())
END
echo 'raise ValueError("no")' >raises.py
cat >spins.py <<'END'
import asyncio
async def main():
    asyncio.get_running_loop().call_later(1, print)
    while True:
        await asyncio.sleep(0)
asyncio.run(main())
END
for format in jsonl perfetto; do
    expect 5 'main' "$loopscope" trace deadlock.py --format $format -o deadlock.$format
    expect 4 '' "$loopscope" trace raises.py --format $format -o raises.$format
    expect 6 'spins' "$loopscope" trace spins.py --limit 100 --format $format -o spins.$format
    for name in deadlock raises spins; do
        "$check" $format $name.$format >complaints || { complain "$name as $format:"; cat complaints; }
    done
done
expect 0 '"kind":"end","end":"deadlock"' cat deadlock.jsonl

# Texts full of what JSON, UTF-8 and terminals know as something else.
cat >hostile.py <<'END'
#: title  "quoted" \ back
import asyncio
async def main():
    task = asyncio.create_task(asyncio.sleep(0, "r\x00\x1f\x7f\"\\"), name='n"\\\n\t\x1b[31m\u2028\U0001f600')
    print("\"\\/\b\f\n\r\t\x00\x1b\x7f\u2028\u2029\ufffe\U0001f600" + "é" * 200)
    await task
    lost = asyncio.create_task(asyncio.sleep(9, "\udc80\ud800"), name="lone\ud83d")
    lost.cancel(msg="\udfff\"")
    await asyncio.gather(lost, return_exceptions=True)
    try:
        print("\ud800")
    except UnicodeEncodeError:
        print("refused")
    print(float("nan"), end="")
asyncio.run(main())
END
for format in jsonl perfetto; do
    "$loopscope" trace --format $format hostile.py >trace || complain "hostile.py as $format: status $?"
    "$check" $format trace >complaints || { complain "hostile.py as $format:"; cat complaints; }
done

# What cannot be written is told, and nothing is left behind.
expect 2 'cannot write nowhere/x.json: No such file' "$loopscope" trace "$lot" --format jsonl -o nowhere/x.json
expect 2 'cannot write \.: Is a directory' "$loopscope" trace "$lot" --format perfetto --output .
expect 2 'is of a whole run' "$loopscope" trace "$lot" --format perfetto --at 3s -o there
expect 2 'no option --output' "$loopscope" run "$lot" -o there
expect 3 'syntax|never closed' sh -c "echo 'print(' >bad.py; exec '$loopscope' trace bad.py --format jsonl -o there"
mkdir locked
chmod a-w locked
[ -w locked ] || expect 2 'cannot write locked/x: Permission' "$loopscope" trace "$lot" --format jsonl -o locked/x
if [ -c /dev/full ]; then
    expect 2 'cannot write /dev/full: No space' "$loopscope" trace "$lot" --format perfetto -o /dev/full
    expect 2 'cannot write' sh -c "'$loopscope' trace '$lot' --format jsonl >/dev/full"
fi
[ -e there ] && complain "a file was left behind"
for rest in *.?????? locked/*; do
    case $rest in hostile.py | *.jsonl) ;; *'*') ;; *) [ -e "$rest" ] && complain "$rest was left behind" ;; esac
done

# The schema tells every kind that a record can have.
sed -n 's/^FACT(\([A-Z_]*\),.*/\1/p' "$root/sim/world/facts.def" | tr A-Z a-z >kinds
[ "$(wc -l <kinds)" -gt 30 ] || complain "the facts were not read"
while read -r kind; do
    grep -q "\"$kind\"" "$root/sim/sim_facts.c" || complain "sim_facts.c has no word $kind"
    grep -q "\`$kind\`" "$root/ui/report/README.md" || complain "ui/report/README.md lacks $kind"
done <kinds

# Sentences and callbacks go into files too.
"$loopscope" trace "$lot" >one
"$loopscope" trace "$lot" -o two && cmp one two || complain "text: -o and standard output differ"

echo "$traces traces, $failures failures"
[ "$failures" = 0 ]
