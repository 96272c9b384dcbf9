/* Going to a place that was typed. */
#include "goto.h"

#include "messages.h"
#include "words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *word;
    SimHappening happening;
} happenings[] = {{"print", SIM_PRINT}, {"cancel", SIM_CANCEL}, {"timeout", SIM_TIMEOUT}, {"failure", SIM_FAILURE}};

enum { HAPPENINGS = sizeof happenings / sizeof *happenings };

/* The rest of `text` after a word and what separates it, or NULL where it does not begin with the word. */
static const char *after(const char *text, const char *word)
{
    size_t length = strlen(word);
    if (strncasecmp(text, word, length) != 0 || (text[length] != ' ' && text[length] != ':'))
        return NULL;
    text += length + 1;
    while (*text == ' ')
        text++;
    return text;
}

static SimMove refuse(char *message, const char *format, const char *place)
{
    snprintf(message, GOTO_MESSAGE_BYTES, format, place);
    return SIM_NOT_FOUND;
}

static SimMove go_to_happening(Sim *sim, const char *word, int direction, char *message)
{
    const char *words[HAPPENINGS];
    for (size_t i = 0; i < HAPPENINGS; i++) {
        words[i] = happenings[i].word;
        if (strcasecmp(word, words[i]) != 0)
            continue;
        SimMove move = sim_find(sim, happenings[i].happening, 0, direction);
        return move == SIM_MOVED ? move
                                 : refuse(message, direction > 0 ? MESSAGE_NO_NEXT : MESSAGE_NO_LAST, words[i]);
    }
    const char *near = nearest_word(word, words, HAPPENINGS);
    snprintf(message, GOTO_MESSAGE_BYTES, MESSAGE_UNKNOWN_HAPPENING, word, near ? near : "print");
    return SIM_NOT_FOUND;
}

/* A cue by its name, else by the only or first one whose name begins so. */
static bool find_cue(const Sim *sim, const char *name, size_t *number)
{
    SimCue cue;
    size_t length = strlen(name);
    for (size_t i = 0; sim_cue(sim, i, &cue); i++)
        if (strcasecmp(cue.name, name) == 0) {
            *number = i;
            return true;
        }
    for (size_t i = 0; length > 0 && sim_cue(sim, i, &cue); i++)
        if (strncasecmp(cue.name, name, length) == 0) {
            *number = i;
            return true;
        }
    return false;
}

static SimMove go_to_cue(Sim *sim, const char *name, char *message)
{
    size_t number;
    SimCue cue;
    if (!find_cue(sim, name, &number))
        return refuse(message, MESSAGE_NO_CUE, name);
    if (sim_cue(sim, number, &cue) && !cue.is_reached)
        return refuse(message, MESSAGE_CUE_NOT_REACHED, cue.name);
    return sim_seek_cue(sim, number);
}

static SimMove go_to_line(Sim *sim, const char *text, char *message)
{
    uint64_t line;
    if (!count_parse(text, 1, UINT32_MAX, &line))
        return refuse(message, MESSAGE_NO_POSITION, text);
    SimMove move = sim_find(sim, SIM_LINE_REACHED, (uint32_t)line, 1);
    return move == SIM_MOVED ? move : refuse(message, MESSAGE_NO_LINE, text);
}

bool goto_is_time(const char *place, int64_t *time_ns)
{
    while (isspace((unsigned char)*place))
        place++;
    const char *rest = after(place, "time");
    return time_parse(rest ? rest : place, !rest, time_ns);
}

SimMove goto_place(Sim *sim, const char *place, char message[GOTO_MESSAGE_BYTES])
{
    uint64_t count;
    int64_t time_ns;
    const char *rest;
    while (isspace((unsigned char)*place))
        place++;
    *message = '\0';
    if ((rest = after(place, "next")))
        return go_to_happening(sim, rest, 1, message);
    if ((rest = after(place, "last")))
        return go_to_happening(sim, rest, -1, message);
    if ((rest = after(place, "cue")))
        return go_to_cue(sim, rest, message);
    if ((rest = after(place, "line")))
        return go_to_line(sim, rest, message);
    if ((rest = after(place, "time")))
        return time_parse(rest, false, &time_ns) ? sim_seek_time(sim, time_ns)
                                                 : refuse(message, MESSAGE_NO_POSITION, rest);
    rest = after(place, "callback");
    if (count_parse(rest ? rest : place, 0, UINT32_MAX, &count))
        return sim_seek_callback(sim, (uint32_t)count);
    if (time_parse(place, true, &time_ns))
        return sim_seek_time(sim, time_ns);
    if (strcasecmp(place, "start") == 0)
        return sim_seek(sim, (SimPosition){0, 0});
    if (strcasecmp(place, "end") == 0)
        return sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    return find_cue(sim, place, &(size_t){0}) ? go_to_cue(sim, place, message)
                                              : refuse(message, MESSAGE_NO_POSITION, place);
}
