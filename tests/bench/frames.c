/* What a frame of the stage costs: each step of a scenario is composed and drawn, with the motion to it.
 *
 *     frames FILE PLACE
 *
 * At 1920x1080 and at 3840x2160, medians and 95th percentiles in milliseconds of the processor's time. */
#include "canvas.h"
#include "compose.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { STEPS = 500, FRAMES = 4, PAGE_HEIGHT = 1080 };

typedef struct Times {
    double each[STEPS * FRAMES];
    size_t count;
} Times;

typedef struct Stage {
    Player *player;
    Typeface *typeface;
    Composer composer;
    Canvas canvas;
    Scene scenes[2];
    int now;
    Times composing, drawing, moving;
} Stage;

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void note(Times *times, double since)
{
    if (times->count < STEPS * FRAMES)
        times->each[times->count++] = now_ms() - since;
}

static int by_size(const void *left, const void *right)
{
    double one = *(const double *)left, other = *(const double *)right;
    return (one > other) - (one < other);
}

static void print_times(const char *what, Times *times)
{
    if (times->count == 0)
        return;
    qsort(times->each, times->count, sizeof *times->each, by_size);
    printf("    %-16s median %6.2f ms   95th percentile %6.2f ms   most %6.2f ms   (%zu)\n", what,
           times->each[times->count / 2], times->each[times->count * 95 / 100], times->each[times->count - 1],
           times->count);
}

static void move(Stage *stage, const Scene *from, const Scene *to)
{
    double begin = now_ms();
    bool moves = canvas_begin_motion(&stage->canvas, from, to);
    note(&stage->drawing, begin);
    for (int i = 1; moves && i <= FRAMES; i++) {
        begin = now_ms();
        canvas_move(&stage->canvas, to, (float)i / FRAMES);
        canvas_taken(&stage->canvas);
        note(&stage->moving, begin);
    }
    if (!moves)
        return;
    begin = now_ms();
    canvas_show(&stage->canvas, to);
    note(&stage->drawing, begin);
}

static void step(Stage *stage)
{
    const Scene *from = &stage->scenes[stage->now];
    Scene *to = &stage->scenes[1 - stage->now];
    double begin = now_ms();
    compose(&stage->composer, to, (float)stage->canvas.width / stage->canvas.scale, PAGE_HEIGHT);
    note(&stage->composing, begin);
    move(stage, from, to);
    canvas_taken(&stage->canvas);
    stage->now = 1 - stage->now;
}

static uint32_t callback(const Player *player)
{
    SimClock clock;
    sim_clock(player->sim, &clock);
    return clock.callback;
}

/* Steps from the place on; a run that is over begins anew. */
static void walk(Stage *stage, const char *place)
{
    player_goto(stage->player, place);
    for (int i = 0; i < STEPS; i++) {
        uint32_t before = callback(stage->player);
        step(stage);
        player_act(stage->player, ACTION_STEP);
        if (callback(stage->player) == before && before > 0)
            player_act(stage->player, ACTION_START);
    }
}

static bool measure_size(Player *player, const char *place, unsigned width, unsigned height)
{
    static Stage stage;
    stage = (Stage){.player = player, .typeface = typeface_new()};
    canvas_init(&stage.canvas, stage.typeface);
    scene_init(&stage.scenes[0]);
    scene_init(&stage.scenes[1]);
    bool is_good = stage.typeface && canvas_resize(&stage.canvas, width, height, (float)height / PAGE_HEIGHT) &&
                   composer_init(&stage.composer, player, typeface_measure(stage.typeface));
    if (is_good) {
        walk(&stage, place);
        printf("  %ux%u\n", width, height);
        print_times("composing", &stage.composing);
        print_times("drawing a step", &stage.drawing);
        print_times("a motion's frame", &stage.moving);
        composer_release(&stage.composer);
    }
    canvas_release(&stage.canvas);
    typeface_free(stage.typeface);
    scene_release(&stage.scenes[0]);
    scene_release(&stage.scenes[1]);
    return is_good;
}

int main(int count, char **words)
{
    SourceFile file;
    Player player;
    SimOptions options = {0};
    if (count != 3 || source_file_read(&file, words[1]) != SOURCE_FILE_READ) {
        fputs("usage: frames FILE PLACE\n", stderr);
        return 2;
    }
    bool is_good = player_open(&player, &file, &options) && measure_size(&player, words[2], 1920, 1080) &&
                   measure_size(&player, words[2], 3840, 2160);
    if (!is_good)
        fprintf(stderr, "frames: %s\n", player.diagnostics ? player.diagnostics : "no memory");
    player_close(&player);
    return is_good ? 0 : 1;
}
