/* Making the run again: with other knobs, another seed, or the file as it now stands, at the same cue or time. */
#include "player_sim.h"

#include "messages.h"
#include "words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- a new Sim ---- */

static void keep_diagnostic(void *context, const SimDiagnostic *diagnostic)
{
    Player *player = context;
    size_t length = player->diagnostics ? strlen(player->diagnostics) : 0;
    size_t size = strlen(diagnostic->shown);
    char *grown = realloc(player->diagnostics, length + size + 1);
    if (!grown)
        return;
    memcpy(grown + length, diagnostic->shown, size + 1);
    player->diagnostics = grown;
}

Sim *player_make_sim(Player *player, const SourceFile *file)
{
    SimOptions options = player->options;
    options.knobs = player->knobs.items;
    options.knob_count = player->knobs.count;
    SimSource source = {file->name, file->text, file->length};
    free(player->diagnostics);
    player->diagnostics = NULL;
    return sim_open(&source, &options, keep_diagnostic, player);
}

/* ---- the same place in another run ---- */

/* Where the player stands, told so that it means something in another run. */
typedef struct Place {
    bool is_start, is_end;
    const char *cue; /* the cue it stands at, "" none; of the run */
    int64_t time_ns;
} Place;

static Place place_of(const Sim *sim)
{
    Place place = {.cue = ""};
    SimPosition position = sim_position(sim);
    SimClock clock;
    SimCue cue;
    sim_clock(sim, &clock);
    int current = sim_current_cue(sim);
    place.is_start = position.turn == 0 && position.line == 0;
    place.is_end = sim_is_at_end(sim);
    place.time_ns = clock.now_ns;
    if (current >= 0 && sim_cue(sim, (size_t)current, &cue) && cue.position.turn == position.turn)
        place.cue = cue.name;
    return place;
}

static bool go_to_cue(Sim *sim, const char *name)
{
    SimCue cue;
    for (size_t i = 0; *name && sim_cue(sim, i, &cue); i++)
        if (strcmp(cue.name, name) == 0 && cue.is_reached)
            return sim_seek_cue(sim, i) != SIM_NOT_FOUND;
    return false;
}

static void go_to_place(Sim *sim, const Place *place)
{
    if (place->is_start || go_to_cue(sim, place->cue))
        return;
    if (place->is_end)
        sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    else
        sim_seek_time(sim, place->time_ns);
}

/* Marks and what is followed mean places and tasks of the old run. */
static void take_sim(Player *player, Sim *sim)
{
    Place place = place_of(player->sim);
    go_to_place(sim, &place);
    sim_close(player->sim);
    player->sim = sim;
    player->followed = 0;
    memset(player->marks, 0, sizeof player->marks);
    player->changes++;
    player_check_selection(player);
}

static bool remake(Player *player)
{
    Sim *sim = player_make_sim(player, &player->file);
    if (!sim)
        return false;
    take_sim(player, sim);
    return true;
}

/* ---- knobs and seed ---- */

/* Take other settings; the old ones go to `before`, until it is known whether a run can be made. */
static bool change_knobs(Player *player, KnobSettings *before, const SimKnobSetting *items, size_t count)
{
    *before = player->knobs;
    return knob_settings_copy(&player->knobs, items, count);
}

static void end_change(Player *player, KnobSettings *before, bool is_run)
{
    KnobSettings dropped = is_run ? *before : player->knobs;
    player->knobs = is_run ? player->knobs : *before;
    knob_settings_release(&dropped);
}

/* As a person would type it. */
static void write_value(char value[PLAYER_WORD_BYTES], const SimKnob *knob, double number)
{
    snprintf(value, PLAYER_WORD_BYTES, knob->is_real ? "%.12g" : "%.0f", number);
}

bool player_set_knob(Player *player, size_t number, double value)
{
    SimKnob knob;
    if (!sim_knob(player->sim, number, &knob))
        return false;
    char text[PLAYER_WORD_BYTES];
    KnobSettings before;
    write_value(text, &knob, value);
    bool is_run = change_knobs(player, &before, player->knobs.items, player->knobs.count) &&
                  knob_settings_set(&player->knobs, knob.name, text) && remake(player);
    end_change(player, &before, is_run);
    if (!is_run)
        player_say(player, MESSAGE_CANNOT_RUN_SO);
    else if (sim_knob(player->sim, number, &knob)) /* its texts are of the run */
        player_say(player, "%s = %s", knob.name, text);
    return is_run;
}

/* One step of a knob: 1, or a twentieth of a range of fractions, on round places. */
static double knob_step(const SimKnob *knob)
{
    if (!knob->is_real)
        return 1;
    double step = (knob->high - knob->low) / 20;
    double ten = pow(10, floor(log10(step)));
    return step / ten < 2 ? ten : step / ten < 5 ? 2 * ten : 5 * ten;
}

void player_turn_knob(Player *player, int direction)
{
    SimKnob knob;
    if (!sim_knob(player->sim, player->knob, &knob)) {
        player_say(player, MESSAGE_NO_KNOBS);
        return;
    }
    double step = knob_step(&knob), value = knob.value + direction * step;
    if (knob.is_real)
        value = round(value / step) * step;
    value = value < knob.low ? knob.low : value > knob.high ? knob.high : value;
    if (value > knob.value || value < knob.value)
        player_set_knob(player, player->knob, value);
    else
        player_say(player, MESSAGE_KNOB_AT_END, knob.name, knob.value);
}

bool player_next_seed(Player *player, int direction)
{
    int64_t seed = player->options.seed, last = direction > 0 ? INT64_MAX : INT64_MIN;
    return player_set_seed(player, seed == last ? seed : seed + direction);
}

bool player_set_seed(Player *player, int64_t seed)
{
    int64_t before = player->options.seed;
    player->options.seed = seed;
    if (remake(player)) {
        player_say(player, MESSAGE_SEED, (long long)seed);
        return true;
    }
    player->options.seed = before;
    player_say(player, MESSAGE_CANNOT_RUN_SO);
    return false;
}

/* ---- the file ---- */

/* The file on disk cannot be run: what is wrong with it stays to be seen. */
static void note_broken(Player *player, const SourceFile *file)
{
    const char *why = player->diagnostics ? player->diagnostics : file->message;
    size_t size = strlen(why) + 1;
    char *copy = malloc(size);
    player->watch.tried = file->stamp;
    free(player->broken);
    player->broken = copy ? memcpy(copy, why, size) : NULL;
}

static void note_whole(Player *player)
{
    free(player->broken);
    player->broken = NULL;
    player->watch.tried = (FileStamp){0};
}

bool player_reload(Player *player)
{
    SourceFile file;
    Sim *sim = NULL;
    bool is_read = source_file_read(&file, player->file.path) == SOURCE_FILE_READ;
    free(player->diagnostics);
    player->diagnostics = NULL;
    if (is_read)
        sim = player_make_sim(player, &file);
    if (!sim) {
        if (is_read)
            player_say(player, MESSAGE_RELOAD_FAILED);
        else
            player_say(player, "%s", file.message);
        note_broken(player, &file);
        source_file_release(&file);
        return false;
    }
    take_sim(player, sim);
    source_file_release(&player->file);
    player->file = file;
    note_whole(player);
    player_say(player, MESSAGE_RELOADED, file.name);
    return true;
}

bool player_follow_file(Player *player, uint64_t now_ms)
{
    /* A broken file that is put back as it was is new as well. */
    const FileStamp nothing = {0}, *read = player->broken ? &nothing : &player->file.stamp;
    if (!file_watch_notices(&player->watch, player->file.path, read, now_ms))
        return false;
    if (!player_reload(player))
        player->message[0] = '\0'; /* the strip tells it all */
    return true;
}

/* ---- another file ---- */

/* Where the new run stands is for the caller to say. */
static void change_run(Player *player, Sim *sim, SourceFile *file)
{
    sim_close(player->sim);
    source_file_release(&player->file);
    player->sim = sim;
    player->file = *file;
    player->followed = 0;
    memset(player->marks, 0, sizeof player->marks);
    player->changes++;
    player_check_selection(player);
}

bool player_run(Player *player, const char *path, const SimKnobSetting *knobs, size_t count)
{
    SourceFile file;
    KnobSettings before;
    if (source_file_read(&file, path) != SOURCE_FILE_READ) {
        player_say(player, "%s", file.message);
        source_file_release(&file);
        return false;
    }
    Sim *sim = change_knobs(player, &before, knobs, count) ? player_make_sim(player, &file) : NULL;
    end_change(player, &before, sim != NULL);
    if (sim) {
        change_run(player, sim, &file);
        note_whole(player);
        return true;
    }
    source_file_release(&file);
    player_say(player, MESSAGE_RELOAD_FAILED);
    return false;
}
