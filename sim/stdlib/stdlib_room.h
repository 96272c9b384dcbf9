/* What stdlib keeps in a world: vm->rooms[ROOM_STDLIB]. */
#ifndef LOOPSCOPE_STDLIB_ROOM_H
#define LOOPSCOPE_STDLIB_ROOM_H

#include "modules.h"

typedef struct StdlibRoom {
    ClassOps record_ops;       /* tuple's with names; see record.c */
    Class *record;             /* base of all classes of records; NULL until one is made */
    Value record_construct;    /* the native that makes a record */
    ClassOps counted_dict_ops; /* dict's, of defaultdict, Counter and OrderedDict; see collections_dict.c */
    Class *struct_time;        /* NULL until asked for */
} StdlibRoom;

StdlibRoom *stdlib_room(Vm *vm);

#endif
