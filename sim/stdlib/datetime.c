/* The calendar for python/datetime.py. */
#include "calendar.h"
#include "library.h"
#include "record.h"

static int part_of(const Tuple *parts, size_t i)
{
    int64_t integer = 0;
    int_from(parts->items[i], &integer);
    return (int)integer;
}

static Value tuple_of_integers(Vm *vm, const int64_t *integers, size_t count)
{
    Tuple *tuple = tuple_make(vm, count);
    for (size_t i = 0; i < count; i++)
        tuple->items[i] = int_new(vm, integers[i]);
    return value_from(tuple);
}

static Outcome three_integers(Vm *vm, const Value *args, int64_t integers[3])
{
    for (size_t i = 0; i < 3; i++) {
        if (int_index(vm, args[i], &integers[i]) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

/* _days_of_date(year, month, day): days since 1970-01-01. */
static Outcome days_of_date(Vm *vm, const Value *args, Value *result)
{
    int64_t date[3];
    if (three_integers(vm, args, date) == RAISED)
        return RAISED;
    *result = int_new(vm, calendar_days(date[0], (int)date[1], (int)date[2]));
    return RETURNED;
}

/* _date_of_days(days): (year, month, day) */
static Outcome date_of_days(Vm *vm, const Value *args, Value *result)
{
    int64_t days;
    CalendarTime time;
    if (int_index(vm, args[0], &days) == RAISED)
        return RAISED;
    if (days > 4000000 || days < -4000000)
        return vm_raise(vm, EXCEPTION_ValueError, "year is out of range");
    calendar_from_seconds(days * 86400, &time);
    *result = tuple_of_integers(vm, (const int64_t[]){time.year, time.month, time.day}, 3);
    return RETURNED;
}

/* _month_days(year, month) */
static Outcome month_days(Vm *vm, const Value *args, Value *result)
{
    int64_t year, month;
    if (int_index(vm, args[0], &year) == RAISED || int_index(vm, args[1], &month) == RAISED)
        return RAISED;
    *result = value_from_small_int(calendar_month_days(year, (int)month));
    return RETURNED;
}

/* _strftime(format, (year, month, day, hour, minute, second, microsecond), zone, offset) */
static Outcome format_time(Vm *vm, const Value *args, Value *result)
{
    if (!value_is_str(args[0]))
        return vm_raise(vm, EXCEPTION_TypeError, "strftime() argument 1 must be str, not %s",
                        class_of(vm, args[0])->told_name->text);
    const Tuple *parts = value_tuple(args[1]);
    CalendarTime time = {part_of(parts, 0),
                         part_of(parts, 1),
                         part_of(parts, 2),
                         part_of(parts, 3),
                         part_of(parts, 4),
                         part_of(parts, 5),
                         part_of(parts, 6),
                         0,
                         0};
    const Str *format = value_str_object(args[0]);
    calendar_complete(&time);
    Text text = {0};
    calendar_write(&time, format->text, format->size, value_str_object(args[2])->text,
                   value_str_object(args[3])->text, &text);
    *result = str_from_text(vm, &text);
    return RETURNED;
}

/* _time_tuple(year, month, day, hour, minute, second): a time.struct_time. */
static Outcome time_tuple(Vm *vm, const Value *args, Value *result)
{
    CalendarTime time = {0};
    int64_t parts[6];
    if (three_integers(vm, args, parts) == RAISED || three_integers(vm, args + 3, parts + 3) == RAISED)
        return RAISED;
    time.year = parts[0];
    time.month = (int)parts[1];
    time.day = (int)parts[2];
    calendar_complete(&time);
    const int64_t all[] = {parts[0], parts[1],     parts[2],     parts[3], parts[4],
                           parts[5], time.weekday, time.yearday, -1};
    Value values[9];
    for (size_t i = 0; i < 9; i++)
        values[i] = int_new(vm, all[i]);
    *result = record_new(vm, struct_time_class(vm), values);
    return RETURNED;
}

static const NativeSpec functions[] = {
    {"_days_of_date", days_of_date, "year, month, day, /", NATIVE_PLAIN},
    {"_date_of_days", date_of_days, "days, /", NATIVE_PLAIN},
    {"_month_days", month_days, "year, month, /", NATIVE_PLAIN},
    {"_strftime", format_time, "format, parts, zone, offset, /", NATIVE_PLAIN},
    {"_time_tuple", time_tuple, "year, month, day, hour, minute, second, /", NATIVE_PLAIN},
    {0},
};

void datetime_load(Vm *vm, Module *module)
{
    library_load(vm, module);
    module_add_natives(vm, module, functions);
    module_add_natives(vm, module, record_functions);
}
