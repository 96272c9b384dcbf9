/* A walk in a real terminal: loopscope on a pseudo-terminal, with keys, resizing and signals.
 *
 *     walk LOOPSCOPE SCENARIO
 *
 * What is asked: it lives through every key and every size, gives the terminal back on every way out, and never
 * sends what a program printed as anything but text. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

enum { OUTPUT_MOST = 1 << 22, QUIET_MS = 250, PATIENCE_MS = 20000, WORDS_MOST = 8 };

static const char *program, *scenario;

/* One loopscope on its terminal. */
typedef struct Session {
    int terminal, own_end; /* the master, and the slave, kept open to look at its modes */
    pid_t child;
    struct termios before;
    char *output; /* owned: all that was sent, NUL-terminated */
    size_t size;
} Session;

/* ---- the session ---- */

static const char *const no_environment[] = {NULL};

static void be_program(int terminal, const char *const *environment, const char *const *words)
{
    char *arguments[WORDS_MOST + 2] = {(char *)program};
    for (int i = 0; i < WORDS_MOST && words[i]; i++)
        arguments[i + 1] = (char *)words[i];
    for (int i = 0; i < 3; i++)
        dup2(terminal, i);
    unsetenv("NO_COLOR");
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TERM", "xterm-256color", 1);
    for (; *environment; environment++)
        putenv((char *)*environment);
    execv(program, arguments);
    _exit(127);
}

static void open_terminal(Session *session)
{
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    *session = (Session){.terminal = posix_openpt(O_RDWR | O_NOCTTY)};
    assert_true(session->terminal >= 0 && grantpt(session->terminal) == 0 && unlockpt(session->terminal) == 0);
    session->own_end = open(ptsname(session->terminal), O_RDWR | O_NOCTTY);
    assert_true(session->own_end >= 0);
    ioctl(session->own_end, TIOCSWINSZ, &size);
    tcgetattr(session->own_end, &session->before);
    session->output = calloc(1, OUTPUT_MOST);
    assert_non_null(session->output);
}

static void start(Session *session, const char *const *environment, const char *const *words)
{
    open_terminal(session);
    session->child = fork();
    if (session->child != 0)
        return;
    setsid();
    be_program(open(ptsname(session->terminal), O_RDWR), environment, words);
}

/* A shell between: only where a parent of the same session looks after it does the system stop a program. Tells on
 * `news` its child's number, then each status. */
static void be_shell(int news, const char *path, const char *const *words)
{
    setsid();
    int terminal = open(path, O_RDWR), status;
    signal(SIGTTOU, SIG_IGN);
    pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        tcsetpgrp(terminal, getpid());
        signal(SIGTTOU, SIG_DFL);
        be_program(terminal, no_environment, words);
    }
    bool has_told = write(news, &child, sizeof child) == sizeof child;
    while (has_told && waitpid(child, &status, WUNTRACED) == child) {
        has_told = write(news, &status, sizeof status) == sizeof status;
        if (!WIFSTOPPED(status))
            break;
    }
    _exit(0);
}

/* The next number that the shell tells, within the time of our patience. */
static int read_news(int news)
{
    int number = -1;
    struct pollfd ready = {.fd = news, .events = POLLIN};
    assert_int_equal(poll(&ready, 1, PATIENCE_MS), 1);
    assert_int_equal(read(news, &number, sizeof number), sizeof number);
    return number;
}

/* Read until nothing more comes for a while. Returns how much came. */
static size_t settle(Session *session)
{
    size_t before = session->size;
    struct pollfd ready = {.fd = session->terminal, .events = POLLIN};
    for (int wait = PATIENCE_MS; poll(&ready, 1, wait) > 0; wait = QUIET_MS) {
        ssize_t size = read(session->terminal, session->output + session->size, OUTPUT_MOST - 1 - session->size);
        if (size <= 0)
            break;
        session->size += (size_t)size;
    }
    return session->size - before;
}

/* The same without patience, where nothing may come at all. */
static void drain(Session *session)
{
    struct pollfd ready = {.fd = session->terminal, .events = POLLIN};
    while (poll(&ready, 1, QUIET_MS) > 0) {
        ssize_t size = read(session->terminal, session->output + session->size, OUTPUT_MOST - 1 - session->size);
        if (size <= 0)
            break;
        session->size += (size_t)size;
    }
}

static void press(Session *session, const char *keys)
{
    assert_int_equal(write(session->terminal, keys, strlen(keys)), strlen(keys));
}

/* Wait for the end, reading what is still sent meanwhile. */
static int wait_for_end(Session *session)
{
    int status = -1;
    for (int waited = 0; waited < PATIENCE_MS; waited += QUIET_MS) {
        drain(session);
        if (waitpid(session->child, &status, WNOHANG) == session->child) {
            drain(session);
            return status;
        }
    }
    kill(session->child, SIGKILL);
    waitpid(session->child, &status, 0);
    fail_msg("it did not end");
    return status;
}

static void finish(Session *session)
{
    close(session->terminal);
    close(session->own_end);
    free(session->output);
}

static bool has_sent(const Session *session, const char *bytes)
{
    return strstr(session->output, bytes) != NULL;
}

/* The last word to the terminal: out of the alternate screen, cursor shown, mouse off; modes as they were. */
static void assert_restored(const Session *session)
{
    struct termios now;
    const char *entered = strstr(session->output, "\033[?1049h"), *left = NULL;
    for (const char *at = session->output; (at = strstr(at, "\033[?1049l")); at++)
        left = at;
    assert_non_null(entered);
    assert_true(left && left > entered);
    assert_true(has_sent(session, "\033[?1002l"));
    tcgetattr(session->own_end, &now);
    assert_int_equal(now.c_lflag, session->before.c_lflag);
    assert_int_equal(now.c_iflag, session->before.c_iflag);
    assert_int_equal(now.c_oflag, session->before.c_oflag);
}

/* ---- the walks ---- */

static void test_every_key_is_lived_through_and_q_gives_the_terminal_back(void **state)
{
    (void)state;
    static const char *const keys[] = {"\033[C",     "l",
                                       "\033[D",     "h",
                                       "i",          "i",
                                       "I",          "L",
                                       "H",          "t",
                                       "T",          "\033[6~",
                                       "]",          "\033[5~",
                                       "[",          " ",
                                       " ",          "<",
                                       ">",          "G",
                                       "\033[H",     "\033[15~",
                                       ":30\r",      ":3.5s\r",
                                       ":nowhere\r", ":next print\r",
                                       "ma",         "'a",
                                       "'z",         "m\033",
                                       "\t",         "\033[Z",
                                       "j",          "k",
                                       "1",          "2",
                                       "j",          "3",
                                       "j",          "f",
                                       "l",          "f",
                                       "{",          "}",
                                       "4",          "j",
                                       "b",          "c",
                                       "5",          "6",
                                       "k",          "7",
                                       "8",          "9",
                                       ";",          ",",
                                       "S",          "R",
                                       "x",          "x",
                                       "y",          "y",
                                       "y",          "y",
                                       "e",          "e",
                                       "z",          "\t",
                                       "z",          "\r",
                                       "\033",       "/car\r",
                                       "n",          "N",
                                       "\\wait\r",   "\033",
                                       "w",          "\033",
                                       "?",          "j",
                                       "/mark\r",    "\033",
                                       "\014",       "Z",
                                       "#"};
    const char *words[] = {scenario, NULL};
    Session session;
    start(&session, no_environment, words);
    assert_true(settle(&session) > 0);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        press(&session, keys[i]);
        drain(&session);
        if (waitpid(session.child, NULL, WNOHANG) != 0)
            fail_msg("it ended at key %zu", i);
    }
    press(&session, "q");
    int status = wait_for_end(&session);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_restored(&session);
    finish(&session);
}

static void test_every_size_is_lived_through(void **state)
{
    (void)state;
    static const struct {
        unsigned short columns, rows;
    } sizes[] = {{120, 40}, {60, 16}, {59, 16}, {60, 15}, {20, 3},    {19, 3},
                 {20, 2},   {1, 1},   {2, 50},  {300, 2}, {300, 100}, {80, 24}};
    const char *words[] = {scenario, "--at", "20", NULL};
    Session session;
    start(&session, no_environment, words);
    settle(&session);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct winsize size = {.ws_row = sizes[i].rows, .ws_col = sizes[i].columns};
        ioctl(session.own_end, TIOCSWINSZ, &size);
        kill(session.child, SIGWINCH);
        drain(&session);
        press(&session, "lz?\033:1");
        drain(&session);
        press(&session, "\033z");
        drain(&session);
        if (waitpid(session.child, NULL, WNOHANG) != 0)
            fail_msg("it ended at %ux%u", sizes[i].columns, sizes[i].rows);
    }
    press(&session, "q");
    int status = wait_for_end(&session);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_restored(&session);
    finish(&session);
}

static void test_signals_that_end_it_give_the_terminal_back_first(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGSEGV, SIGABRT};
    static const char *const environment[] = {"ASAN_OPTIONS=handle_segv=0:handle_abort=0:detect_leaks=0", NULL};
    const char *words[] = {scenario, NULL};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        Session session;
        start(&session, environment, words);
        settle(&session);
        press(&session, "l");
        drain(&session);
        kill(session.child, signals[i]);
        int status = wait_for_end(&session);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != signals[i])
            fail_msg("signal %d: it ended with %d", signals[i], status);
        assert_restored(&session);
        finish(&session);
    }
}

static void test_stopping_gives_the_terminal_back_and_going_on_draws_again(void **state)
{
    (void)state;
    const char *words[] = {scenario, NULL};
    Session session;
    int news[2];
    open_terminal(&session);
    assert_int_equal(pipe(news), 0);
    session.child = fork();
    if (session.child == 0)
        be_shell(news[1], ptsname(session.terminal), words);
    pid_t stepping = read_news(news[0]);
    for (int i = 0; i < 2; i++) { /* by a signal from outside, and by Ctrl+Z */
        settle(&session);
        session.output[session.size = 0] = '\0';
        if (i == 0)
            kill(stepping, SIGTSTP);
        else
            press(&session, "\032");
        assert_true(WIFSTOPPED(read_news(news[0])));
        drain(&session);
        assert_true(has_sent(&session, "\033[?1049l"));
        kill(stepping, SIGCONT);
        settle(&session);
        assert_true(has_sent(&session, "\033[?1049h"));
    }
    press(&session, "l");
    drain(&session);
    press(&session, "q");
    drain(&session);
    int status = read_news(news[0]);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    wait_for_end(&session);
    close(news[0]);
    close(news[1]);
    finish(&session);
}

static void test_what_a_program_prints_is_shown_and_never_obeyed(void **state)
{
    (void)state;
    char path[] = "/tmp/loopscope-walk-XXXXXX";
    int file = mkstemp(path);
    static const char text[] = "#: title  a\xE2\x80\xAE"
                               "b\n"
                               "import asyncio\n"
                               "async def evil\xC3\xA9(name):\n"
                               "    print(name, '\\x1b]0;evil\\x07', '\\x9b31m', '\\u202e', '\\x1b[2J')\n"
                               "    await asyncio.sleep(1)\n"
                               "asyncio.run(evil\xC3\xA9('\\x1b]0;label\\x07'))\n";
    assert_int_equal(write(file, text, sizeof text - 1), sizeof text - 1);
    close(file);
    const char *words[] = {path, NULL};
    Session session;
    start(&session, no_environment, words);
    settle(&session);
    for (int i = 0; i < 4; i++) {
        press(&session, "l");
        drain(&session);
    }
    press(&session, "q");
    wait_for_end(&session);
    assert_true(has_sent(&session, "^[]0;evil"));
    assert_false(has_sent(&session, "\033]0;"));
    assert_false(has_sent(&session, "\xC2\x9B"));
    assert_false(has_sent(&session, "\xE2\x80\xAE"));
    unlink(path);
    finish(&session);
}

static void write_over(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* Wait, at most twenty seconds, until something was sent. */
static bool sends(Session *session, const char *text)
{
    for (int i = 0; i < 80 && !has_sent(session, text); i++)
        drain(session);
    return has_sent(session, text);
}

static void test_a_file_is_edited_broken_and_mended_while_it_is_open(void **state)
{
    (void)state;
    char path[] = "/tmp/loopscope-walk-XXXXXX";
    close(mkstemp(path));
    write_over(path, "#: title  11111111\nprint('before')\nprint('two')\n");
    const char *words[] = {path, NULL};
    Session session;
    start(&session, no_environment, words);
    settle(&session);
    assert_true(has_sent(&session, "11111111"));
    write_over(path, "#: title  22222222\nprint('behind')\n");
    assert_true(sends(&session, "22222222"));
    assert_true(sends(&session, "again"));
    write_over(path, "#: title  22222222\nimport aiohttp\n");
    assert_true(sends(&session, "aiohttp;"));
    press(&session, "l");
    drain(&session);
    write_over(path, "#: title  33333333\nprint('mended')\n");
    assert_true(sends(&session, "33333333"));
    press(&session, "q");
    int status = wait_for_end(&session);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    unlink(path);
    finish(&session);
}

static void test_the_catalogue_opens_a_scenario_and_comes_back(void **state)
{
    (void)state;
    const char *words[] = {NULL};
    Session session;
    start(&session, no_environment, words);
    settle(&session);
    assert_true(has_sent(&session, "Your first step"));
    press(&session, "/parking_lot\r");
    drain(&session);
    press(&session, "\r");
    drain(&session);
    assert_true(has_sent(&session, "before the run"));
    press(&session, ";j,\r");
    drain(&session);
    press(&session, "ll");
    drain(&session);
    assert_true(has_sent(&session, "timeline"));
    press(&session, "q");
    drain(&session);
    assert_int_equal(waitpid(session.child, NULL, WNOHANG), 0);
    press(&session, "q");
    int status = wait_for_end(&session);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_restored(&session);
    finish(&session);
}

static void test_a_pair_of_the_catalogue_is_compared_and_left_again(void **state)
{
    (void)state;
    const char *words[] = {NULL};
    Session session;
    start(&session, no_environment, words);
    settle(&session);
    press(&session, "/polling against\r");
    drain(&session);
    press(&session, "\r");
    assert_true(sends(&session, "EVENT=1"));
    press(&session, "q");
    drain(&session);
    assert_int_equal(waitpid(session.child, NULL, WNOHANG), 0);
    press(&session, "q");
    int status = wait_for_end(&session);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_restored(&session);
    finish(&session);
}

static void test_no_color_is_honoured_and_a_dumb_terminal_gets_lines(void **state)
{
    (void)state;
    static const char *const no_color[] = {"NO_COLOR=1", NULL}, *const dumb[] = {"TERM=dumb", NULL};
    const char *words[] = {scenario, NULL};
    Session session;
    start(&session, no_color, words);
    settle(&session);
    press(&session, "lllq");
    wait_for_end(&session);
    assert_false(has_sent(&session, "\033[38;5;"));
    assert_false(has_sent(&session, "\033[48;5;"));
    finish(&session);
    start(&session, dumb, words);
    int status = wait_for_end(&session);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_false(has_sent(&session, "\033"));
    assert_true(has_sent(&session, "car 1"));
    finish(&session);
}

static void test_the_mouse_selects_steps_and_drags(void **state)
{
    (void)state;
    const char *words[] = {scenario, "--at", "20", NULL};
    Session session;
    start(&session, no_environment, words);
    settle(&session);
    press(&session, "\033[<0;10;12M\033[<0;10;12m");                /* a task */
    press(&session, "\033[<65;10;12M\033[<64;10;12M");              /* the wheel */
    press(&session, "\033[<0;40;17M\033[<32;60;17M\033[<0;60;17m"); /* along the timeline */
    press(&session, "\033[<0;4;24M\033[<0;4;24m");                  /* the footer */
    press(&session, "\033[<0;9999;9999M");
    assert_true(settle(&session) > 0);
    press(&session, "q");
    int status = wait_for_end(&session);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    finish(&session);
}

/* A press and its release come in one go, as a quick finger has it: on the second row of the list of what is wrong,
 * twice; and on the second choice of a question. */
static void test_clicks_reach_what_lies_over_the_steps(void **state)
{
    (void)state;
    char never_awaited[1024];
    const char *slash = strrchr(scenario, '/');
    snprintf(never_awaited, sizeof never_awaited, "%.*s/never_awaited.py", slash ? (int)(slash - scenario) : 0,
             scenario);
    const char *words[] = {slash ? never_awaited : "never_awaited.py", NULL}, *others[] = {scenario, NULL};
    Session session;
    start(&session, no_environment, words);
    settle(&session);
    press(&session, "!");
    assert_true(sends(&session, "3 warnings"));
    press(&session, "\033[<0;20;7M\033[<0;20;7m\033[<0;20;7M\033[<0;20;7m");
    drain(&session);
    press(&session, "\014");
    assert_true(sends(&session, "5/46"));
    press(&session, "q");
    wait_for_end(&session);
    finish(&session);
    start(&session, no_environment, others);
    settle(&session);
    press(&session, "\033[6~\033[6~p");
    assert_true(sends(&session, "1 to 2 answer"));
    press(&session, "\033[<0;20;13M\033[<0;20;13m");
    assert_true(sends(&session, "answer)"));
    press(&session, "\033");
    drain(&session);
    press(&session, "q");
    wait_for_end(&session);
    finish(&session);
}

int main(int count, char **words)
{
    if (count != 3) {
        fputs("usage: walk LOOPSCOPE SCENARIO\n", stderr);
        return 2;
    }
    program = words[1];
    scenario = words[2];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_key_is_lived_through_and_q_gives_the_terminal_back),
        cmocka_unit_test(test_every_size_is_lived_through),
        cmocka_unit_test(test_signals_that_end_it_give_the_terminal_back_first),
        cmocka_unit_test(test_stopping_gives_the_terminal_back_and_going_on_draws_again),
        cmocka_unit_test(test_what_a_program_prints_is_shown_and_never_obeyed),
        cmocka_unit_test(test_a_file_is_edited_broken_and_mended_while_it_is_open),
        cmocka_unit_test(test_the_catalogue_opens_a_scenario_and_comes_back),
        cmocka_unit_test(test_a_pair_of_the_catalogue_is_compared_and_left_again),
        cmocka_unit_test(test_no_color_is_honoured_and_a_dumb_terminal_gets_lines),
        cmocka_unit_test(test_the_mouse_selects_steps_and_drags),
        cmocka_unit_test(test_clicks_reach_what_lies_over_the_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
