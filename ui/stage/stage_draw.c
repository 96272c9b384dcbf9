/* loopscope draw: pictures of a place in a run, or of all its cues. */
#include "stage.h"

#include "commands.h"
#include "compose.h"
#include "glyphs.h"
#include "messages.h"
#include "picture.h"

#include <string.h>

#define ALL_CUES "all-cues"

/* Everything that drawing needs, for one picture after the other. */
typedef struct Drawer {
    const Options *options;
    PictureFormat format;
    PictureSize size;
    Player *player;
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
    compose(&drawer->composer, &drawer->scene, page.width, page.height);
    sim_scenario(drawer->player->sim, &scenario);
    picture_draw(picture, &drawer->scene, *scenario.title ? scenario.title : scenario.file_name);
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

/* ---- all cues ---- */

/* Cues in the order in which the run reaches them, not as they stand in the file. */
typedef struct CueWalk {
    SimPosition position; /* of the last one */
    size_t cue;           /* which it was */
    bool has_begun;
} CueWalk;

static bool comes_before(SimPosition one, size_t cue, SimPosition other, size_t other_cue)
{
    if (one.turn != other.turn)
        return one.turn < other.turn;
    return one.line != other.line ? one.line < other.line : cue < other_cue;
}

/* Go to the next cue that is reached; false where there is none left. */
static bool go_to_next_cue(Drawer *drawer, CueWalk *walk)
{
    CueWalk next = {0};
    SimCue cue;
    for (size_t i = 0; sim_cue(drawer->player->sim, i, &cue); i++) {
        if (!cue.is_reached || (walk->has_begun && !comes_before(walk->position, walk->cue, cue.position, i)))
            continue;
        if (!next.has_begun || comes_before(cue.position, i, next.position, next.cue))
            next = (CueWalk){cue.position, i, true};
    }
    *walk = next;
    return next.has_begun && sim_seek_cue(drawer->player->sim, next.cue) != SIM_NOT_FOUND;
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
    CueWalk walk = {0};
    if (!open_picture(drawer, &picture, drawer->options->output))
        return false;
    for (; go_to_next_cue(drawer, &walk); (*drawn)++)
        draw_here(drawer, &picture);
    if (*drawn)
        return finish_picture(&picture);
    picture_abandon(&picture);
    return true;
}

static bool draw_numbered(Drawer *drawer, unsigned *drawn)
{
    CueWalk walk = {0};
    char path[WHOLE_FILE_PATH_BYTES];
    for (; go_to_next_cue(drawer, &walk); (*drawn)++) {
        numbered_path(path, drawer->options->output, *drawn + 1);
        if (!draw_one(drawer, path))
            return false;
    }
    return true;
}

static bool draw_all_cues(Drawer *drawer)
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

static bool draw_at(Drawer *drawer, const char *at)
{
    if (at && strcmp(at, ALL_CUES) == 0)
        return draw_all_cues(drawer);
    if (at) {
        player_goto(drawer->player, at);
        if (drawer->player->message[0]) {
            complain(drawer->player->message);
            return false;
        }
    }
    return draw_one(drawer, drawer->options->output);
}

static bool draw_with_player(Drawer *drawer)
{
    bool is_done = false;
    drawer->typeface = typeface_new();
    scene_init(&drawer->scene);
    if (drawer->typeface && composer_init(&drawer->composer, drawer->player, typeface_measure(drawer->typeface))) {
        is_done = draw_at(drawer, drawer->options->at);
        composer_release(&drawer->composer);
    } else {
        complain(MESSAGE_NO_MEMORY);
    }
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

int stage_draw(const Options *options)
{
    Drawer drawer = {.options = options, .size = {options->width, options->height, options->text_scale}};
    SourceFile file;
    Player player;
    int status;
    if (!check_output(&drawer))
        return EXIT_USAGE;
    if (!command_read_file(options->files[0], &file, &status))
        return status;
    status = EXIT_NOT_A_SCENARIO;
    drawer.player = &player;
    if (player_open(&player, &file, &options->sim))
        status = draw_with_player(&drawer) ? EXIT_FINE : EXIT_USAGE;
    else if (player.diagnostics)
        glyphs_print(stderr, player.diagnostics, strlen(player.diagnostics));
    player_close(&player);
    return status;
}
