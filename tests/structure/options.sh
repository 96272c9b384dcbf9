#!/bin/sh
# Every command and option that the program has stands in the manual page and in the completions: options.sh SOURCE_FOLDER
set -u
cd "$1" || exit 1
failures=0
words=$(sed -n 's/^OPTION([A-Z_]*, "\(--[a-z-]*\)".*/\1/p' ui/commands/options.def
    sed -n 's/^COMMAND([A-Z_]*, "\([a-z]\{1,\}\)".*/\1/p' ui/commands/commands.def)
[ "$(printf '%s\n' "$words" | wc -l)" -gt 10 ] || { echo "the tables of options and commands were not read"; exit 1; }
for word in $words; do
    plain=${word#--}
    escaped=$(printf '%s' "$word" | sed 's/-/\\\\-/g')
    grep -q -e "$escaped" ui/share/loopscope.1 || { echo "loopscope.1 lacks $word"; failures=1; }
    for file in ui/share/loopscope.bash ui/share/_loopscope ui/share/loopscope.fish; do
        grep -q -w -e "$plain" "$file" || { echo "$file lacks $word"; failures=1; }
    done
done
[ "$failures" = 0 ] && echo "The manual page and the completions are complete."
exit "$failures"
