/* The native types that everything uses: int, float, str, tuple, list, dict, set, range, slice.
 *
 * Each has a file of its own (int.c, float.c, str.c …), which defines its ClassOps, its methods, and a
 * `void TYPE_class_init(Vm *)` that makes its class. */
#ifndef LOOPSCOPE_TYPES_H
#define LOOPSCOPE_TYPES_H

#include "object.h"
#include "text.h"

/* ---- int ---- */

typedef struct Int {
    Object head;
    int64_t integer; /* beyond 63 bits */
} Int;

/* An int value of any 64-bit integer. */
Value int_new(Vm *vm, int64_t integer);

/* Whether value is an int (or a bool, which is one), and if so its integer. */
bool int_from(Value value, int64_t *integer);

/* The integer of an int or of an object with __index__; TypeError «'float' object cannot be interpreted as an
 * integer» else. */
Outcome int_index(Vm *vm, Value value, int64_t *integer);

/* Arithmetic on two integers as the program sees it; OverflowError where 64 bits do not hold the result. */
Outcome int_binary(Vm *vm, Operator op, int64_t left, int64_t right, Value *result);

/* ---- float ---- */

typedef struct Float {
    Object head;
    double real;
} Float;

Value float_new(Vm *vm, double real);
bool value_is_float(Value value);
double float_of(Value value); /* value is a float */

/* Whether value is an int, bool or float, and if so its real value. */
bool real_from(Value value, double *real);

/* As repr(float): the shortest digits that read back the same. */
void float_write(double real, Text *out);

/* Parse what float("…") and literals accept; false where it is not a number. */
bool float_parse(const char *text, size_t length, double *real);

/* ---- str ---- */

typedef enum StrFlags { STR_INTERNED = 1, STR_ASCII = 2, STR_KEEPS_HASH = 4 } StrFlags; /* in head.flags */

/* An immutable string in UTF-8. Most are short and ASCII, and their hash is soon found. How many code points the
 * others have stands where there is room, in head.extra, or behind the text where that is STR_LONG bytes or longer;
 * behind that stands the hash, where it is kept, 0 until it was asked for. */
struct Str {
    union {
        Object head;
        struct {
            uint32_t other_words[3];
            uint32_t size; /* bytes, without the NUL behind them; it is head.count */
        };
    };
    char text[];
};

/* From how many bytes on the code points stand behind the text, and the hash is kept of what is not interned. */
enum { STR_LONG = 0xFFFF, STR_HASH_KEPT = 40 };

/* Where the hash stands, from the beginning of the text: behind the NUL and the code points. */
static inline size_t str_hash_place(size_t size)
{
    return size + 1 + (size >= STR_LONG ? sizeof(uint32_t) : 0);
}

/* The hash of a str that keeps it; 0 where nobody asked for it yet. */
static inline uint32_t str_kept_hash(const Str *string)
{
    uint32_t hash;
    memcpy(&hash, string->text + str_hash_place(string->size), sizeof hash);
    return hash;
}

/* Bytes of the block of a Str whose text has `size`, with its hash or without. */
static inline size_t str_block_size(size_t size, bool keeps_hash)
{
    return sizeof(Str) + str_hash_place(size) + (keeps_hash ? sizeof(uint32_t) : 0);
}

static inline bool str_keeps_hash(const Str *string)
{
    return (string->head.flags & STR_KEEPS_HASH) != 0;
}

/* Its code points. */
static inline uint32_t str_code_points(const Str *string)
{
    uint32_t length;
    if (string->head.flags & STR_ASCII)
        return string->size;
    if (string->size < STR_LONG)
        return string->head.extra;
    memcpy(&length, string->text + string->size + 1, sizeof length);
    return length;
}

static inline Str *value_str_object(Value value)
{
    return (Str *)value_object(value);
}

static inline bool value_is_str(Value value)
{
    return value_is_kind(value, KIND_STR);
}

/* A str of `size` bytes of valid UTF-8 (surrogates in 3 bytes allowed). EMPTY with MemoryError raised when past the
 * limit; never for small ones. */
Value str_new(Vm *vm, const char *text, size_t size);
Value str_from(Vm *vm, const char *text); /* of a C string */
Value str_from_text(Vm *vm, Text *text);  /* of a Text, which is released */
Value str_format(Vm *vm, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The interned str of this text: equal interned strs are the same object. Interned strs are immortal. */
Str *str_intern(Vm *vm, const char *text, size_t size);
Str *str_intern_value(Vm *vm, Str *string); /* borrowed in, borrowed out */

uint32_t str_hash(Str *string);
bool str_equal(const Str *a, const Str *b);
bool str_is(const Str *string, const char *text);

/* repr(str) onto `out`. */
void str_write_repr(const char *text, size_t size, Text *out);

/* ascii(value): repr with everything beyond ASCII escaped. */
Outcome value_ascii(Vm *vm, Value value, Value *result);

/* `%` formatting, str.format and format(value, spec) (format.c). */
Outcome str_percent(Vm *vm, Str *format, Value arguments, Value *result);
Outcome value_format(Vm *vm, Value value, Str *spec, Value *result); /* spec NULL: as str(value) */

/* ---- tuple ---- */

typedef struct Tuple {
    union {
        Object head;
        struct {
            uint32_t other_words[3];
            uint32_t count; /* it is head.count */
        };
    };
    Value items[];
} Tuple;

static inline Tuple *value_tuple(Value value)
{
    return (Tuple *)value_object(value);
}

/* A tuple of `count` items, which are retained. */
Value tuple_new(Vm *vm, const Value *items, size_t count);

/* A tuple of `count` EMPTY items, to be filled with owned values. NULL past the limit. */
Tuple *tuple_make(Vm *vm, size_t count);

/* ---- list ---- */

typedef struct List {
    Object head;
    Value *items; /* owned */
    uint64_t count;
    uint64_t capacity; /* items allocated */
} List;

static inline List *value_list(Value value)
{
    return (List *)value_object(value);
}

Value list_new(Vm *vm, const Value *items, size_t count); /* items are retained */
/* Append, retaining. False past the memory limit (vm->halt is set): return RAISED. */
bool list_append(Vm *vm, List *list, Value item);
bool list_insert(Vm *vm, List *list, size_t index, Value item);
/* Take out the item at `index`; owned by the caller. */
Value list_take(Vm *vm, List *list, size_t index);
/* A new list or tuple of an iterable's items. */
Outcome list_from_iterable(Vm *vm, Value iterable, Value *result);
Outcome tuple_from_iterable(Vm *vm, Value iterable, Value *result);
/* Extend by an iterable. */
Outcome list_extend(Vm *vm, List *list, Value iterable);

/* ---- dict and set: one table, which keeps the order of insertion ---- */

typedef struct TableEntry {
    uint64_t hash;
    Value key;   /* EMPTY where the entry was deleted: a hole, see table.h */
    Value value; /* EMPTY in a set */
} TableEntry;

typedef struct Dict {
    Object head;
    TableEntry *entries; /* in order of insertion, with holes; owned */
    uint32_t *index;     /* slots with numbers of entries, see table.h; owned; NULL in small tables */
    uint32_t count;      /* live items */
    uint32_t used;       /* entries filled, holes included */
    uint32_t capacity;   /* entries allocated */
    uint32_t mask;       /* slots of index minus one */
    uint64_t changes;    /* grows with each change of the key set: iterators look at it */
} Dict;

typedef Dict Set; /* values are EMPTY; class set or frozenset */

static inline Dict *value_dict(Value value)
{
    return (Dict *)value_object(value);
}

Value dict_new(Vm *vm);
Value set_new(Vm *vm);
/* Lookup may call the program's __hash__ and __eq__, nested. *result is borrowed, EMPTY where there is none. */
Outcome dict_get(Vm *vm, Dict *dict, Value key, Value *result);
Outcome dict_set(Vm *vm, Dict *dict, Value key, Value value); /* retains both */
Outcome dict_delete(Vm *vm, Dict *dict, Value key, bool *was_there);
/* The same for str keys, which never run code and so never raise. The result is borrowed. */
Value dict_get_str(Vm *vm, Dict *dict, Str *key);
bool dict_set_str(Vm *vm, Dict *dict, Str *key, Value value); /* false past the memory limit */
bool dict_delete_str(Vm *vm, Dict *dict, Str *key);
void dict_clear(Vm *vm, Dict *dict);
Outcome dict_update(Vm *vm, Dict *dict, Value mapping_or_pairs);
Value dict_copy(Vm *vm, Dict *dict); /* past the memory limit an empty dict; vm->halt is set */
/* Walk in order: *at begins with 0; false at the end. Key and value are borrowed. */
bool dict_next(const Dict *dict, uint32_t *at, Value *key, Value *value);
/* What a class's __dict__ gives, and an enumeration's __members__: a view of a dict that cannot be changed by it.
 */
Value mapping_proxy_new(Vm *vm, Value dict);

Outcome set_add(Vm *vm, Set *set, Value item);
Outcome set_has(Vm *vm, Set *set, Value item, bool *has);
Outcome set_remove(Vm *vm, Set *set, Value item, bool *was_there);
Outcome set_update(Vm *vm, Set *set, Value iterable);

/* ---- range and slice ---- */

typedef struct Range {
    Object head;
    int64_t start, stop, step, length;
} Range;

typedef struct Slice {
    Object head;
    Value start, stop, step;
} Slice;

Value slice_new(Vm *vm, Value start, Value stop, Value step); /* retains */
/* As slice.indices(length): clipped start, step, and how many items. */
Outcome slice_resolve(Vm *vm, Value slice, int64_t length, int64_t *start, int64_t *step, int64_t *count);

/* ---- making the classes, in this order, called by vm_open ---- */
void int_class_init(Vm *vm); /* and bool */
void float_class_init(Vm *vm);
void str_class_init(Vm *vm);
void tuple_class_init(Vm *vm);
void list_class_init(Vm *vm);
void dict_class_init(Vm *vm); /* and its views */
void set_class_init(Vm *vm);  /* and frozenset */
void range_class_init(Vm *vm);
void slice_class_init(Vm *vm);

#endif
