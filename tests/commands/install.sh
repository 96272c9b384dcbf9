#!/bin/sh
# What `cmake --install` puts where, and whether the installed program finds its scenarios: install.sh BUILD_FOLDER
set -u
build=$1
prefix=$(mktemp -d) || exit 2
trap 'rm -rf "$prefix"' EXIT
cmake --install "$build" --prefix "$prefix" >"$prefix/log" 2>&1 || { cat "$prefix/log"; exit 1; }

failures=0
complain() {
    echo "$*"
    failures=$((failures + 1))
}
for file in bin/loopscope share/loopscope/scenarios/parking_lot.py share/loopscope/scenarios/README.md \
    share/loopscope/lessons/README.md \
    share/loopscope/reference.py share/loopscope/pyodide.mjs \
    share/man/man1/loopscope.1 share/bash-completion/completions/loopscope share/zsh/site-functions/_loopscope \
    share/fish/vendor_completions.d/loopscope.fish; do
    [ -s "$prefix/$file" ] || complain "$file is not there"
done

# moved away: the scenarios beside the program are meant, not those of the place it was built for
mv "$prefix/bin" "$prefix/share" "$(mkdir "$prefix/moved" && echo "$prefix/moved")" || exit 1
echo 'print("only here")' >"$prefix/moved/share/loopscope/scenarios/only_here.py"
cd / || exit 1
"$prefix/moved/bin/loopscope" list | grep -q 'Parking lot' || complain "the installed program lists no scenarios"
"$prefix/moved/bin/loopscope" lesson first-step --plain | grep -q 'One pair of hands' ||
    complain "the installed program does not show its lessons"
"$prefix/moved/bin/loopscope" run only_here 2>&1 | grep -q 'only here' ||
    complain "the installed program does not find the scenarios that were installed with it"
[ "$failures" = 0 ] && echo "The installed program is complete."
exit "$failures"
