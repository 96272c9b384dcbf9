/* Dates: the proleptic Gregorian calendar, and strftime without a locale. */
#include "calendar.h"

#include <stdio.h>
#include <string.h>

/* ---- days ---- */

static int64_t floor_divide(int64_t number, int64_t divisor)
{
    int64_t quotient = number / divisor;
    return number % divisor < 0 ? quotient - 1 : quotient;
}

static bool is_leap_year(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int calendar_month_days(int64_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

/* Years are counted from March here, so that the leap day is the last of a year; eras have 400 years. */
int64_t calendar_days(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = floor_divide(year, 400), year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static void date_of_days(int64_t days, CalendarTime *time)
{
    days += 719468;
    int64_t era = floor_divide(days, 146097), day_of_era = days - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    time->day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
    time->month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    time->year = year_of_era + era * 400 + (time->month <= 2);
}

void calendar_complete(CalendarTime *time)
{
    int64_t days = calendar_days(time->year, time->month, time->day);
    time->weekday = (int)((days % 7 + 7 + 3) % 7); /* 1970-01-01 was a Thursday */
    time->yearday = (int)(days - calendar_days(time->year, 1, 1)) + 1;
}

void calendar_from_seconds(int64_t seconds, CalendarTime *time)
{
    enum { DAY = 86400 };
    int64_t days = floor_divide(seconds, DAY);
    int rest = (int)(seconds - days * DAY);
    date_of_days(days, time);
    time->hour = rest / 3600;
    time->minute = rest / 60 % 60;
    time->second = rest % 60;
    time->microsecond = -1;
    calendar_complete(time);
}

int64_t calendar_seconds(const CalendarTime *time)
{
    int64_t days = calendar_days(time->year, time->month, time->day);
    return days * 86400 + time->hour * 3600 + time->minute * 60 + time->second;
}

/* ---- text ---- */

static const char *const day_names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
static const char *const month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};

/* A conversion: what stands between % and its letter. */
typedef struct Conversion {
    char flag; /* '-' no padding, '_' spaces, '0' zeros, '^' upper case; 0 none */
    int width; /* 0: the letter's own */
    char letter;
} Conversion;

static const char *read_conversion(const char *at, const char *end, Conversion *conversion)
{
    *conversion = (Conversion){0};
    while (at < end && *at != '\0' && strchr("-_0^#", *at))
        conversion->flag = *at++;
    while (at < end && *at >= '0' && *at <= '9' && conversion->width < 100)
        conversion->width = conversion->width * 10 + (*at++ - '0');
    if (at < end && (*at == 'E' || *at == 'O'))
        at++;
    conversion->letter = at < end ? *at++ : '\0';
    return at;
}

static void write_number(const Conversion *conversion, int64_t number, int width, char padding, Text *out)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%lld", (long long)number);
    if (conversion->flag == '_')
        padding = ' ';
    if (conversion->flag == '0')
        padding = '0';
    if (conversion->width > 0)
        width = conversion->width;
    if (conversion->flag == '-')
        width = 0;
    for (int i = (int)strlen(digits); i < width; i++)
        text_add_char(out, padding);
    text_add(out, digits);
}

static void write_name(const Conversion *conversion, const char *name, size_t length, Text *out)
{
    for (int i = (int)length; i < conversion->width; i++)
        text_add_char(out, conversion->flag == '0' ? '0' : ' ');
    for (size_t i = 0; i < length; i++) {
        bool lower = name[i] >= 'a' && name[i] <= 'z';
        text_add_char(out, conversion->flag == '^' && lower ? (char)(name[i] - 'a' + 'A') : name[i]);
    }
}

static void write_word(const Conversion *conversion, const char *word, Text *out)
{
    write_name(conversion, word, strlen(word), out);
}

/* The week of ISO 8601 and the year it belongs to. */
static int iso_week(const CalendarTime *time, int64_t *year)
{
    int week = (time->yearday - (time->weekday + 1) + 10) / 7;
    *year = time->year;
    if (week < 1) {
        CalendarTime last = {.year = time->year - 1, .month = 12, .day = 31};
        calendar_complete(&last);
        return iso_week(&last, year);
    }
    CalendarTime new_year = {.year = time->year + 1, .month = 1, .day = 1};
    calendar_complete(&new_year);
    if (week == 53 && new_year.weekday <= 3) {
        *year = time->year + 1;
        return 1;
    }
    return week;
}

static bool write_week(const CalendarTime *time, const Conversion *conversion, Text *out)
{
    int64_t iso_year;
    int week = iso_week(time, &iso_year), sunday = (time->weekday + 1) % 7;
    switch (conversion->letter) {
    case 'G':
        write_number(conversion, iso_year, 0, '0', out);
        return true;
    case 'g':
        write_number(conversion, iso_year % 100, 2, '0', out);
        return true;
    case 'V':
        write_number(conversion, week, 2, '0', out);
        return true;
    case 'U':
        write_number(conversion, (time->yearday - 1 + 7 - sunday) / 7, 2, '0', out);
        return true;
    case 'W':
        write_number(conversion, (time->yearday - 1 + 7 - time->weekday) / 7, 2, '0', out);
        return true;
    case 'u':
        write_number(conversion, time->weekday + 1, 1, '0', out);
        return true;
    case 'w':
        write_number(conversion, sunday, 1, '0', out);
        return true;
    }
    return false;
}

static int twelve_hours(int hour)
{
    return hour % 12 == 0 ? 12 : hour % 12;
}

static bool write_clock(const CalendarTime *time, const Conversion *conversion, Text *out)
{
    switch (conversion->letter) {
    case 'H':
        write_number(conversion, time->hour, 2, '0', out);
        return true;
    case 'k':
        write_number(conversion, time->hour, 2, ' ', out);
        return true;
    case 'I':
        write_number(conversion, twelve_hours(time->hour), 2, '0', out);
        return true;
    case 'l':
        write_number(conversion, twelve_hours(time->hour), 2, ' ', out);
        return true;
    case 'M':
        write_number(conversion, time->minute, 2, '0', out);
        return true;
    case 'S':
        write_number(conversion, time->second, 2, '0', out);
        return true;
    case 'f':
        if (time->microsecond < 0)
            return false;
        text_format(out, "%06d", time->microsecond);
        return true;
    case 's':
        write_number(conversion, calendar_seconds(time), 1, '0', out);
        return true;
    case 'p':
        write_word(conversion, time->hour < 12 ? "AM" : "PM", out);
        return true;
    case 'P':
        write_word(conversion, time->hour < 12 ? "am" : "pm", out);
        return true;
    }
    return false;
}

static bool write_date(const CalendarTime *time, const Conversion *conversion, Text *out)
{
    switch (conversion->letter) {
    case 'Y':
        write_number(conversion, time->year, 0, '0', out);
        return true;
    case 'C':
        write_number(conversion, floor_divide(time->year, 100), 2, '0', out);
        return true;
    case 'y':
        write_number(conversion, time->year - floor_divide(time->year, 100) * 100, 2, '0', out);
        return true;
    case 'm':
        write_number(conversion, time->month, 2, '0', out);
        return true;
    case 'd':
        write_number(conversion, time->day, 2, '0', out);
        return true;
    case 'e':
        write_number(conversion, time->day, 2, ' ', out);
        return true;
    case 'j':
        write_number(conversion, time->yearday, 3, '0', out);
        return true;
    case 'A':
        write_word(conversion, day_names[time->weekday], out);
        return true;
    case 'a':
        write_name(conversion, day_names[time->weekday], 3, out);
        return true;
    case 'B':
        write_word(conversion, month_names[time->month - 1], out);
        return true;
    case 'b':
    case 'h':
        write_name(conversion, month_names[time->month - 1], 3, out);
        return true;
    }
    return false;
}

/* Letters that stand for several conversions. */
static const char *composition(char letter)
{
    switch (letter) {
    case 'c':
        return "%a %b %e %H:%M:%S %Y";
    case 'D':
    case 'x':
        return "%m/%d/%y";
    case 'F':
        return "%Y-%m-%d";
    case 'R':
        return "%H:%M";
    case 'r':
        return "%I:%M:%S %p";
    case 'T':
    case 'X':
        return "%H:%M:%S";
    case 'n':
        return "\n";
    case 't':
        return "\t";
    case '%':
        return NULL;
    }
    return NULL;
}

static bool write_conversion(const CalendarTime *time, const Conversion *conversion, const char *zone,
                             const char *offset, Text *out)
{
    if (write_date(time, conversion, out) || write_clock(time, conversion, out) ||
        write_week(time, conversion, out))
        return true;
    const char *parts = composition(conversion->letter);
    if (parts)
        calendar_write(time, parts, strlen(parts), zone, offset, out);
    else if (conversion->letter == 'Z')
        write_word(conversion, zone, out);
    else if (conversion->letter == 'z')
        text_add(out, offset);
    else if (conversion->letter == '%')
        text_add_char(out, '%');
    else
        return false;
    return true;
}

void calendar_write(const CalendarTime *time, const char *format, size_t length, const char *zone,
                    const char *offset, Text *out)
{
    for (const char *at = format, *end = format + length; at < end;) {
        if (*at != '%') {
            text_add_char(out, *at++);
            continue;
        }
        Conversion conversion;
        const char *behind = read_conversion(at + 1, end, &conversion);
        if (!write_conversion(time, &conversion, zone, offset, out))
            text_add_bytes(out, at, (size_t)(behind - at));
        at = behind;
    }
}
