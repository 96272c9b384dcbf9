/* The composer: from a player to a scene. It finds room for whatever the scenario has made, by the folding rule:
 * what has the focus whole, the others to a row, then «+4 objects»; source and sentence last. Nothing overlaps,
 * nothing is cut without an ellipsis, nothing is smaller than it may be. Places are stable from step to step.
 *
 *     composer_init(&composer, &player, &measure);
 *     compose(&composer, &scene, 1920, 1080);       // as often as the player has moved
 *     composer_release(&composer); */
#ifndef LOOPSCOPE_COMPOSE_H
#define LOOPSCOPE_COMPOSE_H

#include "measure.h"
#include "player.h"
#include "timeline_view.h"

/* Sizes of lettering, in stage units. Nothing is under SIZE_SMALL. */
enum { SIZE_SMALL = 22, SIZE_TEXT = 26, SIZE_TITLE = 36, SIZE_CLOCK = 52, SIZE_SENTENCE = 42 };

typedef struct StageMemory StageMemory; /* what the panels looked like at the position before */

typedef struct Composer {
    Player *player;         /* borrowed */
    const Measure *measure; /* borrowed */
    StageMemory *memory;    /* owned */
    uint32_t source_top;    /* first source line in sight */
    uint32_t source_line;   /* the one that had the focus last */
    uint32_t lane_top;      /* first task with a lane in sight */
    Ruler ruler;            /* of the timeline as last composed, for clicks */
    Box axis;
} Composer;

/* False where there is no memory. */
bool composer_init(Composer *composer, Player *player, const Measure *measure);
void composer_release(Composer *composer);

/* Compose the player's present position on a page. The page's width and height are in stage units: a window of
 * 1920x1080 pixels at text scale 1 is 1920x1080, at text scale 2 it is 960x540. */
void compose(Composer *composer, Scene *scene, float width, float height);

/* The value on the timeline's axis at a place, to be given to timeline_go. */
unsigned compose_axis_column(const Composer *composer, float x);

#endif
