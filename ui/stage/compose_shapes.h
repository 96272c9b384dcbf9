/* The shapes of coordination objects, each into a panel's inside. Not for others than the composer. */
#ifndef LOOPSCOPE_COMPOSE_SHAPES_H
#define LOOPSCOPE_COMPOSE_SHAPES_H

#include "compose_room.h"

void compose_spaces(Composing *composing, const ThingView *view, Box box);
void compose_queue(Composing *composing, const SimThing *thing, const ThingView *view, Box box);
void compose_gate(Composing *composing, const SimThing *thing, const ThingView *view, Box box);
void compose_deadline(Composing *composing, const SimThing *thing, const ThingView *view, Box box);
void compose_children(Composing *composing, const SimThing *thing, const ThingView *view, Box box);

#endif
