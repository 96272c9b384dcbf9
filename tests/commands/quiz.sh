#!/bin/sh
# Worksheets: quiz.sh LOOPSCOPE. The same number gives the same sheet, the key fits it, and nothing gives it away.
set -u
loopscope=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
check() { # check WHAT COMMAND…
    what=$1
    shift
    "$@" || {
        echo "$what: not so"
        failures=$((failures + 1))
    }
}

for file in "$root"/scenarios/*.py; do
    name=$(basename "$file" .py)
    "$loopscope" quiz "$file" >"$work/sheet" 2>"$work/errors"
    check "$name has a sheet" [ $? -eq 0 ]
    "$loopscope" quiz "$file" --answers >"$work/key"
    check "$name has a key" [ $? -eq 0 ]
    questions=$(grep -c '^\*\*[0-9]*\.\*\*' "$work/sheet")
    check "$name asks three questions" [ "$questions" -ge 3 ]
    check "$name answers each" [ "$(grep -c '^\*\*[A-E]\.\*\*' "$work/key")" -eq "$questions" ]
    grep '^\*\*[0-9]' "$work/sheet" >"$work/asked"
    grep '^\*\*[0-9]' "$work/key" >"$work/answered"
    check "$name's key is of its sheet" cmp -s "$work/asked" "$work/answered"
    check "$name keeps its notes" sh -c "! grep -q '#:' '$work/sheet'"
    # Each right answer stands in the sheet, at its letter.
    sed -n 's/^\*\*\([A-E]\)\.\*\* /- [ ] \1. /p' "$work/key" >"$work/right"
    while IFS= read -r line; do
        check "$name: $line" grep -qxF -e "$line" "$work/sheet"
    done <"$work/right"
done

lot=$root/scenarios/parking_lot.py
"$loopscope" quiz "$lot" --seed 7 >"$work/7"
"$loopscope" quiz "$lot" --seed 7 -o "$work/again"
"$loopscope" quiz "$lot" --seed 8 >"$work/8"
check "the same number is the same sheet" cmp -s "$work/7" "$work/again"
check "another number is another sheet" sh -c "! cmp -s '$work/7' '$work/8'"

cat >"$work/own.py" <<'END'
import asyncio, random


async def job(n):
    await asyncio.sleep(n)
    print("done", n, random.randrange(1000))


async def main():
    jobs = [asyncio.create_task(job(n)) for n in (2, 1, 3)]
    await asyncio.wait(jobs)

asyncio.run(main())
END
"$loopscope" quiz "$work/own.py" --seed 1 >"$work/one"
"$loopscope" quiz "$work/own.py" --seed 2 >"$work/two"
check "a file without cues is asked" grep -q '^\*\*3\.\*\*' "$work/one"
grep '^## ' "$work/one" >"$work/places"
grep '^## ' "$work/two" | check "at the same moments of the same run" cmp -s - "$work/places"

echo 'x = (' >"$work/broken.py"
"$loopscope" quiz "$work/broken.py" >"$work/none" 2>"$work/errors"
check "a broken file has no sheet" [ $? -eq 3 ]
: >"$work/empty.py"
"$loopscope" quiz "$work/empty.py" -o "$work/nothing" 2>"$work/errors"
check "an empty file has none either" [ $? -eq 2 ]
check "and says so" grep -q 'nothing can be asked' "$work/errors"
check "and writes none" [ ! -e "$work/nothing" ]

[ "$failures" = 0 ] || exit 1
echo "Every sheet has its key."
