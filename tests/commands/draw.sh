#!/bin/sh
# Pictures as a person asks for them, and what is said where they cannot be: draw.sh LOOPSCOPE
set -u
loopscope=$1
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
lessons=$(cd "$(dirname "$0")/../../lessons" && pwd) || exit 2
cd "$folder" || exit 2
failures=0
complain() {
    echo "$*"
    failures=$((failures + 1))
}

# says STATUS PATTERN WORDS…
says() {
    status=$1
    pattern=$2
    shift 2
    "$loopscope" "$@" >out 2>&1 </dev/null
    got=$?
    [ "$got" = "$status" ] || complain "$*: status $got, wanted $status: $(cat out)"
    [ -z "$pattern" ] || grep -Eq -e "$pattern" out || complain "$*: wanted «$pattern» in: $(cat out)"
}

says 0 '' draw parking_lot.py --at 3.5s -o lot.svg
grep -q '>parking_lot.py</text>' lot.svg || complain "the file's name is no text in lot.svg"
grep -q '>Semaphore · lot</text>' lot.svg || complain "the semaphore is no text in lot.svg"
grep -q 'release() wakes' lot.svg && complain "a lecturer's note stands in a picture"
says 0 '' draw parking_lot.py --at 3.5s -o again.svg
cmp -s lot.svg again.svg || complain "the same place gave other bytes"
says 0 '' draw parking_lot.py --at 'cue:a full lot' -o lot.png --size 1280x720 --theme dark --text-scale 125
[ "$(head -c 4 lot.png | tail -c 3)" = PNG ] || complain "lot.png is no PNG"
says 0 '6 pictures: cue-1.svg to cue-6.svg' draw parking_lot.py --at all-cues -o cue.svg
[ -s cue-6.svg ] || complain "cue-6.svg is not there"
for cue in 1 2 3 4 5 6; do
    grep -q ">cue $cue/6 · " cue-$cue.svg || complain "cue-$cue.svg is not the $cue. cue that is reached"
done
says 0 '' draw parking_lot.py --at all-cues -o handout.pdf
if command -v pdftotext >/dev/null 2>&1; then
    pdftotext handout.pdf handout.txt
    [ "$(grep -c 'asyncio as in CPython 3.13' handout.txt)" = 6 ] || complain "the handout has not 6 pages"
    grep -q 'hands its space of lot to car 4' handout.txt || complain "the sentence is not in the handout"
fi
if command -v rsvg-convert >/dev/null 2>&1; then
    rsvg-convert lot.svg -o converted.png || complain "lot.svg cannot be read"
fi

# a lesson: a picture for each of its pages, beside the run at the page's place
export XDG_STATE_HOME="$folder/state"
says 0 '7 pictures: page-1.svg to page-7.svg' draw "$lessons/03-parking-lot.md" -o page.svg
for page in 1 2 3 4 5 6 7; do
    grep -q ">page $page of 7" page-$page.svg || complain "page-$page.svg is not page $page"
done
says 0 '' draw "$lessons/03-parking-lot.md" --at page:3 -o third.svg
cmp -s third.svg page-3.svg || complain "page:3 is not the third page"
says 0 '' draw "$lessons/03-parking-lot.md" -o lesson.pdf
if command -v pdftotext >/dev/null 2>&1; then
    pdftotext lesson.pdf lesson.txt
    [ "$(grep -c 'page [1-7] of 7' lesson.txt)" = 7 ] || complain "the lesson has not 7 pages"
fi
[ ! -e state ] || complain "what was only drawn is remembered"
says 2 'no place «page:8» in this lesson: it has the pages page:1 to page:7' draw "$lessons/03-parking-lot.md" --at page:8 -o no.svg
says 2 'no place «3.5s» in this lesson' draw "$lessons/03-parking-lot.md" --at 3.5s -o no.svg
says 2 'cannot read nowhere.md|no lesson «nowhere.md»' draw nowhere.md -o no.svg
printf -- '---\ntitle: Mine\nscenario: parking_lot.py\n---\n```stage\ncue: a fill lot\n```\n' >bad.md
says 3 "^bad.md:6:6: error: the scenario has no cue 'a fill lot'" draw bad.md -o no.svg
[ ! -e no.svg ] || complain "a picture is there that could not be drawn"

# two runs side by side: the same bytes every time, in every format
for ending in svg png pdf; do
    says 0 '' draw parking_lot.py GATE=0 GATE=1 --at 0.9s -o two.$ending
    says 0 '' draw parking_lot.py GATE=0 GATE=1 --at 0.9s -o two-again.$ending
    cmp -s two.$ending two-again.$ending || complain "two runs gave other bytes the second time: $ending"
done
for words in 'GATE=0' 'GATE=1' 'Semaphore · lot' 'in all' 'different since 0.9 s' 'first difference' 'callback 12 of 44'; do
    grep -q ">$words</text>" two.svg || complain "«$words» is no text in two.svg"
done
says 0 '' draw parking_lot.py GATE=0 GATE=1 --at 'cue:a full lot' -o two-cue.svg
cmp -s two.svg two-cue.svg && complain "a cue of two runs is as its whole moment"
grep -q '>here is the first difference</text>' two-cue.svg || complain "the cue is not the first difference"
says 0 '[0-9] pictures: pair-1.svg to pair-[0-9].svg' draw parking_lot.py GATE=0 GATE=1 --at all-cues -o pair.svg
says 0 '' draw kettle.py EVENT=0 EVENT=1 --at all-cues -o pair.pdf
says 0 '' draw two_teas.py never_awaited.py --at end -o files.svg
grep -q '>Two teas and Never awaited</text>' files.svg || complain "two files have no title"
mkdir a.folder
says 2 'there is no place «noon»' draw parking_lot.py GATE=0 GATE=1 --at noon -o no.svg
says 2 'two runs are of two files, or of one with two settings, and got «c.py» too' draw a.py b.py c.py -o no.svg
says 2 'a setting is NAME=VALUE' draw parking_lot.py GATE= -o no.svg
says 2 'cannot read a.folder: it is a directory' draw a.folder parking_lot.py -o no.svg
says 3 'this scenario has no knob DOOR' draw parking_lot.py DOOR=1 DOOR=2 -o no.svg
echo 'import aiohttp' >broken.py
says 3 'broken.py:1' draw broken.py broken.py -o no.svg
says 2 'is a lesson; two runs side by side are of scenarios' draw "$lessons/03-parking-lot.md" parking_lot.py -o no.svg
says 2 'No such file' draw parking_lot.py nowhere.py -o no.svg
says 2 'needs two files, or one and what its knobs' draw A=1 parking_lot.py -o no.svg
says 2 'two runs are of two files' stage a.py b.py c.py d.py
says 2 'No such file' stage parking_lot.py nowhere.py
says 3 'broken.py:1' stage parking_lot.py broken.py
says 2 'there is no place «noon»' stage parking_lot.py GATE=0 GATE=1 --at noon
[ ! -e no.svg ] || complain "a picture of two runs is there that could not be drawn"

says 2 'needs to know where to: -o' draw parking_lot.py
says 2 'ends in .svg, .png or .pdf' draw parking_lot.py -o lot.jpg
says 2 'cannot write nowhere/lot.svg: No such file' draw parking_lot.py -o nowhere/lot.svg
says 2 'there is no place «noon»' draw parking_lot.py --at noon -o noon.svg
says 2 'no cue «nobody»' draw parking_lot.py --at cue:nobody -o noon.svg
says 2 'cannot be «1x1»' draw parking_lot.py --size 1x1 -o noon.svg
says 2 'did you mean «dark»' draw parking_lot.py --theme drak -o noon.svg
echo 'print("no loop")' >plain.py
says 0 '' draw plain.py --at end -o plain.svg
grep -q 'This program starts no loop' plain.svg || complain "a program without a loop is not told as one"
says 2 'no cue that is reached' draw plain.py --at all-cues -o cues.pdf
mkdir taken.svg
says 2 'cannot write taken.svg: Is a directory' draw plain.py -o taken.svg
for file in noon.svg cues.pdf noon.svg.* nowhere; do
    [ -e "$file" ] && complain "$file was left behind"
done
if [ -w /dev/full ]; then
    ln -s /dev/full full.png
    says 2 'No space left' draw plain.py -o full.png
fi
for size in 64x64 200x100 640x480 1440x1080 3840x2160; do
    says 0 '' draw parking_lot.py --at 3.5s --size $size --text-scale 200 -o size.png
done

env -u DISPLAY -u WAYLAND_DISPLAY SDL_VIDEODRIVER=nothing "$loopscope" stage parking_lot.py >out 2>&1
[ $? = 2 ] || complain "a stage without a display did not end with status 2"
grep -q 'there is no display for a window' out && grep -q 'in the terminal: loopscope parking_lot.py' out ||
    complain "a stage without a display says: $(cat out)"
[ "$failures" = 0 ] && echo "Pictures are as they should be."
exit "$failures"
