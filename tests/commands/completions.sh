#!/bin/bash
# What the completion of bash offers: commands, lessons by their names, files with the endings that a command takes,
# scenarios to copy. Those of zsh and fish are read by their shells, where these are there: completions.sh LOOPSCOPE
set -u
loopscope=$1
share=$(cd "$(dirname "$0")/../../ui/share" && pwd) || exit 2
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
mkdir homework
touch mine.py mine.md mine.txt homework/theirs.py
failures=0
complain() {
    echo "$*"
    failures=$((failures + 1))
}

# shellcheck source=/dev/null
source "$share/loopscope.bash"

# offers WANTED WORD…: completing the last of the words offers these, in any order.
offers() {
    local wanted=$1 got
    shift
    COMP_WORDS=("$loopscope" "$@")
    COMP_CWORD=$#
    _loopscope
    got=$(printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ' ')
    [ "${got% }" = "$wanted" ] || complain "«loopscope $*» offers «${got% }», not «$wanted»"
}

offers 'check compare' c
offers 'mine.md mine.py' mi
offers 'parking-lot' lesson park
offers 'race rate-limits retry' lesson r
offers 'mine.md' lesson mi
offers 'mine.py' run mi
offers 'mine.md mine.py' check mi
offers 'homework mine.md mine.py' draw ''
offers 'mine.md mine.py' stage --theme dark mi
offers 'homework' check ho
offers 'homework/theirs.py' check homework/
offers 'two_teas.py' new shop --from two
offers 'mine.py' new shop --from mi
offers '' new mi
offers '--from' new --fr
offers 'cpython' trace mine.py --depth cp

! command -v zsh >/dev/null 2>&1 || zsh -n "$share/_loopscope" || complain "zsh cannot read _loopscope"
if command -v fish >/dev/null 2>&1; then
    fish --no-execute "$share/loopscope.fish" || complain "fish cannot read loopscope.fish"
fi

[ "$failures" = 0 ] && echo "The completions offer what they should."
exit "$((failures > 0))"
