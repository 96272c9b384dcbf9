/* The loader's checks on statements: imports and definitions, wherever they stand in the file. */
#include "loader_checks.h"

#include "standard_library.h"

#include <string.h>

typedef struct Checker {
    Vm *vm;
    Diagnostics *diagnostics;
} Checker;

static void check_list(const Checker *checker, NodeList list, bool is_class_body);

/* ---- modules and their names ---- */

Module *loader_module(Vm *vm, const char *name)
{
    Module *module = stdlib_has(name) ? vm_load_module(vm, name) : NULL;
    if (!module && vm->raised != VALUE_EMPTY && !vm_is_over(vm))
        value_release(vm, vm_take_raised(vm));
    return module;
}

static bool is_dunder(TreeText name)
{
    return name.length > 4 && memcmp(name.bytes, "__", 2) == 0 &&
           memcmp(name.bytes + name.length - 2, "__", 2) == 0;
}

/* Names with one underscore are the library's own, but for the few that CPython has too and programs know. */
static bool is_private(TreeText name)
{
    return name.length > 0 && name.bytes[0] == '_';
}

bool loader_module_has(Vm *vm, Module *module, TreeText name)
{
    if (is_dunder(name))
        return true;
    if (is_private(name))
        return false;
    return module_get(vm, module, str_intern(vm, name.bytes, name.length)) != VALUE_EMPTY;
}

/* The name that somebody probably meant, or NULL. */
static const char *nearest_name(const Module *module, const char *name)
{
    const char *nearest = NULL;
    unsigned least = strlen(name) > 4 ? 3 : 2;
    for (uint32_t i = 0; i < module->count; i++) {
        if (module->slots[i] == VALUE_EMPTY || module->names[i]->text[0] == '_')
            continue;
        unsigned distance = text_distance(name, module->names[i]->text);
        if (distance < least) {
            least = distance;
            nearest = module->names[i]->text;
        }
    }
    return nearest;
}

void loader_refuse_name(const Module *module, TreeText name, SourceSpan span, Diagnostics *diagnostics)
{
    const char *shown = module->name->text;
    const char *nearest = nearest_name(module, name.bytes);
    const char *advice = name_refusal(shown, name.bytes);
    Text hint = {0};
    if (advice)
        text_add(&hint, advice);
    else if (nearest)
        text_format(&hint, "did you mean %s.%s?", shown, nearest);
    else
        text_format(&hint, "a scenario's %s has less than CPython's: the guide, scenarios/README.md, lists it",
                    shown);
    diagnostics_add(diagnostics, DIAGNOSTIC_REFUSED, span, text_string(&hint),
                    "%s.%s is not part of scenario Python", shown, name.bytes);
    text_release(&hint);
}

/* ---- imports ---- */

/* The module that a misspelt name probably means, or NULL. */
static const char *nearest_module(const Vm *vm, const char *name)
{
    for (uint32_t i = 0; i < vm->module_spec_count; i++) {
        if (text_distance(name, vm->module_specs[i]->name) == 1)
            return vm->module_specs[i]->name;
    }
    return NULL;
}

static void refuse_module(const Checker *checker, TreeText name, SourceSpan span)
{
    const char *nearest = nearest_module(checker->vm, name.bytes);
    const char *dot = strchr(name.bytes, '.');
    TreeText package = {name.bytes, dot ? (uint32_t)(dot - name.bytes) : 0};
    Text hint = {0}, outer = {0};
    text_add_bytes(&outer, package.bytes, package.length);
    if (dot && stdlib_has(text_string(&outer)))
        text_format(&hint, "write `import %s`", text_string(&outer));
    else if (nearest)
        text_format(&hint, "did you mean %s?", nearest);
    else
        text_add(&hint, module_refusal(name.bytes));
    diagnostics_add(checker->diagnostics, DIAGNOSTIC_REFUSED, span, text_string(&hint),
                    "a scenario cannot import %s", name.bytes);
    text_release(&hint);
    text_release(&outer);
}

static void check_import(const Checker *checker, const Node *node)
{
    for (uint32_t i = 0; i < node->import.name_count; i++) {
        const ImportName *import = &node->import.names[i];
        if (!stdlib_has(import->name.bytes))
            refuse_module(checker, import->name, import->span);
    }
}

/* `from collections import abc` names a module too. */
static bool is_submodule(const Node *node, const ImportName *import)
{
    Text name = {0};
    text_format(&name, "%s.%s", node->import.module.bytes, import->name.bytes);
    bool is_module = stdlib_has(text_string(&name));
    text_release(&name);
    return is_module;
}

static void check_imported_name(const Checker *checker, const Node *node, const ImportName *import)
{
    const char *module_name = node->import.module.bytes;
    if (strcmp(import->name.bytes, "*") == 0) {
        diagnostics_add(checker->diagnostics, DIAGNOSTIC_REFUSED, import->span,
                        "name what you need, as in `from asyncio import sleep, gather`",
                        "from %s import * is not part of scenario Python", module_name);
        return;
    }
    Module *module = loader_module(checker->vm, module_name);
    if (module && !loader_module_has(checker->vm, module, import->name) && !is_submodule(node, import))
        loader_refuse_name(module, import->name, import->span, checker->diagnostics);
}

static void check_import_from(const Checker *checker, const Node *node)
{
    if (node->import.level > 0) {
        diagnostics_add(checker->diagnostics, DIAGNOSTIC_REFUSED, node->span, "write it into this file",
                        "a scenario is one file: there is nothing beside it to import from");
        return;
    }
    if (!stdlib_has(node->import.module.bytes)) {
        refuse_module(checker, node->import.module, node->span);
        return;
    }
    for (uint32_t i = 0; i < node->import.name_count; i++)
        check_imported_name(checker, node, &node->import.names[i]);
}

/* ---- definitions ---- */

static void check_function(const Checker *checker, const Node *node, bool is_in_class)
{
    if (is_in_class && strcmp(node->function.name.bytes, "__del__") == 0)
        diagnostics_add(checker->diagnostics, DIAGNOSTIC_REFUSED, node->span,
                        "close it yourself: with, try/finally or contextlib.closing",
                        "__del__ is not part of scenario Python");
    check_list(checker, node->function.body, false);
}

/* ---- the walk ---- */

static void check_if(const Checker *checker, const Node *node, bool is_class_body)
{
    for (;;) {
        NodeList otherwise = node->branch.otherwise;
        check_list(checker, node->branch.body, is_class_body);
        if (otherwise.count != 1 || otherwise.items[0]->kind != NODE_IF) {
            check_list(checker, otherwise, is_class_body);
            return;
        }
        node = otherwise.items[0];
    }
}

static void check_try(const Checker *checker, const Node *node, bool is_class_body)
{
    check_list(checker, node->try_.body, is_class_body);
    for (uint32_t i = 0; i < node->try_.handler_count; i++)
        check_list(checker, node->try_.handlers[i].body, is_class_body);
    check_list(checker, node->try_.otherwise, is_class_body);
    check_list(checker, node->try_.finally, is_class_body);
}

static void check_statement(const Checker *checker, const Node *node, bool is_class_body)
{
    switch ((int)node->kind) {
    case NODE_IMPORT:
        check_import(checker, node);
        break;
    case NODE_IMPORT_FROM:
        check_import_from(checker, node);
        break;
    case NODE_FUNCTION_DEF:
        check_function(checker, node, is_class_body);
        break;
    case NODE_CLASS_DEF:
        check_list(checker, node->class_def.body, true);
        break;
    case NODE_FOR:
    case NODE_WHILE:
        check_list(checker, node->loop.body, is_class_body);
        check_list(checker, node->loop.otherwise, is_class_body);
        break;
    case NODE_IF:
        check_if(checker, node, is_class_body);
        break;
    case NODE_WITH:
        check_list(checker, node->with.body, is_class_body);
        break;
    case NODE_MATCH:
        for (uint32_t i = 0; i < node->match.case_count; i++)
            check_list(checker, node->match.cases[i].body, is_class_body);
        break;
    case NODE_TRY:
        check_try(checker, node, is_class_body);
        break;
    default:
        break;
    }
}

static void check_list(const Checker *checker, NodeList list, bool is_class_body)
{
    for (uint32_t i = 0; i < list.count; i++)
        check_statement(checker, list.items[i], is_class_body);
}

void loader_check_statements(const Node *module, Vm *vm, Diagnostics *diagnostics)
{
    Checker checker = {vm, diagnostics};
    check_list(&checker, module->block.body, false);
}
