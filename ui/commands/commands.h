/* The commands: each does its work and returns loopscope's exit status. */
#ifndef LOOPSCOPE_COMMANDS_H
#define LOOPSCOPE_COMMANDS_H

#include "options.h"
#include "scenarios.h"
#include "source_file.h"

typedef enum ExitStatus {
    EXIT_FINE = 0,
    EXIT_EXPECTATION = 1, /* an expectation failed, or a trace differed */
    EXIT_USAGE = 2,
    EXIT_NOT_A_SCENARIO = 3,
    EXIT_RAISED = 4,   /* the program raised */
    EXIT_DEADLOCK = 5, /* the program can never go on */
    EXIT_LIMIT = 6,    /* a limit was reached */
} ExitStatus;

int command_catalogue(const Options *options);
int command_open(const Options *options);
int command_run(const Options *options);
int command_trace(const Options *options);
int command_check(const Options *options);
int command_verify(const Options *options);
/* Why a task does not run, or ran now. */
int command_why(const Options *options);
/* Two runs on one clock. */
int command_compare(const Options *options);
/* What runs with every value of a knob come to. */
int command_sweep(const Options *options);
/* loopscope-stage does these: the terminal needs no display libraries. They return only where it cannot be started.
 */
int command_stage(const Options *options);
/* A worksheet. */
int command_quiz(const Options *options);
/* Write a scenario to start from. */
int command_new(const Options *options);
int command_list(const Options *options);
/* The lessons, or a walk through one. */
int command_lesson(const Options *options);
int command_explain(const Options *options);
/* The help of one command, or the overview where the command line names none. */
void command_help(const Options *options, FILE *file);

/* ---- shared by the commands ---- */

/* How a run's end is told to the shell. */
ExitStatus exit_status(SimEnd end);

/* Find the file (as named, else among the scenarios) and read it. False after telling why not; *status is then what
 * to exit with. */
bool command_read_file(const char *name, SourceFile *file, int *status);

/* All lessons and scenarios that there are, to be released; where there are no scenarios, that is told. */
void command_collect(Scenarios *scenarios);
/* Print them as tables, lessons first. */
void command_print_catalogue(const Scenarios *scenarios);

/* Print a diagnostic of the simulator on standard error: a SimReport. */
void command_report(void *context, const SimDiagnostic *diagnostic);

/* Print what a program's end has to say, on standard error. */
void command_tell_end(SimEnd end, const char *text);

/* Colours, signs and columns that a stream gets. */
bool command_wants_color(const Options *options, FILE *file);
bool command_wants_ascii(const Options *options);
unsigned command_output_width(FILE *output);

#endif
