/* What is wrong with a call, in the words that CPython has for functions written in Python. Natives that stand for
 * such functions (their signature begins with «def») use them, and the program's own functions share the lists of
 * names. */
#include "native_function.h"

void write_parameter_names(Str *const *names, const uint32_t *indexes, size_t count, Text *out)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_add(out, i + 1 < count ? ", " : count == 2 ? " and " : ", and ");
        text_format(out, "'%s'", names[indexes[i]]->text);
    }
}

const char *nearest_parameter(Str *const *names, size_t count, const Str *name)
{
    size_t nearest = SIZE_MAX;
    const char *meant = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t distance = name_distance(name, names[i]);
        if (distance < nearest) {
            nearest = distance;
            meant = names[i]->text;
        }
    }
    return meant;
}

/* «Queue.put», and «Runner.__init__» for what makes a Runner. */
static void write_name(const Native *native, Text *out)
{
    bool makes = native->parameter_count > 0 && str_is(native->names[0], "cls");
    text_add(out, value_str_object(native->qualname)->text);
    text_add(out, makes ? ".__init__()" : "()");
}

static Outcome complain(Vm *vm, Text *text)
{
    Outcome outcome = vm_raise(vm, EXCEPTION_TypeError, "%s", text_string(text));
    text_release(text);
    return outcome;
}

/* Keyword-only parameters: behind those by position and *args. */
static bool is_keyword_only(const Native *native, uint32_t index)
{
    return index >= native->positional && (int)index != native->var_positional && (int)index != native->var_keyword;
}

Outcome python_too_many(Vm *vm, const Native *native, const Arguments *arguments, const Value *sorted)
{
    uint32_t named = 0, given = (uint32_t)arguments->count;
    Text text = {0};
    for (uint32_t i = 0; i < native->parameter_count; i++)
        named += is_keyword_only(native, i) && sorted[i] != VALUE_EMPTY;
    write_name(native, &text);
    if (native->required < native->positional)
        text_format(&text, " takes from %u to %u", native->required, native->positional);
    else
        text_format(&text, " takes %u", native->positional);
    bool is_one = native->required == native->positional && native->positional == 1;
    text_format(&text, " positional argument%s but %u", is_one ? "" : "s", given);
    if (named > 0)
        text_format(&text, " positional argument%s (and %u keyword-only argument%s)", given == 1 ? "" : "s", named,
                    named == 1 ? "" : "s");
    text_add(&text, given == 1 && named == 0 ? " was given" : " were given");
    return complain(vm, &text);
}

static Outcome missing(Vm *vm, const Native *native, const uint32_t *indexes, uint32_t count, const char *sort)
{
    Text text = {0};
    write_name(native, &text);
    text_format(&text, " missing %u required %s argument%s: ", count, sort, count == 1 ? "" : "s");
    write_parameter_names(native->names, indexes, count, &text);
    return complain(vm, &text);
}

Outcome python_check_required(Vm *vm, const Native *native, const Value *sorted)
{
    uint32_t indexes[NATIVE_PARAMETERS_MOST], count = 0;
    for (uint32_t i = 0; i < native->required; i++) {
        if (sorted[i] == VALUE_EMPTY)
            indexes[count++] = i;
    }
    if (count > 0)
        return missing(vm, native, indexes, count, "positional");
    for (uint32_t i = 0; i < native->parameter_count; i++) {
        if ((native->required_keywords >> i & 1) && sorted[i] == VALUE_EMPTY)
            indexes[count++] = i;
    }
    return count > 0 ? missing(vm, native, indexes, count, "keyword-only") : RETURNED;
}

Outcome python_unexpected_keyword(Vm *vm, const Native *native, const Str *name)
{
    const char *meant = nearest_parameter(native->names, native->parameter_count, name);
    Text text = {0};
    write_name(native, &text);
    text_format(&text, " got an unexpected keyword argument '%s'", name->text);
    if (meant)
        text_format(&text, ". Did you mean '%s'?", meant);
    return complain(vm, &text);
}

Outcome python_given_twice(Vm *vm, const Native *native, const Str *name)
{
    Text text = {0};
    write_name(native, &text);
    text_format(&text, " got multiple values for argument '%s'", name->text);
    return complain(vm, &text);
}
