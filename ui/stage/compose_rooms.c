/* Rooms for objects: each has its place for the whole run.
 *
 * The run was made ahead, so it is known which objects there will ever be, from when to when, and how large each
 * becomes. A room is for one object, and after that for others of its kind; it is as high as the highest of them
 * needs, and keeps its place while nobody is in it. Where the page has too little height for that, objects of other
 * kinds come into a room, too, when its last one is gone; and where that is not enough the last rooms fold: who is
 * there then has a room in which nobody is for the time being, or else a line of words; and what has the focus
 * takes the place of the last that is whole. */
#include "compose_room.h"

#include <string.h>

enum { LIVES_MOST = 512, FOLDED = 40, TIMEOUTS_MOST = 64 };

/* The last outermost timeouts: what lies within one has its bar in that one's room. */
typedef struct Nests {
    struct {
        uint32_t owner;
        uint64_t last;
    } items[TIMEOUTS_MOST];
    size_t count;
} Nests;

/* Taking rooms. */
typedef struct Taking {
    const Composing *composing;
    Rooms *rooms;
    bool is_shared; /* a room may be for several kinds */
} Taking;

/* ---- who comes into which room ---- */

static Room *free_room(Rooms *rooms, const SimThingLife *life, bool is_of_any_kind)
{
    for (size_t i = 0; i < rooms->count; i++) {
        Room *room = &rooms->items[i];
        if (room->last <= life->first && (is_of_any_kind || room->kind == life->kind))
            return room;
    }
    return NULL;
}

static Room *room_for(const Taking *taking, const SimThingLife *life)
{
    Rooms *rooms = taking->rooms;
    Room *room = free_room(rooms, life, false);
    room = !room && taking->is_shared ? free_room(rooms, life, true) : room;
    if (room)
        return room;
    if (rooms->count == SHOWN_MOST)
        return NULL;
    rooms->items[rooms->count] = (Room){.kind = life->kind, .is_half = true};
    return &rooms->items[rooms->count++];
}

static bool is_present(const Composing *composing, uint32_t number)
{
    SimThing thing;
    return sim_thing(composing->sim, number, &thing) && !thing.is_gone;
}

/* Who is in the room at this position, else who was or will be. */
static void note_guest(const Taking *taking, Room *room, uint32_t number)
{
    if (is_present(taking->composing, number))
        room->number = number;
    else if (number <= sim_thing_count(taking->composing->sim))
        room->past = number;
    else if (room->next == 0)
        room->next = number;
}

static void enter(const Taking *taking, Room *room, const SimThingLife *life, uint32_t number, uint32_t depth)
{
    bool is_half;
    float wants = thing_wants(taking->composing, life, depth, &is_half);
    const unsigned weight = thing_weight(life->kind);
    float least = thing_least(life->kind, wants);
    room->height = wants > room->height ? wants : room->height;
    room->least = least > room->least ? least : room->least;
    room->weight = weight > room->weight ? weight : room->weight;
    room->is_half = room->is_half && is_half;
    room->last = life->last;
    note_guest(taking, room, number);
}

/* ---- timeouts around each other ---- */

/* Does the thing lie in a timeout that was there before? If not, others may lie in it. */
static bool lies_within(Nests *nests, const SimThingLife *life)
{
    if (life->kind != SIM_TIMEOUT_BLOCK || life->owner == 0)
        return false;
    for (size_t i = 0; i < nests->count && i < TIMEOUTS_MOST; i++)
        if (nests->items[i].owner == life->owner && nests->items[i].last >= life->first)
            return true;
    nests->items[nests->count % TIMEOUTS_MOST].owner = life->owner;
    nests->items[nests->count++ % TIMEOUTS_MOST].last = life->last;
    return false;
}

/* How deep the timeouts of a task lie around each other at most while the outermost is there. */
static uint32_t depth_of(const Composing *composing, const SimThingLife *outer, uint32_t number)
{
    SimThingLife one, other;
    uint32_t most = 1;
    for (uint32_t i = number + 1; outer->owner && sim_thing_life(composing->sim, i, &one); i++) {
        uint32_t depth = 2; /* the outermost and this one */
        if (one.first > outer->last)
            break;
        if (one.kind != SIM_TIMEOUT_BLOCK || one.owner != outer->owner)
            continue;
        for (uint32_t k = number + 1; k < i && sim_thing_life(composing->sim, k, &other); k++)
            depth += other.kind == SIM_TIMEOUT_BLOCK && other.owner == outer->owner && other.last >= one.first;
        most = depth > most ? depth : most;
    }
    return most;
}

/* ---- taking rooms ---- */

static void take_rooms(const Composing *composing, Rooms *rooms, bool is_shared)
{
    Taking taking = {composing, rooms, is_shared};
    Nests nests = {.count = 0};
    SimThingLife life;
    uint32_t there = sim_thing_count(composing->sim);
    rooms->count = 0;
    rooms->more = there > LIVES_MOST ? there - LIVES_MOST : 0;
    for (uint32_t number = 1; number <= LIVES_MOST && sim_thing_life(composing->sim, number, &life); number++) {
        if (life.line == 0 || lies_within(&nests, &life))
            continue;
        Room *room = room_for(&taking, &life);
        uint32_t depth = room && life.kind == SIM_TIMEOUT_BLOCK ? depth_of(composing, &life, number) : 1;
        if (room)
            enter(&taking, room, &life, number, depth);
        else
            rooms->more += is_present(composing, number);
    }
}

/* Objects that tasks share come before the blocks of one task; else the order in which they are made. */
static void sort_rooms(Rooms *rooms)
{
    for (size_t i = 1; i < rooms->count; i++) {
        Room room = rooms->items[i];
        size_t at = i;
        for (; at > 0 && rooms->items[at - 1].weight < room.weight; at--)
            rooms->items[at] = rooms->items[at - 1];
        rooms->items[at] = room;
    }
}

/* ---- places ---- */

static void place_row(Rooms *rooms, Box column, float y, size_t first, size_t count, float height)
{
    float wide = count == 2 ? (column.width - GAP) / 2 : column.width;
    for (size_t i = 0; i < count; i++)
        rooms->items[first + i].box = (Box){column.x + (float)i * (wide + GAP), y, wide, height};
}

static float higher(const Room *room, bool has_next, float (*height_of)(const Room *))
{
    float one = height_of(room), other = has_next ? height_of(room + 1) : 0;
    return one > other ? one : other;
}

static float height_of(const Room *room)
{
    return room->height;
}

static float least_of(const Room *room)
{
    return room->least;
}

/* Rows of one or two, as many as there is room for, the last one lower if need be; something is left for the rows
 * of those that are folded. */
static void place_rooms(Rooms *rooms, Box column)
{
    float y = column.y;
    size_t at = 0;
    while (at < rooms->count) {
        const Room *room = &rooms->items[at];
        bool has_next = room->is_half && at + 1 < rooms->count && room[1].is_half;
        size_t count = has_next ? 2 : 1;
        bool is_last = at + count >= rooms->count && rooms->more == 0;
        float height = higher(room, has_next, height_of), free = column.y + column.height - y;
        free -= is_last ? 0 : FOLDED + GAP;
        if (height > free)
            height = higher(room, has_next, least_of) <= free ? free : height;
        if (height > free)
            break;
        place_row(rooms, column, y, at, count, height);
        y += height + GAP;
        at += count;
    }
    rooms->whole = at;
    rooms->bottom = y;
}

/* ---- the focus ---- */

static bool is_guest(const Room *room, const Composing *composing, uint32_t number)
{
    return room->number &&
           (room->number == number || (number && thing_shares_panel(composing, room->number, number)));
}

/* Does the cue that was reached last look at this object? */
static bool is_looked_at(const Composing *composing, uint32_t number)
{
    SimCue cue;
    SimThing thing;
    int current = sim_current_cue(composing->sim);
    return current >= 0 && sim_cue(composing->sim, (size_t)current, &cue) && *cue.focus &&
           sim_thing(composing->sim, number, &thing) && strcmp(thing.name, cue.focus) == 0;
}

/* The room of the selected object, else of what the cue looks at; their count where there is none. */
static size_t room_in_focus(const Composing *composing, const Rooms *rooms)
{
    const Selection *selection = &composing->player->selection;
    size_t at = 0;
    for (; at < rooms->count; at++) {
        const Room *room = &rooms->items[at];
        if (selection->kind == SELECTED_THING ? is_guest(room, composing, selection->number)
                                              : room->number && is_looked_at(composing, room->number))
            break;
    }
    return at;
}

/* Where what has the focus is folded it takes the place of the last room that is whole, or of as many before that
 * as it needs: the others stay where they are. */
static void unfold_focus(const Composing *composing, Rooms *rooms, Box column)
{
    size_t focus = room_in_focus(composing, rooms), place = rooms->whole;
    if (focus >= rooms->count || focus < rooms->whole)
        return;
    Room room = rooms->items[focus];
    const Rooms before = *rooms;
    while (place > 0) {
        *rooms = before;
        place--;
        memmove(rooms->items + place + 1, rooms->items + place, (focus - place) * sizeof *rooms->items);
        rooms->items[place] = room;
        place_rooms(rooms, column);
        if (rooms->whole > place)
            return;
    }
    *rooms = before;
    place_rooms(rooms, column);
}

float rooms_first_wants(const Composing *composing)
{
    Rooms rooms;
    take_rooms(composing, &rooms, false);
    sort_rooms(&rooms);
    return rooms.count == 0 ? FOLDED : rooms.items[0].least + GAP + (rooms.count > 1 ? FOLDED + GAP : 0);
}

/* Who would be folded goes into a room that is free now. */
static void lend_free_rooms(Rooms *rooms)
{
    for (size_t i = rooms->whole; i < rooms->count; i++)
        for (size_t k = 0; k < rooms->whole && rooms->items[i].number; k++) {
            Room *free = &rooms->items[k];
            if (free->number || free->box.height < rooms->items[i].least)
                continue;
            free->number = rooms->items[i].number;
            rooms->items[i].number = 0;
        }
}

bool rooms_place(const Composing *composing, Rooms *rooms, bool is_shared, Box column)
{
    take_rooms(composing, rooms, is_shared);
    sort_rooms(rooms);
    place_rooms(rooms, column);
    if (rooms->whole == rooms->count)
        return true;
    lend_free_rooms(rooms);
    unfold_focus(composing, rooms, column);
    return false;
}

/* ---- drawing ---- */

/* A room in which nobody is: what was in it last, or is to come. */
static void compose_free_room(Composing *composing, const Room *room, uint32_t place)
{
    SimThingLife life;
    ThingView view;
    Scene *scene = composing->scene;
    scene_begin(scene, scene_identity("room", place), room->box, false);
    scene_box(scene, room->box, PANEL_RADIUS, INK_NONE, INK_FRAME)->dash = DASH_SHORT;
    Box line = {room->box.x + PANEL_PADDING, room->box.y + 6, room->box.width - 2 * PANEL_PADDING, PANEL_HEAD - 6};
    bool is_over = room->past && thing_view(composing->sim, room->past, &view);
    const char *title = is_over                                                           ? view.title
                        : room->next && sim_thing_life(composing->sim, room->next, &life) ? life.type_name
                                                                                          : "";
    float used = words_left(composing, line, FACE_TEXT, SIZE_SMALL, INK_DIM, title) + 2 * GAP;
    words_right(composing, (Box){line.x + used, line.y, line.width - used, line.height}, FACE_TEXT, SIZE_SMALL,
                INK_DIM, is_over ? "over" : "not made yet");
    panel_end(composing);
}

/* Those without a room of their own, in the order of their rooms. */
static void compose_folded_rooms(Composing *composing, const Rooms *rooms, Box column)
{
    uint32_t numbers[SHOWN_MOST];
    size_t count = 0;
    float room = column.y + column.height - rooms->bottom;
    for (size_t i = rooms->whole; i < rooms->count; i++)
        if (rooms->items[i].number)
            numbers[count++] = rooms->items[i].number;
    if (count + rooms->more > 0 && room >= 36)
        compose_folded(composing, numbers, count, rooms->more, (Box){column.x, rooms->bottom, column.width, room});
}

void compose_rooms(Composing *composing, const Rooms *rooms, Box column)
{
    for (size_t i = 0; i < rooms->whole; i++) {
        const Room *room = &rooms->items[i];
        if (room->number)
            compose_thing(composing, room->number, room->box);
        else
            compose_free_room(composing, room, (uint32_t)i);
    }
    compose_folded_rooms(composing, rooms, column);
}
