/* Every sentence that loopscope says about itself and its surroundings: one place, one tone.
 *
 * What is wrong, then what to do. What is wrong with a scenario is said by the simulator. */
#ifndef LOOPSCOPE_MESSAGES_H
#define LOOPSCOPE_MESSAGES_H

#define MESSAGE_PREFIX "loopscope: "

/* files */
#define MESSAGE_CANNOT_READ "cannot read %s: %s"
#define MESSAGE_IS_DIRECTORY "it is a directory; name a scenario file in it"
#define MESSAGE_TOO_LARGE "it is larger than 8 MiB; a scenario is a page or ten"
#define MESSAGE_NOT_UTF8 "line %u holds the byte 0x%02X, which is not UTF-8; save the file as UTF-8"
#define MESSAGE_NO_MEMORY "there is no memory left"
#define MESSAGE_CANNOT_OPEN "cannot open %s"
#define MESSAGE_CANNOT_WRITE "cannot write %s: %s"
#define MESSAGE_NO_SCENARIOS "no scenarios were found; looked in %s"

/* the command line */
#define MESSAGE_UNKNOWN_WORD "there is no command and no file «%s»"
#define MESSAGE_UNKNOWN_OPTION "there is no option %s"
#define MESSAGE_DID_YOU_MEAN "; did you mean «%s»?"
#define MESSAGE_FOREIGN_OPTION "%s has no option %s"
#define MESSAGE_FOREIGN_FORMAT "%s has the formats %s"
#define MESSAGE_NEEDS_ARGUMENT "%s needs %s after it"
#define MESSAGE_NEEDS_NO_ARGUMENT "%s takes nothing after it"
#define MESSAGE_BAD_ARGUMENT "%s cannot be «%s»: it takes %s"
#define MESSAGE_BAD_KNOB "--set needs NAME=VALUE, as in --set SPACES=2, and got «%s»"
#define MESSAGE_WHOLE_RUN "data is of a whole run, so there is no --at; each record says when it was"
#define MESSAGE_NEEDS_FILE "%s needs a scenario file, as in: loopscope %s parking_lot.py"
#define MESSAGE_ONE_FILE "%s takes one file, and got «%s» too"
#define MESSAGE_ONE_NAME "%s takes a file and one name, and got «%s» too; put a name of several words in quotes"
#define MESSAGE_NOBODY "there is no task and no object «%s» here"
#define MESSAGE_NO_FILES "%s takes no file, and got «%s»"
#define MESSAGE_NEEDS_NAME "new needs one name, as in: loopscope new shop"
#define MESSAGE_BAD_NAME "«%s» is no name for a file: take letters, digits, _ and -, as in: loopscope new shop"
#define MESSAGE_NO_SCENARIO "there is no scenario «%s»"
#define MESSAGE_SEE_SCENARIOS "loopscope list shows those that there are"
#define MESSAGE_IS_THERE "%s is there already; nothing was written"
#define MESSAGE_NO_TOPIC "there is no topic «%s»"
#define MESSAGE_ALL_TOPICS "loopscope explain lists them all"
#define MESSAGE_SEE_HELP "loopscope %s%s-h shows how it is used\n"

/* places in a run */
#define MESSAGE_NO_POSITION                                                                                        \
    "there is no place «%s»: a callback is 30, a time is 3.5s, a cue is one of the scenario's"
#define MESSAGE_NO_CUE "this scenario has no cue «%s»"
#define MESSAGE_CUE_NOT_REACHED "the cue «%s» is not reached in this run"
#define MESSAGE_NO_LINE "line %s does not run again"
#define MESSAGE_NO_NEXT "there is no next %s"
#define MESSAGE_NO_LAST "there is no %s before this"
#define MESSAGE_UNKNOWN_HAPPENING                                                                                  \
    "there is no «next %s»: print, timeout, cancel and failure can be gone to; try «%s»"

#define MESSAGE_AT_START "this is the start"
#define MESSAGE_AT_END "this is the end of the run"
#define MESSAGE_NOT_AGAIN "it does not come again in this run"
#define MESSAGE_NOT_BEFORE "it did not happen before this"

/* marks, breakpoints, selection */
#define MESSAGE_MARK_LETTER "a mark is a letter from a to z"
#define MESSAGE_MARK_SET "mark %c set; '%c comes back here"
#define MESSAGE_NO_MARK "there is no mark %c"
#define MESSAGE_NO_LINE_SELECTED "select a line of the source first"
#define MESSAGE_BREAKPOINT_SET "breakpoint on line %u; c goes on to it"
#define MESSAGE_BREAKPOINT_CLEARED "no breakpoint on line %u any more"
#define MESSAGE_BREAKPOINTS_MOST "more than %u breakpoints are not kept"
#define MESSAGE_NO_BREAKPOINTS "there is no breakpoint; b sets one on the selected line"
#define MESSAGE_NO_BREAKPOINT_AGAIN "no breakpoint is reached from here to the end"
#define MESSAGE_NOTHING_WRONG                                                                                      \
    "nothing is wrong with this run: no warning, every expectation holds, and it ends well"
#define MESSAGE_NO_QUIZ "nothing can be asked about this program"
#define MESSAGE_ANSWER "1 to %zu answer, r reveal, p another one, q no more questions: "
#define MESSAGE_NO_QUESTION "there is nothing to be asked here"
#define MESSAGE_NO_QUESTION_AT_END "this is the end of the run: nothing comes that could be asked about"
#define MESSAGE_PREDICT_FIRST "p asks a question first"
#define MESSAGE_SELECT_FIRST "select a task or an object first"
#define MESSAGE_SELECT_TASK_FIRST "select a task first"
#define MESSAGE_FOLLOWS "following %s: steps pass over the others; f ends it"
#define MESSAGE_FOLLOWS_ALL "following nobody: every callback is a step"
#define MESSAGE_NOTHING_FOUND "nothing here has «%s»"
#define MESSAGE_SEARCH_FIRST "/ searches first"

/* playing and making the run again */
#define MESSAGE_SPEED "%s steps a second"
#define MESSAGE_NO_KNOBS "this scenario has no knobs"
#define MESSAGE_KNOB_AT_END "%s goes no further than %g"
#define MESSAGE_SEED "seed %lld"
#define MESSAGE_CANNOT_RUN_SO "the run cannot be made so; the old one stays"
#define MESSAGE_RELOADED "%s: run again"
#define MESSAGE_RELOAD_FAILED "the file has errors; the old run stays"

/* sweep */
#define MESSAGE_NEEDS_RANGE "sweep needs a knob and its range, as in: loopscope sweep %s SPACES=1..10"
#define MESSAGE_TWO_RANGES "sweep takes a file and one range or two, and got «%s» too"
#define MESSAGE_BAD_RANGE "a range is NAME=A..B or NAME=A..B..STEP with numbers, as in SPACES=1..10, and not «%s»"
#define MESSAGE_RANGE_BACKWARDS "the range «%s» runs backwards: the smaller value comes first"
#define MESSAGE_RANGE_TWICE "%s has two ranges; the second one is for another knob"
#define MESSAGE_WHOLE_STEP "%s takes whole numbers, so its step is one too"
#define MESSAGE_TOO_MANY_RUNS                                                                                      \
    "that would be %.0f runs, and sweep makes at most %u; take a larger step: %s=%s..%s..STEP"

/* compare */
#define MESSAGE_COMPARE_NEEDS                                                                                      \
    "%s needs two files, or one and what its knobs are set to, as in: loopscope %s FILE.py SPACES=2 SPACES=3"
#define MESSAGE_COMPARE_TWO "two runs are of two files, or of one with two settings, and got «%s» too"
#define MESSAGE_COMPARE_LESSON "«%s» is a lesson; two runs side by side are of scenarios"
#define MESSAGE_RUNS_DO_NOT_DIFFER "the runs do not differ"
#define MESSAGE_PAIR_Q_QUITS "q quits"
#define MESSAGE_PAIR_HAS_NOT "two runs have no such key; ? shows those that they have"
#define MESSAGE_COMPARE_SMALL "two runs beside each other need a terminal of 60 columns and 20 rows; q leaves"
#define MESSAGE_COMPARE_SETTING "a setting is NAME=VALUE, several are NAME=VALUE,NAME=VALUE, and not «%s»"

/* the terminal */
#define MESSAGE_MARK_WHICH "mark: a letter from a to z"
#define MESSAGE_GO_TO_WHICH "to the mark: its letter"
#define MESSAGE_THEME "theme: %s"
#define MESSAGE_SAVED "saved as %s"
#define MESSAGE_NO_TERMINAL "this build has no terminal view (ncursesw was missing); here are the steps as text"
#define MESSAGE_TERMINAL_FAILED "the terminal «%s» cannot be used; --plain shows the steps as text"

/* lessons and progress */
#define MESSAGE_NO_LESSON "there is no lesson «%s»"
#define MESSAGE_SEE_LESSONS "loopscope lesson shows those that there are"
#define MESSAGE_NO_LESSONS "no lessons were found"
#define MESSAGE_LESSON_FIRST_PAGE "this is the first page"
#define MESSAGE_LESSON_NEXT "this was the last page; the next lesson: loopscope lesson %s"
#define MESSAGE_LESSON_LAST "this was the last page of the last lesson"
#define MESSAGE_EXERCISE_COPY "your copy is %s; change it with %s, then R checks it"
#define MESSAGE_EXERCISE_AGAIN "your copy from before is %s; R checks it; give it another name to begin anew"
#define MESSAGE_EXERCISE_NO_HINT "there is no hint left; R checks your copy"
#define MESSAGE_EXERCISE_FIRST "Enter makes a copy for you first; R checks it then"
#define MESSAGE_EXERCISE_DONE "all that was asked holds: the exercise is done"
#define MESSAGE_EXERCISE_NOT_YET "%s: not yet; the page says what fails, and where"
#define MESSAGE_PROGRESS_NOT_KEPT "your progress is not kept: %s"
#define MESSAGE_PROGRESS_NO_PLACE "your progress is not kept: neither XDG_STATE_HOME nor HOME names a folder for it"
#define MESSAGE_PROGRESS_DAMAGED "%s cannot be understood and is now %s; your progress begins anew"
#define MESSAGE_PROGRESS_UNREADABLE "your progress is not kept: %s cannot be understood; move it away to begin anew"

/* verify: a real CPython */
#define MESSAGE_NO_REFERENCE_FILE "reference.py, which runs files under CPython, is not installed"
#define MESSAGE_WRONG_PYTHON                                                                                       \
    "%s is no CPython 3.13 that can be started\n"                                                                  \
    "install python3.13, or name one: LOOPSCOPE_PYTHON=/path/to/python3.13"
#define MESSAGE_WRONG_PYODIDE                                                                                      \
    "%s holds no pyodide with CPython 3.13 that node can start\n"                                                  \
    "npm install pyodide@0.29 makes a folder node_modules/pyodide: LOOPSCOPE_PYODIDE=/path/to/it"
#define MESSAGE_NO_REFERENCE                                                                                       \
    "there is no CPython 3.13 here to compare with\n"                                                              \
    "install python3.13, or name one: LOOPSCOPE_PYTHON=/path/to/python3.13\n"                                      \
    "or let node run one here: npm install pyodide@0.29"
#define MESSAGE_RUNS_OUTSIDE "%s now runs %s, outside the simulator's walls"
#define MESSAGE_DID_NOT_END "CPython did not run %s to its end"
#define MESSAGE_NOT_GIVEN "%s did not run to its end here, and is not given to CPython"
#define MESSAGE_THREADS                                                                                            \
    "%s starts threads: real ones run in no fixed order, so there is nothing to compare with\n"                    \
    "up to the first thread, callbacks and output were identical: %lu callbacks"
#define MESSAGE_NO_TEMPORARY "no temporary file"

/* the stage and its pictures */
#define MESSAGE_NO_STAGE                                                                                           \
    "loopscope-stage, which draws, is not installed beside loopscope: %s; in the terminal: loopscope %s"
#define MESSAGE_STAGE_ALONE                                                                                        \
    "loopscope-stage shows and draws: loopscope stage FILE.py, loopscope draw FILE.py -o FILE.svg"
#define MESSAGE_NO_CONSOLE                                                                                         \
    "--with-terminal needs a terminal for the presenter's notes; without it the window is there alone"
#define MESSAGE_NO_DISPLAY "there is no display for a window: %s\nin the terminal: loopscope %s"
#define MESSAGE_CHOOSES_AMONG "up and down choose among the %s"
#define MESSAGE_NO_PAGE "there is no place «%s» in this lesson: it has the pages page:1 to page:%zu"
#define MESSAGE_NEEDS_OUTPUT "draw needs to know where to: -o FILE.svg, FILE.png or FILE.pdf"
#define MESSAGE_UNKNOWN_PICTURE "%s: a picture's name ends in .svg, .png or .pdf"
#define MESSAGE_NO_CUES_REACHED "this scenario has no cue that is reached; name a time or a callback instead"
#define MESSAGE_DREW "%u pictures: %s to %s"

/* the ends of a run */
#define MESSAGE_BEYOND_HORIZON "stopped after %s callbacks, where looking ahead ends; --horizon N looks further"

#endif
