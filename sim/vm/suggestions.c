/* Did you mean …? What a traceback says behind a NameError, AttributeError or ImportError.
 *
 * Mirrors _compute_suggestion_error, Lib/traceback.py, and Python/suggestions.c: of the names that are there, the
 * one that takes least to become the wrong one, if no more than a third of the letters has to change. The text of
 * the exception itself does not have it. CPython looks when it shows the traceback, whose frames are still there;
 * here frames end, so a variable is looked for when the NameError is raised. */
#include "suggestions.h"

#include "builtins.h"
#include "native_function.h"

enum { MOVE_COST = 2, CASE_COST = 1, LONGEST_NAME = 40, CANDIDATES_MOST = 750 };

/* ---- how far two names are apart ---- */

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

static size_t substitution_cost(char a, char b)
{
    if (a == b)
        return 0;
    return lower(a) == lower(b) ? CASE_COST : MOVE_COST;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Bytes of two names. */
typedef struct Names {
    const char *a, *b;
    size_t a_size, b_size;
} Names;

/* Without what both begin and end with, the shorter one first. */
static Names trimmed(Names names)
{
    while (names.a_size > 0 && names.b_size > 0 && *names.a == *names.b) {
        names.a++, names.b++;
        names.a_size--, names.b_size--;
    }
    while (names.a_size > 0 && names.b_size > 0 && names.a[names.a_size - 1] == names.b[names.b_size - 1])
        names.a_size--, names.b_size--;
    if (names.b_size < names.a_size)
        return (Names){names.b, names.a, names.b_size, names.a_size};
    return names;
}

/* One more byte of b: the row holds the distances of its part so far to each beginning of a. Gives the least. */
static size_t next_row(size_t *row, const Names *names, size_t b_index)
{
    size_t distance = b_index * MOVE_COST, result = distance, least = SIZE_MAX;
    for (size_t i = 0; i < names->a_size; i++) {
        size_t substituted = distance + substitution_cost(names->b[b_index], names->a[i]);
        distance = row[i];
        result = smaller(smaller(result, distance) + MOVE_COST, substituted);
        row[i] = result;
        least = smaller(least, result);
    }
    return least;
}

/* What it costs to turn one name into the other; more than `most` where it is more than that. */
static size_t distance_of(Names names, size_t most)
{
    size_t row[LONGEST_NAME];
    names = trimmed(names);
    if (names.a_size == 0)
        return MOVE_COST * names.b_size;
    if (names.b_size > LONGEST_NAME || (names.b_size - names.a_size) * MOVE_COST > most)
        return most + 1;
    for (size_t i = 0; i < names.a_size; i++)
        row[i] = (i + 1) * MOVE_COST;
    for (size_t i = 0; i < names.b_size; i++) {
        if (next_row(row, &names, i) > most)
            return most + 1;
    }
    return row[names.a_size - 1];
}

/* ---- the nearest name ---- */

typedef struct Search {
    const char *wrong;
    size_t size;
    const char *best; /* or NULL */
    size_t best_distance;
    size_t count; /* names looked at */
} Search;

static Search search_for(const Str *name)
{
    return (Search){.wrong = name->text, .size = name->size, .best_distance = SIZE_MAX};
}

static void consider(Search *search, const char *name)
{
    size_t size = strlen(name);
    search->count++;
    if (size == search->size && memcmp(name, search->wrong, size) == 0)
        return;
    size_t most = smaller((search->size + size + 3) * MOVE_COST / 6, search->best_distance - 1);
    size_t distance = distance_of((Names){search->wrong, name, search->size, size}, most);
    if (distance <= most) {
        search->best = name;
        search->best_distance = distance;
    }
}

static const char *result_of(const Search *search)
{
    return search->count <= CANDIDATES_MOST ? search->best : NULL;
}

size_t name_distance(const Str *wrong, const Str *name)
{
    size_t most = (wrong->size + name->size + 3) * MOVE_COST / 6;
    size_t distance = distance_of((Names){wrong->text, name->text, wrong->size, name->size}, most);
    return distance <= most ? distance : SIZE_MAX;
}

/* ---- variables ---- */

static Value content_of(Value slot)
{
    return value_is_kind(slot, KIND_CELL) ? ((const Cell *)value_object(slot))->content : slot;
}

static void consider_locals(Search *search, const Frame *frame)
{
    const Code *code = frame->code;
    for (uint32_t i = 0; i < code->local_count + code->free_count; i++) {
        if (content_of(frame->slots[i]) != VALUE_EMPTY && code->local_names[i]->size > 0)
            consider(search, code->local_names[i]->text);
    }
}

static void consider_namespace(Search *search, const Dict *namespace)
{
    Value key, value;
    for (uint32_t at = 0; dict_next(namespace, &at, &key, &value);) {
        if (value_is_str(key))
            consider(search, value_str_object(key)->text);
    }
}

static void consider_globals(Search *search, const Module *module)
{
    for (uint32_t i = 0; i < module->count; i++) {
        if (module->slots[i] != VALUE_EMPTY)
            consider(search, module->names[i]->text);
    }
}

static void consider_builtins(Search *search)
{
    static const char *const names[] = {
#define BUILTIN(name) #name,
#include "suggestions.def"
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        consider(search, names[i]);
}

/* The running frame's own `self`, or EMPTY. Borrowed. */
static Value self_of(const Frame *frame)
{
    const Code *code = frame->code;
    for (uint32_t i = 0; i < code->local_count + code->free_count; i++) {
        if (str_is(code->local_names[i], "self"))
            return content_of(frame->slots[i]);
    }
    return VALUE_EMPTY;
}

/* Whether an object has an attribute, as far as that can be told without running its code. */
static bool has_plainly(Vm *vm, Value object, Str *name)
{
    if (object == VALUE_EMPTY)
        return false;
    bool is_instance = value_is_kind(object, KIND_INSTANCE);
    if (is_instance && instance_get(vm, (const Instance *)value_object(object), name) != VALUE_EMPTY)
        return true;
    return class_lookup(vm, class_of(vm, object), name) != VALUE_EMPTY;
}

static Value find_variable(Vm *vm, const Frame *frame, Str *name)
{
    Search search = search_for(name);
    if (has_plainly(vm, self_of(frame), name))
        return str_format(vm, "self.%s", name->text);
    if (frame->code->flags & CODE_CLASS_BODY)
        consider_namespace(&search, value_dict(frame->slots[0]));
    else
        consider_locals(&search, frame);
    consider_globals(&search, frame->code->module);
    consider_builtins(&search);
    const char *found = result_of(&search);
    return found ? str_from(vm, found) : VALUE_EMPTY;
}

void suggest_variable(Vm *vm, Str *name)
{
    const Frame *frame = vm->frame;
    if (vm->raised == VALUE_EMPTY || vm_is_over(vm) || !frame || !frame->code || frame->code->flags & CODE_LIBRARY)
        return;
    Exception *exception = value_exception(vm->raised);
    exception->missing_name = value_retain(value_from(name));
    exception->missing_place = find_variable(vm, frame, name);
}

/* ---- attributes ---- */

void suggest_attribute(Vm *vm, Str *name, Value place)
{
    if (vm->raised == VALUE_EMPTY || vm_is_over(vm))
        return;
    Exception *exception = value_exception(vm->raised);
    bool is_about_it = value_is_instance(vm, vm->raised, vm->exceptions[EXCEPTION_AttributeError]) ||
                       value_is_instance(vm, vm->raised, vm->exceptions[EXCEPTION_ImportError]);
    if (!is_about_it || exception->missing_name != VALUE_EMPTY)
        return;
    exception->missing_name = value_retain(value_from(name));
    exception->missing_place = value_retain(place);
}

static const Code *innermost_code(const Exception *exception)
{
    const Traceback *traceback = exception->traceback;
    while (traceback && traceback->next)
        traceback = traceback->next;
    return traceback ? traceback->code : NULL;
}

/* Whether the attribute was looked for in `self`: then names with an underscore are suggested too. */
static bool is_own_method(Vm *vm, const Code *code, Value object)
{
    if (!code || code->local_count == 0 || !str_is(code->local_names[0], "self"))
        return false;
    Value method = class_lookup(vm, class_of(vm, object), code->name);
    return value_is_kind(method, KIND_FUNCTION) && ((const Function *)value_object(method))->code == code;
}

static Value find_attribute(Vm *vm, const Exception *exception)
{
    const Str *name = value_str_object(exception->missing_name);
    bool hides = name->text[0] != '_' && !is_own_method(vm, innermost_code(exception), exception->missing_place);
    Search search = search_for(name);
    Value names;
    if (builtin_dir_of(vm, exception->missing_place, &names) == RAISED) {
        if (!vm_is_over(vm))
            value_release(vm, vm_take_raised(vm));
        return VALUE_EMPTY;
    }
    const List *list = value_list(names);
    for (uint64_t i = 0; i < list->count; i++) {
        const char *candidate = value_is_str(list->items[i]) ? value_str_object(list->items[i])->text : "_";
        if (!hides || candidate[0] != '_')
            consider(&search, candidate);
    }
    Value found = result_of(&search) ? str_from(vm, search.best) : VALUE_EMPTY;
    value_release(vm, names);
    return found;
}

/* ---- writing ---- */

static bool is_module_name(const Str *name)
{
    static const char *const names[] = {
#define MODULE(name) #name,
#include "suggestions.def"
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_is(name, names[i]))
            return true;
    }
    return false;
}

void suggestion_write(Vm *vm, Value exception, Text *out)
{
    const Exception *object = value_exception(exception);
    bool is_variable = value_is_instance(vm, exception, vm->exceptions[EXCEPTION_NameError]);
    if (object->missing_name == VALUE_EMPTY)
        return;
    Value found = is_variable ? value_retain(object->missing_place) : find_attribute(vm, object);
    if (found != VALUE_EMPTY)
        text_format(out, ". Did you mean: '%s'?", value_str_object(found)->text);
    if (is_variable && is_module_name(value_str_object(object->missing_name)))
        text_format(out, "%s forget to import '%s'?", found != VALUE_EMPTY ? " Or did you" : ". Did you",
                    value_str_object(object->missing_name)->text);
    value_release(vm, found);
}
