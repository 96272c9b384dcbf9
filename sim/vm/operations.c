/* Single instructions: unbound names, building and taking apart, with, classes, functions, import. Exceptions have
 * a file of their own, and so has match. */
#include "operations.h"
#include "generic.h"

#include "str_parts.h"
#include "suggestions.h"

static const char *class_name(Vm *vm, Value value)
{
    return class_of(vm, value)->told_name->text;
}

/* ---- variables ---- */

Outcome raise_unbound(Vm *vm, const Code *code, uint32_t slot)
{
    const char *name = code->local_names[slot]->text;
    if (slot < code->local_count)
        return vm_raise(vm, EXCEPTION_UnboundLocalError,
                        "cannot access local variable '%s' where it is not associated with a value", name);
    vm_raise(vm, EXCEPTION_NameError,
             "cannot access free variable '%s' where it is not associated with a value in enclosing scope", name);
    suggest_variable(vm, code->local_names[slot]);
    return RAISED;
}

Outcome raise_undefined(Vm *vm, Str *name)
{
    vm_raise(vm, EXCEPTION_NameError, "name '%s' is not defined", name->text);
    suggest_variable(vm, name);
    return RAISED;
}

Outcome store_annotation(Vm *vm, Dict *namespace, Str *name, Value annotation)
{
    Value annotations = dict_get_str(vm, namespace, vm->names.annotations);
    if (annotations == VALUE_EMPTY) {
        annotations = dict_new(vm);
        dict_set_str(vm, namespace, vm->names.annotations, annotations);
        value_release(vm, annotations);
    }
    return value_set_item(vm, annotations, value_from(name), annotation);
}

/* ---- taking apart ---- */

static Outcome too_few(Vm *vm, uint32_t wanted, bool has_rest, size_t got)
{
    return vm_raise(vm, EXCEPTION_ValueError, "not enough values to unpack (expected %s%u, got %zu)",
                    has_rest ? "at least " : "", wanted, got);
}

static Outcome too_many(Vm *vm, uint32_t wanted)
{
    return vm_raise(vm, EXCEPTION_ValueError, "too many values to unpack (expected %u)", wanted);
}

/* Items of a list or tuple are copied at once. */
static Outcome unpack_items(Vm *vm, const Value *items, uint64_t given, uint32_t count, Value *out)
{
    if (given != count)
        return given < count ? too_few(vm, count, false, given) : too_many(vm, count);
    for (uint32_t i = 0; i < count; i++)
        out[count - 1 - i] = value_retain(items[i]);
    return RETURNED;
}

static Outcome begin_unpacking(Vm *vm, Value sequence, Value *iterator)
{
    const ClassOps *ops = class_of(vm, sequence)->ops;
    bool may_iterate = ops->iterate || ops->next;
    if (may_iterate && value_iterate(vm, sequence, iterator) == RETURNED)
        return RETURNED;
    bool says_not_iterable =
        !may_iterate || (vm_raised_is_builtin(vm, EXCEPTION_TypeError) &&
                         class_lookup(vm, class_of(vm, sequence), vm->names.iter) == VALUE_EMPTY);
    if (!says_not_iterable)
        return RAISED;
    return vm_raise(vm, EXCEPTION_TypeError, "cannot unpack non-iterable %s object", class_name(vm, sequence));
}

static void release_all(Vm *vm, const Value *values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        value_release(vm, values[i]);
}

/* Exactly `count` items of an iterator to out[count - 1] down to out[0]. */
static Outcome take_items(Vm *vm, Value iterator, uint32_t count, bool has_rest, uint32_t wanted, Value *out)
{
    for (uint32_t i = 0; i < count; i++) {
        Value item;
        Outcome outcome = value_next(vm, iterator, &item);
        if (outcome == RETURNED && item == VALUE_EMPTY)
            outcome = too_few(vm, wanted, has_rest, i);
        if (outcome == RAISED) {
            release_all(vm, out + count - i, i);
            return RAISED;
        }
        out[count - 1 - i] = item;
    }
    return RETURNED;
}

static Outcome check_end(Vm *vm, Value iterator, uint32_t count)
{
    Value item;
    if (value_next(vm, iterator, &item) == RAISED)
        return RAISED;
    if (item == VALUE_EMPTY)
        return RETURNED;
    value_release(vm, item);
    return too_many(vm, count);
}

Outcome unpack_sequence(Vm *vm, Value sequence, uint32_t count, Value *out)
{
    if (value_is_kind(sequence, KIND_TUPLE))
        return unpack_items(vm, value_tuple(sequence)->items, value_tuple(sequence)->count, count, out);
    if (value_is_kind(sequence, KIND_LIST))
        return unpack_items(vm, value_list(sequence)->items, value_list(sequence)->count, count, out);
    Value iterator;
    if (begin_unpacking(vm, sequence, &iterator) == RAISED)
        return RAISED;
    Outcome outcome = take_items(vm, iterator, count, false, count, out);
    if (outcome == RETURNED && check_end(vm, iterator, count) == RAISED) {
        release_all(vm, out, count);
        outcome = RAISED;
    }
    value_release(vm, iterator);
    return outcome;
}

/* The last `after` items of the list of all that is left become variables of their own. */
static Outcome split_rest(Vm *vm, Value rest, uint32_t before, uint32_t after, Value *out)
{
    List *list = value_list(rest);
    if (list->count < after)
        return too_few(vm, before + after, true, before + list->count);
    for (uint32_t i = 0; i < after; i++)
        out[i] = list_take(vm, list, list->count - 1);
    out[after] = rest;
    return RETURNED;
}

Outcome unpack_with_rest(Vm *vm, Value sequence, uint32_t before, uint32_t after, Value *out)
{
    Value iterator, rest;
    if (begin_unpacking(vm, sequence, &iterator) == RAISED)
        return RAISED;
    Value *first = out + after + 1;
    Outcome outcome = take_items(vm, iterator, before, true, before + after, first);
    if (outcome == RETURNED) {
        outcome = list_from_iterable(vm, iterator, &rest);
        if (outcome == RETURNED && split_rest(vm, rest, before, after, out) == RAISED) {
            value_release(vm, rest);
            outcome = RAISED;
        }
        if (outcome == RAISED)
            release_all(vm, first, before);
    }
    value_release(vm, iterator);
    return outcome;
}

Value *inplace_target(Vm *vm, Value left, Value right)
{
    Frame *frame = vm->frame;
    if (!frame || frame_is_native(frame) || frame->ip == frame->code->instructions)
        return NULL;
    bool is_in_progress = instruction_opcode(frame->ip[-1]) == OPCODE_INPLACE && frame->top - frame->slots >= 2 &&
                          frame->top[-2] == left && frame->top[-1] == right;
    Instruction next = *frame->ip;
    if (!is_in_progress)
        return NULL;
    switch (instruction_opcode(next)) {
    case OPCODE_STORE_FAST:
    case OPCODE_STORE_FAST_LOAD_FAST:
        return &frame->slots[instruction_argument(next)];
    case OPCODE_STORE_GLOBAL:
        return &frame->code->module->slots[instruction_argument(next)];
    default:
        return NULL;
    }
}

/* ---- building ---- */

Outcome build_string(Vm *vm, const Value *strings, uint32_t count, Value *result)
{
    size_t size = 0, length = 0;
    for (uint32_t i = 0; i < count; i++) {
        size += value_str_object(strings[i])->size;
        length += str_code_points(value_str_object(strings[i]));
    }
    Str *string = str_is_too_large(vm, size) ? NULL : str_make(vm, size);
    if (!string)
        return vm_raise_memory(vm);
    size_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        const Str *part = value_str_object(strings[i]);
        memcpy(string->text + at, part->text, part->size);
        at += part->size;
    }
    *result = str_seal_counted(string, length);
    return RETURNED;
}

Outcome build_dict(Vm *vm, const Value *pairs, uint32_t count, Value *result)
{
    Value dict = dict_new(vm);
    for (uint32_t i = 0; i < count; i++) {
        if (dict_set(vm, value_dict(dict), pairs[2 * i], pairs[2 * i + 1]) == RAISED) {
            value_release(vm, dict);
            return RAISED;
        }
    }
    *result = dict;
    return RETURNED;
}

Outcome build_set(Vm *vm, const Value *items, uint32_t count, Value *result)
{
    Value set = set_new(vm);
    for (uint32_t i = 0; i < count; i++) {
        if (set_add(vm, value_dict(set), items[i]) == RAISED) {
            value_release(vm, set);
            return RAISED;
        }
    }
    *result = set;
    return RETURNED;
}

static bool is_iterable(Vm *vm, Value value)
{
    const Class *class = class_of(vm, value);
    if (!class->is_program)
        return class->ops->iterate || class->ops->next;
    return class_lookup(vm, class_of(vm, value), vm->names.iter) != VALUE_EMPTY ||
           class_lookup(vm, class_of(vm, value), vm->names.getitem) != VALUE_EMPTY;
}

Outcome extend_list(Vm *vm, List *list, Value iterable)
{
    if (!is_iterable(vm, iterable))
        return vm_raise(vm, EXCEPTION_TypeError, "Value after * must be an iterable, not %s",
                        class_name(vm, iterable));
    return list_extend(vm, list, iterable);
}

static bool is_mapping(Vm *vm, Value value)
{
    return value_is_kind(value, KIND_DICT) || class_lookup(vm, class_of(vm, value), vm->names.keys) != VALUE_EMPTY;
}

Outcome update_dict(Vm *vm, Dict *dict, Value mapping)
{
    if (!is_mapping(vm, mapping))
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not a mapping", class_name(vm, mapping));
    return dict_update(vm, dict, mapping);
}

/* «__main__.f()», as messages about calls name the callee. */
static void write_callee(Vm *vm, Value callee, Text *out)
{
    Value module = VALUE_EMPTY, name = VALUE_EMPTY;
    if (value_find_attribute(vm, callee, vm->names.qualname, &name) == RAISED ||
        value_find_attribute(vm, callee, vm->names.module, &module) == RAISED)
        value_release(vm, vm_take_raised(vm));
    if (!value_is_str(name)) {
        if (value_write_str(vm, callee, out) == RAISED)
            value_release(vm, vm_take_raised(vm));
    } else {
        if (value_is_str(module) && !str_is(value_str_object(module), "builtins"))
            text_format(out, "%s.", value_str_object(module)->text);
        text_format(out, "%s()", value_str_object(name)->text);
    }
    value_release(vm, name);
    value_release(vm, module);
}

Outcome spread_arguments(Vm *vm, Value callee, Value iterable, Value *result)
{
    if (value_is_kind(iterable, KIND_TUPLE) && class_of(vm, iterable) == vm->classes.tuple) {
        *result = value_retain(iterable);
        return RETURNED;
    }
    if (!is_iterable(vm, iterable)) {
        Text text = {0};
        write_callee(vm, callee, &text);
        vm_raise(vm, EXCEPTION_TypeError, "%s argument after * must be an iterable, not %s", text_string(&text),
                 class_name(vm, iterable));
        text_release(&text);
        return RAISED;
    }
    Value list = list_new(vm, NULL, 0);
    Outcome outcome = list_extend(vm, value_list(list), iterable);
    if (outcome == RETURNED)
        *result = tuple_new(vm, value_list(list)->items, value_list(list)->count);
    value_release(vm, list);
    return outcome == RETURNED && *result == VALUE_EMPTY ? RAISED : outcome;
}

Outcome arguments_of(Vm *vm, Value callee, Value iterable, Value *arguments)
{
    if (is_iterable(vm, iterable))
        return tuple_from_iterable(vm, iterable, arguments);
    Text text = {0};
    write_callee(vm, callee, &text);
    vm_raise(vm, EXCEPTION_TypeError, "%s argument after * must be an iterable, not %s", text_string(&text),
             class_name(vm, iterable));
    text_release(&text);
    return RAISED;
}

static Outcome merge_one(Vm *vm, Value callee, Dict *dict, Value key, Value value)
{
    Value present;
    if (!value_is_str(key))
        return vm_raise(vm, EXCEPTION_TypeError, "keywords must be strings");
    if (dict_get(vm, dict, key, &present) == RAISED)
        return RAISED;
    if (present != VALUE_EMPTY) {
        Text text = {0};
        write_callee(vm, callee, &text);
        vm_raise(vm, EXCEPTION_TypeError, "%s got multiple values for keyword argument '%s'", text_string(&text),
                 value_str_object(key)->text);
        text_release(&text);
        return RAISED;
    }
    return dict_set(vm, dict, key, value);
}

Outcome merge_keywords(Vm *vm, Value callee, Dict *dict, Value mapping)
{
    if (!is_mapping(vm, mapping)) {
        Text text = {0};
        write_callee(vm, callee, &text);
        vm_raise(vm, EXCEPTION_TypeError, "%s argument after ** must be a mapping, not %s", text_string(&text),
                 class_name(vm, mapping));
        text_release(&text);
        return RAISED;
    }
    Value copy = dict_new(vm), key, value;
    Outcome outcome = dict_update(vm, value_dict(copy), mapping);
    for (uint32_t at = 0; outcome == RETURNED && dict_next(value_dict(copy), &at, &key, &value);)
        outcome = merge_one(vm, callee, dict, key, value);
    value_release(vm, copy);
    return outcome;
}

/* !a: as !r, and what is not ASCII in escapes. */
static Outcome escape_to_ascii(Vm *vm, Value shown, Value *result)
{
    const Str *string = value_str_object(shown);
    Text text = {0};
    for (const char *at = string->text; at < string->text + string->size;) {
        uint32_t point = str_decode(&at);
        if (point < 0x80)
            text_add_char(&text, (char)point);
        else
            text_format(&text, point < 0x100 ? "\\x%02x" : point < 0x10000 ? "\\u%04x" : "\\U%08x", point);
    }
    *result = str_from_text(vm, &text);
    return RETURNED;
}

static Outcome convert(Vm *vm, Value value, uint32_t conversion, Value *result)
{
    switch (conversion) {
    case 1:
        return value_str(vm, value, result);
    case 2:
        return value_repr(vm, value, result);
    case 3: {
        Value shown;
        if (value_repr(vm, value, &shown) == RAISED)
            return RAISED;
        Outcome outcome = escape_to_ascii(vm, shown, result);
        value_release(vm, shown);
        return outcome;
    }
    default:
        *result = value_retain(value);
        return RETURNED;
    }
}

Outcome format_interpolated(Vm *vm, Value value, uint32_t conversion, Value spec, Value *result)
{
    Value converted;
    if (convert(vm, value, conversion, &converted) == RAISED)
        return RAISED;
    if (spec == VALUE_EMPTY && value_is_str(converted) && class_of(vm, converted) == vm->classes.str) {
        *result = converted;
        return RETURNED;
    }
    Str *text = spec == VALUE_EMPTY ? NULL : value_str_object(spec);
    Outcome outcome = value_format(vm, converted, text, result);
    value_release(vm, converted);
    return outcome;
}

/* ---- with ---- */

Outcome context_manager(Vm *vm, Value manager, bool is_async, Value *enter, Value *exit)
{
    Class *class = class_of(vm, manager);
    const char *sort = is_async ? "asynchronous context manager" : "context manager";
    *enter = class_lookup(vm, class, is_async ? vm->names.aenter : vm->names.enter);
    if (*enter == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object does not support the %s protocol", class->name->text,
                        sort);
    Value found = class_lookup(vm, class, is_async ? vm->names.aexit : vm->names.exit);
    if (found == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object does not support the %s protocol (missed %s method)",
                        class->name->text, sort, is_async ? "__aexit__" : "__exit__");
    return attribute_bind(vm, found, manager, class, exit);
}

/* ---- functions and classes ---- */

Value make_function(Vm *vm, Code *code, uint32_t parts, const Value *values)
{
    Function *function = object_new(vm, vm->classes.function, KIND_FUNCTION, sizeof *function);
    function->code = code;
    if (parts & 1)
        function->defaults = *values++;
    if (parts & 2)
        function->kwdefaults = *values++;
    if (parts & 4)
        function->annotations = *values++;
    if (parts & 8)
        function->closure = *values++;
    function->name = value_retain(value_from(code->name));
    function->qualname = value_retain(value_from(code->qualname));
    function->docstring = value_retain(code->docstring);
    return value_from(function);
}

static Value begin_namespace(Vm *vm, const Code *code)
{
    Value namespace = dict_new(vm);
    dict_set_str(vm, value_dict(namespace), vm->names.module, value_from(code->module->name));
    dict_set_str(vm, value_dict(namespace), vm->names.qualname, value_from(code->qualname));
    if (code->docstring != VALUE_NONE)
        dict_set_str(vm, value_dict(namespace), vm->names.doc, code->docstring);
    return namespace;
}

/* A base dict[str, int] is dict. */
static Value without_aliases(Vm *vm, Value bases)
{
    const Tuple *tuple = value_tuple(bases);
    Tuple *plain = tuple_make(vm, tuple->count);
    for (size_t i = 0; plain && i < tuple->count; i++)
        plain->items[i] = value_retain(alias_origin(vm, tuple->items[i]));
    return value_from(plain);
}

Outcome enter_class_body(Vm *vm, const Function *body, Value name, Value bases, Value keywords)
{
    Value plain = without_aliases(vm, bases);
    if (plain == VALUE_EMPTY)
        return RAISED;
    const Value parts[] = {name, plain, keywords == VALUE_EMPTY ? VALUE_NONE : keywords};
    Frame *frame = frame_new(vm, body->code);
    if (!frame) {
        value_release(vm, plain);
        return vm_raise_memory(vm);
    }
    for (uint32_t i = 0; i < body->code->free_count; i++)
        frame->slots[body->code->local_count + i] = value_retain(value_tuple(body->closure)->items[i]);
    frame->slots[0] = begin_namespace(vm, body->code);
    frame->made = tuple_new(vm, parts, 3);
    value_release(vm, plain);
    frame_set_flag(frame, FRAME_CLASS_BODY);
    return frame_push(vm, frame) ? ENTERED : RAISED;
}

/* An enumeration refuses a second value under a name: Enum._refuse_again_. */
static Outcome check_again(Vm *vm, const Frame *frame, Str *name, Value value)
{
    static const char HOOK[] = "_refuse_again_";
    const Value *parts = value_tuple(frame->made)->items;
    const Tuple *bases = value_tuple(parts[1]);
    Value values[] = {parts[0], frame->slots[0], value_from(name), value}, ignored;
    for (size_t i = 0; i < bases->count; i++) {
        Value base = bases->items[i];
        bool is_enum =
            value_is_kind(base, KIND_CLASS) && ((Class *)value_object(base))->iterate_hook != VALUE_EMPTY;
        if (!is_enum)
            continue;
        if (value_call_method(vm, base, HOOK, 4, values, &ignored) == RAISED)
            return RAISED;
        value_release(vm, ignored);
    }
    return RETURNED;
}

Outcome store_in_class_body(Vm *vm, Frame *frame, Str *name, Value value)
{
    Dict *namespace = value_dict(frame->slots[0]);
    if (dict_get_str(vm, namespace, name) != VALUE_EMPTY && check_again(vm, frame, name, value) == RAISED)
        return RAISED;
    return dict_set_str(vm, namespace, name, value) ? RETURNED : vm_raise_memory(vm);
}

/* ---- import ---- */

Outcome import_name(Vm *vm, const Str *name, Value *result)
{
    Module *module = vm_load_module(vm, name->text);
    if (module) {
        *result = value_retain(value_from(module));
        return RETURNED;
    }
    if (vm->raised != VALUE_EMPTY || vm_is_over(vm))
        return RAISED;
    return vm_raise(vm, EXCEPTION_ModuleNotFoundError, "No module named '%s'", name->text);
}

Outcome import_from(Vm *vm, Value module, Str *name, Value *result)
{
    if (value_find_attribute(vm, module, name, result) == RAISED)
        return RAISED;
    if (*result != VALUE_EMPTY)
        return RETURNED;
    const Str *module_name = ((const Module *)value_object(module))->name;
    vm_raise(vm, EXCEPTION_ImportError, "cannot import name '%s' from '%s' (unknown location)", name->text,
             module_name->text);
    suggest_attribute(vm, name, module);
    return RAISED;
}
