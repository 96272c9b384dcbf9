/* Choosing a scenario, and its knobs and seed before the run. */
#include "messages.h"
#include "session_parts.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- the catalogue ---- */

/* A lesson begins at once: its pages set the knobs. */
static void open_lesson(Session *session, const Scenario *lesson)
{
    char *errors = NULL;
    size_t size;
    FILE *file = open_memstream(&errors, &size);
    LessonPlace place = {lesson->path, lesson->scenario ? lesson->scenario : "", lesson->lesson,
                         lesson->next ? lesson->next : ""};
    if (!file)
        return;
    if (!session->has_progress)
        progress_open(&session->progress, NULL);
    session->has_progress = true;
    bool is_open = lesson_walk_open(&session->walk, &place, &session->own, &session->progress, file);
    fclose(file);
    if (is_open) {
        session->player = &session->own;
        session_enter(session, MODE_STEPS);
    } else {
        session_show_text(session, "this lesson has errors", errors ? errors : "");
        session_close_own(session);
    }
    free(errors);
}

void session_close_own(Session *session)
{
    player_close(&session->own);
    lesson_walk_close(&session->walk);
}

void session_open_scenario(Session *session)
{
    Catalogue *catalogue = &session->catalogue;
    SourceFile file;
    SimOptions options = {0};
    if (catalogue->selected >= catalogue->scenarios->count)
        return;
    catalogue->message[0] = '\0';
    const Scenario *item = &catalogue->scenarios->items[catalogue->selected];
    if (item->is_lesson) {
        open_lesson(session, item);
        return;
    }
    if (scenario_is_pair(item)) {
        session_open_pair(session, item);
        return;
    }
    if (source_file_read(&file, item->path) != SOURCE_FILE_READ) {
        snprintf(catalogue->message, sizeof catalogue->message, "%s", file.message);
        source_file_release(&file);
        return;
    }
    if (player_open(&session->own, &file, &options)) {
        session->player = &session->own;
        session->opening_row = 0;
        session_enter(session, MODE_OPENING);
        return;
    }
    session_show_text(session, "this file cannot be run", session->own.diagnostics ? session->own.diagnostics : "");
    player_close(&session->own);
}

void session_back_to_catalogue(Session *session)
{
    Scenario *item = &session->catalogue.scenarios->items[session->catalogue.selected];
    session->player = NULL;
    if (item->is_lesson && session->has_progress)
        scenario_tell_progress(item, &session->progress);
    session_enter(session, MODE_CATALOGUE);
    session_close_own(session);
}

void session_act_in_catalogue(Session *session, Action action)
{
    Catalogue *catalogue = &session->catalogue;
    switch (action) {
    case ACTION_UP:
        catalogue_move(catalogue, -1);
        break;
    case ACTION_DOWN:
        catalogue_move(catalogue, 1);
        break;
    case ACTION_CUE_BACK:
        catalogue_move(catalogue, -10);
        break;
    case ACTION_CUE_STEP:
        catalogue_move(catalogue, 10);
        break;
    case ACTION_START:
        catalogue_move(catalogue, -10000);
        break;
    case ACTION_END:
        catalogue_move(catalogue, 10000);
        break;
    case ACTION_OPEN:
    case ACTION_STEP:
        session_open_scenario(session);
        break;
    case ACTION_CLOSE:
        catalogue_filter(catalogue, "");
        break;
    case ACTION_SEARCH:
    case ACTION_FILTER:
        session_ask(session, ASKING_CATALOGUE, "search", "a word of the title or of what it is about");
        break;
    case ACTION_QUIT:
        session->is_leaving = true;
        break;
    default:
        break;
    }
}

/* ---- before the run ---- */

void session_act_in_opening(Session *session, Action action)
{
    Player *player = session->player;
    size_t rows = opening_rows(player), row = session->opening_row;
    switch (action) {
    case ACTION_UP:
        session->opening_row = (row + rows - 1) % rows;
        break;
    case ACTION_DOWN:
    case ACTION_NEXT_PANEL:
        session->opening_row = (row + 1) % rows;
        break;
    case ACTION_BACK:
    case ACTION_KNOB_DOWN:
        opening_change(player, row, -1);
        break;
    case ACTION_STEP:
    case ACTION_KNOB_UP:
        opening_change(player, row, 1);
        break;
    case ACTION_SEED:
        opening_change(player, rows - 1, 1);
        break;
    case ACTION_OPEN:
    case ACTION_PLAY:
    case ACTION_CUE_STEP:
        session_enter(session, MODE_STEPS);
        break;
    case ACTION_CLOSE:
    case ACTION_QUIT:
        session_back_to_catalogue(session);
        break;
    default:
        break;
    }
}
