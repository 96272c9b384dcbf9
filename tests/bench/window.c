/* What a frame costs in a window: drawing and presenting, as the stage does it while it moves from step to step.
 *
 *     window FILE
 *
 * At 1920x1080, on the display that SDL finds (SDL_VIDEODRIVER=dummy: none). Medians and 95th percentiles in
 * milliseconds of wall time, and how many frames came in a second. */
#include "canvas.h"
#include "compose.h"
#include "display.h"

#include <stdlib.h>
#include <time.h>

enum { STEPS = 60, FRAMES = 20, WIDTH = 1920, HEIGHT = 1080 };

typedef struct Window {
    Player *player;
    Display *display;
    Typeface *typeface;
    Composer composer;
    Canvas canvas;
    Scene scenes[2];
    double frames[STEPS * FRAMES];
    size_t count;
} Window;

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void *left, const void *right)
{
    double one = *(const double *)left, other = *(const double *)right;
    return (one > other) - (one < other);
}

/* A frame as in the stage's loop: events are looked at, what moved is drawn and presented. */
static void frame(Window *window, const Scene *to, int number)
{
    double begin = now_ms();
    canvas_move(&window->canvas, to, (float)number / FRAMES);
    display_show(window->display, &window->canvas, false);
    display_wait(window->display, 0);
    window->frames[window->count++] = now_ms() - begin;
}

static void walk(Window *window)
{
    for (int step = 0; step < STEPS; step++) {
        const Scene *from = &window->scenes[step % 2];
        Scene *to = &window->scenes[1 - step % 2];
        compose(&window->composer, to, WIDTH, HEIGHT);
        if (from->mark_count == 0 || !canvas_begin_motion(&window->canvas, from, to)) {
            canvas_show(&window->canvas, to);
            display_show(window->display, &window->canvas, false);
        } else {
            for (int i = 1; i <= FRAMES; i++)
                frame(window, to, i);
            canvas_show(&window->canvas, to);
        }
        player_act(window->player, ACTION_STEP);
    }
}

static void print_frames(Window *window)
{
    double all = 0;
    for (size_t i = 0; i < window->count; i++)
        all += window->frames[i];
    qsort(window->frames, window->count, sizeof *window->frames, by_size);
    if (window->count)
        printf(
            "    drawing and presenting, median %6.2f ms   95th percentile %6.2f ms   %.0f frames a second (%zu)\n",
            window->frames[window->count / 2], window->frames[window->count * 95 / 100],
            1000 * (double)window->count / all, window->count);
}

static bool measure(Player *player)
{
    static Window window;
    char message[256] = "";
    window.player = player;
    window.typeface = typeface_new();
    canvas_init(&window.canvas, window.typeface);
    scene_init(&window.scenes[0]);
    scene_init(&window.scenes[1]);
    window.display = display_open("loopscope", WIDTH, HEIGHT, 0, false, message, sizeof message);
    bool is_good = window.display && window.typeface && canvas_resize(&window.canvas, WIDTH, HEIGHT, 1) &&
                   composer_init(&window.composer, player, typeface_measure(window.typeface));
    if (is_good) {
        walk(&window);
        print_frames(&window);
        composer_release(&window.composer);
    } else {
        fprintf(stderr, "window: %s\n", *message ? message : "no memory");
    }
    display_close(window.display);
    canvas_release(&window.canvas);
    typeface_free(window.typeface);
    scene_release(&window.scenes[0]);
    scene_release(&window.scenes[1]);
    return is_good;
}

int main(int count, char **words)
{
    SourceFile file;
    Player player;
    SimOptions options = {0};
    if (count != 2 || source_file_read(&file, words[1]) != SOURCE_FILE_READ) {
        fputs("usage: window FILE\n", stderr);
        return 2;
    }
    bool is_good = player_open(&player, &file, &options) && measure(&player);
    player_close(&player);
    return is_good ? 0 : 1;
}
