/* Lessons: what is read from a file, what is said about wrong ones, and that all lessons of the project hold. */
#include "lesson.h"
#include "lessons.h"
#include "source_file.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifndef LESSON_FOLDER
#define LESSON_FOLDER "lessons"
#endif
#ifndef SCENARIO_FOLDER
#define SCENARIO_FOLDER "scenarios"
#endif

#define HEAD "---\ntitle: The lot\nslide: 3\nscenario: lot.py\n---\n"

/* A run of 3 seconds, with one cue that is reached and one that is not. */
static const char SCENARIO[] = "import asyncio\n"
                               "SPACES = 2  #: knob 1..4  spaces\n"
                               "inside = 0\n"
                               "async def car(number, lot):\n"
                               "    async with lot:\n"
                               "        #: cue a car parks\n"
                               "        await asyncio.sleep(1)\n"
                               "async def main():\n"
                               "    lot = asyncio.Semaphore(SPACES)\n"
                               "    await asyncio.gather(*(car(n, lot) for n in range(6)))\n"
                               "    #: cue many spaces when SPACES == 4\n"
                               "    print('done')\n"
                               "asyncio.run(main())\n";

typedef struct Read {
    Lesson lesson;
    LessonErrors errors;
    const char *text;
} Read;

static void open_lesson(Read *read, const char *text)
{
    *read = (Read){.text = text};
    assert_true(lesson_read(&read->lesson, text, strlen(text), &read->errors));
}

/* All that is said about it, to be freed. */
static char *said(const Read *read)
{
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    lesson_errors_write(&read->errors, "x.md", read->text, strlen(read->text), file);
    fclose(file);
    return text;
}

static void expect_fine(const Read *read)
{
    char *text = said(read);
    assert_string_equal(text, "");
    free(text);
}

/* ---- what is read ---- */

static void a_lesson_has_a_head_and_pages(void **state)
{
    (void)state;
    Read read;
    open_lesson(&read, HEAD "# One *space*\n\nText.\n\n---\nNo heading.\n");
    expect_fine(&read);
    assert_string_equal(read.lesson.title, "The lot");
    assert_int_equal(read.lesson.slide, 3);
    assert_string_equal(read.lesson.scenario, "lot.py");
    assert_int_equal(read.lesson.page_count, 2);
    assert_string_equal(read.lesson.pages[0].title, "One space");
    assert_string_equal(read.lesson.pages[1].title, "The lot");
    assert_int_equal(read.lesson.pages[0].block_count, 2);
    assert_int_equal(read.lesson.pages[1].block_count, 1);
    lesson_release(&read.lesson);
}

/* The blocks as «kind level number: span|span», one a line. */
static char *outline(const Lesson *lesson)
{
    static const char *const kinds[] = {"heading", "paragraph", "item", "code", "stage", "predict", "exercise"};
    static const char *const looks[] = {"", "*", "**", "`"};
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    for (size_t i = 0; i < lesson->block_count; i++) {
        const LessonBlock *block = &lesson->blocks[i];
        fprintf(file, "%s%s %u %u:", block->is_quoted ? "> " : "", kinds[block->kind], block->level, block->number);
        for (size_t s = 0; s < block->span_count; s++) {
            const LessonSpan *span = &lesson->spans[block->first_span + s];
            fprintf(file, "|%s%s", looks[span->look], span->text);
        }
        fputc('\n', file);
    }
    fclose(file);
    return text;
}

static void blocks_keep_their_looks_and_depths(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text, *outline;
    } rows[] = {
        {"looks", "a *b* **c** `d`\ne", "paragraph 0 0:|a |*b| |**c| |`d| e\n"},
        {"entities and escapes", "a &lt; \\*b\\*", "paragraph 0 0:|a < *b*\n"},
        {"a wanted line end", "a\\\nb", "paragraph 0 0:|a\nb\n"},
        {"headings", "## `x` y", "heading 2 0:|`x| y\n"},
        {"bullets", "- a\n- b\n\n  c", "item 1 0:|a\nitem 1 0:|b\nparagraph 1 0:|c\n"},
        {"numbers, and a list within", "3. a\n   - b\n4. c", "item 1 3:|a\nitem 2 0:|b\nitem 1 4:|c\n"},
        {"an item without words", "- ```\n  x\n  ```", "item 1 0:\ncode 1 0:|`x\n"},
        {"a quotation", "> a\n\nb", "> paragraph 0 0:|a\nparagraph 0 0:|b\n"},
        {"code with a language", "```python\nawait x\n\ny\n```", "code 0 0:|`await x\n\ny\n"},
        {"indented code", "    a\n      b", "code 0 0:|`a\n  b\n"},
        {"a link says where it leads", "[here](a.md)", "paragraph 0 0:|here (a.md)\n"},
        {"an address is its own words", "<https://a.org>", "paragraph 0 0:|https://a.org\n"},
        {"comments are for authors", "a<!-- b -->\n\n<!-- c -->", "paragraph 0 0:|a\n"},
        {"another rule ends a page too", "a\n\n***\nb", "paragraph 0 0:|a\nparagraph 0 0:|b\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512];
        snprintf(text, sizeof text, HEAD "%s\n", rows[i].text);
        Read read;
        open_lesson(&read, text);
        expect_fine(&read);
        char *shown = outline(&read.lesson);
        if (strcmp(shown, rows[i].outline) != 0)
            fail_msg("%s: %s", rows[i].label, shown);
        free(shown);
        lesson_release(&read.lesson);
    }
}

static void directives_are_entries(void **state)
{
    (void)state;
    Read read;
    LessonSettings settings;
    open_lesson(&read,
                HEAD "a\n\n```stage\ntime: 1.5\nset: SPACES = 2\n\nset: CARS=3\nfocus: car 2\nuntil: end\n```\n"
                     "```predict\nkind: value len(x) + 1\n```\n```predict\nkind: next\n```\n"
                     "```exercise\nexpect: within 2\nexpect: always a: b\nhint: one\nhint: two\n```\n");
    expect_fine(&read);
    const Lesson *lesson = &read.lesson;
    const LessonBlock *stage = lesson_find_block(lesson, 0, LESSON_STAGE, 0);
    assert_non_null(stage);
    assert_int_equal(lesson_find_entry(lesson, stage, LESSON_TIME, 0)->number, 1500000000);
    assert_string_equal(lesson_find_entry(lesson, stage, LESSON_FOCUS, 0)->text, "car 2");
    assert_non_null(lesson_find_entry(lesson, stage, LESSON_UNTIL, 0));
    assert_null(lesson_find_entry(lesson, stage, LESSON_CUE, 0));
    lesson_settings(lesson, stage, &settings);
    assert_int_equal(settings.count, 2);
    assert_string_equal(settings.knobs[0].name, "SPACES");
    assert_string_equal(settings.knobs[0].value, "2");
    assert_string_equal(settings.knobs[1].name, "CARS");
    const LessonBlock *second = lesson_find_block(lesson, 0, LESSON_PREDICT, 1);
    assert_string_equal(lesson_find_entry(lesson, second, LESSON_KIND, 0)->text, "next");
    const LessonBlock *exercise = lesson_find_block(lesson, 0, LESSON_EXERCISE, 0);
    assert_string_equal(lesson_find_entry(lesson, exercise, LESSON_EXPECT, 1)->text, "always a: b");
    assert_string_equal(lesson_find_entry(lesson, exercise, LESSON_HINT, 1)->text, "two");
    assert_null(lesson_find_entry(lesson, exercise, LESSON_HINT, 2));
    lesson_release(&read.lesson);
}

static void forget(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    (void)diagnostic;
}

static void a_question_is_about_the_line_behind_the_cue(void **state)
{
    (void)state;
    Read read;
    open_lesson(&read, HEAD "a\n```predict\nkind: value inside + 1\n```\n");
    Sim *sim = sim_open(&(SimSource){"lot.py", SCENARIO, sizeof SCENARIO - 1}, &(SimOptions){0}, forget, NULL);
    const LessonBlock *predict = lesson_find_block(&read.lesson, 0, LESSON_PREDICT, 0);
    SimAsk ask = lesson_ask(&read.lesson, predict, sim);
    assert_int_equal(ask.kind, SIM_ASK_VALUE);
    assert_string_equal(ask.expression, "inside + 1");
    assert_int_equal(ask.line, 0);
    sim_seek_cue(sim, 0);
    assert_int_equal(lesson_ask(&read.lesson, predict, sim).line, 7);
    sim_step(sim, SIM_CALLBACK, 1);
    assert_int_equal(lesson_ask(&read.lesson, predict, sim).line, 0);
    sim_close(sim);
    lesson_release(&read.lesson);
}

static void a_page_without_a_stage_keeps_the_place_before(void **state)
{
    (void)state;
    Read read;
    open_lesson(&read, HEAD "a\n\n---\nb\n\n```stage\ncallback: 3\n```\n\n---\nc\n");
    expect_fine(&read);
    assert_null(lesson_stage(&read.lesson, 0));
    assert_non_null(lesson_stage(&read.lesson, 1));
    assert_ptr_equal(lesson_stage(&read.lesson, 2), lesson_stage(&read.lesson, 1));
    lesson_release(&read.lesson);
}

/* ---- what is wrong with a file ---- */

static void each_error_is_told_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } rows[] = {
        {"", "x.md:1:1: error: a lesson begins with its head: title and scenario between two lines of ---\n"
             "    ---, title: The parking lot, scenario: parking_lot.py, ---, each on its own line\n"},
        {"# A lot\n",
         "x.md:1:1: error: a lesson begins with its head: title and scenario between two lines of ---\n"
         "    # A lot\n    ^~~~~~~\n"
         "    ---, title: The parking lot, scenario: parking_lot.py, ---, each on its own line\n"},
        {"---\ntitle: a\nscenario: b\n", "x.md:1:1: error: the head does not end: a line of --- is missing\n"},
        {"---\nscenario: b\n---\na", "x.md:1:1: error: the head gives the lesson no title\n"},
        {"---\ntitle: a\n---\na", "x.md:1:1: error: the head does not say which scenario the lesson is about\n"},
        {"---\ntitle: a\nscenario: b\n hello\n---\na",
         "x.md:4:2: error: a line of the head is a key, a colon and a text\n     hello\n     ^~~~~\n"},
        {"---\ntitle: a\nscenario: b\ntitel: c\n---\na", "x.md:4:1: error: unknown key 'titel' in the head\n    "
                                                         "titel: c\n    ^~~~~~~~\n    did you mean 'title'?\n"},
        {"---\ntitle: a\nscenario: b\nauthor: c\n---\na", "    there are: title, slide, scenario\n"},
        {"---\ntitle: a\nscenario: b\ntitle: c\n---\na", "x.md:4:1: error: this is a second 'title'\n"},
        {"---\ntitle: a\nscenario: b\nslide:\n---\na", "x.md:4:1: error: the text after 'slide:' is missing\n"},
        {"---\ntitle: a\nscenario: b\nslide: third\n---\na",
         "x.md:4:8: error: a slide is a number from 1 on\n    slide: third\n           ^~~~~\n    slide: 3\n"},
        {HEAD, "x.md:5:1: error: the page that begins here is empty\n"},
        {HEAD "a\n\n---\n\n---\nb\n", "x.md:8:1: error: the page that begins here is empty\n"},
        {HEAD "a\n\n---\n", "x.md:8:1: error: the page that begins here is empty\n"},
        {HEAD "a\n---\nb\n",
         "x.md:7:1: error: this line makes a heading of the text above it, and ends no page\n    ---\n    ^~~\n"
         "    leave a line empty before ---, or write ## for a heading\n"},
        {HEAD "a\nb\n---", "x.md:8:1: error: this line makes a heading of the text above it"},
        {HEAD "- a\n\n  ---\n", "x.md:8:3: error: a page does not end inside a list or a quotation\n"},
        {HEAD "a <b>c</b>\n", "x.md:6:3: error: a terminal shows no HTML\n"},
        {HEAD "<table>\n</table>\n", "x.md:6:1: error: a terminal shows no HTML\n"},
        {HEAD "![a](b.png)\n", "x.md:6:1: error: a terminal shows no pictures\n"},
        {HEAD "```stag\ncue: a\n```\n", "x.md:6:1: error: unknown block 'stag'\n    ```stag\n    ^~~~~~~\n"
                                        "    did you mean 'stage'?\n"},
        {HEAD "```Predict\n```\n", "x.md:6:1: error: unknown block 'Predict'\n"},
        {HEAD "```stage now\n```\n",
         "x.md:6:1: error: nothing comes behind 'stage'; its keys stand below, each on a line\n"},
        {HEAD "- a\n\n  ```stage\n  cue: b\n  ```\n",
         "x.md:8:3: error: a stage block stands on the page itself, not in a list or a quotation\n"},
        {HEAD "```stage\ncue: a\n```\n```stage\ncue: a\n```\n", "x.md:9:1: error: a page has one stage block\n"},
        {HEAD "```exercise\nexpect: within 1\n```\nb\n```exercise\nexpect: within 1\n```\n",
         "x.md:10:1: error: a page has one exercise block\n"},
        {HEAD "```stage\n\n  so\n```\n",
         "x.md:8:3: error: a line of this block is a key, a colon and a text\n      so\n      ^~\n"},
        {HEAD "```stage\nceu: a\n```\n",
         "x.md:7:1: error: unknown key 'ceu' in a stage block\n    ceu: a\n    ^~~~~~\n"
         "    did you mean 'cue'?\n"},
        {HEAD "```stage\nkind: next\n```\n", "    there are: cue, time, callback, set, focus, until\n"},
        {HEAD "```stage\ncue:\n```\n", "x.md:7:1: error: the text after 'cue:' is missing\n"},
        {HEAD "```stage\ncue: a\ntime: 1s\n```\n", "x.md:8:1: error: a stage has one place\n"},
        {HEAD "```stage\nfocus: a\nfocus: b\n```\n", "x.md:8:1: error: this is a second 'focus'\n"},
        {HEAD "```stage\ntime: soon\n```\n", "x.md:7:7: error: this is no time\n    time: soon\n          ^~~~\n"
                                             "    time: 3.5s\n"},
        {HEAD "```stage\ncallback: -1\n```\n", "x.md:7:11: error: a callback is a number from 0 on\n"},
        {HEAD "```stage\nset: SPACES\n```\n", "x.md:7:6: error: a knob and its value are missing\n"},
        {HEAD "```stage\nset: =2\n```\n", "x.md:7:6: error: a knob and its value are missing\n"},
        {HEAD "```stage\nuntil: noon\n```\n", "x.md:7:8: error: a run plays on until its end\n"},
        {HEAD "```predict\n```\n", "x.md:6:1: error: this block asks nothing: 'kind:' is missing\n"},
        {HEAD "```predict\nkind: nxet\n```\n", "x.md:7:7: error: unknown question 'nxet'\n    kind: nxet\n"
                                               "          ^~~~\n    did you mean 'next'?\n"},
        {HEAD "```predict\nkind: next car\n```\n", "x.md:7:7: error: nothing comes behind 'next'\n"},
        {HEAD "```predict\nkind: value\n```\n", "x.md:7:7: error: 'value' of what?\n"},
        {HEAD "```exercise\nhint: a\n```\n",
         "x.md:6:1: error: this exercise expects nothing: 'expect:' is missing\n"},
        {HEAD "```exercise\nexpect: never x\n```\n",
         "x.md:7:9: error: unknown expectation 'never'\n    expect: never x\n            ^~~~~~~\n"
         "    there are: within, always, finally\n"},
        {HEAD "```exercise\nexpect: always\n```\n", "x.md:7:9: error: 'always' of what?\n"},
        {HEAD "```exercise\nexpect: within soon\n```\n", "x.md:7:9: error: this is no number of seconds\n"},
        {HEAD "```exercise\nexpect: within 0\n```\n", "x.md:7:9: error: this is no number of seconds\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Read read;
        open_lesson(&read, rows[i].text);
        char *text = said(&read);
        if (!strstr(text, rows[i].said) || read.errors.count != 1)
            fail_msg("row %zu, %s: %zu errors: %s", i, rows[i].text, read.errors.count, text);
        free(text);
        lesson_release(&read.lesson);
    }
}

static void several_errors_are_told_at_once_and_in_order(void **state)
{
    (void)state;
    Read read;
    open_lesson(&read, "---\nscenario: b\n---\n```stage\nceu: a\nuntil: b\n```\n");
    assert_int_equal(read.errors.count, 3);
    assert_int_equal(read.errors.items[0].spot.line, 1);
    assert_int_equal(read.errors.items[1].spot.line, 5);
    assert_int_equal(read.errors.items[2].spot.line, 6);
    lesson_release(&read.lesson);
}

static void control_characters_are_shown_not_sent(void **state)
{
    (void)state;
    Read read;
    open_lesson(&read, HEAD "```stage\n\033[2J: \t\a\n```\n");
    char *text = said(&read);
    assert_null(strchr(text, '\033'));
    assert_non_null(strstr(text, "^[[2J"));
    free(text);
    lesson_release(&read.lesson);
}

/* ---- what is wrong with it beside its scenario ---- */

static void each_mistake_about_the_scenario_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *block, *said; /* "" where all is right */
    } rows[] = {
        {"```stage\ncue: a car parks\nset: SPACES=4\nfocus: lot\n```", ""},
        {"```stage\ncue: many spaces\nset: SPACES=4\n```", ""},
        {"```stage\ntime: 3s\nuntil: end\n```", ""},
        {"```stage\ntime: 1.5s\nfocus: car 1\n```", ""},
        {"```predict\nkind: value 1 + print(inside)\n```", "x.md:7:17: error: "},
        {"```predict\nkind: value inside + SPACES\n```", ""},
        {"```exercise\nexpect: within 2\nexpect: always inside <= SPACES\nexpect: finally lot.locked()\n```", ""},
        {"```stage\ncue: a car parsk\n```", "x.md:7:6: error: the scenario has no cue 'a car parsk'\n"
                                            "    cue: a car parsk\n         ^~~~~~~~~~~\n"
                                            "    did you mean 'a car parks'?\n"},
        {"```stage\ncue: evening\n```", "    its cues are: a car parks, many spaces\n"},
        {"```stage\ncue: many spaces\n```", "x.md:7:6: error: the cue 'many spaces' is not reached in this run\n"},
        {"```stage\ntime: 3.5s\n```", "x.md:7:7: error: the run is over by then: it ends at 3.0 s\n"},
        {"```stage\ncallback: 1000\n```", "x.md:7:11: error: the run has no more than "},
        {"```stage\nset: SPACE=2\n```", "x.md:7:6: error: this scenario has no knob SPACE\n    set: SPACE=2\n"
                                        "         ^~~~~~~\n    did you mean SPACES?\n"},
        {"```stage\nset: SPACES=9\n```", "x.md:7:6: error: SPACES must be a whole number from 1 to 4, not 9\n"},
        {"```stage\ntime: 1s\nfocus: lots\n```", "x.md:8:8: error: there is no task and no object 'lots' here\n"
                                                 "    focus: lots\n           ^~~~\n    did you mean 'lot'?\n"},
        {"```stage\nfocus: lot\n```", "x.md:7:8: error: 'lot' is not there yet at this place\n"},
        {"```stage\ntime: 3s\n```\n\n```predict\nkind: switches\n```",
         "x.md:11:7: error: 'switches' cannot be asked at the place of this page\n    kind: switches\n          "
         "^~~~~~~~\n"},
        {"```predict\nkind: next\n```", ""},
        {"```exercise\nexpect: always inside <\n```", "x.md:7:"},
        {"```exercise\nexpect: finally print(inside)\n```", "x.md:7:17: error: "},
    };
    const SimSource scenario = {"lot.py", SCENARIO, sizeof SCENARIO - 1};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char lesson[512];
        snprintf(lesson, sizeof lesson, HEAD "%s\n", rows[i].block);
        Read read;
        open_lesson(&read, lesson);
        expect_fine(&read);
        lesson_check(&read.lesson, &scenario, &read.errors);
        char *text = said(&read);
        if (!strstr(text, rows[i].said) || read.errors.count != (*rows[i].said ? 1 : 0))
            fail_msg("row %zu, %s: %zu errors: %s", i, rows[i].block, read.errors.count, text);
        free(text);
        lesson_release(&read.lesson);
    }
}

static void a_broken_scenario_is_told_where_it_is_named(void **state)
{
    (void)state;
    const SimSource scenario = {"lot.py", "import socket\n", 14};
    Read read;
    open_lesson(&read, HEAD "a\n");
    lesson_check(&read.lesson, &scenario, &read.errors);
    char *text = said(&read);
    assert_non_null(strstr(text, "x.md:4:11: error: the scenario cannot be run: "));
    free(text);
    lesson_release(&read.lesson);
}

/* ---- the lessons that there are ---- */

static void expect_lesson_holds(const LessonFile *lesson_file)
{
    SourceFile file, scenario_file;
    char path[512];
    assert_int_equal(source_file_read(&file, lesson_file->path), SOURCE_FILE_READ);
    Read read;
    open_lesson(&read, file.text);
    snprintf(path, sizeof path, "%s/%s", SCENARIO_FOLDER, read.lesson.scenario);
    if (source_file_read(&scenario_file, path) != SOURCE_FILE_READ)
        fail_msg("%s: %s", lesson_file->path, scenario_file.message);
    SimSource scenario = {scenario_file.name, scenario_file.text, scenario_file.length};
    lesson_check(&read.lesson, &scenario, &read.errors);
    lesson_errors_write(&read.errors, lesson_file->path, file.text, file.length, stderr);
    assert_int_equal(read.errors.count, 0);
    lesson_release(&read.lesson);
    source_file_release(&scenario_file);
    source_file_release(&file);
}

static void all_lessons_hold(void **state)
{
    (void)state;
    Lessons lessons = {0};
    lessons_add_directory(&lessons, LESSON_FOLDER);
    lessons_sort(&lessons);
    for (size_t i = 0; i < lessons.count; i++)
        expect_lesson_holds(&lessons.items[i]);
    lessons_release(&lessons);
}

/* ---- a folder of lessons ---- */

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void lessons_come_by_number_and_are_found_by_name(void **state)
{
    (void)state;
    char folder[] = "/tmp/loopscope-lessons-XXXXXX", command[128];
    Lessons lessons = {0};
    assert_non_null(mkdtemp(folder));
    write_file(folder, "10-event.md", HEAD "a\n\n---\nb\n");
    write_file(folder, "02-unbounded.md", "no head");
    write_file(folder, "10a-doorbell.md", HEAD "a\n");
    write_file(folder, "extra.md", HEAD "a\n");
    write_file(folder, "README.md", "no lesson");
    write_file(folder, "notes.txt", "no lesson");
    lessons_add_directory(&lessons, folder);
    lessons_add_directory(&lessons, folder);
    lessons_sort(&lessons);
    assert_int_equal(lessons.count, 4);
    assert_string_equal(lessons.items[0].name, "unbounded");
    assert_string_equal(lessons.items[0].title, "unbounded");
    assert_string_equal(lessons.items[1].title, "The lot");
    assert_int_equal(lessons.items[1].page_count, 2);
    assert_int_equal(lessons.items[1].slide, 3);
    assert_string_equal(lessons.items[3].file, "extra.md");
    static const char *const names[] = {"event", "10-event", "10-event.md", "Event", "10"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_ptr_equal(lessons_find(&lessons, names[i]), &lessons.items[1]);
    assert_ptr_equal(lessons_find(&lessons, "2"), &lessons.items[0]);
    assert_ptr_equal(lessons_find(&lessons, "10a"), &lessons.items[2]);
    assert_ptr_equal(lessons_find(&lessons, "doorbell"), &lessons.items[2]);
    assert_null(lessons_find(&lessons, ""));
    assert_null(lessons_find(&lessons, "1"));
    assert_null(lessons_find(&lessons, "even"));
    lessons_release(&lessons);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lesson_has_a_head_and_pages),
        cmocka_unit_test(blocks_keep_their_looks_and_depths),
        cmocka_unit_test(directives_are_entries),
        cmocka_unit_test(a_question_is_about_the_line_behind_the_cue),
        cmocka_unit_test(a_page_without_a_stage_keeps_the_place_before),
        cmocka_unit_test(each_error_is_told_with_its_place),
        cmocka_unit_test(several_errors_are_told_at_once_and_in_order),
        cmocka_unit_test(control_characters_are_shown_not_sent),
        cmocka_unit_test(each_mistake_about_the_scenario_is_told),
        cmocka_unit_test(a_broken_scenario_is_told_where_it_is_named),
        cmocka_unit_test(all_lessons_hold),
        cmocka_unit_test(lessons_come_by_number_and_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
