/* The machine: the part of the world that the instruction loop needs.
 *
 * A Vm stands in the arena, right behind its Arena, with all that changes while a program runs. What is not of the
 * world (who takes the output, who is told of lines) is behind VmHooks, whose pointers never change in a run.
 *
 * Natives may keep state of their own in `vm->rooms`: a pointer each to a struct made with vm_alloc. */
#ifndef LOOPSCOPE_VM_H
#define LOOPSCOPE_VM_H

#include "arena.h"
#include "protocol.h"

enum { VM_FRAMES_MOST = 1000, VM_SMALL_STRS = 256 };

/* Why a run is over although the program has not ended. */
typedef enum Halt {
    HALT_NONE,
    HALT_MEMORY,       /* outgrew its memory limit */
    HALT_INSTRUCTIONS, /* too many instructions in one callback */
    HALT_REFUSED,      /* reached something that CPython has and loopscope has not */
    HALT_SPIN,         /* too many iterations without a move of the clock */
    HALT_DEADLOCK,     /* nothing can ever happen again */
    HALT_EXIT,         /* sys.exit or the end of the program */
} Halt;

/* The rooms above the machine that keep state in the world. */
typedef enum VmRoom { ROOM_WORLD, ROOM_ASYNCIO, ROOM_RANDOM, ROOM_STDLIB, ROOM_LIBRARY, ROOM_COUNT } VmRoom;

typedef struct VmHooks {
    /* The program wrote to stream 1 (output) or 2 (errors). */
    void (*write)(void *context, Vm *vm, int stream, const char *bytes, size_t size);
    /* A line of the program is about to run in `frame`; called only in code compiled with lines. */
    void (*line)(void *context, Vm *vm, Frame *frame, uint32_t line);
    /* A frame awaited: it switched (suspended) or went straight on. Only in code with lines. May be NULL. */
    void (*awaited)(void *context, Vm *vm, Frame *frame, bool switched);
    /* A coroutine was made, where vm->notes_coroutines, or is being freed. May be NULL. */
    void (*coroutine_made)(void *context, Vm *vm, Frame *coroutine);
    void (*coroutine_goes)(void *context, Vm *vm, Frame *coroutine);
    /* A coroutine that was never started goes. */
    void (*never_awaited)(void *context, Vm *vm, Frame *coroutine);
    /* The last reference to an unfinished asynchronous generator goes; returns true where the loop takes it over
     * (retaining it). May be NULL. */
    bool (*abandoned)(void *context, Vm *vm, Frame *async_generator);
    /* An asynchronous generator is about to run for the first time. May be NULL. */
    void (*async_generator_begins)(void *context, Vm *vm, Frame *async_generator);
    /* One that has begun is being freed. May be NULL. */
    void (*async_generator_goes)(void *context, Vm *vm, Frame *async_generator);
    /* gc.collect(): let go of what keeps itself alive; how many there were. May be NULL. */
    size_t (*collect)(void *context, Vm *vm);
    /* The calls that are in progress, as traceback.print_stack shows them: the program's alone. A str. */
    Value (*call_stack)(void *context, Vm *vm);
    void *context;
    /* The program's file, for tracebacks. Borrowed. */
    const char *file_name;
    const char *source;
    size_t source_length;
} VmHooks;

/* An entry of the method cache: what a name means in a class. */
typedef struct MethodCache {
    uint32_t version;
    Str *name;
    Value value; /* borrowed; EMPTY: the class has no such name */
} MethodCache;

enum { METHOD_CACHE_SIZE = 1024 };

/* Names that the machine itself uses, interned at the start: vm->names.init is "__init__". */
typedef struct VmNames {
#define NAME(field, text) Str *field;
#include "names.def"
#undef NAME
} VmNames;

/* The classes of built-in values. */
typedef struct VmClasses {
    Class *object, *type, *none, *not_implemented, *ellipsis, *boolean, *integer, *real, *str, *tuple, *list, *dict,
        *set, *frozenset, *range, *slice, *function, *native, *native_function, *method, *native_method, *c_method,
        *code, *cell, *frame, *generator, *coroutine, *async_generator, *asend, *athrow, *coroutine_wrapper,
        *property, *static_method, *class_method, *super, *module, *traceback, *dict_keys, *dict_values,
        *dict_items, *mapping_proxy, *generic_alias, *context, *context_var, *context_map, *token, *union_type;
    /* of the iterators in iterators.h */
    Class *list_iterator, *tuple_iterator, *range_iterator, *set_iterator, *dict_key_iterator, *dict_value_iterator,
        *dict_item_iterator;
} VmClasses;

struct Vm {
    Arena arena; /* first: the arena's own header */
    /* running */
    Frame *frame; /* the innermost frame in progress; NULL where none is */
    Value raised; /* the exception on its way; owned; EMPTY where none is */
    Halt halt;
    Value halt_text;       /* str for the reader, or EMPTY */
    uint32_t depth;        /* frames in progress, for RecursionError */
    uint32_t nested;       /* calls of the instruction loop from within natives */
    int64_t fuel;          /* instructions left in this callback */
    int64_t fuel_most;     /* what a callback begins with */
    uint64_t lines;        /* lines begun in this turn, outside nested calls */
    uint64_t stop_at_line; /* stop before the line with this number begins; UINT64_MAX never */
    bool stopped;          /* the loop came back because of stop_at_line */
    bool is_stepped;       /* code has lines, facts are wanted */
    bool notes_coroutines; /* the hooks are told which coroutines are made */
    /* memory of types */
    struct Str **interned; /* open addressing table of interned strs */
    uint32_t interned_count, interned_mask;
    Value chars[VM_SMALL_STRS]; /* strs of one code point below 256 */
    Value empty_str, empty_tuple;
    uint32_t class_version; /* the last version given */
    uint32_t data_depth;    /* how deep C is in nested data: see data_enter */
    Value repr_stack;       /* list of them */
    Object *dying;          /* objects whose turn to be freed comes later, against deep recursion */
    uint32_t dying_depth;
    bool attention; /* an instruction boundary has something to do: see vm_attend */
    Value closing;  /* list of suspended generators whose last reference went: closed at the next
                       instruction boundary; EMPTY where there are none */
    Shape *empty_shape;
    Shape *dict_shape;         /* of instances whose __dict__ was asked for, see class.h */
    Value iterator_classes;    /* dict: type name to class, of native iterators */
    Value *slot_natives;       /* the dunder methods that native classes share; see slots.c */
    MethodCache *method_cache; /* METHOD_CACHE_SIZE entries */
    VmNames names;
    VmClasses classes;
    Class *exceptions[EXCEPTION_COUNT];
    Value builtins;  /* dict: name to value */
    Value modules;   /* dict: name to loaded module */
    Module *program; /* the scenario's module */
    const ModuleSpec *module_specs[64];
    uint32_t module_spec_count;
    void *rooms[ROOM_COUNT];
    const VmHooks *hooks;      /* borrowed */
    Value context;             /* in which the program runs, see context.h; owned */
    Value bare_yield;          /* what `await asyncio.sleep(0)` waits for, see frame.h; owned */
    struct Frame *kept;        /* frames that outlived their call, the youngest first: see frame_kept.c; weak */
    uint64_t kept_count;       /* how many these are */
    uint64_t collect_at;       /* with how many circles are looked for, see turns.c */
    struct Code *library_code; /* stands in tracebacks for frames that are C here and Python in CPython */
    Value handled_outside;   /* while a loop runs: the exception that is handled by who runs it, or EMPTY; owned */
    struct Frame *outermost; /* keeps what the library holds that runs the loop, see frame_of_library; owned */
};

/* A machine with its built-ins in a new arena. `memory_limit` in bytes. NULL when the host refuses memory. */
Vm *vm_open(size_t memory_limit, const VmHooks *hooks);
void vm_close(Vm *vm);

/* Begin to run the program: links its code into the world as module `__main__` and pushes the frame of its body.
 * Run it with frame_continue. */
void vm_start_program(Vm *vm, const ModuleUnit *unit);

/* Go on with the chain whose innermost frame is vm->frame, to its end: RETURNED or RAISED when the chain's root has
 * ended, SUSPENDED when its root yielded (*result is what), a native blocked (vm->frame is kept: put vm->frame
 * aside and later restore it and call frame_deliver), or vm->stopped is set. */
Outcome frame_continue(Vm *vm, Value *result);

/* Give a native that came back with SUSPENDED its result (owned) or, with EMPTY, vm->raised; then go on. */
Outcome frame_deliver(Vm *vm, Value value, Value *result);

/* Call a callable as the root of a new chain (vm->frame must be NULL): outcomes as frame_continue. */
Outcome vm_call_root(Vm *vm, Value callable, const Arguments *arguments, Value *result);
/* The same without arguments, of a callable that is taken over. */
Outcome vm_run_root(Vm *vm, Value callable, Value *result);

/* Whether a native may return SUSPENDED now: not inside a nested call. */
static inline bool vm_can_suspend(const Vm *vm)
{
    return vm->nested == 0;
}

/* The frame of the program's own code (not library) that is running now, NULL where none is; and its line. */
Frame *vm_program_frame(Vm *vm);

/* The name that the result of the running call is about to be given: looks at the instruction behind the call in
 * the innermost program frame (`lot = Semaphore(3)`, `self.lot = …`). NULL where it goes elsewhere. */
Str *vm_target_name(Vm *vm);

/* Close the generators that vm->closing holds. Called at instruction boundaries, and by the loop's driver between
 * callbacks. */
void vm_attend(Vm *vm);

/* Have a suspended generator, whose last reference just went, closed soon: takes it over. */
void vm_close_later(Vm *vm, Frame *generator);

/* What keeps code and natives safe: a soft stop was asked for. */
static inline bool vm_is_over(const Vm *vm)
{
    return vm->halt != HALT_NONE;
}

/* Pay for work in C that a program can make as long as it likes. False where the callback has no instructions left:
 * the run is over, return RAISED. */
static inline bool vm_spend(Vm *vm, uint64_t instructions)
{
    vm->fuel -= (int64_t)instructions;
    if (vm->fuel < 0 && vm->halt == HALT_NONE)
        vm->halt = HALT_INSTRUCTIONS;
    return vm->fuel >= 0;
}

/* The same for work that has an end, such as copying: the next jump back or call looks whether it was too much. */
static inline void vm_charge(Vm *vm, uint64_t instructions)
{
    vm->fuel -= (int64_t)instructions;
}

/* Add a built-in name. Retains the value. */
void vm_set_builtin(Vm *vm, const char *name, Value value);

/* builtins.c: all functions of LANGUAGE section 1 and the types' names. Called by vm_open. */
void builtins_init(Vm *vm);

#endif
