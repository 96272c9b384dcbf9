/* The shapes of coordination objects, each into a panel's inside. Not for others than the composer. */
#ifndef LOOPSCOPE_COMPOSE_SHAPES_H
#define LOOPSCOPE_COMPOSE_SHAPES_H

#include "compose_room.h"

void compose_spaces(Composing *composing, const ThingView *view, Box box);
void compose_queue(Composing *composing, const SimThing *thing, const ThingView *view, Box box);
void compose_gate(Composing *composing, const SimThing *thing, const ThingView *view, Box box);
void compose_deadline(Composing *composing, const SimThing *thing, const ThingView *view, Box box);
/* Several timeouts around each other, the outermost first; what is behind the first NESTED_MOST is counted. */
enum { NESTED_MOST = 6, NESTED_HEIGHT = 42 };
void compose_nested(Composing *composing, const uint32_t *numbers, size_t count, Box box);
void compose_children(Composing *composing, const SimThing *thing, const ThingView *view, Box box);

#endif
