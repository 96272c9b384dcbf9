#!/bin/sh
# Every text with which a file or a run is refused stands in a test: refusals.sh PROJECT
set -u
cd "$1" || exit 2
tests=$(mktemp) || exit 2
trap 'rm -f "$tests" "$tests".texts' EXIT
cat tests/unit/*.c tests/commands/*.sh tests/programs/*/*.out | sed 's/\\"/"/g' >"$tests"

# calls NAMES FILE…: the calls of these functions, one a line.
calls() {
    names=$1
    shift
    for file; do
        tr '\n' ' ' <"$file" | grep -oE "\b($names)\([^;]*;?"
    done
}

complaints='parser_fail|parser_complain|fail_parameter|lexer_complain|complain_escape|collect_complain|diagnostics_add'
complaints="$complaints|compiler_complain|complain|complain_here|complain_statement|warn|refuse_type_parameters"

# The string literals of each call, neighbours joined, then cut at what printf would fill in. Left out: what says that
# the computer lacks memory, for no test can make it.
{
    calls "$complaints" sim/lang/*.c sim/loader*.c
    calls vm_refuse sim/*/*.c
    grep -ohE '_refuse\("[^"]*"' sim/stdlib/python/*.py
} | sed 's/"  *"//g' | grep -oE '"([^"\\]|\\.)*"' |
    sed -e 's/^"//' -e 's/"$//' -e 's/\\"/"/g' -e 's/\\\\/\\/g' -e 's/%[-+ #0-9.*]*[a-zA-Z]/\n/g' | sed 's/^ *//; s/ *$//' |
    grep -E '.{9}' | grep -vE 'computer gives no memory|close other programs|file is too large|leave something out|worker threads' |
    sort -u >"$tests.texts"

missing=0
while IFS= read -r text; do
    grep -Fq -e "$text" "$tests" && continue
    echo "no test reaches «$text»"
    missing=$((missing + 1))
done <"$tests.texts"
echo "$(wc -l <"$tests.texts") texts, $missing without a test"
[ "$missing" = 0 ]
