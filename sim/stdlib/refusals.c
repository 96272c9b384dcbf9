/* What to write instead of a module, or of a module's name, that a scenario has not. */
#include "standard_library.h"

#include <string.h>

static const char *const NO_NETWORK = "a scenario has no network; let `asyncio.sleep` stand for it";
static const char *const NO_FILES = "a scenario has no files: keep the lines in a list, or print them";
static const char *const NO_PROCESSES = "a scenario is one process; let a task stand for another";
static const char *const NO_DATABASE = "a scenario has no database; let a dict and `asyncio.sleep` stand for it";
static const char *const NO_ARRAYS = "a scenario has no arrays of its own: use lists, `math` and `statistics`";
static const char *const NO_SURROUNDINGS =
    "a scenario knows nothing of the machine: make it a constant with a `#: knob`";
static const char *const NO_OTHER_LOOP = "a scenario runs on asyncio's own loop: leave it out";
static const char *const NO_OTHER_LIBRARY = "a scenario has asyncio only: TaskGroup and timeout do the same";
static const char *const NO_MACHINERY = "a scenario cannot look into Python's own machinery: leave it out";
static const char *const NO_TESTS = "write what must hold as `#: expect`, or use `assert`";
static const char *const NO_SIGNALS = "a scenario gets no signals; let an asyncio.Event stand for one";
static const char *const NO_BYTES = "a scenario has no bytes: use str";
static const char *const NO_SCREEN = "a scenario has no screen: print, and let the views draw";
static const char *const GENERAL =
    "a scenario has asyncio and a few modules of the standard library: the guide, scenarios/README.md, lists them";
static const char *const NO_EXECUTORS =
    "a scenario has the loop's own worker threads: `await asyncio.to_thread(function)`, or `threading.Thread`";
static const char *const ONLY_LOCKS = "between threads a scenario has Thread and Lock: join the thread, or tell "
                                      "the loop by `loop.call_soon_threadsafe`";

static const struct ModuleAdvice {
    const char *name, *advice;
} table[] = {
    {"aiohttp", NO_NETWORK},
    {"requests", NO_NETWORK},
    {"httpx", NO_NETWORK},
    {"socket", NO_NETWORK},
    {"ssl", NO_NETWORK},
    {"select", NO_NETWORK},
    {"selectors", NO_NETWORK},
    {"urllib", NO_NETWORK},
    {"http", NO_NETWORK},
    {"websockets", NO_NETWORK},
    {"smtplib", NO_NETWORK},
    {"fastapi", NO_NETWORK},
    {"flask", NO_NETWORK},
    {"os", NO_SURROUNDINGS},
    {"platform", NO_SURROUNDINGS},
    {"argparse", NO_SURROUNDINGS},
    {"getpass", NO_SURROUNDINGS},
    {"pathlib", NO_FILES},
    {"io", NO_FILES},
    {"tempfile", NO_FILES},
    {"shutil", NO_FILES},
    {"glob", NO_FILES},
    {"csv", NO_FILES},
    {"pickle", NO_FILES},
    {"aiofiles", NO_FILES},
    {"subprocess", NO_PROCESSES},
    {"multiprocessing", NO_PROCESSES},
    {"concurrent", NO_EXECUTORS},
    {"_thread", "use `threading`"},
    {"queue", "use `asyncio.Queue`, or `collections.deque` between threads"},
    {"sched", "use `loop.call_at` and `loop.call_later`"},
    {"sqlite3", NO_DATABASE},
    {"asyncpg", NO_DATABASE},
    {"aiosqlite", NO_DATABASE},
    {"sqlalchemy", NO_DATABASE},
    {"redis", NO_DATABASE},
    {"numpy", NO_ARRAYS},
    {"pandas", NO_ARRAYS},
    {"array", NO_ARRAYS},
    {"matplotlib", NO_SCREEN},
    {"tkinter", NO_SCREEN},
    {"curses", NO_SCREEN},
    {"rich", NO_SCREEN},
    {"tqdm", NO_SCREEN},
    {"uvloop", NO_OTHER_LOOP},
    {"nest_asyncio", NO_OTHER_LOOP},
    {"trio", NO_OTHER_LIBRARY},
    {"anyio", NO_OTHER_LIBRARY},
    {"curio", NO_OTHER_LIBRARY},
    {"async_timeout", "use `asyncio.timeout`"},
    {"unittest", NO_TESTS},
    {"pytest", NO_TESTS},
    {"signal", NO_SIGNALS},
    {"struct", NO_BYTES},
    {"base64", NO_BYTES},
    {"hashlib", NO_BYTES},
    {"zlib", NO_BYTES},
    {"inspect", NO_MACHINERY},
    {"importlib", NO_MACHINERY},
    {"types", NO_MACHINERY},
    {"ast", NO_MACHINERY},
    {"dis", NO_MACHINERY},
    {"ctypes", NO_MACHINERY},
    {"weakref", "a scenario has no weak references: keep the object, or look it up by a key"},
    {"tracemalloc", NO_MACHINERY},
    {"cProfile", "code takes no time here: the views show where a scenario waits"},
    {"timeit", "code takes no time here: read `time.perf_counter()` around what waits"},
    {"warnings", "write the warning with `print(…, file=sys.stderr)`"},
    {"re", "a scenario has no regular expressions: use the methods of str"},
    {"decimal", "a scenario has no Decimal: use int (cents) or float"},
    {"fractions", "a scenario has no Fraction: use int or float"},
    {"uuid", "number things with `itertools.count()`, so that every run is the same"},
    {"secrets", "use `random`, so that every run is the same"},
    {"operator", "write a lambda: `key=lambda item: item[1]`"},
    {"copy", "write `list(items)`, `dict(items)` or `dataclasses.replace(item)`"},
    {"bisect", "walk the list, or sort it with `sorted`"},
    {"textwrap", "print the lines one by one"},
    {"pprint", "use `print`, or `json.dumps(value, indent=4)`"},
    {"zoneinfo", "a scenario's clock is UTC: leave time zones out"},
    {"calendar", "use `datetime`"},
    {"locale", NO_SURROUNDINGS},
};

const char *module_refusal(const char *name)
{
    size_t length = strcspn(name, ".");
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (strlen(table[i].name) == length && memcmp(table[i].name, name, length) == 0)
            return table[i].advice;
    }
    return GENERAL;
}

/* Names of asyncio by how they begin, and why a scenario has not got them. */
static const struct ModuleAdvice asyncio_names[] = {
    {"open_", NO_NETWORK},
    {"start_", NO_NETWORK},
    {"Stream", NO_NETWORK},
    {"Transport", NO_NETWORK},
    {"Protocol", NO_NETWORK},
    {"Datagram", NO_NETWORK},
    {"Server", NO_NETWORK},
    {"Incomplete", NO_NETWORK},
    {"LimitOverrun", NO_NETWORK},
    {"create_subprocess", NO_PROCESSES},
    {"subprocess", NO_PROCESSES},
    {"Subprocess", NO_PROCESSES},
    {"eager_task_factory", "a task's first step is always a callback here: leave it out"},
    {"create_eager_task_factory", "a task's first step is always a callback here: leave it out"},
};

static const char *const threading_names[] = {
    "RLock", "Event",      "Condition", "Semaphore",  "BoundedSemaphore", "Barrier",      "Timer",
    "local", "excepthook", "settrace",  "setprofile", "stack_size",       "get_native_id"};

static const char *threading_refusal(const char *name)
{
    for (size_t i = 0; i < sizeof threading_names / sizeof *threading_names; i++) {
        if (strcmp(name, threading_names[i]) == 0)
            return ONLY_LOCKS;
    }
    return NULL;
}

const char *name_refusal(const char *module, const char *name)
{
    if (strcmp(module, "threading") == 0)
        return threading_refusal(name);
    if (strcmp(module, "asyncio") != 0)
        return NULL;
    for (size_t i = 0; i < sizeof asyncio_names / sizeof *asyncio_names; i++) {
        if (strncmp(name, asyncio_names[i].name, strlen(asyncio_names[i].name)) == 0)
            return asyncio_names[i].advice;
    }
    return NULL;
}
