#!/bin/sh
# The borders between the rooms: borders.sh SOURCE_FOLDER [LIBRARY]
#
# - A file under sim/ includes files of its own room and of the rooms below it, no others.
# - A file under ui/ includes sim.h and files of ui/; curses is for ui/terminal alone.
#   cairo, pango and SDL are for ui/stage, cmark is for ui/player/lesson_read.c.
# - Nothing under sim/ keeps a variable outside the arena, and the library calls nothing that looks at the machine:
#   no clock, environment, file, locale or random source.
set -u
cd "$1" || exit 1
library=${2-}
failures=0
complain() {
    printf '%s\n' "$*"
    failures=$((failures + 1))
}

below=
for room in base lang vm world asyncio stdlib timeline insight; do
    below="$below sim/$room"
    for file in sim/"$room"/*.[ch]; do
        [ -e "$file" ] || continue
        for header in $(sed -n 's/^ *# *include "\([^"]*\)".*/\1/p' "$file"); do
            found=no
            for folder in $below; do
                [ -e "$folder/$header" ] && found=yes
            done
            [ "$found" = yes ] || complain "$file includes $header, which is not in$below"
        done
    done
done

for file in $(find ui -name '*.[ch]'); do
    for header in $(sed -n 's/^ *# *include "\([^"]*\)".*/\1/p' "$file"); do
        [ "$header" = sim.h ] || [ -n "$(find ui -name "$(basename "$header")" | head -n 1)" ] ||
            complain "$file includes $header, which is neither sim.h nor a file of ui"
    done
    case $file in
    ui/stage/*) ;;
    *) grep -nE 'include <(cairo|pango|SDL)' "$file" && complain "$file includes what draws: that is for ui/stage" ;;
    esac
    case $file in
    ui/player/lesson_read.c) ;;
    *) grep -n 'include <cmark' "$file" && complain "$file includes cmark: that is for ui/player/lesson_read.c" ;;
    esac
    case $file in
    ui/terminal/*) ;;
    *) grep -n 'include <n\{0,1\}curses' "$file" && complain "$file includes curses: that is for ui/terminal" ;;
    esac
done

# Variables that could change: `static` without `const`, at file level or in a function, that is not a function.
# memory.c may: it counts allocations for tests.
statics=$(grep -nE '^ *static [^()]*(=|;|\[)' $(find sim -name '*.c' ! -name memory.c) /dev/null |
    grep -vE '\bconst\b|static inline|_Static_assert')
[ -z "$statics" ] || complain "variables outside the arena:
$statics"

if [ -n "$library" ]; then
    forbidden='time|clock|clock_gettime|gettimeofday|localtime|localtime_r|gmtime|getenv|setlocale|exit|abort_|printf|puts|putchar|fopen|open|read|rand|random|srand|getrandom|system|usleep|nanosleep'
    calls=$(nm -u "$library" 2>/dev/null | awk '{print $2}' | grep -xE "$forbidden" | sort -u)
    [ -z "$calls" ] || complain "the simulator calls: $calls"
fi

[ "$failures" = 0 ] || exit 1
echo "The borders hold."
