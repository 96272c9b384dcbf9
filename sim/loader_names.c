/* The loader's checks on compiled code.
 *
 * A module variable is known before the program runs where nothing but imports give it a value: then it is that
 * module, or what was imported from one. A name that nothing gives a value is the built-in of that name. From there
 * an attribute of a known module is known too. Each instruction is looked at once, in the order of the code, with
 * what the instruction before it has pushed. */
#include "loader_checks.h"

#include "builtins.h"

#include <stdlib.h>
#include <string.h>

/* What variables are known to be, by their numbers. */
typedef struct Bindings {
    Value *values;    /* borrowed */
    bool *is_bound;   /* the program gives it a value */
    bool *is_unknown; /* not by imports alone */
} Bindings;

typedef struct Checker {
    const ModuleUnit *module;
    Vm *vm;
    Diagnostics *diagnostics;
    Bindings globals;
} Checker;

/* ---- bindings ---- */

static bool bindings_init(Bindings *bindings, size_t count)
{
    bindings->values = calloc(count + 1, sizeof *bindings->values);
    bindings->is_bound = calloc(count + 1, sizeof *bindings->is_bound);
    bindings->is_unknown = calloc(count + 1, sizeof *bindings->is_unknown);
    return bindings->values && bindings->is_bound && bindings->is_unknown;
}

static void bindings_release(Bindings *bindings)
{
    free(bindings->values);
    free(bindings->is_bound);
    free(bindings->is_unknown);
}

/* A variable gets a value; EMPTY: one that is not known. */
static void bind(Bindings *bindings, uint32_t number, Value value)
{
    bool is_other = bindings->is_bound[number] && bindings->values[number] != value;
    bindings->is_bound[number] = true;
    bindings->values[number] = value;
    if (is_other || value == VALUE_EMPTY)
        bindings->is_unknown[number] = true;
}

static bool is_known(const Bindings *bindings, uint32_t number)
{
    return bindings->is_bound[number] && !bindings->is_unknown[number];
}

/* ---- what imports bind ---- */

static TreeText constant_text(const CodeUnit *unit, uint32_t number)
{
    return unit->constants[number].string;
}

/* Borrowed; EMPTY where the module has no such name. */
static Value module_value(const Checker *checker, Module *module, TreeText name)
{
    return module_get(checker->vm, module, str_intern(checker->vm, name.bytes, name.length));
}

/* Bind what the instructions `store` of a unit store, where an import has just pushed it. */
static void bind_imports(const Checker *checker, const CodeUnit *unit, Opcode store, Bindings *bindings)
{
    Value pushed = VALUE_EMPTY;
    Module *module = NULL; /* that names are imported from */
    for (uint32_t at = 0; at < unit->instruction_count;) {
        Opcode opcode = instruction_opcode(unit->instructions[at]);
        uint32_t n = instruction_argument(unit->instructions[at]);
        if (opcode == store)
            bind(bindings, n, pushed);
        pushed = VALUE_EMPTY;
        if (opcode == OPCODE_IMPORT_NAME) {
            module = loader_module(checker->vm, constant_text(unit, n).bytes);
            pushed = module ? value_from(module) : VALUE_EMPTY;
        } else if (opcode == OPCODE_IMPORT_FROM && module) {
            pushed = module_value(checker, module, constant_text(unit, n));
        }
        at += opcode_words(opcode);
    }
}

static void bind_globals(Checker *checker, const CodeUnit *unit)
{
    bind_imports(checker, unit, OPCODE_STORE_GLOBAL, &checker->globals);
    for (uint32_t i = 0; i < unit->constant_count; i++) {
        if (unit->constants[i].kind == CODE_UNIT)
            bind_globals(checker, unit->constants[i].unit);
    }
}

/* ---- reading a name ---- */

/* Whether the class body stores the name itself. */
static bool is_stored_in_namespace(const CodeUnit *unit, uint32_t name)
{
    for (uint32_t at = 0; at < unit->instruction_count;) {
        Instruction word = unit->instructions[at];
        if (instruction_opcode(word) == OPCODE_STORE_NAME && instruction_argument(word) == name)
            return true;
        at += opcode_words(instruction_opcode(word));
    }
    return false;
}

static void check_builtin(Checker *checker, TreeText name, SourceSpan span)
{
    const char *advice = builtin_refusal(name.bytes, name.length);
    if (advice)
        diagnostics_add(checker->diagnostics, DIAGNOSTIC_REFUSED, span, advice, "%s is not part of scenario Python",
                        name.bytes);
}

/* What the module variable is known to be; a built-in that a scenario has not is refused. */
static Value read_global(Checker *checker, uint32_t number, SourceSpan span)
{
    TreeText name = checker->module->global_names[number];
    if (checker->globals.is_bound[number])
        return is_known(&checker->globals, number) ? checker->globals.values[number] : VALUE_EMPTY;
    check_builtin(checker, name, span);
    return dict_get_str(checker->vm, value_dict(checker->vm->builtins),
                        str_intern(checker->vm, name.bytes, name.length));
}

/* ---- attributes ---- */

/* A name that the program itself puts into a module (`random.calls = 0`) is not missing from it. */
static bool is_put_somewhere(const CodeUnit *unit, TreeText name)
{
    for (uint32_t at = 0; at < unit->instruction_count;) {
        Opcode opcode = instruction_opcode(unit->instructions[at]);
        if (opcode == OPCODE_STORE_ATTR &&
            strcmp(constant_text(unit, instruction_argument(unit->instructions[at])).bytes, name.bytes) == 0)
            return true;
        at += opcode_words(opcode);
    }
    for (uint32_t i = 0; i < unit->constant_count; i++) {
        if (unit->constants[i].kind == CODE_UNIT && is_put_somewhere(unit->constants[i].unit, name))
            return true;
    }
    return false;
}

/* The attribute's name is what the instruction's span ends with. */
static SourceSpan name_span(SourceSpan span, TreeText name)
{
    uint32_t letters = (uint32_t)utf8_count(name.bytes, name.length);
    span.line = span.end_line;
    span.column = span.end_column > letters ? span.end_column - letters : 1;
    return span;
}

/* What `owner.name` is known to be; a module's missing name is refused. */
static Value read_attribute(Checker *checker, Value owner, TreeText name, SourceSpan span)
{
    if (!value_is_kind(owner, KIND_MODULE))
        return VALUE_EMPTY;
    Module *module = (Module *)value_object(owner);
    if (!loader_module_has(checker->vm, module, name) && !is_put_somewhere(checker->module->body, name))
        loader_refuse_name(module, name, name_span(span, name), checker->diagnostics);
    return module_value(checker, module, name);
}

/* ---- bases of classes ---- */

static void check_base(Checker *checker, Value base, SourceSpan span)
{
    if (!value_is_kind(base, KIND_CLASS))
        return;
    const Class *class = (const Class *)value_object(base);
    if (!class->is_program && !class->can_be_base && !class->is_exception && class != checker->vm->classes.object)
        diagnostics_add(checker->diagnostics, DIAGNOSTIC_REFUSED, span,
                        "keep one in an attribute instead, and give the class the methods that it needs",
                        "a scenario's class cannot derive from %s", class->name->text);
}

static bool is_class_body(const CodeUnit *unit, Instruction word)
{
    if (instruction_opcode(word) != OPCODE_MAKE_FUNCTION)
        return false;
    const CodeConstant *constant = &unit->constants[instruction_argument(word)];
    return constant->kind == CODE_UNIT && constant->unit->flags & CODE_CLASS_BODY;
}

/* ---- the walk ---- */

/* Where the walk stands between a class body's MAKE_FUNCTION and its bases' BUILD_TUPLE. */
typedef enum BasesState { BASES_NONE, BASES_NAME, BASES_VALUES } BasesState;

enum { BASES_MOST = 32 };

/* What stands on the machine's stack of a class statement's bases. */
typedef struct Bases {
    BasesState state;
    uint32_t count;
    Value values[BASES_MOST]; /* EMPTY where not known */
    SourceSpan spans[BASES_MOST];
} Bases;

typedef struct Walk {
    Checker *checker;
    const CodeUnit *unit;
    Bindings locals; /* the unit's own imports; parameters are never bound by one */
    Value known;     /* what the last instruction has pushed */
    SourceSpan span;
    Bases bases;
} Walk;

static Value value_of(Walk *walk, uint32_t at)
{
    const CodeUnit *unit = walk->unit;
    uint32_t n = instruction_argument(unit->instructions[at]);
    SourceSpan span = code_span(unit, at);
    switch ((int)instruction_opcode(unit->instructions[at])) {
    case OPCODE_LOAD_GLOBAL:
        return read_global(walk->checker, n, span);
    case OPCODE_LOAD_NAME:
        return is_stored_in_namespace(unit, n) ? VALUE_EMPTY
                                               : read_global(walk->checker, unit->instructions[at + 1], span);
    case OPCODE_LOAD_FAST:
        return is_known(&walk->locals, n) ? walk->locals.values[n] : VALUE_EMPTY;
    case OPCODE_LOAD_ATTR:
    case OPCODE_LOAD_METHOD:
        return read_attribute(walk->checker, walk->known, constant_text(unit, n), span);
    default:
        return VALUE_EMPTY;
    }
}

static void push_base(Bases *bases, Value value, SourceSpan span)
{
    if (bases->count == BASES_MOST) {
        bases->state = BASES_NONE;
        return;
    }
    bases->values[bases->count] = value;
    bases->spans[bases->count++] = span;
}

/* The tuple of all bases, or one inside a subscript, as in Mapping[K, V]. */
static void end_tuple(Walk *walk, uint32_t items)
{
    Bases *bases = &walk->bases;
    if (items < bases->count) {
        bases->count -= items;
        push_base(bases, VALUE_EMPTY, walk->span);
        return;
    }
    for (uint32_t i = 0; i < bases->count; i++)
        check_base(walk->checker, bases->values[i], bases->spans[i]);
    bases->state = BASES_NONE;
}

/* One instruction of a class statement's bases. What is subscripted, as Stack[int], is itself the base. */
static void follow_base(Walk *walk, Instruction word)
{
    Bases *bases = &walk->bases;
    switch ((int)instruction_opcode(word)) {
    case OPCODE_LOAD_GLOBAL:
    case OPCODE_LOAD_NAME:
    case OPCODE_LOAD_FAST:
    case OPCODE_LOAD_DEREF:
    case OPCODE_LOAD_CONST:
        push_base(bases, walk->known, walk->span);
        break;
    case OPCODE_LOAD_ATTR:
        bases->values[bases->count - 1] = walk->known;
        bases->spans[bases->count - 1] = walk->span;
        break;
    case OPCODE_LOAD_SUBSCRIPT:
        bases->count--;
        break;
    case OPCODE_BUILD_TUPLE:
        end_tuple(walk, instruction_argument(word));
        break;
    default:
        bases->state = BASES_NONE;
    }
}

static void follow_bases(Walk *walk, uint32_t at)
{
    Instruction word = walk->unit->instructions[at];
    if (is_class_body(walk->unit, word)) {
        walk->bases.state = BASES_NAME;
        walk->bases.count = 0;
    } else if (walk->bases.state == BASES_NAME) {
        walk->bases.state = BASES_VALUES; /* the class's name */
    } else if (walk->bases.state == BASES_VALUES) {
        follow_base(walk, word);
    }
}

static void walk_instructions(Walk *walk)
{
    const CodeUnit *unit = walk->unit;
    for (uint32_t at = 0; at < unit->instruction_count;) {
        walk->known = value_of(walk, at);
        walk->span = code_span(unit, at);
        follow_bases(walk, at);
        at += opcode_words(instruction_opcode(unit->instructions[at]));
    }
}

static void check_unit(Checker *checker, const CodeUnit *unit)
{
    Walk walk = {.checker = checker, .unit = unit};
    if (bindings_init(&walk.locals, unit->local_count)) {
        bind_imports(checker, unit, OPCODE_STORE_FAST, &walk.locals);
        walk_instructions(&walk);
    }
    bindings_release(&walk.locals);
    for (uint32_t i = 0; i < unit->constant_count; i++) {
        if (unit->constants[i].kind == CODE_UNIT)
            check_unit(checker, unit->constants[i].unit);
    }
}

void loader_check_code(const ModuleUnit *module, Vm *vm, Diagnostics *diagnostics)
{
    Checker checker = {.module = module, .vm = vm, .diagnostics = diagnostics};
    if (bindings_init(&checker.globals, module->global_count)) {
        bind_globals(&checker, module->body);
        check_unit(&checker, module->body);
    }
    bindings_release(&checker.globals);
}
