/* What stdlib keeps in a world: vm->rooms[ROOM_STDLIB]. */
#ifndef LOOPSCOPE_STDLIB_ROOM_H
#define LOOPSCOPE_STDLIB_ROOM_H

#include "modules.h"

typedef struct StdlibRoom {
    ClassOps record_ops;       /* tuple's with names; see record.c */
    ClassOps special_dict_ops; /* dict's, of defaultdict, Counter and OrderedDict; see special_dict.c */
    Class *record;             /* base of all classes of records; NULL until one is made */
    Value record_construct;    /* the native that makes a record */
    Class *struct_time;        /* these are NULL until asked for */
    Class *deque;
    Class *default_dict, *counter, *ordered_dict;
    ClassOps int_enum_ops, str_enum_ops; /* int's and str's, of members of IntEnum and StrEnum; see enum.c */
    Class *int_enum, *str_enum;
} StdlibRoom;

StdlibRoom *stdlib_room(Vm *vm);

#endif
