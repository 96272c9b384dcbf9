/* The module time, on the world's clock. The wall clock began at 2000-01-01 00:00:00 UTC; the time zone is UTC. */
#include "calendar.h"
#include "record.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

static const int64_t SECOND_NS = 1000000000;

/* ---- clocks ---- */

static Outcome seconds_of_clock(Vm *vm, double first, Value *result)
{
    *result = float_new(vm, first + (double)world_now_ns(vm) / 1e9);
    return RETURNED;
}

static Outcome time_monotonic(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    *result = float_new(vm, (double)world_now_ns(vm) / 1e9);
    return RETURNED;
}

static Outcome time_monotonic_ns(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    *result = int_new(vm, world_now_ns(vm));
    return RETURNED;
}

static Outcome time_time(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    return seconds_of_clock(vm, CALENDAR_EPOCH, result);
}

static Outcome time_time_ns(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    *result = int_new(vm, CALENDAR_EPOCH * SECOND_NS + world_now_ns(vm));
    return RETURNED;
}

/* Code takes no time: a process never uses its processor. */
static Outcome time_process_time(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    *result = float_new(vm, 0.0);
    return RETURNED;
}

static Outcome time_process_time_ns(Vm *vm, const Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = value_from_small_int(0);
    return RETURNED;
}

/* ---- sleep ---- */

/* Seconds as an int or a float; others are asked for __index__, as CPython does. */
static Outcome seconds_from(Vm *vm, Value value, double *seconds)
{
    int64_t integer;
    if (real_from(value, seconds))
        return RETURNED;
    if (int_index(vm, value, &integer) == RAISED)
        return RAISED;
    *seconds = (double)integer;
    return RETURNED;
}

static Outcome time_sleep(Vm *vm, const Value *args, Value *result)
{
    double seconds;
    if (seconds_from(vm, args[0], &seconds) == RAISED)
        return RAISED;
    if (isnan(seconds))
        return vm_raise(vm, EXCEPTION_ValueError, "Invalid value NaN (not a number)");
    if (seconds < 0.0)
        return vm_raise(vm, EXCEPTION_ValueError, "sleep length must be non-negative");
    if (seconds > 9.2e9)
        return vm_raise(vm, EXCEPTION_OverflowError, "timestamp out of range for platform time_t");
    return world_sleep(vm, (int64_t)nearbyint(seconds * 1e9), result);
}

/* ---- struct_time ---- */

enum { STRUCT_TIME_FIELDS = 9 };

Class *struct_time_class(Vm *vm)
{
    StdlibRoom *room = stdlib_room(vm);
    if (!room->struct_time)
        room->struct_time = record_class_named(
            vm, "struct_time", "time", "tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst");
    return room->struct_time;
}

static Value struct_time_new(Vm *vm, const CalendarTime *time)
{
    const int64_t parts[STRUCT_TIME_FIELDS] = {time->year,   time->month,   time->day,     time->hour, time->minute,
                                               time->second, time->weekday, time->yearday, 0};
    Value values[STRUCT_TIME_FIELDS];
    for (size_t i = 0; i < STRUCT_TIME_FIELDS; i++)
        values[i] = int_new(vm, parts[i]);
    return record_new(vm, struct_time_class(vm), values);
}

/* The moment that an argument names, in seconds since 1970; now where it is absent or None. */
static Outcome moment_from(Vm *vm, Value value, int64_t *seconds)
{
    double real;
    if (value == VALUE_EMPTY || value == VALUE_NONE) {
        *seconds = CALENDAR_EPOCH + world_now_ns(vm) / SECOND_NS;
        return RETURNED;
    }
    if (seconds_from(vm, value, &real) == RAISED)
        return RAISED;
    if (isnan(real))
        return vm_raise(vm, EXCEPTION_ValueError, "Invalid value NaN (not a number)");
    if (fabs(real) > 6.7e16)
        return vm_raise(vm, EXCEPTION_OverflowError, "timestamp out of range for platform time_t");
    *seconds = (int64_t)floor(real);
    return RETURNED;
}

static Outcome time_gmtime(Vm *vm, const Value *args, Value *result)
{
    int64_t seconds = 0;
    CalendarTime time;
    if (moment_from(vm, args[0], &seconds) == RAISED)
        return RAISED;
    calendar_from_seconds(seconds, &time);
    *result = struct_time_new(vm, &time);
    return RETURNED;
}

static Outcome out_of_range(Vm *vm, const char *what)
{
    return vm_raise(vm, EXCEPTION_ValueError, "%s out of range", what);
}

/* The parts of a tuple of nine ints. 0 stands for 1 in month, day and day of the year, as in CPython. */
static Outcome parts_from(Vm *vm, const char *function, Value value, CalendarTime *time)
{
    int64_t parts[STRUCT_TIME_FIELDS];
    if (!value_is_kind(value, KIND_TUPLE))
        return vm_raise(vm, EXCEPTION_TypeError, "Tuple or struct_time argument required");
    const Tuple *tuple = value_tuple(value);
    if (tuple->count != STRUCT_TIME_FIELDS)
        return vm_raise(vm, EXCEPTION_TypeError, "%s: illegal time tuple argument", function);
    for (size_t i = 0; i < STRUCT_TIME_FIELDS; i++) {
        if (int_index(vm, tuple->items[i], &parts[i]) == RAISED)
            return RAISED;
        if (i > 0 && (parts[i] < -1000000 || parts[i] > 1000000))
            return vm_raise(vm, EXCEPTION_OverflowError, "signed integer is greater than maximum");
    }
    if (parts[0] < -1000000 || parts[0] > 1000000)
        return vm_raise(vm, EXCEPTION_OverflowError, "year out of range");
    *time = (CalendarTime){parts[0],
                           (int)parts[1],
                           (int)parts[2],
                           (int)parts[3],
                           (int)parts[4],
                           (int)parts[5],
                           -1,
                           (int)((parts[6] + 7) % 7),
                           (int)parts[7]};
    time->month += time->month == 0;
    time->day += time->day == 0;
    time->yearday += time->yearday == 0;
    return RETURNED;
}

static Outcome check_parts(Vm *vm, const CalendarTime *time)
{
    if (time->month < 1 || time->month > 12)
        return out_of_range(vm, "month");
    if (time->day < 1 || time->day > 31)
        return out_of_range(vm, "day of month");
    if (time->hour < 0 || time->hour > 23)
        return out_of_range(vm, "hour");
    if (time->minute < 0 || time->minute > 59)
        return out_of_range(vm, "minute");
    if (time->second < 0 || time->second > 61)
        return out_of_range(vm, "seconds");
    if (time->weekday < 0)
        return out_of_range(vm, "day of week");
    if (time->yearday < 1 || time->yearday > 366)
        return out_of_range(vm, "day of year");
    return RETURNED;
}

/* The argument's parts, or those of now. */
static Outcome time_from(Vm *vm, const char *function, Value value, CalendarTime *time)
{
    if (value == VALUE_EMPTY) {
        calendar_from_seconds(CALENDAR_EPOCH + world_now_ns(vm) / SECOND_NS, time);
        return RETURNED;
    }
    if (parts_from(vm, function, value, time) == RAISED)
        return RAISED;
    return check_parts(vm, time);
}

static Outcome time_strftime(Vm *vm, const Value *args, Value *result)
{
    CalendarTime time;
    if (!value_is_str(args[0]))
        return vm_raise(vm, EXCEPTION_TypeError, "strftime() argument 1 must be str, not %s",
                        class_of(vm, args[0])->told_name->text);
    if (time_from(vm, "strftime()", args[1], &time) == RAISED)
        return RAISED;
    const Str *format = value_str_object(args[0]);
    Text text = {0};
    calendar_write(&time, format->text, format->size, "UTC", "+0000", &text);
    *result = str_from_text(vm, &text);
    return RETURNED;
}

static Outcome write_asctime(Vm *vm, const CalendarTime *time, Value *result)
{
    static const char format[] = "%a %b %e %H:%M:%S %Y";
    Text text = {0};
    calendar_write(time, format, sizeof format - 1, "", "", &text);
    *result = str_from_text(vm, &text);
    return RETURNED;
}

static Outcome time_asctime(Vm *vm, const Value *args, Value *result)
{
    CalendarTime time;
    if (time_from(vm, "asctime()", args[0], &time) == RAISED)
        return RAISED;
    return write_asctime(vm, &time, result);
}

static Outcome time_ctime(Vm *vm, const Value *args, Value *result)
{
    int64_t seconds = 0;
    CalendarTime time;
    if (moment_from(vm, args[0], &seconds) == RAISED)
        return RAISED;
    calendar_from_seconds(seconds, &time);
    return write_asctime(vm, &time, result);
}

/* Parts that are too large carry over: the 32nd of January is the 1st of February. */
static Outcome time_mktime(Vm *vm, const Value *args, Value *result)
{
    CalendarTime time;
    if (parts_from(vm, "mktime()", args[0], &time) == RAISED)
        return RAISED;
    int64_t months = time.year * 12 + time.month - 1;
    int64_t year = months >= 0 ? months / 12 : -((11 - months) / 12);
    int64_t days = calendar_days(year, (int)(months - year * 12) + 1, 1) + time.day - 1;
    int64_t seconds = days * 86400 + (int64_t)time.hour * 3600 + (int64_t)time.minute * 60 + time.second;
    *result = float_new(vm, (double)seconds);
    return RETURNED;
}

/* ---- the module ---- */

static const NativeSpec functions[] = {
    {"time", time_time, "", NATIVE_PLAIN},
    {"time_ns", time_time_ns, "", NATIVE_PLAIN},
    {"monotonic", time_monotonic, "", NATIVE_PLAIN},
    {"monotonic_ns", time_monotonic_ns, "", NATIVE_PLAIN},
    {"perf_counter", time_monotonic, "", NATIVE_PLAIN},
    {"perf_counter_ns", time_monotonic_ns, "", NATIVE_PLAIN},
    {"process_time", time_process_time, "", NATIVE_PLAIN},
    {"process_time_ns", time_process_time_ns, "", NATIVE_PLAIN},
    {"thread_time", time_process_time, "", NATIVE_PLAIN},
    {"thread_time_ns", time_process_time_ns, "", NATIVE_PLAIN},
    {"sleep", time_sleep, "seconds, /", NATIVE_PLAIN},
    {"gmtime", time_gmtime, "tuple seconds=None, /", NATIVE_PLAIN},
    {"localtime", time_gmtime, "tuple seconds=None, /", NATIVE_PLAIN},
    {"strftime", time_strftime, "tuple format, time_tuple=None, /", NATIVE_PLAIN},
    {"asctime", time_asctime, "tuple time_tuple=None, /", NATIVE_PLAIN},
    {"ctime", time_ctime, "tuple seconds=None, /", NATIVE_PLAIN},
    {"mktime", time_mktime, "time_tuple, /", NATIVE_PLAIN},
    {0},
};

void time_load(Vm *vm, Module *module)
{
    module_add_natives(vm, module, functions);
    module_set(vm, module, "struct_time", value_from(struct_time_class(vm)));
    module_set(vm, module, "timezone", value_from_small_int(0));
    module_set(vm, module, "altzone", value_from_small_int(0));
    module_set(vm, module, "daylight", value_from_small_int(0));
}
