# Completion of loopscope for bash.
_loopscope() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    case $before in
    --color) mapfile -t COMPREPLY < <(compgen -W "auto always never" -- "$word"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W "text callbacks jsonl perfetto csv" -- "$word"); return ;;
    --depth) mapfile -t COMPREPLY < <(compgen -W "story loop cpython" -- "$word"); return ;;
    --theme) mapfile -t COMPREPLY < <(compgen -W "light dark high-contrast monochrome" -- "$word"); return ;;
    --output | -o) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --set | --seed | --seeds | --expect | --time-limit | --at | --horizon | --limit | --memory-limit | --size | --text-scale | --screen) return ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--set --seed --at --output --format --depth --stderr --json --expect --seeds --load-only --time-limit --horizon --limit --memory-limit
            --size --text-scale --theme --no-motion --full-screen --with-terminal --screen --color --ascii --plain --answers --lecture --no-mouse --help --version" -- "$word")
        return
    fi
    mapfile -t COMPREPLY < <(compgen -f -X '!*.py' -- "$word"; compgen -d -- "$word")
    if [[ $COMP_CWORD == 1 ]]; then
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "lesson run trace check verify why compare sweep stage draw quiz new list explain" -- "$word")
    fi
    compopt -o filenames 2>/dev/null
}
complete -F _loopscope loopscope
