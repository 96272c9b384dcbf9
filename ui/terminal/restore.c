/* Signals. A handler does only what is allowed in one: it notes the signal, or it writes prepared bytes, sets the
 * terminal's modes back and lets the signal do what it would have done. */
#include "restore.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { RESTORE_BYTES_MOST = 256, STACK_BYTES = 1 << 16 };

static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
static const int leaves[] = {SIGTERM, SIGINT, SIGHUP};

enum { CRASHES = sizeof crashes / sizeof *crashes, LEAVES = sizeof leaves / sizeof *leaves };

static struct termios modes;
static bool has_modes;
static char bytes_out[RESTORE_BYTES_MOST];
static size_t bytes_size;
static volatile sig_atomic_t pending;
static struct sigaction crash_before[CRASHES], leave_before[LEAVES];
static char alternate_stack[STACK_BYTES]; /* a crash may be that the stack has run out */

void restore_remember(void)
{
    has_modes = tcgetattr(STDIN_FILENO, &modes) == 0;
}

static void note_signal(int signal_number)
{
    pending = signal_number;
}

static void restore_now(void)
{
    for (size_t done = 0; done < bytes_size;) {
        ssize_t size = write(STDOUT_FILENO, bytes_out + done, bytes_size - done);
        if (size <= 0)
            break;
        done += (size_t)size;
    }
    if (has_modes)
        tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

/* Whoever handled the signal before gets it now: the system, or a sanitizer with its report. */
static void restore_and_crash(int signal_number)
{
    restore_now();
    for (size_t i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &crash_before[i], NULL);
    raise(signal_number);
}

static void install(int signal_number, void (*handler)(int), int flags, struct sigaction *before)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    sigaction(signal_number, &action, before);
}

void restore_arm(const char *bytes)
{
    stack_t stack = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
    size_t size = strlen(bytes);
    bytes_size = size < sizeof bytes_out ? size : 0;
    memcpy(bytes_out, bytes, bytes_size);
    pending = 0;
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < CRASHES; i++)
        install(crashes[i], restore_and_crash, SA_ONSTACK, &crash_before[i]);
    for (size_t i = 0; i < LEAVES; i++)
        install(leaves[i], note_signal, 0, &leave_before[i]);
}

void restore_disarm(void)
{
    bytes_size = 0;
    for (size_t i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &crash_before[i], NULL);
    for (size_t i = 0; i < LEAVES; i++)
        sigaction(leaves[i], &leave_before[i], NULL);
}

int restore_pending_signal(void)
{
    return pending;
}

void restore_die_of(int signal_number)
{
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}
