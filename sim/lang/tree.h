/* The tree of a file: what the parser makes and the compiler reads.
 *
 * Node kinds and fields bear the names of CPython's own `ast` module. Nodes live in a Pool and are never freed one
 * by one. A list of nodes is a NodeList; an absent node is NULL. */
#ifndef LOOPSCOPE_TREE_H
#define LOOPSCOPE_TREE_H

#include "diagnostics.h"
#include "pool.h"

typedef struct Node Node;

typedef struct NodeList {
    Node **items;
    uint32_t count;
} NodeList;

/* A name or string: bytes in the pool, NUL-terminated as well. */
typedef struct TreeText {
    const char *bytes;
    uint32_t length;
} TreeText;

/* A comment that begins with `#:`, kept for directives.c. */
typedef struct TreeComment {
    TreeText text;    /* what follows `#:`, without the white space around it */
    SourceSpan span;  /* from the `#` to the last character */
    SourceSpan place; /* of `text` */
    bool is_own_line; /* no code stands before it on its line */
} TreeComment;

typedef enum NodeKind {
    /* statements */
    NODE_MODULE,         /* block.body */
    NODE_FUNCTION_DEF,   /* function; also `async def` (function.is_async) */
    NODE_CLASS_DEF,      /* class_def */
    NODE_RETURN,         /* unary.operand or NULL */
    NODE_DELETE,         /* list.items */
    NODE_ASSIGN,         /* assign */
    NODE_AUG_ASSIGN,     /* binary: left is the target */
    NODE_ANN_ASSIGN,     /* annotated */
    NODE_FOR,            /* loop; also `async for` */
    NODE_WHILE,          /* loop: iterable is the condition, target NULL */
    NODE_IF,             /* branch */
    NODE_WITH,           /* with; also `async with` */
    NODE_MATCH,          /* match */
    NODE_RAISE,          /* pair: first the exception, second the cause, either may be NULL */
    NODE_TRY,            /* try_; also `except*` (try_.is_star) */
    NODE_ASSERT,         /* pair: test and message (may be NULL) */
    NODE_IMPORT,         /* import: names; module is empty */
    NODE_IMPORT_FROM,    /* import: module, names (one with name "*" for a star import), level */
    NODE_GLOBAL,         /* names */
    NODE_NONLOCAL,       /* names */
    NODE_EXPR_STATEMENT, /* unary.operand */
    NODE_PASS,
    NODE_BREAK,
    NODE_CONTINUE,
    /* expressions */
    NODE_NAME,            /* name */
    NODE_CONSTANT,        /* constant */
    NODE_BOOL_OP,         /* bool_op: values joined by one of and, or */
    NODE_NAMED_EXPR,      /* pair: target (a NODE_NAME) and value */
    NODE_BIN_OP,          /* binary */
    NODE_UNARY_OP,        /* unary */
    NODE_LAMBDA,          /* function: body has one NODE_RETURN, name is "<lambda>" */
    NODE_IF_EXP,          /* if_exp */
    NODE_DICT,            /* dict: an entry with key NULL is `**value` */
    NODE_SET,             /* list */
    NODE_LIST,            /* list */
    NODE_TUPLE,           /* list */
    NODE_LIST_COMP,       /* comprehension: element */
    NODE_SET_COMP,        /* comprehension: element */
    NODE_DICT_COMP,       /* comprehension: element is the key, value */
    NODE_GENERATOR_EXP,   /* comprehension: element */
    NODE_AWAIT,           /* unary */
    NODE_YIELD,           /* unary.operand or NULL */
    NODE_YIELD_FROM,      /* unary */
    NODE_COMPARE,         /* compare */
    NODE_CALL,            /* call */
    NODE_FORMATTED_VALUE, /* formatted: one {…} of an f-string */
    NODE_JOINED_STR,      /* list: NODE_CONSTANT strings and NODE_FORMATTED_VALUE */
    NODE_ATTRIBUTE,       /* attribute */
    NODE_SUBSCRIPT,       /* pair: value and index (a NODE_SLICE or a NODE_TUPLE with slices too) */
    NODE_STARRED,         /* unary: *operand */
    NODE_SLICE,           /* slice */
    /* patterns of `match` */
    NODE_MATCH_VALUE,     /* unary.operand: compared with == */
    NODE_MATCH_SINGLETON, /* unary.operand: a NODE_CONSTANT None, True or False, compared with `is` */
    NODE_MATCH_SEQUENCE,  /* list: patterns, at most one NODE_MATCH_STAR */
    NODE_MATCH_MAPPING,   /* match_mapping */
    NODE_MATCH_CLASS,     /* match_class */
    NODE_MATCH_STAR,      /* name.id, empty bytes for `*_` */
    NODE_MATCH_AS,        /* match_as: pattern or NULL, name empty for `_` */
    NODE_MATCH_OR,        /* list */
} NodeKind;

typedef enum Operator {
    OPERATOR_ADD,
    OPERATOR_SUB,
    OPERATOR_MULT,
    OPERATOR_DIV,
    OPERATOR_FLOOR_DIV,
    OPERATOR_MOD,
    OPERATOR_POW,
    OPERATOR_LSHIFT,
    OPERATOR_RSHIFT,
    OPERATOR_BIT_OR,
    OPERATOR_BIT_XOR,
    OPERATOR_BIT_AND,
    OPERATOR_MAT_MULT,
    OPERATOR_INVERT,
    OPERATOR_NOT,
    OPERATOR_POSITIVE,
    OPERATOR_NEGATIVE, /* unary */
    OPERATOR_AND,
    OPERATOR_OR, /* of NODE_BOOL_OP */
} Operator;

typedef enum CompareOperator {
    COMPARE_LT,
    COMPARE_LE,
    COMPARE_EQ,
    COMPARE_NE,
    COMPARE_GT,
    COMPARE_GE, /* this order is vm/protocol.h's too */
    COMPARE_IS,
    COMPARE_IS_NOT,
    COMPARE_IN,
    COMPARE_NOT_IN,
} CompareOperator;

typedef enum ConstantKind {
    CONSTANT_NONE,
    CONSTANT_TRUE,
    CONSTANT_FALSE,
    CONSTANT_ELLIPSIS,
    CONSTANT_INT,
    CONSTANT_FLOAT,
    CONSTANT_STR,
} ConstantKind; /* bytes and complex literals are refused by the parser */

typedef enum ParameterKind {
    PARAMETER_POSITIONAL_ONLY,
    PARAMETER_NORMAL,
    PARAMETER_VAR_POSITIONAL,
    PARAMETER_KEYWORD_ONLY,
    PARAMETER_VAR_KEYWORD,
} ParameterKind;

/* In the order in which they are written, which is also the order of the kinds. */
typedef struct Parameter {
    ParameterKind kind;
    TreeText name;
    Node *annotation;    /* or NULL */
    Node *default_value; /* or NULL */
    SourceSpan span;
} Parameter;

typedef struct FunctionNode {
    TreeText name;
    Parameter *parameters;
    uint32_t parameter_count;
    NodeList body;
    NodeList decorators;
    Node *returns; /* the annotation, or NULL */
    bool is_async;
} FunctionNode;

typedef struct ClassNode {
    TreeText name;
    NodeList bases; /* may hold NODE_STARRED */
    struct KeywordNode *keywords;
    uint32_t keyword_count;
    NodeList body;
    NodeList decorators;
} ClassNode;

/* name=value in a call or a class; `**value` where the name has length 0. */
typedef struct KeywordNode {
    TreeText name;
    Node *value;
    SourceSpan span;
} KeywordNode;

typedef struct CallNode {
    Node *function;
    NodeList arguments; /* may hold NODE_STARRED */
    KeywordNode *keywords;
    uint32_t keyword_count;
} CallNode;

typedef struct WithItem {
    Node *context;
    Node *target; /* or NULL */
} WithItem;

typedef struct ExceptHandler {
    Node *type;    /* or NULL for a bare except */
    TreeText name; /* length 0 where there is none */
    NodeList body;
    SourceSpan span;
} ExceptHandler;

typedef struct MatchCase {
    Node *pattern;
    Node *guard; /* or NULL */
    NodeList body;
} MatchCase;

typedef struct ImportName {
    TreeText name;    /* "collections", "collections.abc", or what is imported from a module */
    TreeText as_name; /* length 0 where there is none */
    SourceSpan span;
} ImportName;

/* One `for … in … if …` of a comprehension. */
typedef struct Comprehension {
    Node *target;
    Node *iterable;
    NodeList conditions;
    bool is_async;
} Comprehension;

struct Node {
    NodeKind kind;
    SourceSpan span;
    union {
        struct {
            NodeList body;
            TreeText docstring;
            TreeComment *comments; /* the `#:` comments of the file, in their order */
            uint32_t comment_count;
        } block; /* NODE_MODULE */
        FunctionNode function;
        ClassNode class_def;
        struct {
            NodeList items;
        } list;
        struct {
            NodeList targets;
            Node *value;
        } assign;
        struct {
            Node *target, *annotation, *value;
            bool is_simple;
        } annotated; /* value may be NULL */
        struct {
            Node *target, *iterable;
            NodeList body, otherwise;
            bool is_async;
        } loop;
        struct {
            Node *condition;
            NodeList body, otherwise;
        } branch;
        struct {
            WithItem *items;
            uint32_t item_count;
            NodeList body;
            bool is_async;
        } with;
        struct {
            Node *subject;
            MatchCase *cases;
            uint32_t case_count;
        } match;
        struct {
            Node *first, *second;
        } pair;
        struct {
            NodeList body, otherwise, finally;
            ExceptHandler *handlers;
            uint32_t handler_count;
            bool is_star, has_finally;
        } try_;
        struct {
            TreeText module;
            ImportName *names;
            uint32_t name_count;
            uint32_t level;
        } import;
        struct {
            TreeText *items;
            uint32_t count;
        } names;
        struct {
            TreeText id;
        } name;
        struct {
            ConstantKind kind;
            int64_t integer;
            double real;
            TreeText string;
        } constant;
        struct {
            Operator op;
            NodeList values;
        } bool_op;
        struct {
            Operator op;
            Node *left, *right;
        } binary;
        struct {
            Operator op;
            Node *operand;
        } unary;
        struct {
            Node *condition, *then, *otherwise;
        } if_exp;
        struct {
            Node **keys, **values;
            uint32_t count;
        } dict;
        struct {
            Node *element, *value;
            Comprehension *clauses;
            uint32_t clause_count;
        } comprehension;
        struct {
            Node *left;
            CompareOperator *ops;
            Node **comparators;
            uint32_t count;
        } compare;
        CallNode call;
        struct {
            Node *value;
            char conversion; /* 's', 'r', 'a' or 0 */
            Node *format;    /* NODE_JOINED_STR or NULL */
        } formatted;         /* of `{x=}` the parser writes the text «x=» before it as a constant */
        struct {
            Node *value;
            TreeText name;
        } attribute;
        struct {
            Node *lower, *upper, *step;
        } slice; /* each may be NULL */
        struct {
            Node **keys;
            Node **patterns;
            uint32_t count;
            TreeText rest;
        } match_mapping;
        struct {
            Node *class_name;
            NodeList patterns; /* positional */
            TreeText *keyword_names;
            Node **keyword_patterns;
            uint32_t keyword_count;
        } match_class;
        struct {
            Node *pattern;
            TreeText name;
        } match_as;
    };
};

/* Operators as they are written: "//", "not in". */
const char *tree_operator_word(Operator op);
const char *tree_compare_word(CompareOperator op);

/* The expression that a link of a chain stands behind: the left operand of a NODE_BIN_OP, the value of a
 * NODE_ATTRIBUTE or NODE_SUBSCRIPT, the function of a NODE_CALL; NULL where the node is no link. Chains may be long
 * (see parser.h): whoever walks a tree follows them in a loop. */
const Node *tree_chain_next(const Node *node);

enum { TREE_CHAIN_FEW = 8 };

/* A chain taken apart: its links, the outermost first, and what stands at its inner end. */
typedef struct TreeChain {
    const Node **links;
    uint32_t count;
    const Node *inner;
} TreeChain;

/* The chain that ends in `node`. A short one is put into `few`, a longer one into the pool; where that is full, the
 * result is not to be used. */
TreeChain tree_chain(const Node *node, const Node *few[TREE_CHAIN_FEW], Pool *pool);

/* The tree as indented text, for tests and for people who look into the parser. */
void tree_write(const Node *node, Text *out);

#endif
