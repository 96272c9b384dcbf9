#!/bin/sh
# Every C file is formatted as .clang-format says: format.sh SOURCE_FOLDER
# Skipped (77) without clang-format 14, since other versions format some lines otherwise.
set -u
cd "$1" || exit 1
tool=
for name in clang-format-14 clang-format; do
    if [ -z "$tool" ] && command -v "$name" >/dev/null 2>&1; then
        case $("$name" --version) in *"version 14."*) tool=$name ;; esac
    fi
done
[ -n "$tool" ] || { echo "clang-format 14 was not found: skipped"; exit 77; }
find sim ui tests -name '*.[ch]' -exec "$tool" --dry-run --Werror {} +
