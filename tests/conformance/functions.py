"""Does CPython call what the third depth of narration names? functions.py LOOPSCOPE PROGRAM…

Each program runs under this CPython with asyncio's own Python code (without its C copy), where every function that is
called is noted callback by callback. Then loopscope tells the same run, and each function that it names for a
callback must be among those.

A child of this program runs one program: functions.py --note FILE PROGRAM.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

FOLDER = os.path.dirname(os.path.abspath(__file__))
LIMIT = 20_000          # callbacks of a program at most
NAME = re.compile(r'[A-Za-z_][\w.<>]*(?=\(\))')


# ---- what CPython calls ----

def note_calls(path, program):
    """Run the program, and write to `path` a line for each callback: the functions that were called in it."""
    sys.modules['_asyncio'] = None           # so that asyncio runs its Python code
    sys.path.insert(0, FOLDER)
    import reference
    notes = open(path, 'w', encoding='utf-8', buffering=1 << 16)
    called = set()

    def end_window():
        notes.write(' '.join(sorted(called)) + '\n')
        notes.flush()
        called.clear()

    class Noting(reference.Tracer):
        def note(self, handle, loop):
            callback = handle._callback
            name = getattr(callback, '__qualname__', '')
            if not loop.is_hidden and name != '_run_until_complete_cb':
                end_window()

    def profile(frame, event, argument):
        if event == 'call':
            called.add(frame.f_code.co_qualname)
        elif event == 'c_call':
            called.add(getattr(argument, '__qualname__', ''))

    reference.Tracer = Noting
    options = reference.argument_parser().parse_args(reference.options_of(program) + ['--steps', '--stderr', program])
    sys.stdout = open(os.devnull, 'w', encoding='utf-8')
    end_run, os._exit = os._exit, lambda status: (end_window(), end_run(status))
    sys.setprofile(profile)
    try:
        reference.run_program(program, options)
    finally:
        sys.setprofile(None)
        end_window()


# ---- what loopscope tells ----

def told_steps(loopscope, program, options):
    """The sentence of each callback, by its number; 0 is the module's code."""
    words = [loopscope, 'trace', program, '--format', 'jsonl', '--depth', 'cpython', *options]
    output = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    steps = {}
    for line in output.decode('utf-8', 'replace').splitlines():
        record = json.loads(line)
        if record['kind'] == 'thread_started':
            return {}                        # real threads run in no fixed order
        if record['kind'] == 'told':
            steps.setdefault(record['callback'], record['text'])
    return steps


def is_called(name, called):
    name = {'time.sleep': 'Clock.sleep', 'select': 'Waiting.select'}.get(name, name)    # the reference has its own
    return any(one == name or one.endswith('.' + name) for one in called)


def without_later_ends(text, windows, number):
    """Without the C code frames of Task.__step hold some objects longer: an end that comes later is no difference."""
    def keep(clause):
        name = clause[1]
        comes_later = not is_called(name, windows[number]) and any(is_called(name, one) for one in windows[number:])
        return '' if comes_later else clause[0]
    return re.sub(r'(\w+\.__del__)\(\) calls [\w.<>]+\(\)', keep, text)


def differences(steps, windows):
    for number, text in sorted(steps.items()):
        if number >= len(windows):
            return
        before, handle, step = text.rpartition('Handle._run()') if number else ('', '', text)
        step = re.sub('^ calls (?!Task)[^;]*', '', step)     # a callback of the program's may be written in C
        step = without_later_ends(step, windows, number)
        for name in NAME.findall(handle + step):
            if not is_called(name, windows[number]):
                yield number, name, text
        for name in NAME.findall(before):    # between the callback before and this one
            # The loop's own round goes on around all callbacks.
            if not name.endswith('_run_once') and not is_called(name, windows[number - 1] | windows[number]):
                yield number, name, text


def options_in(program):
    with open(program, encoding='utf-8') as file:
        first = re.match(r'#\s*loopscope:(.*)', file.readline())
    return first[1].split() if first else []


def compare(loopscope, program, notes):
    steps = told_steps(loopscope, program, options_in(program))
    if not steps or len(steps) > LIMIT:
        return 0, []
    subprocess.run([sys.executable, __file__, '--note', notes, program], stdin=subprocess.DEVNULL,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120, check=False)
    with open(notes, encoding='utf-8') as file:
        windows = [set(line.split()) for line in file]
    if len(windows) < len(steps):
        return 0, []                         # without the C code some objects live longer: not the same run
    return sum(len(NAME.findall(text)) for text in steps.values()), list(differences(steps, windows))


def main():
    if sys.argv[1] == '--note':
        return note_calls(sys.argv[2], sys.argv[3])
    loopscope, *programs = sys.argv[1:]
    names, failures, kinds = 0, 0, collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for program in programs:
            count, found = compare(loopscope, program, os.path.join(folder, 'notes'))
            names += count
            for number, name, text in found:
                failures += 1
                kinds[name] += 1
                if kinds[name] <= 3:
                    print(f'{program}: callback {number} does not call {name}: {text}')
    print(f'{len(programs)} programs: {names} functions named, {failures} of them not called', *kinds.items())
    return 1 if failures or names == 0 else 0


if __name__ == '__main__':
    sys.exit(main())
