# What `run` and `record` share: the cases of an area, and a real CPython 3.13. To be sourced, with $programs set to
# this folder and $root to the project's.
#
# An area is a folder of programs. Each NAME.py is a case, and NAME.out is what a CPython must have written of it. The
# first line may hold options: `# loopscope: --seed 3`. A program that has no reference (it starts threads) says so
# on one of its first lines, and why: `# written by hand: it starts a thread`. An area can have a file `cases` as well, for programs that stand
# elsewhere or run with several options: lines `NAME: PROGRAM OPTIONS`, PROGRAM as seen from the project's root.

areas() {
    for folder in "$programs"/*/; do
        basename "$folder"
    done
}

# Lines NAME|PROGRAM|OPTIONS.
cases_of() {
    for program in "$programs/$1"/*.py; do
        [ -f "$program" ] || continue
        printf '%s|%s|%s\n' "$(basename "$program" .py)" "$program" "$(sed -n '1s/^# *loopscope: *//p' "$program")"
    done
    [ -f "$programs/$1/cases" ] || return 0
    sed -n 's/^\([^#:]*\): *\([^ ]*\) *\(.*\)$/\1|\2|\3/p' "$programs/$1/cases" | while IFS='|' read -r name program options; do
        printf '%s|%s|%s\n' "$name" "$root/$program" "$options"
    done
}

is_written_by_hand() {
    head -n 4 "$1" | grep -q '^# *written by hand'
}

is_python_3_13() {
    "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13) or sys.implementation.name != "cpython")' 2>/dev/null
}

# Print the path of a CPython 3.13; false where there is none. LOOPSCOPE_PYTHON names one.
find_python() {
    for candidate in "${LOOPSCOPE_PYTHON:-python3.13}" python3 "$HOME"/.pyenv/versions/3.13.*/bin/python3.13; do
        is_python_3_13 "$candidate" && printf '%s\n' "$candidate" && return 0
    done
    return 1
}

# Print the folder of the npm package pyodide, which is a CPython 3.13 for node; false where there is none.
# LOOPSCOPE_PYODIDE names it, or a folder where it was installed.
find_pyodide() {
    for candidate in "${LOOPSCOPE_PYODIDE:-$root}" "${LOOPSCOPE_PYODIDE:-.}/node_modules/pyodide" \
        "$root/node_modules/pyodide"; do
        [ -f "$candidate/pyodide-lock.json" ] &&
            node "$root/tests/conformance/pyodide.mjs" "$candidate" --probe 2>/dev/null &&
            printf '%s\n' "$candidate" && return 0
    done
    return 1
}

reference_script=$root/tests/conformance/reference.py

# Make `run_reference [OPTIONS] PROGRAM…` run reference.py under a CPython 3.13: a LOOPSCOPE_PYODIDE, else a python3.13,
# else a pyodide. False where there is none.
find_reference() {
    if [ -z "${LOOPSCOPE_PYODIDE-}" ] && python=$(find_python); then
        run_reference() { "$python" "$reference_script" "$@"; }
    elif pyodide=$(find_pyodide); then
        run_reference() { node "$root/tests/conformance/pyodide.mjs" "$pyodide" "$reference_script" "$@"; }
    else
        return 1
    fi
}
