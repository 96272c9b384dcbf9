/* Context variables: ContextVar, Token and Context, and the maps that contexts share. */
#include "context.h"

#include "frame_machine.h"
#include "iterators.h"
#include "vm.h"

#include <assert.h>

typedef struct ContextVar {
    Object head;
    Value name;
    Value standard; /* its default; EMPTY: none */
} ContextVar;

enum { TOKEN_USED = 1 };

typedef struct Token {
    Object head; /* flags: TOKEN_USED */
    Value context, variable;
    Value former; /* EMPTY: it had no value */
} Token;

/* ---- maps ---- */

static size_t map_size(uint32_t capacity)
{
    return sizeof(ContextMap) + capacity * sizeof(ContextEntry);
}

static size_t size_of_map(const Object *object)
{
    return map_size(((const ContextMap *)object)->capacity);
}

static void map_release(Vm *vm, Object *object)
{
    ContextMap *map = (ContextMap *)object;
    for (uint32_t i = 0; i < map->count; i++) {
        value_release(vm, map->entries[i].variable);
        value_release(vm, map->entries[i].value);
    }
}

static void map_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const ContextMap *map = (const ContextMap *)object;
    for (uint32_t i = 0; i < map->count; i++) {
        visitor(context, map->entries[i].variable);
        visitor(context, map->entries[i].value);
    }
}

/* The map of what can stand in vm->context; NULL where it is empty. */
static ContextMap *map_of(const Vm *vm, Value context)
{
    if (value_is_context(vm, context))
        context = ((Context *)value_object(context))->map;
    return context == VALUE_EMPTY ? NULL : (ContextMap *)value_object(context);
}

static uint32_t count_of(const ContextMap *map)
{
    return map ? map->count : 0;
}

/* Where the variable stands; the map's count where it does not. */
static uint32_t map_find(Vm *vm, const ContextMap *map, Value variable)
{
    enum { LOOKED_AT_AN_INSTRUCTION = 32 };
    uint32_t at = 0, count = count_of(map);
    while (at < count && map->entries[at].variable != variable)
        at++;
    vm_charge(vm, at / LOOKED_AT_AN_INSTRUCTION);
    return at;
}

/* A copy without entry number `left_out`, with places for `capacity`. NULL past the memory limit. */
static ContextMap *map_copy(Vm *vm, const ContextMap *map, uint32_t left_out, uint32_t capacity)
{
    enum { COPIED_AN_INSTRUCTION = 8 };
    ContextMap *copy = object_new(vm, vm->classes.context_map, KIND_OTHER, map_size(capacity));
    if (!copy) {
        vm_raise_memory(vm);
        return NULL;
    }
    copy->capacity = capacity;
    for (uint32_t i = 0; i < count_of(map); i++) {
        if (i != left_out)
            copy->entries[copy->count++] =
                (ContextEntry){value_retain(map->entries[i].variable), value_retain(map->entries[i].value)};
    }
    vm_charge(vm, capacity / COPIED_AN_INSTRUCTION);
    return copy;
}

/* The context's map where nobody else has it and it has a place left; else a copy of its own. */
static ContextMap *map_to_change(Vm *vm, Context *context, uint32_t places)
{
    ContextMap *map = map_of(vm, value_from(context));
    bool is_own = map && map->head.refs == 1;
    if (is_own && places <= map->capacity)
        return map;
    ContextMap *copy = map_copy(vm, map, UINT32_MAX, is_own ? 2 * map->capacity : places);
    if (copy)
        value_replace(vm, &context->map, value_from(copy));
    return copy;
}

static Outcome map_set(Vm *vm, Context *context, Value variable, Value value)
{
    const ContextMap *map = map_of(vm, value_from(context));
    uint32_t at = map_find(vm, map, variable);
    bool is_new = at == count_of(map);
    ContextMap *changed = map_to_change(vm, context, count_of(map) + is_new);
    if (!changed)
        return RAISED;
    if (is_new)
        changed->entries[changed->count++] = (ContextEntry){value_retain(variable), VALUE_EMPTY};
    value_replace(vm, &changed->entries[at].value, value_retain(value));
    return RETURNED;
}

static Outcome map_remove(Vm *vm, Context *context, Value variable)
{
    const ContextMap *map = map_of(vm, value_from(context));
    uint32_t at = map_find(vm, map, variable);
    if (at == count_of(map))
        return RETURNED;
    ContextMap *copy = map->count > 1 ? map_copy(vm, map, at, map->count - 1) : NULL;
    if (!copy && map->count > 1)
        return RAISED;
    value_replace(vm, &context->map, copy ? value_from(copy) : VALUE_EMPTY);
    return RETURNED;
}

/* ---- what runs now ---- */

bool value_is_context(const Vm *vm, Value value)
{
    return value_is_object(value) && value_class(value) == vm->classes.context;
}

static Context *context_new(Vm *vm, const ContextMap *map)
{
    Context *context = object_new(vm, vm->classes.context, KIND_OTHER, sizeof *context);
    context->map = map ? value_retain(value_from(map)) : VALUE_EMPTY;
    return context;
}

Value context_copy(Vm *vm)
{
    ContextMap *map = map_of(vm, vm->context);
    return map ? value_retain(value_from(map)) : VALUE_EMPTY;
}

Context *context_at(Vm *vm, Value *place)
{
    if (!value_is_context(vm, *place))
        value_replace(vm, place, value_from(context_new(vm, map_of(vm, *place))));
    return (Context *)value_object(*place);
}

static Context *current(Vm *vm)
{
    Context *context = context_at(vm, &vm->context);
    context->head.flags |= CONTEXT_ENTERED;
    return context;
}

Context *context_outermost(Vm *vm)
{
    Context *context = current(vm);
    while (context->previous != VALUE_EMPTY)
        context = (Context *)value_object(context->previous);
    return context;
}

/* ---- entering and leaving ---- */

static Outcome check_not_entered(Vm *vm, Value context)
{
    if (!value_is_context(vm, context) || !(value_object(context)->flags & CONTEXT_ENTERED))
        return RETURNED;
    Text text = {0};
    if (value_write_repr(vm, context, &text) == RETURNED)
        vm_raise(vm, EXCEPTION_RuntimeError, "cannot enter context: %s is already entered", text_string(&text));
    text_release(&text);
    return RAISED;
}

Outcome context_begin(Vm *vm, Value context, Value *outside)
{
    if (check_not_entered(vm, context) == RAISED)
        return RAISED;
    *outside = vm->context;
    vm->context = value_retain(context);
    if (value_is_context(vm, context))
        value_object(context)->flags |= CONTEXT_ENTERED;
    return RETURNED;
}

Value context_end(Vm *vm, Value outside)
{
    Value context = vm->context;
    vm->context = outside;
    if (value_is_context(vm, context))
        value_object(context)->flags &= (uint8_t)~CONTEXT_ENTERED;
    return context;
}

static Outcome enter(Vm *vm, Context *context)
{
    if (check_not_entered(vm, value_from(context)) == RAISED)
        return RAISED;
    context->previous = value_from(object_retain(current(vm)));
    context->head.flags = CONTEXT_ENTERED;
    value_replace(vm, &vm->context, value_from(object_retain(context)));
    return RETURNED;
}

static void leave(Vm *vm)
{
    Context *context = (Context *)value_object(vm->context);
    Value previous = context->previous;
    context->previous = VALUE_EMPTY;
    context->frame = NULL;
    context->head.flags = 0;
    value_replace(vm, &vm->context, previous);
}

void context_frame_ends(Vm *vm, const Frame *frame)
{
    while (value_is_context(vm, vm->context) && ((Context *)value_object(vm->context))->frame == frame)
        leave(vm);
}

void context_delivery(Vm *vm)
{
    while (value_is_context(vm, vm->context) && (value_object(vm->context)->flags & CONTEXT_UNTIL_DELIVERY))
        leave(vm);
}

/* A frame was pushed for what run() calls: with its end the run is over. A generator that was resumed may come back
 * without an end: it is run to its yield here. */
static Outcome run_frame(Vm *vm, Context *context, const Frame *caller, Value *result)
{
    Frame *entered = vm->frame;
    while (entered->back != caller)
        entered = entered->back;
    if (entered->head.kind == KIND_FRAME) {
        context->frame = entered;
        frame_set_flag(entered, FRAME_IN_CONTEXT);
        return ENTERED;
    }
    frame_set_flag(entered, FRAME_NESTED);
    Outcome outcome = machine_nest(vm, vm->raised == VALUE_EMPTY ? NEXT_RUN : NEXT_RAISE, result);
    leave(vm);
    return outcome;
}

static Outcome context_run(Vm *vm, const Value *args, Value *result)
{
    const Tuple *given = value_tuple(args[1]);
    const Frame *caller = vm->frame;
    Context *context = (Context *)value_object(args[0]);
    if (given->count == 0)
        return vm_raise(vm, EXCEPTION_TypeError, "run() missing 1 required positional argument");
    if (enter(vm, context) == RAISED)
        return RAISED;
    Outcome outcome =
        call_begin_with_dict(vm, given->items[0], given->count - 1, given->items + 1, args[2], result);
    if (outcome == ENTERED)
        return run_frame(vm, context, caller, result);
    if (outcome == SUSPENDED)
        context->head.flags |= CONTEXT_UNTIL_DELIVERY;
    else
        leave(vm);
    return outcome;
}

/* ---- Context ---- */

static void context_release(Vm *vm, Object *object)
{
    value_release(vm, ((Context *)object)->map);
    value_release(vm, ((Context *)object)->previous);
}

static void context_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, ((const Context *)object)->map);
    visitor(context, ((const Context *)object)->previous);
}

static Outcome context_construct(Vm *vm, const Value *args, Value *result)
{
    if (value_tuple(args[1])->count > 0 || args[2] != VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "Context() does not accept any arguments");
    *result = value_from(context_new(vm, NULL));
    return RETURNED;
}

static Outcome want_variable(Vm *vm, Value value)
{
    if (class_of(vm, value) == vm->classes.context_var)
        return RETURNED;
    Text text = {0};
    if (value_write_repr(vm, value, &text) == RETURNED)
        vm_raise(vm, EXCEPTION_TypeError, "a ContextVar key was expected, got %s", text_string(&text));
    text_release(&text);
    return RAISED;
}

/* *value is borrowed, EMPTY where the context has no such variable. */
static Outcome find(Vm *vm, Value context, Value variable, Value *value)
{
    if (want_variable(vm, variable) == RAISED)
        return RAISED;
    const ContextMap *map = map_of(vm, context);
    uint32_t at = map_find(vm, map, variable);
    *value = at < count_of(map) ? map->entries[at].value : VALUE_EMPTY;
    return RETURNED;
}

static Outcome context_get_item(Vm *vm, Value self, Value key, Value *result)
{
    Value value;
    if (find(vm, self, key, &value) == RAISED)
        return RAISED;
    if (value == VALUE_EMPTY)
        return vm_raise_with(vm, vm->exceptions[EXCEPTION_KeyError], key);
    *result = value_retain(value);
    return RETURNED;
}

static Outcome context_contains(Vm *vm, Value self, Value item, bool *result)
{
    Value value = VALUE_EMPTY;
    Outcome outcome = find(vm, self, item, &value);
    *result = value != VALUE_EMPTY;
    return outcome;
}

static Outcome context_length(Vm *vm, Value self, int64_t *length)
{
    *length = count_of(map_of(vm, self));
    return RETURNED;
}

static Outcome equal_maps(Vm *vm, const ContextMap *a, const ContextMap *b, bool *equal)
{
    *equal = count_of(a) == count_of(b);
    for (uint32_t i = 0; *equal && i < count_of(a); i++) {
        uint32_t at = map_find(vm, b, a->entries[i].variable);
        if (at == b->count)
            *equal = false;
        else if (value_equal(vm, a->entries[i].value, b->entries[at].value, equal) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome context_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !value_is_context(vm, other))
        return RETURNED;
    /* what is compared may be the program's and set variables meanwhile */
    ContextMap *a = map_of(vm, self), *b = map_of(vm, other);
    Value held[] = {a ? value_retain(value_from(a)) : VALUE_EMPTY, b ? value_retain(value_from(b)) : VALUE_EMPTY};
    bool equal;
    Outcome outcome = equal_maps(vm, a, b, &equal);
    value_release(vm, held[0]);
    value_release(vm, held[1]);
    *result = value_from_bool(equal == (op == COMPARE_EQ));
    return outcome;
}

static Outcome no_hash(Vm *vm, Value self, uint64_t *hash)
{
    (void)hash;
    return vm_raise(vm, EXCEPTION_TypeError, "unhashable type: '%s'", class_of(vm, self)->told_name->text);
}

/* Iterators walk the map that the context had when they were made. */
enum { WALK_MAP };

static const ContextEntry *next_entry(Iterator *iterator)
{
    const ContextMap *map =
        iterator->state[WALK_MAP] == VALUE_EMPTY ? NULL : (ContextMap *)value_object(iterator->state[WALK_MAP]);
    if (iterator->number[0] >= count_of(map))
        return NULL;
    return &map->entries[(uint32_t)iterator->number[0]++];
}

static Outcome next_key(Vm *vm, Iterator *iterator, Value *item)
{
    (void)vm;
    const ContextEntry *entry = next_entry(iterator);
    *item = entry ? value_retain(entry->variable) : VALUE_EMPTY;
    return RETURNED;
}

static Outcome next_value(Vm *vm, Iterator *iterator, Value *item)
{
    (void)vm;
    const ContextEntry *entry = next_entry(iterator);
    *item = entry ? value_retain(entry->value) : VALUE_EMPTY;
    return RETURNED;
}

static Outcome next_item(Vm *vm, Iterator *iterator, Value *item)
{
    const ContextEntry *entry = next_entry(iterator);
    *item = entry ? tuple_new(vm, (const Value[]){entry->variable, entry->value}, 2) : VALUE_EMPTY;
    return entry && *item == VALUE_EMPTY ? RAISED : RETURNED;
}

static Outcome walk(Vm *vm, Value context, const char *name, Outcome (*next)(Vm *, Iterator *, Value *),
                    Value *result)
{
    Iterator *iterator = iterator_new(vm, name, next);
    ContextMap *map = map_of(vm, context);
    iterator->state[WALK_MAP] = map ? value_retain(value_from(map)) : VALUE_EMPTY;
    *result = value_from(iterator);
    return RETURNED;
}

static Outcome context_iterate(Vm *vm, Value self, Value *iterator)
{
    return walk(vm, self, "keys", next_key, iterator);
}

static Outcome context_keys(Vm *vm, const Value *args, Value *result)
{
    return walk(vm, args[0], "keys", next_key, result);
}

static Outcome context_values(Vm *vm, const Value *args, Value *result)
{
    return walk(vm, args[0], "values", next_value, result);
}

static Outcome context_items(Vm *vm, const Value *args, Value *result)
{
    return walk(vm, args[0], "items", next_item, result);
}

static Outcome context_get(Vm *vm, const Value *args, Value *result)
{
    Value value;
    if (find(vm, args[0], args[1], &value) == RAISED)
        return RAISED;
    if (value == VALUE_EMPTY)
        value = args[2] == VALUE_EMPTY ? VALUE_NONE : args[2];
    *result = value_retain(value);
    return RETURNED;
}

static Outcome context_method_copy(Vm *vm, const Value *args, Value *result)
{
    *result = value_from(context_new(vm, map_of(vm, args[0])));
    return RETURNED;
}

static const NativeSpec context_methods[] = {
    {"run", context_run, "self, /, *args, **kwargs", NATIVE_PLAIN},
    {"copy", context_method_copy, "self, /", NATIVE_PLAIN},
    {"get", context_get, "self, key, default=None, /", NATIVE_PLAIN},
    {"keys", context_keys, "self, /", NATIVE_PLAIN},
    {"values", context_values, "self, /", NATIVE_PLAIN},
    {"items", context_items, "self, /", NATIVE_PLAIN},
    {0},
};

static const ClassOps context_ops = {
    .size = sizeof(Context),
    .release = context_release,
    .visit = context_visit,
    .hash = no_hash,
    .compare = context_compare,
    .length = context_length,
    .get_item = context_get_item,
    .contains = context_contains,
    .iterate = context_iterate,
};

/* ---- ContextVar ---- */

static ContextVar *variable_of(Value value)
{
    return (ContextVar *)value_object(value);
}

static void variable_release(Vm *vm, Object *object)
{
    value_release(vm, ((ContextVar *)object)->name);
    value_release(vm, ((ContextVar *)object)->standard);
}

static void variable_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, ((const ContextVar *)object)->name);
    visitor(context, ((const ContextVar *)object)->standard);
}

/* The name is known by its place only, and the default by its name only. */
static Outcome check_arguments(Vm *vm, size_t count, Value keywords)
{
    size_t all = count + (keywords == VALUE_EMPTY ? 0 : value_dict(keywords)->count);
    Value key, value;
    if (all > 2)
        return vm_raise(vm, EXCEPTION_TypeError, "ContextVar() takes at most 2 %sarguments (%zu given)",
                        count == 0 ? "keyword " : "", all);
    if (count != 1)
        return vm_raise(vm, EXCEPTION_TypeError, "ContextVar() takes %s 1 positional argument (%zu given)",
                        count > 1 ? "at most" : "exactly", count);
    for (uint32_t at = 0; keywords != VALUE_EMPTY && dict_next(value_dict(keywords), &at, &key, &value);) {
        if (!str_is(value_str_object(key), "default"))
            return vm_raise(vm, EXCEPTION_TypeError, "ContextVar() got an unexpected keyword argument '%s'",
                            value_str_object(key)->text);
    }
    return RETURNED;
}

static Outcome variable_construct(Vm *vm, const Value *args, Value *result)
{
    const Tuple *given = value_tuple(args[1]);
    if (check_arguments(vm, given->count, args[2]) == RAISED)
        return RAISED;
    if (!value_is_str(given->items[0]))
        return vm_raise(vm, EXCEPTION_TypeError, "context variable name must be a str");
    ContextVar *variable = object_new(vm, vm->classes.context_var, KIND_OTHER, sizeof *variable);
    variable->name = value_retain(given->items[0]);
    if (args[2] != VALUE_EMPTY)
        variable->standard = value_retain(dict_get_str(vm, value_dict(args[2]), str_intern(vm, "default", 7)));
    *result = value_from(variable);
    return RETURNED;
}

/* «<ContextVar name='request' default=0 at 0x7f0000001000>» */
static Outcome variable_repr(Vm *vm, Value self, Value *result)
{
    const ContextVar *variable = variable_of(self);
    Text text = {0};
    text_add(&text, "<ContextVar name=");
    Outcome outcome = value_write_repr(vm, variable->name, &text);
    if (outcome == RETURNED && variable->standard != VALUE_EMPTY) {
        text_add(&text, " default=");
        outcome = value_write_repr(vm, variable->standard, &text);
    }
    text_format(&text, " at 0x%llx>", (unsigned long long)object_number(vm, self));
    if (outcome == RETURNED)
        *result = str_from_text(vm, &text);
    text_release(&text);
    return outcome;
}

static Outcome variable_get(Vm *vm, const Value *args, Value *result)
{
    const ContextMap *map = map_of(vm, vm->context);
    uint32_t at = map_find(vm, map, args[0]);
    Value value = at < count_of(map)       ? map->entries[at].value
                  : args[1] != VALUE_EMPTY ? args[1]
                                           : variable_of(args[0])->standard;
    if (value == VALUE_EMPTY)
        return vm_raise_with(vm, vm->exceptions[EXCEPTION_LookupError], args[0]);
    *result = value_retain(value);
    return RETURNED;
}

static Outcome variable_set(Vm *vm, const Value *args, Value *result)
{
    Context *context = current(vm);
    Token *token = object_new(vm, vm->classes.token, KIND_OTHER, sizeof *token);
    const ContextMap *map = map_of(vm, vm->context);
    uint32_t at = map_find(vm, map, args[0]);
    token->context = value_from(object_retain(context));
    token->variable = value_retain(args[0]);
    token->former = at < count_of(map) ? value_retain(map->entries[at].value) : VALUE_EMPTY;
    *result = value_from(token);
    if (map_set(vm, context, args[0], args[1]) == RETURNED)
        return RETURNED;
    object_release(vm, token);
    return RAISED;
}

static Outcome refuse_token(Vm *vm, Value token, const char *before, const char *behind)
{
    Text text = {0};
    if (value_write_repr(vm, token, &text) == RETURNED)
        vm_raise(vm, behind[1] == 'h' ? EXCEPTION_RuntimeError : EXCEPTION_ValueError, "%s%s%s", before,
                 text_string(&text), behind);
    text_release(&text);
    return RAISED;
}

static Outcome want_token(Vm *vm, Value value)
{
    if (class_of(vm, value) == vm->classes.token)
        return RETURNED;
    Text text = {0};
    if (value_write_repr(vm, value, &text) == RETURNED)
        vm_raise(vm, EXCEPTION_TypeError, "expected an instance of Token, got %s", text_string(&text));
    text_release(&text);
    return RAISED;
}

static Outcome variable_reset(Vm *vm, const Value *args, Value *result)
{
    if (want_token(vm, args[1]) == RAISED)
        return RAISED;
    Token *token = (Token *)value_object(args[1]);
    if (token->head.flags & TOKEN_USED)
        return refuse_token(vm, args[1], "", " has already been used once");
    if (token->variable != args[0])
        return refuse_token(vm, args[1], "", " was created by a different ContextVar");
    Context *context = current(vm);
    if (token->context != value_from(context))
        return refuse_token(vm, args[1], "", " was created in a different Context");
    token->head.flags |= TOKEN_USED;
    *result = VALUE_NONE;
    return token->former == VALUE_EMPTY ? map_remove(vm, context, args[0])
                                        : map_set(vm, context, args[0], token->former);
}

static Outcome variable_name(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_retain(variable_of(args[0])->name);
    return RETURNED;
}

static const NativeSpec variable_methods[] = {
    {"get", variable_get, "self, default=None, /", NATIVE_PLAIN},
    {"set", variable_set, "self, value, /", NATIVE_PLAIN},
    {"reset", variable_reset, "self, token, /", NATIVE_PLAIN},
    {"name", variable_name, "self, /", NATIVE_GETTER},
    {0},
};

static Outcome variable_set_attribute(Vm *vm, Value self, Str *name, Value value, bool *done)
{
    (void)self, (void)value;
    *done = str_is(name, "name");
    return *done ? vm_raise(vm, EXCEPTION_AttributeError, "readonly attribute") : RETURNED;
}

static const ClassOps variable_ops = {.size = sizeof(ContextVar),
                                      .release = variable_release,
                                      .visit = variable_visit,
                                      .repr = variable_repr,
                                      .set_attribute = variable_set_attribute};

/* ---- Token ---- */

static void token_release(Vm *vm, Object *object)
{
    const Token *token = (const Token *)object;
    value_release(vm, token->context);
    value_release(vm, token->variable);
    value_release(vm, token->former);
}

static void token_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Token *token = (const Token *)object;
    visitor(context, token->context);
    visitor(context, token->variable);
    visitor(context, token->former);
}

/* «<Token used var=<ContextVar name='request' at 0x7f0000001000> at 0x7f0000001010>» */
static Outcome token_repr(Vm *vm, Value self, Value *result)
{
    const Token *token = (const Token *)value_object(self);
    Text text = {0};
    text_format(&text, "<Token%s var=", token->head.flags & TOKEN_USED ? " used" : "");
    Outcome outcome = value_write_repr(vm, token->variable, &text);
    text_format(&text, " at 0x%llx>", (unsigned long long)object_number(vm, self));
    if (outcome == RETURNED)
        *result = str_from_text(vm, &text);
    text_release(&text);
    return outcome;
}

static Outcome token_var(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_retain(((const Token *)value_object(args[0]))->variable);
    return RETURNED;
}

static Outcome token_old_value(Vm *vm, const Value *args, Value *result)
{
    Value former = ((const Token *)value_object(args[0]))->former;
    if (former == VALUE_EMPTY)
        former = dict_get_str(vm, vm->classes.token->attributes, str_intern(vm, "MISSING", 7));
    *result = value_retain(former);
    return RETURNED;
}

static Outcome token_construct(Vm *vm, const Value *args, Value *result)
{
    (void)args, (void)result;
    return vm_raise(vm, EXCEPTION_RuntimeError, "Tokens can only be created by ContextVars");
}

static const NativeSpec token_methods[] = {
    {"var", token_var, "self, /", NATIVE_GETTER},
    {"old_value", token_old_value, "self, /", NATIVE_GETTER},
    {0},
};

static Outcome token_set_attribute(Vm *vm, Value self, Str *name, Value value, bool *done)
{
    (void)value;
    *done = str_is(name, "var") || str_is(name, "old_value");
    if (!*done)
        return RETURNED;
    return vm_raise(vm, EXCEPTION_AttributeError, "attribute '%s' of '%s' objects is not writable", name->text,
                    class_of(vm, self)->told_name->text);
}

static const ClassOps token_ops = {.size = sizeof(Token),
                                   .set_attribute = token_set_attribute,
                                   .release = token_release,
                                   .visit = token_visit,
                                   .repr = token_repr,
                                   .hash = no_hash};

static Outcome missing_repr(Vm *vm, Value self, Value *result)
{
    (void)self;
    *result = str_from(vm, "<Token.MISSING>");
    return RETURNED;
}

static const ClassOps missing_ops = {.size = sizeof(Object), .repr = missing_repr};

/* ---- the classes ---- */

static Outcome copy_context(Vm *vm, const Value *args, Value *result)
{
    uint64_t count = value_tuple(args[0])->count;
    if (count > 0)
        return vm_raise(vm, EXCEPTION_TypeError, "_contextvars.copy_context() takes no arguments (%llu given)",
                        (unsigned long long)count);
    *result = value_from(context_new(vm, map_of(vm, vm->context)));
    return RETURNED;
}

static const NativeSpec functions[] = {
    {"copy_context", copy_context, "*args", NATIVE_PLAIN},
    {0},
};

void context_load(Vm *vm, Module *module)
{
    module_set(vm, module, "Context", value_from(vm->classes.context));
    module_set(vm, module, "ContextVar", value_from(vm->classes.context_var));
    module_set(vm, module, "Token", value_from(vm->classes.token));
    module_add_natives(vm, module, functions);
}

static void token_class_init(Vm *vm)
{
    VmClasses *classes = &vm->classes;
    classes->token = class_native(vm, &(ClassSpec){.name = "Token",
                                                   .module = "_contextvars",
                                                   .ops = &token_ops,
                                                   .methods = token_methods,
                                                   .construct = token_construct,
                                                   .signature = "cls, *args, **kwargs"});
    Class *missing = class_native(vm, &(ClassSpec){.name = "MISSING", .module = "Token", .ops = &missing_ops});
    Object *object = object_new(vm, missing, KIND_OTHER, sizeof *object);
    dict_set_str(vm, classes->token->attributes, str_intern(vm, "MISSING", 7), value_from(object));
    object_release(vm, object);
}

void context_class_init(Vm *vm)
{
    static const ClassOps map_ops = {.size_of = size_of_map, .release = map_release, .visit = map_visit};
    VmClasses *classes = &vm->classes;
    classes->context_map =
        class_native(vm, &(ClassSpec){.name = "hamt", .module = "_contextvars", .ops = &map_ops});
    classes->context = class_native(vm, &(ClassSpec){.name = "Context",
                                                     .module = "_contextvars",
                                                     .ops = &context_ops,
                                                     .methods = context_methods,
                                                     .construct = context_construct,
                                                     .signature = "cls, *args, **kwargs"});
    classes->context_var = class_native(vm, &(ClassSpec){.name = "ContextVar",
                                                         .module = "_contextvars",
                                                         .ops = &variable_ops,
                                                         .methods = variable_methods,
                                                         .construct = variable_construct,
                                                         .signature = "cls, *args, **kwargs"});
    token_class_init(vm);
}
