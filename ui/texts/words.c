/* Times, sizes and near words. */
#include "words.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NS_PER_SECOND 1000000000

/* ---- writing ---- */

const char *seconds_text(char buffer[TIME_TEXT_BYTES], int64_t time_ns)
{
    uint64_t magnitude = time_ns < 0 ? 0 - (uint64_t)time_ns : (uint64_t)time_ns;
    int length = snprintf(buffer, TIME_TEXT_BYTES, "%s%" PRIu64 ".%09" PRIu64, time_ns < 0 ? "-" : "",
                          magnitude / NS_PER_SECOND, magnitude % NS_PER_SECOND);
    while (buffer[length - 1] == '0' && buffer[length - 2] != '.')
        buffer[--length] = '\0';
    return buffer;
}

const char *time_text(char buffer[TIME_TEXT_BYTES], int64_t time_ns)
{
    seconds_text(buffer, time_ns);
    strcat(buffer, " s");
    return buffer;
}

const char *count_text(char buffer[COUNT_TEXT_BYTES], uint64_t count)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, count);
    char *to = buffer;
    for (int i = 0; i < length; i++) {
        if (i > 0 && length > 4 && (length - i) % 3 == 0)
            *to++ = ' ';
        *to++ = digits[i];
    }
    *to = '\0';
    return buffer;
}

const char *number_text(char buffer[NUMBER_TEXT_BYTES], double number)
{
    snprintf(buffer, NUMBER_TEXT_BYTES, "%.10g", number);
    return buffer;
}

/* ---- reading ---- */

static bool unit_scale(const char *unit, bool needs_unit, double *scale)
{
    static const struct {
        const char *unit;
        double scale;
    } units[] = {{"s", 1e9}, {"ms", 1e6}, {"us", 1e3}, {"µs", 1e3}, {"ns", 1}};
    while (isspace((unsigned char)*unit))
        unit++;
    if (*unit == '\0') {
        *scale = 1e9;
        return !needs_unit;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(unit, units[i].unit) == 0) {
            *scale = units[i].scale;
            return true;
        }
    return false;
}

bool time_parse(const char *text, bool needs_unit, int64_t *time_ns)
{
    char *end;
    double scale;
    if (!isdigit((unsigned char)*text) && *text != '.')
        return false;
    double number = strtod(text, &end);
    if (end == text || !unit_scale(end, needs_unit, &scale))
        return false;
    double ns = round(number * scale);
    if (!(ns >= 0 && ns < 9.2e18))
        return false;
    *time_ns = (int64_t)ns;
    return true;
}

bool count_parse(const char *text, uint64_t low, uint64_t high, uint64_t *count)
{
    uint64_t sum = 0;
    if (!isdigit((unsigned char)*text))
        return false;
    for (; *text; text++) {
        if (*text == '_' || *text == ' ')
            continue;
        if (!isdigit((unsigned char)*text) || sum > (UINT64_MAX - 9) / 10)
            return false;
        sum = sum * 10 + (uint64_t)(*text - '0');
    }
    *count = sum;
    return sum >= low && sum <= high;
}

bool bytes_parse(const char *text, size_t *bytes)
{
    static const char letters[] = "KMGT";
    char *end;
    if (!isdigit((unsigned char)*text))
        return false;
    errno = 0;
    double number = strtod(text, &end);
    const char *letter = *end ? strchr(letters, toupper((unsigned char)*end)) : NULL;
    if (letter) {
        number *= pow(1024, (double)(letter - letters + 1));
        end++;
    }
    if (strcmp(end, "iB") == 0)
        end += 2;
    else if (strcmp(end, "B") == 0)
        end++;
    if (*end || errno || !(number >= 1 && number < 9e15))
        return false;
    *bytes = (size_t)number;
    return true;
}

/* ---- near words ---- */

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Letters to add, drop, change or swap to come from one word to the other. */
static unsigned distance(const char *a, const char *b)
{
    enum { MOST = 63 };
    size_t a_length = strlen(a), b_length = strlen(b);
    if (a_length > MOST || b_length > MOST)
        return MOST;
    unsigned rows[3][MOST + 1];
    unsigned *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        above[j] = (unsigned)j;
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_length; j++) {
            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < row[j])
                row[j] = before[j - 2] + 1;
        }
        unsigned *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[b_length];
}

const char *nearest_word(const char *word, const char *const *words, size_t count)
{
    const char *nearest = NULL;
    unsigned least_distance = (unsigned)strlen(word) / 3 + 2;
    for (size_t i = 0; i < count; i++) {
        unsigned far = distance(word, words[i]);
        if (far < least_distance && far < strlen(words[i])) {
            least_distance = far;
            nearest = words[i];
        }
    }
    return nearest;
}
