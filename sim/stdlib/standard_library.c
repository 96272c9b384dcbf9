/* The table of modules, and what stdlib keeps in a world. */
#include "standard_library.h"

#include "collections_module.h"
#include "context.h"
#include "library.h"
#include "python_sources.h"

#include <string.h>

StdlibRoom *stdlib_room(Vm *vm)
{
    if (!vm->rooms[ROOM_STDLIB])
        vm->rooms[ROOM_STDLIB] = vm_alloc(vm, sizeof(StdlibRoom));
    return vm->rooms[ROOM_STDLIB];
}

/* ---- modules whose parts are elsewhere ---- */

static void collections_load(Vm *vm, Module *module)
{
    library_load(vm, module);
    module_set(vm, module, "deque", value_from(deque_class(vm)));
    special_dicts_load(vm, module);
    module_add_natives(vm, module, record_functions);
}

static void typing_load(Vm *vm, Module *module)
{
    library_load(vm, module);
    module_add_natives(vm, module, record_functions);
}

/* ABCMeta is the class of what has `metaclass=ABCMeta`, and of nothing else: the machine knows it by its name. */
static void abc_load(Vm *vm, Module *module)
{
    Class *type = vm->classes.type;
    Class *class =
        class_native(vm, &(ClassSpec){.name = "ABCMeta", .module = "abc", .base = type, .ops = type->ops});
    module_set(vm, module, "ABCMeta", value_from(class));
}

/* ---- the table ---- */

typedef struct LibraryModule {
    const char *name;
    void (*load)(Vm *vm, Module *module);
    const PythonSource *source; /* NULL: all of it is C */
} LibraryModule;

static const LibraryModule modules[] = {
    {"__future__", library_load, &python___future__},
    {"_threads", threading_load, &python__threads},
    {"abc", abc_load, &python_abc},
    {"collections", collections_load, &python_collections},
    {"collections.abc", library_load, &python_collections_abc},
    {"contextlib", library_load, &python_contextlib},
    {"contextvars", context_load, NULL},
    {"dataclasses", dataclasses_load, &python_dataclasses},
    {"datetime", datetime_load, &python_datetime},
    {"enum", enum_load, &python_enum},
    {"functools", functools_load, &python_functools},
    {"gc", gc_load, NULL},
    {"heapq", heapq_load, &python_heapq},
    {"itertools", itertools_load, NULL},
    {"json", json_load, &python_json},
    {"logging", library_load, &python_logging},
    {"math", math_load, NULL},
    {"random", random_load, NULL},
    {"statistics", statistics_load, &python_statistics},
    {"string", library_load, &python_string},
    {"sys", sys_load, NULL},
    {"threading", threading_load, &python_threading},
    {"time", time_load, NULL},
    {"traceback", library_load, &python_traceback},
    {"typing", typing_load, &python_typing},
};

enum { MODULE_COUNT = sizeof modules / sizeof *modules };

void stdlib_register(Vm *vm)
{
    ModuleSpec *specs = vm_alloc(vm, MODULE_COUNT * sizeof *specs);
    for (size_t i = 0; i < MODULE_COUNT; i++) {
        const PythonSource *source = modules[i].source;
        specs[i] = (ModuleSpec){modules[i].name, modules[i].load, source ? source->text : NULL,
                                source ? source->length : 0};
        vm_register_module(vm, &specs[i]);
    }
}

bool stdlib_has(const char *name)
{
    for (size_t i = 0; i < MODULE_COUNT; i++) {
        if (strcmp(modules[i].name, name) == 0)
            return name[0] != '_' || name[1] == '_'; /* `_threads` is the library's own */
    }
    return strcmp(name, "asyncio") == 0; /* a room of its own */
}
