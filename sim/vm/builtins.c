/* The built-in names: putting them into a world, and telling before a run which there are. */
#include "builtins.h"

/* Names without a table of their own: the classes, the walkers of builtins_iteration.c, and single values. */
static const char *const other_names[] = {
#define CLASS(name, field) #name,
#include "builtin_classes.def"
#undef CLASS
#define EXCEPTION(name, base) #name,
#include "exceptions.def"
#undef EXCEPTION
    "enumerate",      "zip",      "map",       "filter", "reversed", "IOError", "EnvironmentError", "Ellipsis",
    "NotImplemented", "__name__", "__debug__", NULL,
};

static const NativeSpec *const tables[] = {
    number_builtins, object_builtins, iteration_builtins, reduction_builtins, print_builtins, NULL,
};

/* ---- what is known before a run ---- */

bool builtin_is_known(const char *name)
{
    for (const char *const *other = other_names; *other; other++) {
        if (strcmp(*other, name) == 0)
            return true;
    }
    for (const NativeSpec *const *table = tables; *table; table++) {
        for (const NativeSpec *spec = *table; spec->name; spec++) {
            if (strcmp(spec->name, name) == 0)
                return true;
        }
    }
    return false;
}

static const char *const NO_CODE_FROM_TEXT = "a scenario is one file: it cannot make code out of text; "
                                             "write a function";
static const char *const NO_FILES = "a scenario has no files: keep the lines in a list, or print them";
static const char *const NO_BYTES = "a scenario has no bytes: use str, or a list of int";
static const char *const NO_VARIABLES = "a scenario cannot ask for its variables by name: keep them in a dict";
static const char *const NO_PROMPT = "this is for Python's prompt: leave it out";
static const char *const NO_MACHINERY = "this is for Python's own machinery: leave it out";

static const struct Refusal {
    const char *name, *advice;
} refusals[] = {
    {"open", NO_FILES},
    {"input", "nobody types while a scenario runs: make it a constant with a `#: knob`, or a list of answers"},
    {"eval", NO_CODE_FROM_TEXT},
    {"exec", NO_CODE_FROM_TEXT},
    {"compile", NO_CODE_FROM_TEXT},
    {"__import__", "write `import` with the module's name"},
    {"globals", NO_VARIABLES},
    {"locals", NO_VARIABLES},
    {"breakpoint", "the views stop at any line: leave it out, or write a `#: cue`"},
    {"bytes", NO_BYTES},
    {"bytearray", NO_BYTES},
    {"memoryview", NO_BYTES},
    {"complex", "a scenario has no complex numbers: keep two floats"},
    {"ascii", "use repr()"},
    {"exit", "import sys and call sys.exit()"},
    {"quit", "import sys and call sys.exit()"},
    {"help", NO_PROMPT},
    {"copyright", NO_PROMPT},
    {"credits", NO_PROMPT},
    {"license", NO_PROMPT},
    {"__build_class__", NO_MACHINERY},
    {"__loader__", NO_MACHINERY},
    {"__spec__", NO_MACHINERY},
    {"__package__", NO_MACHINERY},
    {"__builtins__", NO_MACHINERY},
    {"__file__", NO_FILES},
    {"EncodingWarning", "a scenario has no files whose encoding could be wrong: use UserWarning"},
    {"UnicodeTranslateError", "use UnicodeError"},
    {"PythonFinalizationError", "use RuntimeError"},
    {"IndentationError", "use SyntaxError"},
    {"TabError", "use SyntaxError"},
};

const char *builtin_refusal(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        if (strlen(refusals[i].name) == length && memcmp(refusals[i].name, name, length) == 0)
            return refusals[i].advice;
    }
    return NULL;
}

/* ---- into a world ---- */

static void add_table(Vm *vm, const NativeSpec *table)
{
    for (; table->name; table++) {
        Value function = native_new(vm, table, NULL);
        vm_set_builtin(vm, table->name, function);
        value_release(vm, function);
    }
}

static void add_classes(Vm *vm)
{
#define CLASS(name, field) vm_set_builtin(vm, #name, value_from(vm->classes.field));
#include "builtin_classes.def"
#undef CLASS
#define EXCEPTION(name, base) vm_set_builtin(vm, #name, value_from(vm->exceptions[EXCEPTION_##name]));
#include "exceptions.def"
#undef EXCEPTION
    vm_set_builtin(vm, "IOError", value_from(vm->exceptions[EXCEPTION_OSError]));
    vm_set_builtin(vm, "EnvironmentError", value_from(vm->exceptions[EXCEPTION_OSError]));
}

void builtins_init(Vm *vm)
{
    for (const NativeSpec *const *table = tables; *table; table++)
        add_table(vm, *table);
    add_classes(vm);
    iteration_classes_init(vm);
    vm_set_builtin(vm, "Ellipsis", VALUE_ELLIPSIS);
    vm_set_builtin(vm, "NotImplemented", VALUE_NOT_IMPLEMENTED);
    vm_set_builtin(vm, "__debug__", VALUE_TRUE);
}
