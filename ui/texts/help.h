/* The long texts of help: what stands above the lists that are made from the tables of commands and options. */
#ifndef LOOPSCOPE_HELP_H
#define LOOPSCOPE_HELP_H

#define HELP_HEAD "loopscope: asyncio in slow motion.\n"

#define HELP_EXAMPLES                                                                                              \
    "  loopscope                                    choose a lesson or a scenario\n"                               \
    "  loopscope lesson first-step                  walk through a lesson\n"                                       \
    "  loopscope parking_lot.py                     step through one: → forward, ← back, ? for the keys\n"     \
    "  loopscope parking_lot.py --set SPACES=2      the same with a smaller lot\n"                                 \
    "  loopscope parking_lot.py --at 3.5s           begin at 3.5 seconds\n"                                        \
    "  loopscope run parking_lot.py                 only what the program prints\n"                                \
    "  loopscope trace parking_lot.py | less        every step, told in a sentence\n"                              \
    "  loopscope stage parking_lot.py               in a window, for the projector\n"                              \
    "  loopscope draw parking_lot.py --at 3.5s -o lot.svg    a picture for a slide\n"                              \
    "  loopscope sweep parking_lot.py SPACES=1..10  what comes out, for every size of the lot\n"                   \
    "  loopscope check mine.py                      what is wrong with it\n"

#define HELP_OPEN_EXAMPLES                                                                                         \
    "  loopscope parking_lot.py                     in the terminal: → forward, ← back, ? for the keys\n"      \
    "  loopscope parking_lot.py --at \"a full lot\"   begin at a cue\n"                                            \
    "  loopscope parking_lot.py --set SPACES=2 --set CARS=20\n"                                                    \
    "  loopscope parking_lot.py --plain             no screen: the narrated steps as lines, and the cues' "        \
    "questions\n"

#define HELP_LESSON_EXAMPLES                                                                                       \
    "  loopscope lesson                             the lessons, and how far you are\n"                            \
    "  loopscope lesson first-step                  or by its number: loopscope lesson 0\n"                        \
    "  loopscope lesson my/lesson.md                one of your own\n"                                             \
    "  loopscope lesson parking-lot --plain         no screen: the pages as text\n"                                \
    "\nPgDn turns the page, PgUp turns back. All keys of stepping work beside it; Backspace comes back to the\n"   \
    "page's place. What you did is kept in $XDG_STATE_HOME/loopscope (~/.local/state/loopscope).\n"

#define HELP_RUN_EXAMPLES                                                                                          \
    "  loopscope run parking_lot.py\n"                                                                             \
    "  loopscope run parking_lot.py --set SPACES=2\n"                                                              \
    "  loopscope run mine.py --seed 7 --limit 1000000\n"

#define HELP_RUN_STATUS                                                                                            \
    "Ends as CPython would: 0, 1 where the program raised, its own sys.exit status. Where it was stopped: 3 it\n"  \
    "reached what a scenario cannot have, 5 it can never go on, 6 a limit was reached.\n"

#define HELP_TRACE_EXAMPLES                                                                                        \
    "  loopscope trace parking_lot.py | less\n"                                                                    \
    "  loopscope trace parking_lot.py --at 3.5s\n"                                                                 \
    "  loopscope trace parking_lot.py --format callbacks     as the loop runs them: @ITERATION TIME_NS KIND "      \
    "NAME\n"                                                                                                       \
    "  loopscope trace parking_lot.py --format jsonl         every fact, a line of JSON each\n"                    \
    "  loopscope trace parking_lot.py --format perfetto -o lot.json     to open in https://ui.perfetto.dev\n"

#define HELP_CHECK_EXAMPLES                                                                                        \
    "  loopscope check mine.py                      errors, warnings, expectations, and how it ends\n"             \
    "  loopscope check mine.py --seeds 100          is there a seed with which something fails?\n"                 \
    "  loopscope check homework/                    a line for each file below it\n"                               \
    "  loopscope check homework/ --expect \"within 6\" --json\n"                                                   \
    "  loopscope check my/lesson.md                 cues, knobs, objects, questions: is all of it there?\n"        \
    "\nWarnings do not count for the exit status; of several files it is the greatest.\n"

#define HELP_VERIFY_EXAMPLES                                                                                       \
    "  loopscope verify mine.py\n"                                                                                 \
    "  LOOPSCOPE_PYTHON=/opt/python3.13 loopscope verify mine.py --seed 7\n"                                       \
    "\nCPython runs the file outside the simulator's walls: verify only what you would run anyway.\n"

#define HELP_WHY_EXAMPLES                                                                                          \
    "  loopscope why parking_lot.py --at 1s \"car 4\"         why it does not run, or why it ran now\n"            \
    "  loopscope why parking_lot.py --at 30 lot             what an object lacks\n"                                \
    "  loopscope why mine.py                                 who still waits at the end, and why\n"

#define HELP_SWEEP_EXAMPLES                                                                                        \
    "  loopscope sweep parking_lot.py SPACES=1..10          a row for each size of the lot\n"                      \
    "  loopscope sweep startup_gate.py POLL=0.1..1..0.1     a knob of fractions, with a step\n"                    \
    "  loopscope sweep parking_lot.py SPACES=1..4 CARS=5..20..5   every pair\n"                                    \
    "  loopscope sweep parking_lot.py SPACES=1..10 --format csv > lot.csv\n"                                       \
    "\nin flight: the most tasks that slept at once, a sleep standing for work. wasted: wakings for nothing, of\n" \
    "tasks that looked, found nothing, and went back to sleep or wait where they had been. last, most: a "         \
    "gauge's\n"                                                                                                    \
    "value at the end and its greatest.\n"

#define HELP_COMPARE_EXAMPLES                                                                                      \
    "  loopscope compare parking_lot.py GATE=0 GATE=1       unbounded against a semaphore\n"                       \
    "  loopscope compare kettle.py EVENT=0 EVENT=1          polling against an event\n"                            \
    "  loopscope compare group_or_gather.py GROUP=0 GROUP=1   gather against a task group\n"                       \
    "  loopscope compare parking_lot.py SPACES=2,CARS=9     against the file as it stands\n"                       \
    "  loopscope compare before.py after.py                 stage and draw take the same words\n"                  \
    "  loopscope compare kettle.py EVENT=0 EVENT=1 --plain  no screen: a report\n"

#define HELP_STAGE_EXAMPLES                                                                                        \
    "  loopscope stage parking_lot.py               a window; F11 fills the screen, ? shows the keys\n"            \
    "  loopscope stage parking_lot.py --theme dark --text-scale 125\n"                                             \
    "  loopscope stage kettle.py EVENT=0 EVENT=1    two runs side by side; loopscope stage before.py after.py "    \
    "too\n"

#define HELP_DRAW_EXAMPLES                                                                                         \
    "  loopscope draw parking_lot.py --at 3.5s -o lot.svg\n"                                                       \
    "  loopscope draw parking_lot.py --at \"cue:a full lot\" -o lot.png --size 1280x720 --theme dark\n"            \
    "  loopscope draw parking_lot.py --at all-cues -o handout.pdf      a page for each cue\n"                      \
    "  loopscope draw parking_lot.py --at all-cues -o lot.svg          lot-1.svg, lot-2.svg …\n"                 \
    "  loopscope draw kettle.py EVENT=0 EVENT=1 --at 1.3s -o two.png   two runs side by side\n"                    \
    "  loopscope draw my/lesson.md -o lesson.pdf                      the pages of a lesson, each beside its "     \
    "run\n"                                                                                                        \
    "  loopscope draw my/lesson.md --at page:2 -o page.png            one of them\n"

#define HELP_QUIZ_EXAMPLES                                                                                         \
    "  loopscope quiz parking_lot.py --seed 7 -o sheet-7.md\n"                                                     \
    "  loopscope quiz parking_lot.py --seed 7 --answers\n"

#define HELP_NEW_EXAMPLES                                                                                          \
    "  loopscope new shop                           writes shop.py here\n"                                         \
    "  loopscope new homework/shop                  in a folder that is there\n"                                   \
    "  loopscope new my-lot --from parking_lot      a copy of a scenario, to be changed\n"                         \
    "\nWhat is there already is never written over.\n"

#define HELP_EXPLAIN_EXAMPLES                                                                                      \
    "  loopscope explain                            all words, by group\n"                                         \
    "  loopscope explain ready queue                one of them\n"                                                 \
    "  loopscope explain \"never awaited\"            what a warning says, and how to mend it\n"                   \
    "  loopscope explain states                     a group\n"

#define HELP_FOOT                                                                                                  \
    "A scenario is an ordinary asyncio program; asyncio is as in CPython 3.13. Data goes to standard output,\n"    \
    "messages to standard error.\n"

#endif
