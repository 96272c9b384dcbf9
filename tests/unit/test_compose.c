/* The composer: whatever runs, and however large the page is, nothing overlaps, nothing leaves its panel, no
 * lettering is wider than its box or smaller than it may be. */
#include "compose.h"
#include "compose_pages.h"
#include "compose_pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const Box pages[] = {{0, 0, 1920, 1080}, {0, 0, 2560, 1440}, {0, 0, 960, 540},
                            {0, 0, 1440, 1080}, {0, 0, 1280, 720},  {0, 0, 200, 100},
                            {0, 0, 1000, 800},  {0, 0, 720, 420},   {0, 0, 1, 1}};
enum { PAGES = sizeof pages / sizeof *pages };

/* ---- checking a scene ---- */

typedef struct Checking {
    const char *what; /* is being composed */
    const Scene *scene;
    unsigned callback;
    unsigned wrongs;
} Checking;

static void complain(Checking *checking, const char *wrong, const Mark *mark, const Mark *other)
{
    const Scene *scene = checking->scene;
    if (checking->wrongs++ > 5)
        return;
    print_error("%s, callback %u, page %.0fx%.0f: %s\n", checking->what, checking->callback,
                (double)scene->page.width, (double)scene->page.height, wrong);
    const Mark *const marks[] = {mark, other};
    for (int i = 0; i < 2; i++)
        if (marks[i])
            print_error("    %.1f,%.1f %.1fx%.1f «%.*s»\n", (double)marks[i]->box.x, (double)marks[i]->box.y,
                        (double)marks[i]->box.width, (double)marks[i]->box.height,
                        marks[i]->kind == MARK_WORDS || marks[i]->kind == MARK_CHIP ? (int)marks[i]->count : 0,
                        scene_text(scene, marks[i]));
}

static bool is_inside(Box inner, Box outer)
{
    const float some = 0.6F;
    return inner.x >= outer.x - some && inner.y >= outer.y - some &&
           inner.x + inner.width <= outer.x + outer.width + some &&
           inner.y + inner.height <= outer.y + outer.height + some;
}

static bool overlap(Box one, Box other)
{
    const float some = 0.6F;
    return one.x + one.width > other.x + some && other.x + other.width > one.x + some &&
           one.y + one.height > other.y + some && other.y + other.height > one.y + some;
}

static float lettering_width(const Checking *checking, const Mark *mark)
{
    return measure_width(&measure_fixed, scene_text(checking->scene, mark), mark->count, mark->face, mark->size);
}

/* Where a mark's ink is: of lettering what it takes of its box. */
static Box ink_box(const Checking *checking, const Mark *mark)
{
    Box box = mark->box;
    if (mark->kind != MARK_WORDS)
        return box;
    float wide = lettering_width(checking, mark), high = mark->size * 0.8F, free = box.width - wide;
    box.x += mark->align == ALIGN_LEFT ? 0 : mark->align == ALIGN_MIDDLE ? free / 2 : free;
    box.y += (box.height - high) / 2;
    box.width = wide;
    box.height = high;
    return box;
}

static void check_lettering(Checking *checking, const Mark *mark)
{
    if (mark->size < SIZE_SMALL)
        complain(checking, "lettering is too small", mark, NULL);
    if (lettering_width(checking, mark) > mark->box.width + 0.6F)
        complain(checking, "lettering is wider than its box", mark, NULL);
}

static void check_panel(Checking *checking, const ScenePanel *panel)
{
    const Scene *scene = checking->scene;
    if (!is_inside(panel->box, scene->page))
        complain(checking, "a panel leaves the page", NULL, NULL);
    for (uint32_t i = panel->first; i < panel->first + panel->count; i++) {
        const Mark *mark = &scene->marks[i];
        bool has_lettering = mark->kind == MARK_WORDS || mark->kind == MARK_CHIP;
        if (!is_inside(mark->box, panel->box))
            complain(checking, "a mark leaves its panel", mark, NULL);
        if (!has_lettering)
            continue;
        check_lettering(checking, mark);
        for (uint32_t k = panel->first; k < i; k++) {
            const Mark *other = &scene->marks[k];
            if ((other->kind == MARK_WORDS || other->kind == MARK_CHIP) &&
                overlap(ink_box(checking, mark), ink_box(checking, other)))
                complain(checking, "lettering lies on lettering", mark, other);
        }
    }
}

/* What glides is one: no two marks have the same identity. */
static void check_identities(Checking *checking)
{
    const Scene *scene = checking->scene;
    for (uint32_t i = 0; i < scene->mark_count; i++)
        if (scene->marks[i].identity && scene_find(scene, scene->marks[i].identity) != &scene->marks[i])
            complain(checking, "two marks have one identity", &scene->marks[i], NULL);
}

static void check_scene(Checking *checking)
{
    const Scene *scene = checking->scene;
    if (scene->is_short)
        complain(checking, "memory was refused", NULL, NULL);
    for (uint32_t i = 0; i < scene->panel_count; i++) {
        check_panel(checking, &scene->panels[i]);
        for (uint32_t k = 0; k < i; k++)
            if (overlap(scene->panels[i].box, scene->panels[k].box))
                complain(checking, "panels overlap", &scene->marks[scene->panels[i].first],
                         &scene->marks[scene->panels[k].first]);
    }
    check_identities(checking);
}

/* ---- walking through a run ---- */

typedef struct Walk {
    Player player;
    Composer composer;
    Scene scene;
} Walk;

static void begin(Walk *walk, SourceFile *file)
{
    SimOptions options = {0};
    *walk = (Walk){0};
    if (!player_open(&walk->player, file, &options))
        fail_msg("%s", walk->player.diagnostics ? walk->player.diagnostics : "?");
    assert_true(composer_init(&walk->composer, &walk->player, &measure_fixed));
    scene_init(&walk->scene);
}

static void end(Walk *walk)
{
    scene_release(&walk->scene);
    composer_release(&walk->composer);
    player_close(&walk->player);
}

static void check_here(Walk *walk, const char *what)
{
    SimClock clock;
    Checking checking = {.what = what, .scene = &walk->scene};
    sim_clock(walk->player.sim, &clock);
    checking.callback = clock.callback;
    for (int page = 0; page < PAGES; page++) {
        compose(&walk->composer, &walk->scene, pages[page].width, pages[page].height);
        check_scene(&checking);
    }
    assert_int_equal(checking.wrongs, 0);
}

/* The list of what is wrong, over the scene: in its panel, on every page, with each row chosen. */
static void check_findings(Walk *walk)
{
    FindingsView view = {0};
    Checking checking = {.what = "findings", .scene = &walk->scene};
    assert_true(findings_view_make(&view, &walk->player));
    assert_int_equal(view.count, 3);
    for (int page = 0; page < PAGES; page++)
        for (view.selected = 0; view.selected < view.count; view.selected++) {
            compose(&walk->composer, &walk->scene, pages[page].width, pages[page].height);
            uint32_t before = walk->scene.panel_count;
            compose_findings(&walk->scene, &measure_fixed, &view, &walk->player);
            if (walk->scene.panel_count > before)
                check_panel(&checking, &walk->scene.panels[before]);
            check_identities(&checking);
        }
    assert_int_equal(checking.wrongs, 0);
    findings_view_release(&view);
}

/* At the start, at about `places` callbacks, and at the end; with nothing, a task and a thing selected. */
static void check_run(Walk *walk, const char *what, uint32_t places)
{
    SimExtent extent;
    sim_extent(walk->player.sim, &extent);
    uint32_t apart = extent.callbacks / places > 0 ? extent.callbacks / places : 1;
    for (uint32_t at = 0; at <= extent.callbacks; at += apart) {
        sim_seek_callback(walk->player.sim, at);
        walk->player.selection = (Selection){(SelectionKind)(at / apart % 3), 1};
        player_check_selection(&walk->player);
        check_here(walk, what);
    }
    sim_seek_callback(walk->player.sim, extent.callbacks);
    check_here(walk, what);
}

static void check_file(const char *path, uint32_t places)
{
    static Walk walk;
    SourceFile file;
    assert_int_equal(source_file_read(&file, path), SOURCE_FILE_READ);
    begin(&walk, &file);
    check_run(&walk, strrchr(path, '/') + 1, places);
    end(&walk);
}

static SourceFile file_of(const char *text)
{
    static const char name[] = "program.py";
    SourceFile file = {.path = malloc(sizeof name), .text = malloc(strlen(text) + 1), .length = strlen(text)};
    assert_non_null(file.path);
    assert_non_null(file.text);
    file.name = memcpy(file.path, name, sizeof name);
    memcpy(file.text, text, file.length + 1);
    return file;
}

static void check_program(const char *what, const char *text, uint32_t places)
{
    static Walk walk;
    SourceFile file = file_of(text);
    begin(&walk, &file);
    check_run(&walk, what, places);
    end(&walk);
}

/* ---- the tests ---- */

static void scenarios_have_room(void **state)
{
    (void)state;
    static const char *const names[] = {"parking_lot",         "cdn_race",     "timeout_cascade",
                                        "backpressured_queue", "startup_gate", "event_from_thread"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s.py", SCENARIO_FOLDER, names[i]);
        check_file(path, 24);
    }
}

/* ---- panels stay ---- */

enum { KEPT_MOST = 256 };

/* Where each panel was when it was seen first. */
typedef struct Places {
    struct {
        uint64_t identity;
        Box box;
    } items[KEPT_MOST];
    size_t count;
    bool has_folded;
} Places;

static bool is_same_box(Box one, Box other)
{
    return one.x == other.x && one.y == other.y && one.width == other.width && one.height == other.height;
}

/* In a run that has not rooms enough what has the focus takes another's place, and who would be folded a free one:
 * there only the other panels have to stay. */
static bool may_move(const Places *places, uint64_t identity)
{
    bool is_object = identity == scene_identity("folded", 0);
    for (uint32_t number = 0; number < 300 && !is_object; number++)
        is_object = identity == scene_identity("thing", number) || identity == scene_identity("room", number);
    return is_object && places->has_folded;
}

static void check_place(Places *places, const Scene *scene, const ScenePanel *panel, const char *what)
{
    for (size_t i = 0; i < places->count; i++) {
        if (places->items[i].identity != panel->identity)
            continue;
        if (!is_same_box(places->items[i].box, panel->box) && !may_move(places, panel->identity))
            fail_msg("%s, page %.0fx%.0f: a panel moved from %.0f,%.0f %.0fx%.0f to %.0f,%.0f %.0fx%.0f", what,
                     (double)scene->page.width, (double)scene->page.height, (double)places->items[i].box.x,
                     (double)places->items[i].box.y, (double)places->items[i].box.width,
                     (double)places->items[i].box.height, (double)panel->box.x, (double)panel->box.y,
                     (double)panel->box.width, (double)panel->box.height);
        return;
    }
    assert_true(places->count < KEPT_MOST);
    places->items[places->count].identity = panel->identity;
    places->items[places->count++].box = panel->box;
}

/* Step through a run on one page, by lines and then by callbacks. */
static void check_places(Walk *walk, const char *what, float width, float height)
{
    enum { LINES_MOST = 250, CALLBACKS_MOST = 150, STEPS_MOST = LINES_MOST + CALLBACKS_MOST };
    static Places places;
    SimExtent extent;
    sim_extent(walk->player.sim, &extent);
    places = (Places){.count = 0};
    for (int at = 0; at < 2 * STEPS_MOST; at++) { /* once to see whether it folds */
        int step = at % STEPS_MOST;
        if (step == 0)
            sim_seek_callback(walk->player.sim, 0);
        if (sim_step(walk->player.sim, step < LINES_MOST ? SIM_LINE : SIM_CALLBACK, 1) != SIM_MOVED) {
            at += STEPS_MOST - 1 - step;
            continue;
        }
        compose(&walk->composer, &walk->scene, width, height);
        for (uint32_t i = 0; i < walk->scene.panel_count; i++)
            if (at < STEPS_MOST)
                places.has_folded |= walk->scene.panels[i].identity == scene_identity("folded", 0);
            else
                check_place(&places, &walk->scene, &walk->scene.panels[i], what);
    }
}

static void check_places_of(const char *what, SourceFile *file)
{
    static Walk walk;
    begin(&walk, file);
    check_places(&walk, what, 1920, 1080);
    check_places(&walk, what, 1440, 1080);
    check_places(&walk, what, 960, 540);
    end(&walk);
}

/* A panel that is there stays where it is: only chips move. */
static void panels_stay(void **state)
{
    (void)state;
    struct dirent **names;
    int count = scandir(SCENARIO_FOLDER, &names, NULL, alphasort), scenarios = 0;
    for (int i = 0; i < count; i++) {
        SourceFile file;
        char path[512];
        size_t length = strlen(names[i]->d_name);
        snprintf(path, sizeof path, "%s/%s", SCENARIO_FOLDER, names[i]->d_name);
        if (length > 3 && strcmp(names[i]->d_name + length - 3, ".py") == 0) {
            assert_int_equal(source_file_read(&file, path), SOURCE_FILE_READ);
            check_places_of(names[i]->d_name, &file);
            scenarios++;
        }
        free(names[i]);
    }
    free(names);
    assert_true(scenarios > 20);
}

/* Objects that come and go one after the other have one room, in which panels of one size follow each other; those
 * that come later have theirs from the start. */
static void rooms_are_kept_for_what_comes(void **state)
{
    (void)state;
    static Walk walk;
    SourceFile file = file_of("import asyncio\nasync def main():\n    for n in range(3):\n"
                              "        async with asyncio.timeout(5):\n            await asyncio.sleep(1)\n"
                              "    gate = asyncio.Event()\n    await asyncio.sleep(1)\nasyncio.run(main())\n");
    Box boxes[4] = {{0}};
    begin(&walk, &file);
    for (int second = 0; second < 4; second++) {
        sim_seek_time(walk.player.sim, second * 1000000000LL + 500000000);
        compose(&walk.composer, &walk.scene, 1920, 1080);
        for (uint32_t i = 0; i < walk.scene.panel_count; i++)
            if (walk.scene.panels[i].identity == scene_identity("thing", (uint32_t)second + 1))
                boxes[second] = walk.scene.panels[i].box;
    }
    assert_true(boxes[0].width > 0 && is_same_box(boxes[0], boxes[1]) && is_same_box(boxes[0], boxes[2]));
    assert_true(boxes[3].width > 0 && boxes[3].y == boxes[0].y && boxes[3].x < boxes[0].x);
    end(&walk);
}

static const char twelve_objects[] =
    "import asyncio\n"
    "async def work(n, lock, sem, cond, bar, queue, event):\n"
    "    async with sem:\n"
    "        await asyncio.sleep(0.1)\n"
    "        async with lock:\n"
    "            await queue.put('x' * n)\n"
    "    async with cond:\n"
    "        cond.notify()\n"
    "    await bar.wait()\n"
    "    await event.wait()\n"
    "async def main():\n"
    "    locks = [asyncio.Lock() for _ in range(4)]\n"
    "    sem, cond, bar = asyncio.Semaphore(20), asyncio.Condition(), asyncio.Barrier(12)\n"
    "    queue, event, open = asyncio.Queue(9), asyncio.Event(), asyncio.Event()\n"
    "    small = asyncio.Queue()\n"
    "    for n in range(30):\n"
    "        small.put_nowait(n)\n"
    "    open.set()\n"
    "    async with asyncio.timeout(9):\n"
    "        async with asyncio.timeout(8), asyncio.TaskGroup() as group:\n"
    "            for n in range(12):\n"
    "                group.create_task(work(n, locks[n % 4], sem, cond, bar, queue, event))\n"
    "            await asyncio.sleep(1)\n"
    "            while not queue.empty():\n"
    "                await queue.get()\n"
    "                queue.task_done()\n"
    "            await asyncio.sleep(1)\n"
    "            event.set()\n"
    "    jobs = [asyncio.create_task(asyncio.sleep(n)) for n in range(1, 9)]\n"
    "    await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)\n"
    "    jobs[3].cancel()\n"
    "    await asyncio.gather(*jobs, return_exceptions=True)\n"
    "asyncio.run(main())\n";

static void what_is_wrong_has_room(void **state)
{
    static Walk walk;
    SourceFile file;
    (void)state;
    assert_int_equal(source_file_read(&file, SCENARIO_FOLDER "/never_awaited.py"), SOURCE_FILE_READ);
    begin(&walk, &file);
    check_findings(&walk);
    end(&walk);
}

static void many_objects_fold(void **state)
{
    (void)state;
    check_program("twelve objects", twelve_objects, 30);
}

static void long_names_are_cut(void **state)
{
    (void)state;
    enum { NAME = 500 };
    char name[NAME + 1], text[4096];
    memset(name, 'n', NAME);
    name[NAME] = '\0';
    snprintf(text, sizeof text,
             "#: title  %.300s\nimport asyncio\n%s = 1  #: gauge 0..9 %s\n"
             "async def work(lock):\n    async with lock:\n        print('\\x1b[31m' + '%.300s\\r\\t\\x00')\n"
             "        await asyncio.sleep(1)\n"
             "async def main():\n    %s = asyncio.Lock()\n"
             "    await asyncio.gather(*(asyncio.create_task(work(%s), name='\\x1b[2J\\n%s') for _ in range(5)))\n"
             "asyncio.run(main())\n",
             name, name, name, name, name, name, name);
    check_program("long names", text, 10);
}

static void programs_without_tasks_are_shown(void **state)
{
    (void)state;
    check_program("no loop", "print('hello')\n", 1);
    check_program("nothing", "", 1);
    check_program("failure", "import asyncio\nasync def main():\n    raise ValueError('no')\nasyncio.run(main())\n",
                  3);
    check_program("deadlock",
                  "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n", 3);
}

/* The field of dots is true to the counts: no state has fewer or more than its share. */
static void check_dots(Walk *walk)
{
    uint32_t counts[SIM_STATES], dots[SIM_STATES] = {0}, all = 0, total = 0;
    compose(&walk->composer, &walk->scene, 1920, 1080);
    sim_state_counts(walk->player.sim, counts);
    for (uint32_t i = 0; i < walk->scene.cell_count; i++)
        dots[walk->scene.cells[i]]++;
    for (int state = 0; state < SIM_STATES; state++) {
        all += dots[state];
        total += counts[state];
    }
    assert_true(all > 100);
    for (int state = 0; state < SIM_STATES; state++) {
        double share = (double)counts[state] * all / total;
        assert_true(dots[state] <= share + 2 && dots[state] + 2 >= share);
        assert_true(dots[state] > 0 || counts[state] == 0);
    }
}

/* A hundred thousand tasks are composed about as fast as ten. */
static void crowds_have_room(void **state)
{
    (void)state;
    static Walk walk;
    SourceFile file = file_of("import asyncio\nasync def work(n):\n    await asyncio.sleep(1 + n % 10)\n"
                              "async def main():\n    await asyncio.gather(*(work(n) for n in range(20_000)))\n"
                              "asyncio.run(main())\n");
    begin(&walk, &file);
    check_run(&walk, "a crowd", 4);
    sim_seek_time(walk.player.sim, 3500000000);
    check_dots(&walk);
    clock_t before = clock();
    for (int i = 0; i < 10; i++)
        compose(&walk.composer, &walk.scene, 1920, 1080);
    double ms = (double)(clock() - before) * 1000 / CLOCKS_PER_SEC / 10;
    assert_true(ms < 60); /* generous: this may be a build for debugging on a busy machine */
    end(&walk);
}

/* What changed stands out; composing twice shows the same. */
static void what_changed_stands_out(void **state)
{
    (void)state;
    static Walk walk;
    SourceFile file;
    char path[512];
    unsigned changed[2] = {0, 0};
    snprintf(path, sizeof path, "%s/parking_lot.py", SCENARIO_FOLDER);
    assert_int_equal(source_file_read(&file, path), SOURCE_FILE_READ);
    begin(&walk, &file);
    sim_seek_callback(walk.player.sim, 10);
    compose(&walk.composer, &walk.scene, 1920, 1080);
    for (uint32_t i = 0; i < walk.scene.panel_count; i++)
        assert_false(walk.scene.panels[i].is_changed);
    sim_step(walk.player.sim, SIM_CALLBACK, 1);
    for (int again = 0; again < 2; again++) {
        compose(&walk.composer, &walk.scene, 1920, 1080);
        for (uint32_t i = 0; i < walk.scene.panel_count; i++)
            changed[again] += walk.scene.panels[i].is_changed;
    }
    assert_true(changed[0] > 0);
    assert_int_equal(changed[0], changed[1]);
    end(&walk);
}

/* The lanes of a race begin where its tasks do: at its start nobody has come anywhere. */
static void a_race_begins_at_the_left(void **state)
{
    (void)state;
    static Walk walk;
    SourceFile file = file_of("import asyncio\nasync def main():\n    await asyncio.sleep(5)\n"
                              "    jobs = [asyncio.create_task(asyncio.sleep(n)) for n in (1, 2)]\n"
                              "    await asyncio.wait(jobs)\nasyncio.run(main())\n");
    begin(&walk, &file);
    for (int later = 0; later < 2; later++) {
        float longest = 0;
        sim_seek_time(walk.player.sim, later ? 6500000000 : 5000000000);
        compose(&walk.composer, &walk.scene, 1920, 1080);
        for (uint32_t i = 0; i < walk.scene.mark_count; i++) {
            const Mark *mark = &walk.scene.marks[i];
            if (mark->kind == MARK_LINE && mark->thickness == 8 && mark->ink != INK_GRID &&
                mark->box.width > longest)
                longest = mark->box.width;
        }
        assert_true(later ? longest > 100 : longest < 1);
    }
    end(&walk);
}

/* A program that can never go on says so in the largest lettering. */
static void a_deadlock_is_the_sentence(void **state)
{
    (void)state;
    static Walk walk;
    bool is_said = false;
    SourceFile file = file_of("import asyncio\nasync def main():\n    await asyncio.Event().wait()\n"
                              "asyncio.run(main())\n");
    begin(&walk, &file);
    sim_seek_callback(walk.player.sim, 99);
    compose(&walk.composer, &walk.scene, 1920, 1080);
    for (uint32_t i = 0; i < walk.scene.mark_count; i++) {
        const Mark *mark = &walk.scene.marks[i];
        static const char words[] = "The program can never go on";
        is_said = is_said || (mark->size == SIZE_SENTENCE && mark->count >= sizeof words - 1 &&
                              memcmp(scene_text(&walk.scene, mark), words, sizeof words - 1) == 0);
    }
    assert_true(is_said);
    end(&walk);
}

/* The first lettering that begins with the words; NULL where there is none. */
static const Mark *words_in(const Scene *scene, const char *words)
{
    for (uint32_t i = 0; i < scene->mark_count; i++) {
        const Mark *mark = &scene->marks[i];
        bool has_lettering = mark->kind == MARK_WORDS || mark->kind == MARK_CHIP;
        if (has_lettering && mark->count >= strlen(words) &&
            memcmp(scene_text(scene, mark), words, strlen(words)) == 0)
            return mark;
    }
    return NULL;
}

/* Where there is room each task has a row that says what it does, not only those that have ended a chip. */
static void tasks_have_rows_where_there_is_room(void **state)
{
    (void)state;
    static Walk walk;
    SourceFile file = file_of("import asyncio\nasync def one():\n    return 'ready made'\nasync def main():\n"
                              "    task = asyncio.create_task(one())\n    await asyncio.sleep(3)\n"
                              "asyncio.run(main())\n");
    begin(&walk, &file);
    sim_seek_callback(walk.player.sim, 2);
    compose(&walk.composer, &walk.scene, 1920, 1080);
    assert_non_null(words_in(&walk.scene, "sleeping: until 3.0 s"));
    assert_non_null(words_in(&walk.scene, "done: 'ready made'"));
    assert_null(words_in(&walk.scene, "finished"));
    end(&walk);
}

/* The number of a queue's items over time has its limit at the top of the curve. */
static void a_queue_shows_how_it_filled(void **state)
{
    (void)state;
    static Walk walk;
    SourceFile file = file_of("import asyncio\nasync def main():\n    queue = asyncio.Queue(2)\n"
                              "    await asyncio.sleep(1)\n    queue.put_nowait(1)\n    queue.put_nowait(2)\n"
                              "    await asyncio.sleep(1)\nasyncio.run(main())\n");
    begin(&walk, &file);
    sim_seek_callback(walk.player.sim, 4);
    compose(&walk.composer, &walk.scene, 1920, 1080);
    const Mark *curve = NULL;
    for (uint32_t i = 0; i < walk.scene.mark_count; i++)
        if (walk.scene.marks[i].kind == MARK_CURVE)
            curve = &walk.scene.marks[i];
    assert_non_null(curve);
    assert_true(curve->count > 2);
    const Spot *spots = walk.scene.spots + curve->first;
    assert_true(spots[0].y > curve->box.y + curve->box.height - 4);
    assert_true(spots[curve->count - 1].y < curve->box.y + 4);
    end(&walk);
}

/* With lettering twice as large the loop is a row, and the first object keeps its shape. */
static void the_first_object_keeps_its_shape(void **state)
{
    (void)state;
    static Walk walk;
    static const char *const makes[] = {"asyncio.Semaphore(3)", "asyncio.Lock()", "asyncio.Queue(3)",
                                        "asyncio.Event()", "asyncio.Condition()"};
    for (size_t i = 0; i < sizeof makes / sizeof *makes; i++) {
        char text[300];
        bool is_whole = false;
        snprintf(text, sizeof text,
                 "import asyncio\nasync def main():\n    thing, other = %s, asyncio.Event()\n"
                 "    await asyncio.sleep(1)\nasyncio.run(main())\n",
                 makes[i]);
        SourceFile file = file_of(text);
        begin(&walk, &file);
        sim_seek_callback(walk.player.sim, 1);
        compose(&walk.composer, &walk.scene, 960, 540);
        for (uint32_t panel = 0; panel < walk.scene.panel_count; panel++)
            is_whole = is_whole || walk.scene.panels[panel].identity == scene_identity("thing", 1);
        assert_true(is_whole);
        assert_non_null(words_in(&walk.scene, "+1 timer"));
        end(&walk);
    }
}

/* Timeouts of one task are bars on one axis in one panel: the outer one around the inner one. */
static void timeouts_lie_around_each_other(void **state)
{
    (void)state;
    static Walk walk;
    SourceFile file = file_of("import asyncio\nasync def main():\n    await asyncio.sleep(1)\n"
                              "    async with asyncio.timeout(9):\n        async with asyncio.timeout(5):\n"
                              "            async with asyncio.timeout(None):\n"
                              "                await asyncio.sleep(3)\nasyncio.run(main())\n");
    begin(&walk, &file);
    sim_seek_callback(walk.player.sim, 3);
    compose(&walk.composer, &walk.scene, 1920, 1080);
    assert_non_null(words_in(&walk.scene, "timeout 1: until 10.0 s"));
    assert_non_null(words_in(&walk.scene, "timeout 3: no deadline"));
    const Mark *outer = NULL, *inner = NULL;
    for (uint32_t i = 0; i < walk.scene.mark_count; i++) {
        const Mark *mark = &walk.scene.marks[i];
        if (mark->target.kind == TARGET_THING && mark->target.number == 1)
            outer = mark;
        if (mark->target.kind == TARGET_THING && mark->target.number == 2)
            inner = mark;
    }
    assert_true(outer && inner && outer->panel == inner->panel);
    assert_true(inner->box.x > outer->box.x);
    assert_true(inner->box.x + inner->box.width < outer->box.x + outer->box.width);
    end(&walk);
}

/* The present goes through a race's lanes and has its time. */
static void a_race_shows_the_present(void **state)
{
    (void)state;
    static Walk walk;
    SourceFile file = file_of("import asyncio\nasync def main():\n    tasks = [asyncio.create_task("
                              "asyncio.sleep(n)) for n in range(1, 4)]\n    await asyncio.wait(tasks)\n"
                              "asyncio.run(main())\n");
    begin(&walk, &file);
    sim_seek_time(walk.player.sim, 2000000000);
    compose(&walk.composer, &walk.scene, 1920, 1080);
    const Mark *line = NULL, *panel = NULL;
    for (uint32_t i = 0; i < walk.scene.mark_count; i++) {
        const Mark *mark = &walk.scene.marks[i];
        if (mark->target.kind == TARGET_THING && !panel)
            panel = mark;
        if (mark->kind == MARK_LINE && panel && mark->panel == panel->panel && mark->box.height > 100)
            line = mark;
    }
    assert_non_null(line);
    end(&walk);
}

static bool has_ellipsis(const Scene *scene, const Mark *mark)
{
    static const char ellipsis[] = "…";
    size_t size = sizeof ellipsis - 1;
    return mark->kind == MARK_WORDS && mark->count >= size &&
           memcmp(scene_text(scene, mark) + mark->count - size, ellipsis, size) == 0;
}

static void check_is_whole(const Scene *scene, uint64_t identity)
{
    bool has_panel = false;
    for (uint32_t i = 0; i < scene->panel_count; i++) {
        const ScenePanel *panel = &scene->panels[i];
        has_panel = has_panel || panel->identity == identity;
        for (uint32_t k = panel->first; panel->identity == identity && k < panel->first + panel->count; k++)
            if (has_ellipsis(scene, &scene->marks[k]))
                fail_msg("cut: %.*s", (int)scene->marks[k].count, scene_text(scene, &scene->marks[k]));
    }
    assert_true(has_panel);
}

/* What the loop did and CPython's functions are many words: they are shown whole on every usual page. */
static void deeper_narration_is_whole(void **state)
{
    (void)state;
    static Walk walk;
    static const char *const names[] = {"streaming", "too_many_connections", "cdn_race", "race_leftovers"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        SourceFile file;
        char path[512];
        snprintf(path, sizeof path, "%s/%s.py", SCENARIO_FOLDER, names[i]);
        assert_int_equal(source_file_read(&file, path), SOURCE_FILE_READ);
        begin(&walk, &file);
        do
            for (SimDepth depth = SIM_LOOP; depth < SIM_DEPTHS; depth++) {
                walk.player.depth = depth;
                compose(&walk.composer, &walk.scene, 1920, 1080);
                check_is_whole(&walk.scene, scene_identity("sentence", 0));
                compose(&walk.composer, &walk.scene, 1200, 675); /* large letters; those of this test are wide */
                check_is_whole(&walk.scene, scene_identity("sentence", 0));
            }
        while (sim_step(walk.player.sim, SIM_CALLBACK, 1) == SIM_MOVED);
        end(&walk);
    }
}

/* A page's lines are broken, not cut, and go on where they began. */
static void long_lines_of_a_page_are_broken(void **state)
{
    (void)state;
    static const char text[] =
        "a short one\n    this line stands in by four blanks, and it is so long that it has to go on in the row "
        "below "
        "it, and in one more, since there are many words in it and no page is as wide as that, nor will it ever "
        "be\n"
        "\tkey\twhat a key does may be long, too, and goes on below itself and beside the key that it belongs to, "
        "as often as it has to\n";
    static Walk walk;
    Page page = {0};
    SourceFile file = file_of("");
    begin(&walk, &file);
    for (int i = 0; i < PAGES; i++) {
        page_open_text(&page, "a page", text);
        scene_clear(&walk.scene, pages[i].width, pages[i].height);
        compose_page(&walk.scene, &measure_fixed, &page);
        if (walk.scene.panel_count > 0)
            check_is_whole(&walk.scene, scene_identity("page", 0));
        Checking checking = {.what = "a page", .scene = &walk.scene};
        check_scene(&checking);
        assert_int_equal(checking.wrongs, 0);
        page_close(&page);
    }
    page_open_text(&page, "a page", text);
    scene_clear(&walk.scene, 1280, 1080);
    compose_page(&walk.scene, &measure_fixed, &page);
    const Mark *begin_mark = words_in(&walk.scene, "this line"), *further = begin_mark + 1;
    assert_non_null(begin_mark);
    assert_true(further->box.x > begin_mark->box.x && further->box.y > begin_mark->box.y);
    page_close(&page);
    end(&walk);
}

/* Long lines of the source go on below, further in, whoever stands on them. */
static void long_source_lines_are_broken(void **state)
{
    (void)state;
    static Walk walk;
    SourceFile file = file_of("import asyncio\nasync def main():\n"
                              "    await asyncio.gather(asyncio.sleep(1), asyncio.sleep(2), asyncio.sleep(3), "
                              "asyncio.sleep(4))\nasyncio.run(main())\n");
    begin(&walk, &file);
    sim_seek_callback(walk.player.sim, 1);
    compose(&walk.composer, &walk.scene, 1920, 1080);
    const Mark *end_mark = NULL;
    for (uint32_t i = 0; i < walk.scene.mark_count && !end_mark; i++) {
        const Mark *mark = &walk.scene.marks[i];
        const char *words = scene_text(&walk.scene, mark);
        if (mark->kind == MARK_WORDS && mark->face == FACE_CODE && mark->count > 4 &&
            memcmp(words + mark->count - 4, "(4))", 4) == 0)
            end_mark = mark;
    }
    assert_non_null(end_mark);
    check_is_whole(&walk.scene, scene_identity("source", 0));
    end(&walk);
}

/* A worker thread has a lane of its own below those of the tasks. */
static void threads_have_lanes(void **state)
{
    (void)state;
    static Walk walk;
    SimThreadStretch stretch;
    bool has_sleep = false;
    unsigned labels = 0;
    SourceFile file = file_of("import asyncio, threading, time\ndef work():\n    time.sleep(2)\n"
                              "async def main():\n    threading.Thread(target=work, name='digger').start()\n"
                              "    await asyncio.sleep(3)\nasyncio.run(main())\n");
    begin(&walk, &file);
    for (size_t at = 0; sim_thread_stretch(walk.player.sim, 1, at, &stretch); at++)
        has_sleep =
            has_sleep || (stretch.state == SIM_THREAD_SLEEPING && stretch.end_ns - stretch.begin_ns == 2000000000);
    assert_true(has_sleep);
    assert_false(sim_thread_stretch(walk.player.sim, 2, 0, &stretch));
    sim_seek_time(walk.player.sim, 2500000000);
    compose(&walk.composer, &walk.scene, 1920, 1080);
    for (uint32_t i = 0; i < walk.scene.panel_count; i++) {
        const ScenePanel *panel = &walk.scene.panels[i];
        for (uint32_t k = panel->first;
             panel->identity == scene_identity("timeline", 0) && k < panel->first + panel->count; k++)
            labels += walk.scene.marks[k].kind == MARK_WORDS && walk.scene.marks[k].count == 6 &&
                      memcmp(scene_text(&walk.scene, &walk.scene.marks[k]), "digger", 6) == 0;
    }
    assert_int_equal(labels, 1);
    end(&walk);
}

/* Worker threads have chips, and markers beside the lines on which they stand. */
static void threads_are_shown(void **state)
{
    (void)state;
    static Walk walk;
    SourceFile file = file_of("import asyncio, threading, time\ndef work():\n    time.sleep(2)\n"
                              "async def main():\n    threading.Thread(target=work, name='digger').start()\n"
                              "    await asyncio.sleep(1)\n    await asyncio.sleep(2)\nasyncio.run(main())\n");
    begin(&walk, &file);
    sim_seek_time(walk.player.sim, 1000000000);
    compose(&walk.composer, &walk.scene, 1920, 1080);
    assert_non_null(words_in(&walk.scene, "threads"));
    unsigned chips = 0;
    for (uint32_t i = 0; i < walk.scene.mark_count; i++) {
        const Mark *mark = &walk.scene.marks[i];
        if (mark->kind == MARK_CHIP && memcmp(scene_text(&walk.scene, mark), "digger", mark->count) == 0) {
            assert_int_equal(mark->fill, ink_of_state(SIM_SLEEPING));
            chips++;
        }
    }
    assert_int_equal(chips, 2);
    check_here(&walk, "threads");
    end(&walk);
}

/* What scrolls to the line that ran stays there while callbacks run that are no task's. */
static void the_line_that_ran_keeps_the_focus(void **state)
{
    (void)state;
    static Walk walk;
    char text[4000] = "import asyncio\nasync def early():\n    await asyncio.sleep(2)\n";
    for (int i = 0; i < 60; i++)
        strcat(text, "#\n");
    strcat(text, "async def main():\n    task = asyncio.create_task(early())\n    await asyncio.sleep(1)\n"
                 "    await asyncio.sleep(4)\nasyncio.run(main())\n");
    SourceFile file = file_of(text);
    begin(&walk, &file);
    SimClock clock;
    uint32_t top = 0;
    bool has_both = false;
    for (uint32_t at = 0; at < 9; at++) {
        sim_seek_callback(walk.player.sim, at);
        compose(&walk.composer, &walk.scene, 1920, 1080);
        sim_clock(walk.player.sim, &clock);
        has_both = has_both || (at > 1 && !clock.line);
        if (at > 1 && !clock.line)
            assert_int_equal(walk.composer.source_top, top);
        top = walk.composer.source_top;
    }
    assert_true(has_both);
    end(&walk);
}

/* ---- two runs ---- */

typedef struct Both {
    TwoRuns runs;
    PairComposer composer;
    Scene scene;
} Both;

static void begin_both(Both *both, const char *const paths[PAIR_SIDES], const char *const words[PAIR_SIDES])
{
    const SimOptions options = {0};
    *both = (Both){0};
    for (PairSide side = PAIR_LEFT; side < PAIR_SIDES; side++) {
        SourceFile file;
        Settings settings;
        assert_int_equal(source_file_read(&file, paths[side]), SOURCE_FILE_READ);
        assert_true(settings_read(&settings, words[side]));
        assert_true(two_runs_open(&both->runs, side, &file, &settings, &options));
    }
    two_runs_begin(&both->runs, paths[PAIR_LEFT] == paths[PAIR_RIGHT]);
    assert_true(pair_composer_init(&both->composer, &both->runs, &measure_fixed));
    scene_init(&both->scene);
}

static void end_both(Both *both)
{
    scene_release(&both->scene);
    pair_composer_release(&both->composer);
    two_runs_close(&both->runs);
}

/* At every moment, on every page, before and after somebody asked what they come to. */
static void check_both(Both *both, const char *what)
{
    Checking checking = {.what = what, .scene = &both->scene};
    do {
        both->runs.is_revealed = !both->runs.is_revealed;
        checking.callback++; /* the number of the moment */
        for (int page = 0; page < PAGES; page++) {
            compose_pair(&both->composer, &both->scene, pages[page].width, pages[page].height);
            check_scene(&checking);
        }
    } while (two_runs_act(&both->runs, ACTION_CLOCK_STEP) && !both->runs.message[0]);
    assert_int_equal(checking.wrongs, 0);
}

static void two_runs_have_room(void **state)
{
    (void)state;
    static Both both;
    static const char folder[] = SCENARIO_FOLDER;
    static const char *const rows[][4] = {{"/parking_lot.py", "/parking_lot.py", "GATE=0", "GATE=1"},
                                          {"/kettle.py", "/kettle.py", "EVENT=0", "EVENT=1"},
                                          {"/parking_lot.py", "/cdn_race.py", "CARS=40,SPACES=9", ""},
                                          {"/startup_gate.py", "/never_awaited.py", "", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char paths[PAIR_SIDES][512];
        for (int side = 0; side < PAIR_SIDES; side++)
            snprintf(paths[side], sizeof paths[side], "%s%s", folder, rows[i][side]);
        bool is_one_file = strcmp(rows[i][0], rows[i][1]) == 0;
        begin_both(&both, (const char *const[]){paths[0], is_one_file ? paths[0] : paths[1]},
                   (const char *const[]){rows[i][2], rows[i][3]});
        check_both(&both, rows[i][0]);
        end_both(&both);
    }
}

static bool has_words(const Scene *scene, const char *words)
{
    for (uint32_t i = 0; i < scene->mark_count; i++) {
        const Mark *mark = &scene->marks[i];
        if ((mark->kind == MARK_WORDS || mark->kind == MARK_CHIP) && mark->count == strlen(words) &&
            memcmp(scene_text(scene, mark), words, mark->count) == 0)
            return true;
    }
    return false;
}

static void the_totals_of_two_runs_come_when_asked_for(void **state)
{
    (void)state;
    static Both both;
    static const char path[] = SCENARIO_FOLDER "/kettle.py";
    begin_both(&both, (const char *const[]){path, path}, (const char *const[]){"EVENT=0", "EVENT=1"});
    compose_pair(&both.composer, &both.scene, 1920, 1080);
    assert_true(has_words(&both.scene, "so far"));
    assert_false(has_words(&both.scene, "1.59 s"));
    two_runs_act(&both.runs, ACTION_REVEAL);
    compose_pair(&both.composer, &both.scene, 1920, 1080);
    assert_true(has_words(&both.scene, "in all"));
    assert_true(has_words(&both.scene, "1.59 s"));
    assert_true(has_words(&both.scene, "looks for nothing"));
    two_runs_act(&both.runs, ACTION_NEXT_CHANGE);
    compose_pair(&both.composer, &both.scene, 1920, 1080);
    assert_true(has_words(&both.scene, "here is the first difference"));
    Box axis = both.composer.axis;
    assert_int_equal(compose_pair_time(&both.composer, axis.x + axis.width + 9), 1590000000);
    assert_int_equal(compose_pair_time(&both.composer, 0), 0);
    assert_int_equal(compose_pair_side(&both.composer, 100), PAIR_LEFT);
    assert_int_equal(compose_pair_side(&both.composer, 1800), PAIR_RIGHT);
    end_both(&both);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenarios_have_room),
        cmocka_unit_test(panels_stay),
        cmocka_unit_test(rooms_are_kept_for_what_comes),
        cmocka_unit_test(what_is_wrong_has_room),
        cmocka_unit_test(many_objects_fold),
        cmocka_unit_test(long_names_are_cut),
        cmocka_unit_test(programs_without_tasks_are_shown),
        cmocka_unit_test(crowds_have_room),
        cmocka_unit_test(what_changed_stands_out),
        cmocka_unit_test(a_race_begins_at_the_left),
        cmocka_unit_test(a_deadlock_is_the_sentence),
        cmocka_unit_test(tasks_have_rows_where_there_is_room),
        cmocka_unit_test(a_queue_shows_how_it_filled),
        cmocka_unit_test(the_first_object_keeps_its_shape),
        cmocka_unit_test(timeouts_lie_around_each_other),
        cmocka_unit_test(a_race_shows_the_present),
        cmocka_unit_test(threads_are_shown),
        cmocka_unit_test(threads_have_lanes),
        cmocka_unit_test(deeper_narration_is_whole),
        cmocka_unit_test(long_lines_of_a_page_are_broken),
        cmocka_unit_test(long_source_lines_are_broken),
        cmocka_unit_test(the_line_that_ran_keeps_the_focus),
        cmocka_unit_test(two_runs_have_room),
        cmocka_unit_test(the_totals_of_two_runs_come_when_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
