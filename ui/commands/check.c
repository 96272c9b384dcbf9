/* loopscope check FILE…: load and diagnose, run nothing. */
#include "commands.h"

#include "glyphs.h"

#include <string.h>

typedef struct CheckCount {
    unsigned errors, warnings;
} CheckCount;

static void count_and_report(void *context, const SimDiagnostic *diagnostic)
{
    CheckCount *count = context;
    if (diagnostic->is_warning)
        count->warnings++;
    else
        count->errors++;
    glyphs_print(stdout, diagnostic->shown, strlen(diagnostic->shown));
}

static void tell_verdict(const char *name, const CheckCount *count)
{
    glyphs_print(stdout, name, strlen(name));
    if (count->errors)
        printf(": %u error%s", count->errors, count->errors == 1 ? "" : "s");
    else
        fputs(": fine", stdout);
    if (count->warnings)
        printf(", %u warning%s", count->warnings, count->warnings == 1 ? "" : "s");
    putchar('\n');
}

static int check_file(const Options *options, const char *name)
{
    SourceFile file;
    int status;
    if (!command_read_file(name, &file, &status))
        return status;
    CheckCount count = {0};
    SimSource source = {file.name, file.text, file.length};
    bool is_good = sim_check(&source, &options->sim, count_and_report, &count);
    tell_verdict(file.path, &count);
    source_file_release(&file);
    return is_good ? EXIT_FINE : EXIT_NOT_A_SCENARIO;
}

/* All files are looked at; the status is that of the worst. */
int command_check(const Options *options)
{
    int status = EXIT_FINE;
    for (size_t i = 0; i < options->file_count; i++) {
        int one = check_file(options, options->files[i]);
        status = one > status ? one : status;
    }
    return status;
}
