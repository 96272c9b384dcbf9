# Completion of loopscope for bash.

# The names of the lessons, or of the scenarios, as loopscope lists them.
_loopscope_names() {
    "${COMP_WORDS[0]}" list 2>/dev/null </dev/null | sed -n "/^$1:/,/^\$/{/^$1:/d; s/ .*//p;}"
}

# Files with one of these endings, and folders.
_loopscope_files() {
    local ending
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(
        for ending; do compgen -f -X "!*.$ending" -- "$word"; done
        compgen -d -- "$word"
    )
    compopt -o filenames 2>/dev/null
}

_loopscope_words() {
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$1" -- "$word")
}

_loopscope() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' at
    local commands="lesson run trace check verify why compare sweep stage draw quiz new list explain"
    COMPREPLY=()
    case $before in
    --color) mapfile -t COMPREPLY < <(compgen -W "auto always never" -- "$word"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W "text callbacks jsonl perfetto csv" -- "$word"); return ;;
    --depth) mapfile -t COMPREPLY < <(compgen -W "story loop cpython" -- "$word"); return ;;
    --theme) mapfile -t COMPREPLY < <(compgen -W "light dark high-contrast monochrome" -- "$word"); return ;;
    --from) _loopscope_words "$(_loopscope_names Scenarios)"; _loopscope_files py; return ;;
    --output | -o) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --set | --seed | --seeds | --expect | --time-limit | --at | --horizon | --limit | --memory-limit | --size | --text-scale | --screen) return ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--set --seed --at --output --format --depth --stderr --json --expect --seeds --load-only --time-limit --horizon --limit --memory-limit
            --size --text-scale --theme --no-motion --full-screen --with-terminal --screen --color --ascii --plain --from --answers --lecture --no-mouse --help --version" -- "$word")
        return
    fi
    for ((at = 1; at < COMP_CWORD; at++)); do
        [[ " $commands " == *" ${COMP_WORDS[at]} "* ]] && command=${COMP_WORDS[at]} && break
    done
    case $command in
    lesson) _loopscope_words "$(_loopscope_names Lessons)"; _loopscope_files md ;;
    check | draw | stage) _loopscope_files py md ;;
    list | explain | new) ;;
    '') [[ $COMP_CWORD == 1 ]] && _loopscope_words "$commands"; _loopscope_files py md ;;
    *) _loopscope_files py ;;
    esac
}
complete -F _loopscope loopscope
