/* Tasks and objects by the names that views show. */
#ifndef LOOPSCOPE_FIND_NAME_H
#define LOOPSCOPE_FIND_NAME_H

#include "sim.h"

typedef struct FoundName {
    uint32_t task, thing; /* one of them, or neither */
    char near[128];       /* where neither: a name that is like it, or "" */
} FoundName;

/* By label («car 2»), by asyncio's name («Task-3»), or an object's name («lot»); the first made of several. */
FoundName find_name(const Sim *sim, const char *name);

#endif
