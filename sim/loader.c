/* The loader: one file after the other of lang, and the name checks between them. */
#include "loader.h"

#include "compiler.h"
#include "loader_checks.h"
#include "parser.h"

#include <string.h>

/* What a file's tree and code may take: far more than any file needs, since it is address space only. */
static size_t pool_size(size_t source_length)
{
    static const size_t LEAST = (size_t)64 << 20, PER_BYTE = 600, LONGEST = (size_t)16 << 20;
    return LEAST + PER_BYTE * (source_length < LONGEST ? source_length : LONGEST);
}

static void refuse_memory(Loader *loader)
{
    const SourceSpan nowhere = {0};
    loader->is_out_of_memory = true;
    diagnostics_add(&loader->diagnostics, DIAGNOSTIC_SYNTAX, nowhere, "close other programs, and try again",
                    "the computer gives no memory");
}

static bool copy_source(Loader *loader, const SimSource *source)
{
    char *copy = pool_alloc(&loader->pool, source->length + 1);
    if (loader->pool.is_full)
        return false;
    if (source->length > 0)
        memcpy(copy, source->text, source->length);
    loader->source = copy;
    loader->source_length = source->length;
    return true;
}

static void set_from_outside(Loader *loader, const SimOptions *options)
{
    Directives *directives = &loader->directives;
    for (size_t i = 0; i < options->knob_count; i++)
        directives_set_knob(directives, options->knobs[i].name, options->knobs[i].value, &loader->diagnostics);
    for (size_t i = 0; i < options->expectation_count; i++)
        directives_add_expectation(directives, options->expectations[i], (uint32_t)i, &loader->pool,
                                   &loader->diagnostics);
}

static void compile(Loader *loader, LoaderFlavour flavour, Vm *vm)
{
    unsigned flags = flavour == LOADER_STEPPED ? COMPILE_LINES : 0;
    loader->unit = compile_module(loader->tree, flags, &loader->pool, &loader->diagnostics);
    if (loader->unit)
        loader_check_code(loader->unit, vm, &loader->diagnostics);
}

/* A file with errors is read as far as that makes sense, so that one look shows all that is wrong. */
static void load(Loader *loader, const SimOptions *options, LoaderFlavour flavour, Vm *vm)
{
    loader->tree = parse_file(loader->source, loader->source_length, &loader->pool, &loader->diagnostics);
    bool is_whole = loader->diagnostics.error_count == 0;
    loader->directives = directives_read(loader->tree, &loader->pool, &loader->diagnostics);
    if (loader->pool.is_full)
        return;
    loader_check_statements(loader->tree, vm, &loader->diagnostics);
    if (!is_whole)
        return;
    if (options)
        set_from_outside(loader, options);
    compile(loader, flavour, vm);
}

bool loader_load(Loader *loader, const SimSource *source, const SimOptions *options, LoaderFlavour flavour, Vm *vm)
{
    *loader = (Loader){.source = ""};
    if (!pool_init(&loader->pool, pool_size(source->length)) || !copy_source(loader, source)) {
        refuse_memory(loader);
        return false;
    }
    load(loader, options, flavour, vm);
    if (loader->pool.is_full) {
        loader->is_out_of_memory = true;
        if (loader->diagnostics.error_count == 0)
            refuse_memory(loader);
    }
    if (loader->diagnostics.error_count > 0)
        loader->unit = NULL;
    return loader->unit != NULL;
}

void loader_release(Loader *loader)
{
    diagnostics_release(&loader->diagnostics);
    pool_release(&loader->pool);
    *loader = (Loader){.source = ""};
}
