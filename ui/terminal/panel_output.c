/* The program's output, and the gauges. */
#include "steps.h"

#include "output_view.h"
#include "pen.h"
#include "words.h"

#include <math.h>

enum { OUTPUT_LINES_MOST = 256 };

/* ---- output ---- */

static unsigned time_width(const OutputLine *lines, size_t count)
{
    char text[TIME_TEXT_BYTES];
    unsigned width = 3;
    for (size_t i = 0; i < count; i++) {
        unsigned cells = string_width(seconds_text(text, lines[i].time_ns));
        width = cells > width ? cells : width;
    }
    return width;
}

static void draw_output(Screen *screen, Area area, unsigned y, const OutputLine *line, unsigned times, bool is_new)
{
    char text[TIME_TEXT_BYTES];
    seconds_text(text, line->time_ns);
    unsigned x = times - string_width(text);
    screen_string(screen, area, x, y, LOOK_DIM, text);
    Look look = line->stream == 2 ? LOOK_BAD : is_new ? LOOK_STRONG : LOOK_NORMAL;
    screen_text(screen, area, times + 2, y, look, line->text, line->size);
}

void panel_output(Steps *steps, Screen *screen, Area area)
{
    OutputLine lines[OUTPUT_LINES_MOST];
    size_t most = area.height < OUTPUT_LINES_MOST ? area.height : OUTPUT_LINES_MOST;
    size_t count = output_lines(steps->player->sim, steps->output_skip, lines, most);
    if (count < most && steps->output_skip > 0) { /* scrolled beyond the first line */
        steps->output_skip -= most - count < steps->output_skip ? most - count : steps->output_skip;
        count = output_lines(steps->player->sim, steps->output_skip, lines, most);
    }
    unsigned times = time_width(lines, count);
    uint32_t turn = sim_position(steps->player->sim).turn;
    for (unsigned y = 0; y < count; y++)
        draw_output(screen, area, y, &lines[y], times, lines[y].turn == turn);
    if (count == 0)
        screen_string(screen, area, 0, 0, LOOK_DIM, "nothing printed yet");
}

/* ---- gauges ---- */

static const char *spark(double share, bool is_ascii)
{
    static const char *const sparks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const ascii[] = {"_", ".", "-", "=", "+", "*", "%", "#"};
    int height = (int)(share * 7 + 0.5);
    height = height < 0 ? 0 : height > 7 ? 7 : height;
    return (is_ascii ? ascii : sparks)[height];
}

static void draw_sparkline(const Steps *steps, Screen *screen, Area area, size_t number, const SimGauge *gauge)
{
    double values[TIMELINE_COLUMNS_MOST];
    Ruler ruler;
    timeline_ruler(steps->player, area.width, &ruler);
    if (area.width < 4)
        return;
    sim_gauge_history(steps->player->sim, number, ruler.is_by_turns, 0, ruler.last, values, ruler.columns);
    double range = gauge->high > gauge->low ? gauge->high - gauge->low : 1;
    for (unsigned x = 0; x < ruler.columns; x++) {
        if (isnan(values[x]))
            continue;
        Look look = values[x] >= gauge->high ? LOOK_BAD : LOOK_HANDED;
        screen_string(screen, area, x, 0, look, spark((values[x] - gauge->low) / range, screen->is_ascii));
    }
}

/* What it says where there is room for sentences, its name where there is not. */
static const char *gauge_label(const SimGauge *gauge, Area area)
{
    return *gauge->text && area.width >= 60 ? gauge->text : gauge->name;
}

static void draw_gauge(const Steps *steps, Screen *screen, Area area, unsigned y, size_t number, unsigned names,
                       const SimGauge *gauge)
{
    char value[NUMBER_TEXT_BYTES], high[NUMBER_TEXT_BYTES];
    screen_string(screen, (Area){area.x, area.y + y, names, 1}, 0, 0, LOOK_NORMAL, gauge_label(gauge, area));
    Pen pen = pen_at(screen, area, names + 1, y);
    if (gauge->has_value)
        pen_text(&pen, LOOK_STRONG, "%4s", number_text(value, gauge->value));
    else
        pen_text(&pen, LOOK_DIM, "   -");
    pen_text(&pen, LOOK_DIM, " of %s  ", number_text(high, gauge->high));
    if (pen_room(&pen) > 0)
        draw_sparkline(steps, screen, (Area){area.x + pen.x, area.y + y, pen_room(&pen), 1}, number, gauge);
}

void panel_gauges(Steps *steps, Screen *screen, Area area)
{
    SimGauge gauge;
    unsigned names = 0;
    for (size_t i = 0; sim_gauge(steps->player->sim, i, &gauge); i++) {
        unsigned cells = string_width(gauge_label(&gauge, area));
        names = cells > names ? cells : names;
    }
    names = names < area.width / 2 ? names : area.width / 2;
    for (unsigned y = 0; y < area.height && sim_gauge(steps->player->sim, y, &gauge); y++)
        draw_gauge(steps, screen, area, y, y, names, &gauge);
}
