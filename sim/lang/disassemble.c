/* Code as text: a line for each instruction, with its place, its source line where that changes, what it does, and
 * what its argument means.
 *
 *     f  locals 2 (a, b)  free 0  stack 3
 *        2    0  LOAD_FAST          0  a
 *             1  JUMP_IF_FALSE      4
 */
#include "compiler_state.h"
#include "directives.h"

/* ---- constants ---- */

/* In double quotes where that saves backslashes. */
static void write_string(TreeText string, Text *out)
{
    bool has_single = string.length > 0 && memchr(string.bytes, '\'', string.length);
    bool has_double = string.length > 0 && memchr(string.bytes, '"', string.length);
    char quote = has_single && !has_double ? '"' : '\'';
    text_add_char(out, quote);
    for (uint32_t i = 0; i < string.length; i++) {
        char byte = string.bytes[i];
        const char *escape = byte ? strchr("\nn\tt\rr", byte) : NULL;
        if (escape && byte < ' ')
            text_format(out, "\\%c", escape[1]);
        else if (byte == quote || byte == '\\')
            text_format(out, "\\%c", byte);
        else if ((unsigned char)byte < 0x20 || byte == 0x7F)
            text_format(out, "\\x%02x", (unsigned)byte);
        else
            text_add_char(out, byte);
    }
    text_add_char(out, quote);
}

static void write_tuple(const CodeConstant *constant, Text *out)
{
    text_add_char(out, '(');
    for (uint32_t i = 0; i < constant->tuple.count; i++) {
        if (i > 0)
            text_add(out, ", ");
        constant_write(&constant->tuple.items[i], out);
    }
    text_add(out, constant->tuple.count == 1 ? ",)" : ")");
}

void constant_write(const CodeConstant *constant, Text *out)
{
    switch (constant->kind) {
    case CODE_NONE:
        text_add(out, "None");
        break;
    case CODE_TRUE:
        text_add(out, "True");
        break;
    case CODE_FALSE:
        text_add(out, "False");
        break;
    case CODE_ELLIPSIS:
        text_add(out, "Ellipsis");
        break;
    case CODE_INT:
        text_format(out, "%lld", (long long)constant->integer);
        break;
    case CODE_FLOAT:
        directive_number_write((DirectiveNumber){.is_real = true, .real = constant->real}, out);
        break;
    case CODE_STR:
        write_string(constant->string, out);
        break;
    case CODE_TUPLE:
        write_tuple(constant, out);
        break;
    case CODE_UNIT:
        text_format(out, "<code %s>", constant->unit->qualname.bytes);
        break;
    }
}

/* ---- arguments ---- */

static const char *slot_name(const CodeUnit *unit, uint32_t slot)
{
    const char *name = "?";
    if (slot < unit->local_count)
        name = unit->local_names[slot].bytes;
    else if (slot - unit->local_count < unit->free_count)
        name = unit->free_names[slot - unit->local_count].bytes;
    return name[0] ? name : "(kept)";
}

static const char *operator_text(uint32_t op)
{
    return op <= OPERATOR_OR ? tree_operator_word((Operator)op) : "?";
}

static const char *comparison_text(uint32_t op)
{
    return op <= COMPARE_NOT_IN ? tree_compare_word((CompareOperator)op) : "?";
}

static void write_constant_number(const CodeUnit *unit, uint32_t number, bool is_bare_name, Text *out)
{
    const CodeConstant *constant = &unit->constants[number];
    text_add(out, "  ");
    if (is_bare_name)
        text_add_bytes(out, constant->string.bytes, constant->string.length);
    else
        constant_write(constant, out);
}

/* What an instruction's argument stands for, where a number alone says nothing. */
static void write_meaning(const CodeUnit *unit, const TreeText *globals, Opcode opcode, uint32_t n, Text *out)
{
    switch ((int)opcode) {
    case OPCODE_LOAD_CONST:
    case OPCODE_MAKE_FUNCTION:
        write_constant_number(unit, n, false, out);
        break;
    case OPCODE_LOAD_NAME:
    case OPCODE_LOAD_NAME_OR_DEREF:
    case OPCODE_STORE_NAME:
    case OPCODE_DELETE_NAME:
    case OPCODE_STORE_ANNOTATION:
    case OPCODE_LOAD_ATTR:
    case OPCODE_LOAD_METHOD:
    case OPCODE_STORE_ATTR:
    case OPCODE_DELETE_ATTR:
    case OPCODE_IMPORT_NAME:
    case OPCODE_IMPORT_FROM:
        write_constant_number(unit, n, true, out);
        break;
    case OPCODE_LOAD_FAST:
    case OPCODE_STORE_FAST:
    case OPCODE_DELETE_FAST:
    case OPCODE_CLEAR_FAST:
    case OPCODE_MAKE_CELL:
    case OPCODE_LOAD_CLOSURE:
    case OPCODE_LOAD_DEREF:
    case OPCODE_STORE_DEREF:
    case OPCODE_DELETE_DEREF:
        text_format(out, "  %s", slot_name(unit, n));
        break;
    case OPCODE_LOAD_GLOBAL:
    case OPCODE_STORE_GLOBAL:
    case OPCODE_DELETE_GLOBAL:
        if (globals)
            text_format(out, "  %s", globals[n].bytes);
        break;
    case OPCODE_BINARY:
    case OPCODE_INPLACE:
    case OPCODE_UNARY:
        text_format(out, "  %s", operator_text(n));
        break;
    case OPCODE_COMPARE:
        text_format(out, "  %s", comparison_text(n));
        break;
    default:
        break;
    }
}

/* ---- units ---- */

static void write_names(const char *title, const TreeText *names, uint32_t count, Text *out)
{
    text_format(out, "  %s %u", title, count);
    for (uint32_t i = 0; i < count; i++)
        text_format(out, "%s%s", i == 0 ? " (" : ", ", names[i].length > 0 ? names[i].bytes : "-");
    if (count > 0)
        text_add_char(out, ')');
}

static void write_instruction(const CodeUnit *unit, const TreeText *globals, uint32_t at, uint32_t *line, Text *out)
{
    Opcode opcode = instruction_opcode(unit->instructions[at]);
    uint32_t n = instruction_argument(unit->instructions[at]), now = code_span(unit, at).line;
    if (now != *line)
        text_format(out, "%5u", now);
    else
        text_add(out, "     ");
    *line = now;
    text_format(out, " %4u  %-21s %3u", at, opcode_name(opcode), n);
    if (opcode_words(opcode) == 2)
        text_format(out, " %u", unit->instructions[at + 1]);
    write_meaning(unit, globals, opcode, n, out);
    text_add_char(out, '\n');
}

static void write_unit(const CodeUnit *unit, const TreeText *globals, Text *out)
{
    uint32_t line = 0;
    text_add_bytes(out, unit->qualname.bytes, unit->qualname.length);
    write_names("locals", unit->local_names, unit->local_count, out);
    write_names("free", unit->free_names, unit->free_count, out);
    text_format(out, "  stack %u\n", unit->stack_size);
    for (uint32_t at = 0; at < unit->instruction_count;) {
        write_instruction(unit, globals, at, &line, out);
        at += opcode_words(instruction_opcode(unit->instructions[at]));
    }
    for (uint32_t i = 0; i < unit->handler_count; i++) {
        const CodeHandler *handler = &unit->handlers[i];
        text_format(out, "      %u-%u: handler %u, depth %u\n", handler->start, handler->end, handler->handler,
                    handler->depth);
    }
    for (uint32_t i = 0; i < unit->constant_count; i++) {
        if (unit->constants[i].kind == CODE_UNIT)
            write_unit(unit->constants[i].unit, globals, out);
    }
}

void code_disassemble(const CodeUnit *unit, Text *out)
{
    write_unit(unit, NULL, out);
}

void module_disassemble(const ModuleUnit *module, Text *out)
{
    write_unit(module->body, module->global_names, out);
}
