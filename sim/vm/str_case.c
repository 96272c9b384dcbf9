/* Methods of str about letters: case, and the questions is…(). */
#include "str_parts.h"

#include "unicode.h"

/* ---- changing case ---- */

/* The lower case of a capital sigma at `at`: another one where it ends a word. Mirrors handle_capital_sigma,
 * Objects/unicodeobject.c. */
static uint32_t lower_sigma(const Str *string, const char *at)
{
    enum { SMALL_SIGMA = 0x3C3, FINAL_SIGMA = 0x3C2 };
    bool follows_letter = false, precedes_letter = false;
    for (const char *before = at; before > string->text;) {
        const char *next = before = str_step_back(before);
        uint32_t code_point = str_decode(&next);
        if (unicode_is_case_ignorable(code_point))
            continue;
        follows_letter = unicode_is_cased(code_point);
        break;
    }
    str_decode(&at);
    while (at < str_end(string)) {
        uint32_t code_point = str_decode(&at);
        if (unicode_is_case_ignorable(code_point))
            continue;
        precedes_letter = unicode_is_cased(code_point);
        break;
    }
    return follows_letter && !precedes_letter ? FINAL_SIGMA : SMALL_SIGMA;
}

static int swap_case(uint32_t code_point, uint32_t mapped[UNICODE_CASE_MOST])
{
    if (unicode_is_lower(code_point))
        return unicode_to_upper(code_point, mapped);
    mapped[0] = code_point;
    return unicode_is_upper(code_point) ? unicode_to_lower(code_point, mapped) : 1;
}

/* Add the mapped code point at `at`; returns what is behind it. */
static const char *add_mapped(const Str *string, const char *at, UnicodeCase *mapping, Text *out)
{
    enum { CAPITAL_SIGMA = 0x3A3 };
    const char *next = at;
    uint32_t mapped[UNICODE_CASE_MOST], code_point = str_decode(&next);
    int count = mapping(code_point, mapped);
    if (code_point == CAPITAL_SIGMA && (mapping == unicode_to_lower || mapping == swap_case))
        mapped[0] = lower_sigma(string, at);
    for (int i = 0; i < count; i++)
        text_add_code_point(out, mapped[i]);
    return next;
}

static Outcome map_all(Vm *vm, Value self, UnicodeCase *mapping, Value *result)
{
    const Str *string = value_str_object(self);
    Text text = {0};
    for (const char *at = string->text; at < str_end(string);)
        at = add_mapped(string, at, mapping, &text);
    return str_give(str_from_text(vm, &text), result);
}

static Value map_ascii(Vm *vm, const Str *string, char first, char last)
{
    Str *made = str_make(vm, string->size);
    if (!made)
        return VALUE_EMPTY;
    for (uint32_t i = 0; i < string->size; i++) {
        char c = string->text[i];
        made->text[i] = c >= first && c <= last ? (char)(c ^ 0x20) : c;
    }
    return str_seal_counted(made, str_code_points(string));
}

static Outcome str_lower(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]);
    if (str_is_ascii(string))
        return str_give(map_ascii(vm, string, 'A', 'Z'), result);
    return map_all(vm, args[0], unicode_to_lower, result);
}

static Outcome str_upper(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]);
    if (str_is_ascii(string))
        return str_give(map_ascii(vm, string, 'a', 'z'), result);
    return map_all(vm, args[0], unicode_to_upper, result);
}

static Outcome str_casefold(Vm *vm, const Value *args, Value *result)
{
    if (str_is_ascii(value_str_object(args[0])))
        return str_lower(vm, args, result);
    return map_all(vm, args[0], unicode_to_folded, result);
}

static Outcome str_swapcase(Vm *vm, const Value *args, Value *result)
{
    return map_all(vm, args[0], swap_case, result);
}

static Outcome str_capitalize(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]);
    Text text = {0};
    for (const char *at = string->text; at < str_end(string);)
        at = add_mapped(string, at, at == string->text ? unicode_to_title : unicode_to_lower, &text);
    return str_give(str_from_text(vm, &text), result);
}

static Outcome str_title(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]);
    Text text = {0};
    bool is_within_word = false;
    for (const char *at = string->text; at < str_end(string);) {
        const char *next = at;
        uint32_t code_point = str_decode(&next);
        at = add_mapped(string, at, is_within_word ? unicode_to_lower : unicode_to_title, &text);
        is_within_word = unicode_is_cased(code_point);
    }
    return str_give(str_from_text(vm, &text), result);
}

/* ---- questions about every code point ---- */

typedef bool CodePointTest(uint32_t code_point);

static Outcome test_all(Vm *vm, const Value *args, CodePointTest *test, bool when_empty, Value *result)
{
    const Str *string = value_str_object(args[0]);
    str_charge(vm, string->size);
    bool passes = string->size > 0 || when_empty;
    for (const char *at = string->text; passes && at < str_end(string);)
        passes = test(str_decode(&at));
    *result = value_from_bool(passes);
    return RETURNED;
}

static bool is_alphanumeric(uint32_t code_point)
{
    return unicode_is_alpha(code_point) || unicode_is_numeric(code_point);
}

static Outcome str_isalpha(Vm *vm, const Value *args, Value *result)
{
    return test_all(vm, args, unicode_is_alpha, false, result);
}

static Outcome str_isalnum(Vm *vm, const Value *args, Value *result)
{
    return test_all(vm, args, is_alphanumeric, false, result);
}

static Outcome str_isdecimal(Vm *vm, const Value *args, Value *result)
{
    return test_all(vm, args, unicode_is_decimal, false, result);
}

static Outcome str_isdigit(Vm *vm, const Value *args, Value *result)
{
    return test_all(vm, args, unicode_is_digit, false, result);
}

static Outcome str_isnumeric(Vm *vm, const Value *args, Value *result)
{
    return test_all(vm, args, unicode_is_numeric, false, result);
}

static Outcome str_isspace(Vm *vm, const Value *args, Value *result)
{
    return test_all(vm, args, unicode_is_space, false, result);
}

static Outcome str_isprintable(Vm *vm, const Value *args, Value *result)
{
    return test_all(vm, args, unicode_is_printable, true, result);
}

static Outcome str_isascii(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(str_is_ascii(value_str_object(args[0])));
    return RETURNED;
}

static Outcome str_isidentifier(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]);
    str_charge(vm, string->size);
    const char *at = string->text;
    bool is = string->size > 0 && unicode_starts_identifier(str_decode(&at));
    while (is && at < str_end(string))
        is = unicode_continues_identifier(str_decode(&at));
    *result = value_from_bool(is);
    return RETURNED;
}

/* ---- questions about case ---- */

/* Some letters have the case, and none has another. */
static Outcome test_case(Vm *vm, const Value *args, CodePointTest *wanted, CodePointTest *unwanted, Value *result)
{
    const Str *string = value_str_object(args[0]);
    str_charge(vm, string->size);
    bool has_some = false;
    *result = VALUE_FALSE;
    for (const char *at = string->text; at < str_end(string);) {
        uint32_t code_point = str_decode(&at);
        if (unwanted(code_point) || unicode_is_title(code_point))
            return RETURNED;
        has_some = has_some || wanted(code_point);
    }
    *result = value_from_bool(has_some);
    return RETURNED;
}

static Outcome str_islower(Vm *vm, const Value *args, Value *result)
{
    return test_case(vm, args, unicode_is_lower, unicode_is_upper, result);
}

static Outcome str_isupper(Vm *vm, const Value *args, Value *result)
{
    return test_case(vm, args, unicode_is_upper, unicode_is_lower, result);
}

/* Each word begins with an upper or title case letter and goes on in lower case. */
static Outcome str_istitle(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]);
    str_charge(vm, string->size);
    bool is_within_word = false, has_some = false;
    *result = VALUE_FALSE;
    for (const char *at = string->text; at < str_end(string);) {
        uint32_t code_point = str_decode(&at);
        bool begins = unicode_is_upper(code_point) || unicode_is_title(code_point);
        bool goes_on = !begins && unicode_is_lower(code_point);
        if ((begins && is_within_word) || (goes_on && !is_within_word))
            return RETURNED;
        is_within_word = begins || goes_on;
        has_some = has_some || is_within_word;
    }
    *result = value_from_bool(has_some);
    return RETURNED;
}

const NativeSpec str_case_methods[] = {
    {"lower", str_lower, "self, /", NATIVE_PLAIN},
    {"upper", str_upper, "self, /", NATIVE_PLAIN},
    {"casefold", str_casefold, "self, /", NATIVE_PLAIN},
    {"swapcase", str_swapcase, "self, /", NATIVE_PLAIN},
    {"capitalize", str_capitalize, "self, /", NATIVE_PLAIN},
    {"title", str_title, "self, /", NATIVE_PLAIN},
    {"isalpha", str_isalpha, "self, /", NATIVE_PLAIN},
    {"isalnum", str_isalnum, "self, /", NATIVE_PLAIN},
    {"isdecimal", str_isdecimal, "self, /", NATIVE_PLAIN},
    {"isdigit", str_isdigit, "self, /", NATIVE_PLAIN},
    {"isnumeric", str_isnumeric, "self, /", NATIVE_PLAIN},
    {"isspace", str_isspace, "self, /", NATIVE_PLAIN},
    {"isprintable", str_isprintable, "self, /", NATIVE_PLAIN},
    {"isascii", str_isascii, "self, /", NATIVE_PLAIN},
    {"isidentifier", str_isidentifier, "self, /", NATIVE_PLAIN},
    {"islower", str_islower, "self, /", NATIVE_PLAIN},
    {"isupper", str_isupper, "self, /", NATIVE_PLAIN},
    {"istitle", str_istitle, "self, /", NATIVE_PLAIN},
    {0},
};
