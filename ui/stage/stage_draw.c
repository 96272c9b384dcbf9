/* loopscope draw: pictures of a place in a run, of all its cues, of two runs side by side, or of the
 * pages of a lesson. */
#include "stage.h"

#include "commands.h"
#include "compose.h"
#include "compose_pair.h"
#include "glyphs.h"
#include "lesson_places.h"
#include "messages.h"
#include "pair_words.h"
#include "picture.h"
#include "words.h"

#include <string.h>

#define ALL_CUES "all-cues"
#define ONE_PAGE "page:"

/* Everything that drawing needs, for one picture after the other. */
typedef struct Drawer {
    const Options *options;
    PictureFormat format;
    PictureSize size;
    Player *player;
    LessonWalk *lesson; /* NULL: no lesson is drawn */
    TwoRuns *runs;      /* NULL: one run is drawn */
    PairComposer pair;
    Typeface *typeface;
    Composer composer;
    Scene scene;
} Drawer;

static void complain(const char *message)
{
    fprintf(stderr, MESSAGE_PREFIX "%s\n", message);
}

static void draw_here(Drawer *drawer, Picture *picture)
{
    SimScenario scenario;
    Box page = picture_page(&drawer->size);
    if (drawer->runs) {
        compose_pair(&drawer->pair, &drawer->scene, page.width, page.height);
        picture_draw(picture, &drawer->scene, drawer->runs->title);
        return;
    }
    compose(&drawer->composer, &drawer->scene, page.width, page.height);
    sim_scenario(drawer->player->sim, &scenario);
    picture_draw(picture, &drawer->scene,
                 drawer->lesson    ? drawer->lesson->lesson.title
                 : *scenario.title ? scenario.title
                                   : scenario.file_name);
}

static bool open_picture(Drawer *drawer, Picture *picture, const char *path)
{
    if (picture_open(picture, path, drawer->format, &drawer->size, drawer->options->theme, drawer->typeface))
        return true;
    complain(picture->whole.message);
    return false;
}

static bool finish_picture(Picture *picture)
{
    if (picture_finish(picture))
        return true;
    complain(picture->whole.message);
    return false;
}

static bool draw_one(Drawer *drawer, const char *path)
{
    Picture picture;
    if (!open_picture(drawer, &picture, path))
        return false;
    draw_here(drawer, &picture);
    return finish_picture(&picture);
}

/* ---- all cues, all pages ---- */

/* Pages in their order; cues in the order in which the run reaches them, not as they stand in the file. */
typedef struct PlaceWalk {
    SimPosition position; /* of the last one */
    size_t cue;           /* which it was */
    size_t page;          /* the next one */
    bool has_begun;
} PlaceWalk;

static bool comes_before(SimPosition one, size_t cue, SimPosition other, size_t other_cue)
{
    if (one.turn != other.turn)
        return one.turn < other.turn;
    return one.line != other.line ? one.line < other.line : cue < other_cue;
}

/* Go to the next cue that is reached; false where there is none left. */
static bool go_to_next_cue(Drawer *drawer, PlaceWalk *walk)
{
    PlaceWalk next = {0};
    SimCue cue;
    for (size_t i = 0; sim_cue(drawer->player->sim, i, &cue); i++) {
        if (!cue.is_reached || (walk->has_begun && !comes_before(walk->position, walk->cue, cue.position, i)))
            continue;
        if (!next.has_begun || comes_before(cue.position, i, next.position, next.cue))
            next = (PlaceWalk){.position = cue.position, .cue = i, .has_begun = true};
    }
    *walk = next;
    return next.has_begun && sim_seek_cue(drawer->player->sim, next.cue) != SIM_NOT_FOUND;
}

static bool go_to_next_place(Drawer *drawer, PlaceWalk *walk)
{
    if (drawer->runs)
        return pair_step_cue(&drawer->runs->pair, 1) == SIM_MOVED;
    if (!drawer->lesson)
        return go_to_next_cue(drawer, walk);
    if (walk->page == drawer->lesson->lesson.page_count)
        return false;
    lesson_walk_turn(drawer->lesson, walk->page++);
    return true;
}

/* «lot.svg» and 3: «lot-3.svg». */
static void numbered_path(char numbered[WHOLE_FILE_PATH_BYTES], const char *path, unsigned number)
{
    const char *ending = strrchr(path, '.');
    snprintf(numbered, WHOLE_FILE_PATH_BYTES, "%.*s-%u%s", (int)(ending - path), path, number, ending);
}

static bool draw_pages(Drawer *drawer, unsigned *drawn)
{
    Picture picture;
    PlaceWalk walk = {0};
    if (!open_picture(drawer, &picture, drawer->options->output))
        return false;
    for (; go_to_next_place(drawer, &walk); (*drawn)++)
        draw_here(drawer, &picture);
    if (*drawn)
        return finish_picture(&picture);
    picture_abandon(&picture);
    return true;
}

static bool draw_numbered(Drawer *drawer, unsigned *drawn)
{
    PlaceWalk walk = {0};
    char path[WHOLE_FILE_PATH_BYTES];
    for (; go_to_next_place(drawer, &walk); (*drawn)++) {
        numbered_path(path, drawer->options->output, *drawn + 1);
        if (!draw_one(drawer, path))
            return false;
    }
    return true;
}

static bool draw_all(Drawer *drawer)
{
    unsigned drawn = 0;
    bool is_done = drawer->format == PICTURE_PDF ? draw_pages(drawer, &drawn) : draw_numbered(drawer, &drawn);
    if (is_done && drawn == 0)
        complain(MESSAGE_NO_CUES_REACHED);
    if (drawn > 0 && drawer->format != PICTURE_PDF) {
        char first[WHOLE_FILE_PATH_BYTES], last[WHOLE_FILE_PATH_BYTES];
        numbered_path(first, drawer->options->output, 1);
        numbered_path(last, drawer->options->output, drawn);
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_DREW "\n", drawn, first, last);
    }
    return is_done && drawn > 0;
}

/* ---- the command ---- */

/* «page:3» of a lesson; all of its pages where nothing is named. */
static bool draw_lesson_at(Drawer *drawer, const char *at)
{
    uint64_t page;
    if (!at)
        return draw_all(drawer);
    if (strncmp(at, ONE_PAGE, strlen(ONE_PAGE)) != 0 ||
        !count_parse(at + strlen(ONE_PAGE), 1, drawer->lesson->lesson.page_count, &page)) {
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_NO_PAGE "\n", at, drawer->lesson->lesson.page_count);
        return false;
    }
    lesson_walk_turn(drawer->lesson, (size_t)page - 1);
    return draw_one(drawer, drawer->options->output);
}

/* What there is to complain of, "" nothing. */
static const char *go_to(Drawer *drawer, const char *place)
{
    if (drawer->runs) {
        two_runs_goto(drawer->runs, place);
        return drawer->runs->message;
    }
    player_goto(drawer->player, place);
    return drawer->player->message;
}

static bool draw_at(Drawer *drawer, const char *at)
{
    if (drawer->lesson)
        return draw_lesson_at(drawer, at);
    if (at && strcmp(at, ALL_CUES) == 0)
        return draw_all(drawer);
    const char *message = at ? go_to(drawer, at) : "";
    if (*message) {
        complain(message);
        return false;
    }
    return draw_one(drawer, drawer->options->output);
}

static bool begin_composing(Drawer *drawer)
{
    const Measure *measure = typeface_measure(drawer->typeface);
    return drawer->runs ? pair_composer_init(&drawer->pair, drawer->runs, measure)
                        : composer_init(&drawer->composer, drawer->player, measure);
}

static bool draw_opened(Drawer *drawer)
{
    bool is_done = false;
    drawer->typeface = typeface_new();
    scene_init(&drawer->scene);
    if (drawer->typeface && begin_composing(drawer))
        is_done = draw_at(drawer, drawer->options->at);
    else
        complain(MESSAGE_NO_MEMORY);
    composer_release(&drawer->composer);
    pair_composer_release(&drawer->pair);
    scene_release(&drawer->scene);
    typeface_free(drawer->typeface);
    return is_done;
}

/* What can be told before the file is opened. */
static bool check_output(Drawer *drawer)
{
    const char *output = drawer->options->output;
    if (!output) {
        complain(MESSAGE_NEEDS_OUTPUT);
        return false;
    }
    if (picture_format_of(output, &drawer->format))
        return true;
    fprintf(stderr, MESSAGE_PREFIX MESSAGE_UNKNOWN_PICTURE "\n", output);
    return false;
}

static int draw_scenario(Drawer *drawer, const Options *options)
{
    SourceFile file;
    Player player;
    int status;
    if (!command_read_file(options->files[0], &file, &status))
        return status;
    status = EXIT_NOT_A_SCENARIO;
    drawer->player = &player;
    if (player_open(&player, &file, &options->sim))
        status = draw_opened(drawer) ? EXIT_FINE : EXIT_USAGE;
    else if (player.diagnostics)
        glyphs_print(stderr, player.diagnostics, strlen(player.diagnostics));
    player_close(&player);
    return status;
}

/* A picture has no end to wait for: it shows what both come to in all. */
static int draw_two_runs(Drawer *drawer, const Options *options)
{
    static TwoRuns runs; /* players: too large for the stack */
    int status = pair_words_open(options, &runs);
    drawer->runs = &runs;
    runs.is_revealed = true;
    if (status == EXIT_FINE && !draw_opened(drawer))
        status = EXIT_USAGE;
    two_runs_close(&runs);
    return status;
}

/* Pages look as on the first day: what a student has done is no part of a picture. */
static int draw_lesson(Drawer *drawer, const Options *options)
{
    static LessonWalk walk;
    static FoundLesson found;
    Player player;
    Progress progress = {0};
    int status = EXIT_NOT_A_SCENARIO;
    if (!lesson_places_find(options->files[0], &found))
        return EXIT_USAGE;
    LessonPlace place = {found.path, found.scenario, found.name, found.next};
    drawer->player = &player;
    drawer->lesson = &walk;
    if (lesson_walk_open(&walk, &place, &player, &progress, stderr))
        status = draw_opened(drawer) ? EXIT_FINE : EXIT_USAGE;
    player_close(&player);
    lesson_walk_close(&walk);
    progress_release(&progress);
    return status;
}

int stage_draw(const Options *options)
{
    Drawer drawer = {.options = options, .size = {options->width, options->height, options->text_scale}};
    if (!check_output(&drawer))
        return EXIT_USAGE;
    if (options->file_count > 1)
        return draw_two_runs(&drawer, options);
    return lesson_places_is_lesson(options->files[0]) ? draw_lesson(&drawer, options)
                                                      : draw_scenario(&drawer, options);
}
