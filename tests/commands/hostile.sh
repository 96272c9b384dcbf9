#!/bin/sh
# Programs and files that mean no good: each ends within seconds, with a clear message and the right status:
# hostile.sh LOOPSCOPE
set -u
loopscope=$1
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
failures=0
checks=0

# ends STATUS PATTERN: how `run` ends with the program on standard input, within a minute.
ends() {
    cat >program.py
    check "$1" "$2"
}

# check STATUS PATTERN: the same with what stands in program.py.
check() {
    checks=$((checks + 1))
    timeout 60 "$loopscope" run --memory-limit 64M --limit instructions=5000000 program.py >out 2>&1 </dev/null
    got=$?
    if [ "$got" != "$1" ] || { [ -n "$2" ] && ! grep -Eaq -e "$2" out; }; then
        printf 'status %s, wanted %s; wanted «%s» of:\n' "$got" "$1" "$2"
        head -n 8 program.py | cut -c 1-100 | sed 's/^/  > /'
        tail -n 6 out | cut -c 1-200 | sed 's/^/  | /'
        failures=$((failures + 1))
    fi
}

# ---- programs without end ----

echo 'while True: pass' >program.py
check 6 'does not end.*--limit'
echo 'while True: print("spam")' >program.py
check 6 'does not end.*--limit'
echo 'sum(range(10**18))' >program.py
check 6 'does not end.*--limit'
ends 6 'main spins.*sleep\(0\.01\)' <<'END'
import asyncio
async def main():
    asyncio.get_running_loop().call_later(1, print)
    while True:
        await asyncio.sleep(0)
asyncio.run(main())
END
ends 6 'a step of main, does not end' <<'END'
import asyncio
async def main():
    while True:
        pass
asyncio.run(main())
END
ends 6 'outgrown its memory limit of 64 MiB|spins' <<'END'
import asyncio
def again():
    asyncio.get_running_loop().call_soon(again)
    asyncio.get_running_loop().call_soon(again)
async def main():
    again()
    await asyncio.sleep(1)
asyncio.run(main())
END
printf 'def f(n): return f(n + 1)\nf(0)\n' >program.py
check 1 'RecursionError: maximum recursion depth exceeded'

# ---- programs that grow ----

printf 'x = []\nwhile True: x.append("a" * 10000)\n' >program.py
check 6 'outgrown its memory limit of 64 MiB'
printf 's = "x"\nwhile True: s += s\n' >program.py
check 6 'outgrown its memory limit of 64 MiB'
echo 'print(len("x" * 10**12))' >program.py
check 6 'outgrown its memory limit of 64 MiB'
echo 'print(len(list(range(10**10))))' >program.py
check 6 'outgrown its memory limit of 64 MiB'
printf 'd = {}\ni = 0\nwhile True:\n    d[i] = str(i) * 100\n    i += 1\n' >program.py
check 6 'outgrown its memory limit of 64 MiB'
ends 6 'outgrown its memory limit of 64 MiB' <<'END'
import asyncio
async def sleeper():
    await asyncio.sleep(1000)
async def main():
    tasks = []
    while True:
        tasks.append(asyncio.create_task(sleeper()))
asyncio.run(main())
END
ends 6 'outgrown its memory limit of 64 MiB' <<'END'
try:
    x = ["a" * 10**6 for _ in range(1000)]
except MemoryError:
    print("caught")
END

# Many sizes, one after the other: what is free is in the wrong pieces, and the host's memory still has a limit.
ends 6 'outgrown its memory limit of 64 MiB' <<'END'
for size in range(20_000, 60_000, 3_000):
    texts = ["x" * size + str(i) for i in range(30_000_000 // size)]
END

# ---- depth ----

ends 0 '^repr RecursionError$' <<'END'
x, y = [], []
for _ in range(100000):
    x, y = [x], [y]
for name, ask in (("repr", lambda: repr(x)), ("==", lambda: x == y)):
    try:
        ask()
    except RecursionError:
        print(name, "RecursionError")
END
ends 0 '^cancelled$' <<'END'
import asyncio
async def chain(n):
    await (asyncio.create_task(chain(n - 1)) if n else asyncio.sleep(10))
async def main():
    task = asyncio.create_task(chain(20000))
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
asyncio.run(main())
END
ends 1 'ValueError: 99999' <<'END'
last = None
for i in range(100000):
    error = ValueError(i)
    error.__cause__ = last
    last = error
raise last
END
awk 'BEGIN { printf "x = "; for (i = 0; i < 1000; i++) printf "("; print 1 }' >program.py
check 3 'program.py:1'
awk 'BEGIN { for (i = 0; i < 300; i++) printf "%*sif 1:\n", i, ""; printf "%*spass\n", 300, "" }' >program.py
check 3 'program.py:[0-9]+'

awk 'BEGIN { print "it = iter([1])"; print "for _ in range(100000): it = map(str, zip(filter(None, it)))"; print "next(it)" }' \
    >program.py
check 1 'RecursionError: maximum recursion depth exceeded'
ends 1 'ValueError: 2' <<'END'
first, second = ValueError(1), ValueError(2)
first.__context__, second.__context__ = second, first
try:
    raise KeyError
except KeyError:
    try:
        raise first
    except ValueError:
        raise second
END
ends 3 'program.py:7: tasks that wait for each other in a circle cannot be cancelled' <<'END'
import asyncio
async def wait_for(i):
    await tasks[1 - i]
async def main():
    tasks.extend(asyncio.create_task(wait_for(i)) for i in range(2))
    await asyncio.sleep(1)
    tasks[0].cancel()
tasks = []
asyncio.run(main())
END

# ---- circles without end ----

ends 0 '^done$' <<'END'
import asyncio
async def work(n):
    last = None
    try:
        raise ValueError(n)
    except ValueError as error:
        last = error          # and the error's traceback has this frame
    await asyncio.sleep(0)
async def main():
    for n in range(250000):
        await work(n)
    print("done")
asyncio.run(main())
END

# ---- work in C that takes long ----

# Each exception has all earlier ones as contexts, with their tracebacks and frames: either limit may come first.
ends 6 'does not end.*--limit|outgrown its memory limit of 64 MiB' <<'END'
def call():
    try:
        call()
    finally:
        call()
call()
END
ends 6 'does not end.*--limit' <<'END'
import asyncio
async def main():
    both = asyncio.get_running_loop().create_future()
    for _ in range(60):
        both = asyncio.gather(both, both)
    both.cancel()
asyncio.run(main())
END
while read -r statement; do
    printf 'row = list(range(100000))\ntext = "ab\303\251" * 500000\nwhile True:\n    %s\n' "$statement" >program.py
    check 6 'does not end.*--limit'
done <<'END'
row.insert(0, row.pop(0))
row.reverse()
row == row[:]
dict.fromkeys(row).copy()
text[1200000]
text.find("x"), text.rfind("x")
text.count("b" * 20 + "x"), ("ba" * 400000 + "x") in text
text.strip("ab\303\251")
text.isalpha(), text.splitlines()
text == text[:-1] + "b"
float("7" * 1000000)
END

# ---- methods that misbehave ----

ends 0 '^1 no dictionary changed size during iteration list modified during sort$' <<'END'
class Same:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return 1
    def __eq__(self, other):
        if self.n == 3:
            raise ValueError("no")
        table.clear()
        return False
class Less:
    def __lt__(self, other):
        row.append(1)
        return True
table = {}
table[Same(1)] = 1
table[Same(2)] = 2
said = [len(table)]
row = [Less(), Less(), Less()]
def change():
    numbers = {1: 1}
    for n in numbers:
        numbers[n + 1] = 1
for ask in (lambda: {Same(3): 1}[Same(3)], change, lambda: row.sort()):
    try:
        ask()
    except (ValueError, RuntimeError) as error:
        said.append(error)
print(*said)
END

# ---- files ----

: >program.py
check 0 ''
printf '\357\273\277print("bom")\r\nprint("crlf")\r\n' >program.py
check 0 '^crlf'
printf 'print("no newline")' >program.py
check 0 'no newline'
head -c 1000 /dev/zero >program.py
check 3 'program.py:1:1'
printf 'print("\377")\n' >program.py
check 3 'UTF-8'
awk 'BEGIN { for (i = 0; i < 1700000; i++) print "x = 1" }' >program.py
check 3 'larger than 8 MiB'
rm program.py && mkdir program.py
check 2 'is a directory'

echo "$checks programs and files, $failures failures"
[ "$failures" = 0 ]
