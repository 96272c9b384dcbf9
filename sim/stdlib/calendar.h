/* The calendar: seconds since 1970 as dates, and dates as text. UTC and the C locale, whatever the host has. */
#ifndef LOOPSCOPE_CALENDAR_H
#define LOOPSCOPE_CALENDAR_H

#include "text.h"

#include <stdbool.h>
#include <stdint.h>

enum { CALENDAR_EPOCH = 946684800 }; /* 2000-01-01 00:00:00 UTC, where every run begins */

typedef struct CalendarTime {
    int64_t year;
    int month, day; /* from 1 */
    int hour, minute, second;
    int microsecond; /* -1: `%f` is not known, as in time.strftime */
    int weekday;     /* Monday is 0 */
    int yearday;     /* from 1 */
} CalendarTime;

/* Days from 1970-01-01 to a date of the proleptic Gregorian calendar. */
int64_t calendar_days(int64_t year, int month, int day);

/* Days of a month. */
int calendar_month_days(int64_t year, int month);

/* Fill in the weekday and the day of the year from year, month and day. */
void calendar_complete(CalendarTime *time);

/* The date and time `seconds` after 1970-01-01 00:00:00; microsecond becomes -1. */
void calendar_from_seconds(int64_t seconds, CalendarTime *time);

/* The other way. */
int64_t calendar_seconds(const CalendarTime *time);

/* strftime of the GNU C library, with %f where microseconds are known. What it does not know stays as it is.
 * `zone` and `offset` are what %Z and %z give. */
void calendar_write(const CalendarTime *time, const char *format, size_t length, const char *zone,
                    const char *offset, Text *out);

#endif
