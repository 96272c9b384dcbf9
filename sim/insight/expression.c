/* The walker for expressions of directives: names, attributes, operators, and the calls that LANGUAGE.md allows. */
#include "expression.h"

#include "asyncio.h"

#include <math.h>
#include <string.h>

enum { DEEPEST = 1000 };

typedef struct Walker {
    Vm *vm;
    ThingCache *cache; /* or NULL */
    unsigned depth;
} Walker;

static const Term NOTHING = {.kind = TERM_NOTHING};

static Term term_of_int(int64_t integer)
{
    return (Term){.kind = TERM_INT, .integer = integer};
}

static Term term_of_bool(bool truth)
{
    return (Term){.kind = TERM_BOOL, .integer = truth};
}

static Term term_of_real(double real)
{
    return (Term){.kind = TERM_REAL, .real = real};
}

static Term term_of_text(const char *bytes, size_t size)
{
    return (Term){.kind = TERM_TEXT, .text = {bytes, size}};
}

Term term_of_value(Value value)
{
    int64_t integer;
    if (value == VALUE_EMPTY)
        return NOTHING;
    if (value == VALUE_NONE)
        return (Term){.kind = TERM_NONE};
    if (value_is_bool(value))
        return term_of_bool(value == VALUE_TRUE);
    if (int_from(value, &integer))
        return term_of_int(integer);
    if (value_is_float(value))
        return term_of_real(float_of(value));
    if (value_is_str(value))
        return term_of_text(value_str_object(value)->text, value_str_object(value)->size);
    return (Term){.kind = TERM_OBJECT, .object = value};
}

bool term_real(Term term, double *real)
{
    if (term.kind == TERM_INT || term.kind == TERM_BOOL)
        *real = (double)term.integer;
    else if (term.kind == TERM_REAL)
        *real = term.real;
    else
        return false;
    return true;
}

static bool is_whole(Term term)
{
    return term.kind == TERM_INT || term.kind == TERM_BOOL;
}

/* ---- items of containers ---- */

typedef struct Items {
    bool (*visit)(void *context, Term item); /* false: enough */
    void *context;
    bool is_over;
} Items;

static void visit_value(void *context, Value value)
{
    Items *items = context;
    if (!items->is_over)
        items->is_over = !items->visit(items->context, term_of_value(value));
}

static bool is_deque(const Object *object)
{
    return str_is(object_class(object)->name, "deque") && object_class(object)->ops &&
           object_class(object)->ops->visit;
}

static void visit_range(const Range *range, Items *items)
{
    for (int64_t i = 0; i < range->length && !items->is_over; i++)
        items->is_over = !items->visit(items->context, term_of_int(range->start + i * range->step));
}

static void visit_table(const Dict *dict, Items *items)
{
    Value key, value;
    uint32_t at = 0;
    while (!items->is_over && dict_next(dict, &at, &key, &value))
        visit_value(items, key);
}

static void visit_array(const Value *values, uint64_t count, Items *items)
{
    for (uint64_t i = 0; i < count && !items->is_over; i++)
        visit_value(items, values[i]);
}

/* Visit what iterating over the object gives; false where that would take the program's code. */
static bool visit_items(Term container, Items *items)
{
    if (container.kind != TERM_OBJECT)
        return false;
    const Object *object = value_object(container.object);
    if (object->kind == KIND_LIST)
        visit_array(((const List *)object)->items, ((const List *)object)->count, items);
    else if (object->kind == KIND_TUPLE)
        visit_array(((const Tuple *)object)->items, ((const Tuple *)object)->count, items);
    else if (object->kind == KIND_DICT || object->kind == KIND_SET)
        visit_table((const Dict *)object, items);
    else if (object->kind == KIND_RANGE)
        visit_range((const Range *)object, items);
    else if (is_deque(object))
        object_class(object)->ops->visit(object, visit_value, items);
    else
        return false;
    return true;
}

static bool count_item(void *context, Term item)
{
    (void)item;
    ++*(int64_t *)context;
    return true;
}

static Term length_of(Term term)
{
    if (term.kind == TERM_TEXT)
        return term_of_int((int64_t)utf8_count(term.text.bytes, term.text.size));
    if (term.kind == TERM_OBJECT && value_is_kind(term.object, KIND_RANGE))
        return term_of_int(((const Range *)value_object(term.object))->length);
    int64_t count = 0;
    Items items = {count_item, &count, false};
    return visit_items(term, &items) ? term_of_int(count) : NOTHING;
}

bool term_truth(Vm *vm, Term term)
{
    (void)vm;
    switch (term.kind) {
    case TERM_NOTHING:
    case TERM_NONE:
        return false;
    case TERM_BOOL:
    case TERM_INT:
        return term.integer != 0;
    case TERM_REAL:
        return term.real != 0;
    case TERM_TEXT:
        return term.text.size > 0;
    case TERM_OBJECT:
        break;
    }
    Term length = length_of(term);
    return length.kind == TERM_NOTHING || length.integer > 0;
}

/* ---- comparing ---- */

static bool terms_are_equal(Term a, Term b);

static bool arrays_are_equal(const Value *a, const Value *b, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++)
        if (!terms_are_equal(term_of_value(a[i]), term_of_value(b[i])))
            return false;
    return true;
}

static bool objects_are_equal(Value a, Value b)
{
    if (a == b)
        return true;
    if (value_is_kind(a, KIND_TUPLE) && value_is_kind(b, KIND_TUPLE)) {
        const Tuple *left = value_tuple(a), *right = value_tuple(b);
        return left->count == right->count && arrays_are_equal(left->items, right->items, left->count);
    }
    if (value_is_kind(a, KIND_LIST) && value_is_kind(b, KIND_LIST)) {
        const List *left = value_list(a), *right = value_list(b);
        return left->count == right->count && arrays_are_equal(left->items, right->items, left->count);
    }
    return false;
}

static bool terms_are_equal(Term a, Term b)
{
    double left, right;
    if (is_whole(a) && is_whole(b))
        return a.integer == b.integer;
    if (term_real(a, &left) && term_real(b, &right))
        return left == right;
    if (a.kind != b.kind || a.kind == TERM_NOTHING)
        return false;
    if (a.kind == TERM_TEXT)
        return a.text.size == b.text.size && memcmp(a.text.bytes, b.text.bytes, a.text.size) == 0;
    return a.kind == TERM_NONE || objects_are_equal(a.object, b.object);
}

/* Whether two terms have an order; *order as memcmp's. */
static bool order_of(Term a, Term b, int *order)
{
    double left, right;
    if (is_whole(a) && is_whole(b)) {
        *order = (a.integer > b.integer) - (a.integer < b.integer);
    } else if (term_real(a, &left) && term_real(b, &right)) {
        *order = (left > right) - (left < right);
        return left == left && right == right;
    } else if (a.kind == TERM_TEXT && b.kind == TERM_TEXT) {
        size_t common = a.text.size < b.text.size ? a.text.size : b.text.size;
        *order = memcmp(a.text.bytes, b.text.bytes, common);
        if (*order == 0)
            *order = (a.text.size > b.text.size) - (a.text.size < b.text.size);
    } else {
        return false;
    }
    return true;
}

typedef struct Search {
    Term wanted;
    bool is_found;
} Search;

static bool compare_item(void *context, Term item)
{
    Search *search = context;
    search->is_found = terms_are_equal(search->wanted, item);
    return !search->is_found;
}

static bool text_contains(Term whole, Term part)
{
    for (size_t at = 0; at + part.text.size <= whole.text.size; at++)
        if (memcmp(whole.text.bytes + at, part.text.bytes, part.text.size) == 0)
            return true;
    return false;
}

static Term contains(Term container, Term item)
{
    if (container.kind == TERM_TEXT && item.kind == TERM_TEXT)
        return term_of_bool(text_contains(container, item));
    Search search = {.wanted = item};
    Items items = {compare_item, &search, false};
    return visit_items(container, &items) ? term_of_bool(search.is_found) : NOTHING;
}

static bool are_identical(Term a, Term b)
{
    if (a.kind != b.kind)
        return false;
    if (a.kind == TERM_OBJECT)
        return a.object == b.object;
    return terms_are_equal(a, b);
}

static Term negated(Term term)
{
    return term.kind == TERM_NOTHING ? term : term_of_bool(!term.integer);
}

static Term compare(CompareOperator op, Term a, Term b)
{
    int order;
    if (a.kind == TERM_NOTHING || b.kind == TERM_NOTHING)
        return NOTHING;
    switch (op) {
    case COMPARE_EQ:
        return term_of_bool(terms_are_equal(a, b));
    case COMPARE_NE:
        return term_of_bool(!terms_are_equal(a, b));
    case COMPARE_IS:
        return term_of_bool(are_identical(a, b));
    case COMPARE_IS_NOT:
        return term_of_bool(!are_identical(a, b));
    case COMPARE_IN:
        return contains(b, a);
    case COMPARE_NOT_IN:
        return negated(contains(b, a));
    case COMPARE_LT:
        return order_of(a, b, &order) ? term_of_bool(order < 0) : NOTHING;
    case COMPARE_LE:
        return order_of(a, b, &order) ? term_of_bool(order <= 0) : NOTHING;
    case COMPARE_GT:
        return order_of(a, b, &order) ? term_of_bool(order > 0) : NOTHING;
    case COMPARE_GE:
        return order_of(a, b, &order) ? term_of_bool(order >= 0) : NOTHING;
    }
    return NOTHING;
}

/* ---- arithmetic ---- */

static int64_t floor_division(int64_t a, int64_t b)
{
    int64_t quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

static bool fits(double real)
{
    return real > -0x1p62 && real < 0x1p62;
}

/* Integers, where neither they nor the result is near the ends of 64 bits; else nothing. */
static Term whole_arithmetic(Operator op, int64_t a, int64_t b)
{
    const double left = (double)a, right = (double)b;
    if (!fits(left) || !fits(right))
        return NOTHING;
    switch (op) {
    case OPERATOR_ADD:
        return term_of_int(a + b);
    case OPERATOR_SUB:
        return term_of_int(a - b);
    case OPERATOR_MULT:
        return fits(left * right) ? term_of_int(a * b) : NOTHING;
    case OPERATOR_FLOOR_DIV:
        return b == 0 ? NOTHING : term_of_int(floor_division(a, b));
    case OPERATOR_MOD:
        return b == 0 ? NOTHING : term_of_int(a - floor_division(a, b) * b);
    case OPERATOR_DIV:
        return b == 0 ? NOTHING : term_of_real(left / right);
    case OPERATOR_BIT_AND:
        return term_of_int(a & b);
    case OPERATOR_BIT_OR:
        return term_of_int(a | b);
    case OPERATOR_BIT_XOR:
        return term_of_int(a ^ b);
    case OPERATOR_LSHIFT:
        return b >= 0 && b < 62 && fits(ldexp(left, (int)b)) ? term_of_int(a * ((int64_t)1 << b)) : NOTHING;
    case OPERATOR_RSHIFT:
        return b >= 0 ? term_of_int(b > 62 ? (a < 0 ? -1 : 0) : floor_division(a, (int64_t)1 << b)) : NOTHING;
    case OPERATOR_POW:
        if (b < 0)
            return a == 0 ? NOTHING : term_of_real(pow(left, right));
        return fits(pow(left, right)) && fabs(pow(left, right)) < 0x1p53 ? term_of_int((int64_t)pow(left, right))
                                                                         : NOTHING;
    case OPERATOR_MAT_MULT:
    case OPERATOR_INVERT:
    case OPERATOR_NOT:
    case OPERATOR_POSITIVE:
    case OPERATOR_NEGATIVE:
    case OPERATOR_AND:
    case OPERATOR_OR:
        break;
    }
    return NOTHING;
}

static double real_modulo(double a, double b)
{
    double rest = fmod(a, b);
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

static Term real_arithmetic(Operator op, double a, double b)
{
    if (op == OPERATOR_ADD)
        return term_of_real(a + b);
    if (op == OPERATOR_SUB)
        return term_of_real(a - b);
    if (op == OPERATOR_MULT)
        return term_of_real(a * b);
    if (op == OPERATOR_POW)
        return term_of_real(pow(a, b));
    if (b == 0)
        return NOTHING;
    if (op == OPERATOR_DIV)
        return term_of_real(a / b);
    if (op == OPERATOR_FLOOR_DIV)
        return term_of_real(floor((a - real_modulo(a, b)) / b + 0.5));
    if (op == OPERATOR_MOD)
        return term_of_real(real_modulo(a, b));
    return NOTHING;
}

static Term arithmetic(Operator op, Term a, Term b)
{
    double left, right;
    if (is_whole(a) && is_whole(b))
        return whole_arithmetic(op, a.integer, b.integer);
    if (term_real(a, &left) && term_real(b, &right))
        return real_arithmetic(op, left, right);
    return NOTHING;
}

static Term unary(Vm *vm, Operator op, Term term)
{
    if (term.kind == TERM_NOTHING)
        return NOTHING;
    if (op == OPERATOR_NOT)
        return term_of_bool(!term_truth(vm, term));
    if (term.kind == TERM_REAL)
        return op == OPERATOR_NEGATIVE ? term_of_real(-term.real) : op == OPERATOR_POSITIVE ? term : NOTHING;
    if (!is_whole(term))
        return NOTHING;
    if (op == OPERATOR_POSITIVE)
        return term_of_int(term.integer);
    if (op == OPERATOR_INVERT)
        return term_of_int(~term.integer);
    return term.integer == INT64_MIN ? NOTHING : term_of_int(-term.integer);
}

/* ---- names and attributes ---- */

static bool is_named(const Str *name, TreeText text)
{
    return name && name->size == text.length && memcmp(name->text, text.bytes, text.length) == 0;
}

static Term module_variable(const Module *module, TreeText name)
{
    for (uint32_t i = 0; module && i < module->count; i++)
        if (is_named(module->names[i], name))
            return term_of_value(module->slots[i]);
    return NOTHING;
}

static bool bears_name(Vm *vm, const Thing *thing, TreeText name)
{
    const char *known = journal_note(world_host(vm)->journal, thing->name);
    return thing->object && strncmp(known, name.bytes, name.length) == 0 && known[name.length] == '\0';
}

/* The youngest thing of that name that lives and is younger than `above`; 0 none. */
static uint32_t find_thing(Vm *vm, TreeText name, uint32_t above)
{
    const World *world = world_of(vm);
    for (uint32_t i = world->keeps_facts ? world->thing_count : 0; i > above; i--)
        if (bears_name(vm, &world->things[i], name))
            return i;
    return 0;
}

static uint32_t find_thing_again(Vm *vm, const Node *node, ThingCache *cache)
{
    const World *world = world_of(vm);
    uint32_t at = 0;
    while (at < THING_CACHE_NAMES && cache->names[at] && cache->names[at] != node)
        at++;
    if (at == THING_CACHE_NAMES)
        return find_thing(vm, node->name.id, 0);
    bool is_known = cache->names[at] == node && cache->seen[at] <= world->thing_count;
    uint32_t found = find_thing(vm, node->name.id, is_known ? cache->seen[at] : 0);
    uint32_t before = is_known ? cache->things[at] : 0;
    if (found == 0 && before != 0) /* none is younger: the same as before, or, where that is gone, an older one */
        found = world->things[before].object ? before : find_thing(vm, node->name.id, 0);
    cache->names[at] = node;
    cache->things[at] = found;
    cache->seen[at] = world->thing_count;
    return found;
}

/* A coordination object by its label or name: the youngest that lives. */
static Term thing_by_name(Walker *walker, const Node *node)
{
    const World *world = world_of(walker->vm);
    uint32_t number = walker->cache ? find_thing_again(walker->vm, node, walker->cache)
                                    : find_thing(walker->vm, node->name.id, 0);
    return number ? term_of_value(value_from(world->things[number].object)) : NOTHING;
}

static Term name_value(Walker *walker, const Node *node)
{
    Term term = module_variable(walker->vm->program, node->name.id);
    return term.kind != TERM_NOTHING ? term : thing_by_name(walker, node);
}

static Term attribute_in_dict(const Dict *dict, TreeText name)
{
    Value key, value;
    for (uint32_t at = 0; dict_next(dict, &at, &key, &value);)
        if (value_is_str(key) && is_named(value_str_object(key), name))
            return term_of_value(value);
    return NOTHING;
}

static Term attribute_in_shape(const Shape *shape, const Value *slots, TreeText name)
{
    if (shape_is_dict(shape)) {
        Term found = slots[1] == VALUE_EMPTY ? NOTHING : attribute_in_dict(value_dict(slots[1]), name);
        return found.kind == TERM_NOTHING ? attribute_in_dict(value_dict(slots[0]), name) : found;
    }
    for (; shape && shape->count > 0; shape = shape->parent)
        if (is_named(shape->name, name))
            return term_of_value(slots[shape->count - 1]);
    return NOTHING;
}

/* A plain value in the class or its bases; functions and properties have to be called, and so are nothing. */
static Term attribute_in_class(const Class *class, TreeText name)
{
    for (uint32_t i = 0; i < class->mro_count; i++) {
        Value key, value;
        uint32_t at = 0;
        while (class->mro[i]->attributes && dict_next(class->mro[i]->attributes, &at, &key, &value)) {
            if (!value_is_str(key) || !is_named(value_str_object(key), name))
                continue;
            Term term = term_of_value(value);
            return term.kind == TERM_OBJECT && value_object(value)->kind == KIND_PROPERTY ? NOTHING : term;
        }
    }
    return NOTHING;
}

static const Thing *thing_of(Vm *vm, Value value)
{
    const World *world = world_of(vm);
    for (uint32_t i = 1; i <= world->thing_count; i++)
        if (world->things[i].object == value_object(value))
            return &world->things[i];
    return NULL;
}

/* What coordination objects show of themselves. */
static Term attribute_of_thing(Vm *vm, const Thing *thing, TreeText name)
{
    static const struct {
        const char *name;
        ThingKind kind;
        bool is_capacity;
    } known[] = {{"_value", THING_SEMAPHORE, false},
                 {"maxsize", THING_QUEUE, true},
                 {"parties", THING_BARRIER, true},
                 {"n_waiting", THING_BARRIER, false}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        bool fits_name =
            strlen(known[i].name) == name.length && memcmp(known[i].name, name.bytes, name.length) == 0;
        if (!fits_name || known[i].kind != thing->ops->kind)
            continue;
        ThingState state = {0};
        thing->ops->state(vm, thing->object, &state);
        return term_of_int(known[i].is_capacity ? state.capacity : state.level);
    }
    return NOTHING;
}

static Term attribute(Vm *vm, Term term, TreeText name)
{
    if (term.kind != TERM_OBJECT)
        return NOTHING;
    const Object *object = value_object(term.object);
    if (object->kind == KIND_MODULE)
        return module_variable((const Module *)object, name);
    if (object->kind == KIND_CLASS)
        return attribute_in_class((const Class *)object, name);
    if (object->kind == KIND_INSTANCE || object->kind == KIND_EXCEPTION) {
        bool is_instance = object->kind == KIND_INSTANCE;
        const Shape *shape = is_instance ? ((const Instance *)object)->shape : ((const Exception *)object)->shape;
        const Value *slots = is_instance ? ((const Instance *)object)->slots : ((const Exception *)object)->slots;
        Term own = attribute_in_shape(shape, slots, name);
        return own.kind != TERM_NOTHING ? own : attribute_in_class(object_class(object), name);
    }
    const Thing *thing = thing_of(vm, term.object);
    return thing ? attribute_of_thing(vm, thing, name) : NOTHING;
}

/* ---- subscripts ---- */

typedef struct Nth {
    int64_t left;
    Term item;
} Nth;

static bool take_nth(void *context, Term item)
{
    Nth *nth = context;
    if (nth->left-- == 0)
        nth->item = item;
    return nth->left >= 0;
}

static Term item_in_dict(const Dict *dict, Term key)
{
    Value known, value;
    uint32_t at = 0;
    while (dict_next(dict, &at, &known, &value))
        if (terms_are_equal(term_of_value(known), key))
            return term_of_value(value);
    return NOTHING;
}

static Term character(Term text, int64_t index)
{
    const char *begin = text.text.bytes + utf8_offset(text.text.bytes, text.text.size, (size_t)index);
    int length;
    utf8_decode(begin, text.text.bytes + text.text.size, &length);
    return term_of_text(begin, (size_t)length);
}

static Term subscript(Term container, Term key)
{
    if (container.kind == TERM_OBJECT && value_is_kind(container.object, KIND_DICT))
        return item_in_dict(value_dict(container.object), key);
    Term length = length_of(container);
    if (length.kind == TERM_NOTHING || !is_whole(key))
        return NOTHING;
    int64_t index = key.integer < 0 ? key.integer + length.integer : key.integer;
    if (index < 0 || index >= length.integer ||
        (container.kind == TERM_OBJECT && value_is_kind(container.object, KIND_SET)))
        return NOTHING;
    if (container.kind == TERM_TEXT)
        return character(container, index);
    Nth nth = {index, NOTHING};
    Items items = {take_nth, &nth, false};
    visit_items(container, &items);
    return nth.item;
}

/* ---- calls ---- */

typedef struct Fold {
    Vm *vm;
    enum { FOLD_SUM, FOLD_MIN, FOLD_MAX, FOLD_ANY, FOLD_ALL } what;
    bool has_begun;
    Term term;
} Fold;

static bool fold_item(void *context, Term item)
{
    Fold *fold = context;
    int order;
    bool had_begun = fold->has_begun;
    fold->has_begun = true;
    switch (fold->what) {
    case FOLD_SUM:
        fold->term = arithmetic(OPERATOR_ADD, fold->term, item);
        return fold->term.kind != TERM_NOTHING;
    case FOLD_ANY:
        fold->term = term_of_bool(term_truth(fold->vm, item));
        return !fold->term.integer;
    case FOLD_ALL:
        fold->term = term_of_bool(term_truth(fold->vm, item));
        return fold->term.integer;
    case FOLD_MIN:
    case FOLD_MAX:
        if (!had_begun)
            fold->term = item;
        else if (!order_of(item, fold->term, &order))
            fold->term = NOTHING;
        else if (fold->what == FOLD_MIN ? order < 0 : order > 0)
            fold->term = item;
        return fold->term.kind != TERM_NOTHING;
    }
    return false;
}

static bool fold_of_name(TreeText name, Fold *fold)
{
    static const char *const names[] = {"sum", "min", "max", "any", "all"};
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strlen(names[i]) == name.length && memcmp(names[i], name.bytes, name.length) == 0) {
            fold->what = i;
            fold->term = i == FOLD_SUM ? term_of_int(0) : i >= FOLD_ANY ? term_of_bool(i == FOLD_ALL) : NOTHING;
            return true;
        }
    return false;
}

static Term evaluate(Walker *walker, const Node *node);

static Term call_function(Walker *walker, TreeText name, const NodeList *arguments)
{
    Fold fold = {.vm = walker->vm};
    if (!fold_of_name(name, &fold)) /* len, then: nothing else gets past the load */
        return arguments->count == 1 ? length_of(evaluate(walker, arguments->items[0])) : NOTHING;
    if (arguments->count != 1) { /* min(a, b) */
        for (uint32_t i = 0; i < arguments->count; i++)
            if (!fold_item(&fold, evaluate(walker, arguments->items[i])))
                break;
        return fold.term;
    }
    Items items = {fold_item, &fold, false};
    return visit_items(evaluate(walker, arguments->items[0]), &items) ? fold.term : NOTHING;
}

static bool is_method(TreeText name, const char *text)
{
    return strlen(text) == name.length && memcmp(text, name.bytes, name.length) == 0;
}

static Term call_method(Vm *vm, Term self, TreeText name)
{
    if (self.kind != TERM_OBJECT)
        return NOTHING;
    const Future *future = value_future(self.object);
    if (future)
        return is_method(name, "done") ? term_of_bool(future_is_done(future)) : NOTHING;
    const Thing *thing = thing_of(vm, self.object);
    if (!thing)
        return NOTHING;
    ThingState state = {0};
    thing->ops->state(vm, thing->object, &state);
    ThingKind kind = thing->ops->kind;
    if (is_method(name, "qsize") && kind == THING_QUEUE)
        return term_of_int(state.level);
    if (is_method(name, "empty") && kind == THING_QUEUE)
        return term_of_bool(state.level == 0);
    if (is_method(name, "full") && kind == THING_QUEUE)
        return term_of_bool(state.capacity > 0 && state.level >= state.capacity);
    if (is_method(name, "is_set") && kind == THING_EVENT)
        return term_of_bool(state.level != 0);
    if (is_method(name, "locked") && (kind == THING_LOCK || kind == THING_CONDITION))
        return term_of_bool(state.level != 0);
    if (is_method(name, "locked") && kind == THING_SEMAPHORE)
        return term_of_bool(state.level == 0);
    return NOTHING;
}

static Term call(Walker *walker, const CallNode *node)
{
    if (node->function->kind == NODE_NAME)
        return call_function(walker, node->function->name.id, &node->arguments);
    if (node->function->kind == NODE_ATTRIBUTE)
        return call_method(walker->vm, evaluate(walker, node->function->attribute.value),
                           node->function->attribute.name);
    return NOTHING;
}

/* ---- the walk ---- */

static Term constant(const Node *node)
{
    switch (node->constant.kind) {
    case CONSTANT_NONE:
        return (Term){.kind = TERM_NONE};
    case CONSTANT_TRUE:
    case CONSTANT_FALSE:
        return term_of_bool(node->constant.kind == CONSTANT_TRUE);
    case CONSTANT_INT:
        return term_of_int(node->constant.integer);
    case CONSTANT_FLOAT:
        return term_of_real(node->constant.real);
    case CONSTANT_STR:
        return term_of_text(node->constant.string.bytes, node->constant.string.length);
    case CONSTANT_ELLIPSIS:
        break;
    }
    return term_of_value(VALUE_ELLIPSIS);
}

static Term bool_op(Walker *walker, const Node *node)
{
    Term term = NOTHING;
    for (uint32_t i = 0; i < node->bool_op.values.count; i++) {
        term = evaluate(walker, node->bool_op.values.items[i]);
        if (term.kind == TERM_NOTHING || term_truth(walker->vm, term) == (node->bool_op.op == OPERATOR_OR))
            return term;
    }
    return term;
}

static Term comparison(Walker *walker, const Node *node)
{
    Term left = evaluate(walker, node->compare.left), result = NOTHING;
    for (uint32_t i = 0; i < node->compare.count; i++) {
        Term right = evaluate(walker, node->compare.comparators[i]);
        result = compare(node->compare.ops[i], left, right);
        if (!term_truth(walker->vm, result))
            return result;
        left = right;
    }
    return result;
}

static Term evaluate_node(Walker *walker, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_NAME:
        return name_value(walker, node);
    case NODE_CONSTANT:
        return constant(node);
    case NODE_BOOL_OP:
        return bool_op(walker, node);
    case NODE_BIN_OP:
        return arithmetic(node->binary.op, evaluate(walker, node->binary.left),
                          evaluate(walker, node->binary.right));
    case NODE_UNARY_OP:
        return unary(walker->vm, node->unary.op, evaluate(walker, node->unary.operand));
    case NODE_COMPARE:
        return comparison(walker, node);
    case NODE_ATTRIBUTE:
        return attribute(walker->vm, evaluate(walker, node->attribute.value), node->attribute.name);
    case NODE_SUBSCRIPT:
        return subscript(evaluate(walker, node->pair.first), evaluate(walker, node->pair.second));
    case NODE_CALL:
        return call(walker, &node->call);
    default: /* refused when the file was loaded */
        return NOTHING;
    }
}

/* A chain of operators or attributes may be as long as a line of the file; longer ones than DEEPEST say nothing. */
static Term evaluate(Walker *walker, const Node *node)
{
    if (walker->depth == DEEPEST)
        return NOTHING;
    walker->depth++;
    Term term = evaluate_node(walker, node);
    walker->depth--;
    return term;
}

Term expression_value(Vm *vm, const Node *node)
{
    Walker walker = {.vm = vm};
    return evaluate(&walker, node);
}

Term expression_value_again(Vm *vm, const Node *node, ThingCache *cache)
{
    Walker walker = {.vm = vm, .cache = cache};
    return evaluate(&walker, node);
}

void term_write(Vm *vm, Term term, Text *out)
{
    enum { SHOWN = 200 };
    switch (term.kind) {
    case TERM_NOTHING:
        text_add(out, "nothing");
        return;
    case TERM_NONE:
        text_add(out, "None");
        return;
    case TERM_BOOL:
        text_add(out, term.integer ? "True" : "False");
        return;
    case TERM_INT:
        text_format(out, "%lld", (long long)term.integer);
        return;
    case TERM_REAL:
        float_write(term.real, out);
        return;
    case TERM_TEXT:
        str_write_repr(term.text.bytes, term.text.size, out);
        return;
    case TERM_OBJECT:
        world_show(vm, term.object, SHOWN, out);
        return;
    }
}
