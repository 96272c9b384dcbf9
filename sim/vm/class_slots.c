/* __slots__: which attributes the objects of a class may have. They stand where all attributes stand, unless there
 * is a __dict__ of which they are no part; a class that has slots only refuses other names. */
#include "native_function.h"

/* «__name» in a class body is «_Class__name» everywhere, also in its __slots__. */
static Str *mangled(Vm *vm, const Class *class, Str *name)
{
    const char *owner = class->name->text + strspn(class->name->text, "_");
    bool is_private =
        name->size > 2 && strncmp(name->text, "__", 2) == 0 && strncmp(name->text + name->size - 2, "__", 2) != 0;
    if (!is_private || *owner == '\0')
        return str_intern_value(vm, name);
    Value whole = str_format(vm, "_%s%s", owner, name->text);
    Str *interned = str_intern_value(vm, value_str_object(whole));
    value_release(vm, whole);
    return interned;
}

static Outcome check_name(Vm *vm, Value item)
{
    Value answer;
    bool is_identifier = false;
    if (!value_is_str(item))
        return vm_raise(vm, EXCEPTION_TypeError, "__slots__ items must be strings, not '%s'",
                        class_of(vm, item)->told_name->text);
    if (value_call_method(vm, item, "isidentifier", 0, NULL, &answer) == RAISED ||
        value_truth(vm, answer, &is_identifier) == RAISED)
        return RAISED;
    return is_identifier ? RETURNED : vm_raise(vm, EXCEPTION_TypeError, "__slots__ must be identifiers");
}

/* The names as a list of their own, for __slots__ may be any iterable, also one that can be walked once. */
static Outcome listed(Vm *vm, Value slots, Value *list)
{
    if (!value_is_str(slots))
        return list_from_iterable(vm, slots, list);
    *list = list_new(vm, &slots, 1);
    return *list == VALUE_EMPTY ? RAISED : RETURNED;
}

static Outcome take_name(Vm *vm, Class *class, Value *item, bool *has_dict)
{
    if (check_name(vm, *item) == RAISED)
        return RAISED;
    Str *name = mangled(vm, class, value_str_object(*item));
    if (name == vm->names.dict)
        *has_dict = true;
    else if (dict_get_str(vm, class->attributes, name) != VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_ValueError, "'%s' in __slots__ conflicts with class variable",
                        value_str_object(*item)->text);
    value_replace(vm, item, value_retain(value_from(name)));
    return RETURNED;
}

Outcome class_take_slots(Vm *vm, Class *class)
{
    Value slots = dict_get_str(vm, class->attributes, vm->names.slots), list;
    bool has_dict = false;
    if (slots == VALUE_EMPTY)
        return RETURNED;
    if (listed(vm, slots, &list) == RAISED)
        return RAISED;
    value_replace(vm, &class->slot_names, list);
    List *names = value_list(list);
    for (size_t i = 0; i < names->count; i++) {
        if (take_name(vm, class, &names->items[i], &has_dict) == RAISED)
            return RAISED;
    }
    class->has_slots = !has_dict;
    for (uint32_t i = 1; i < class->mro_count && class->has_slots; i++)
        class->has_slots = !class->mro[i]->is_program || class->mro[i]->has_slots;
    return RETURNED;
}

bool class_has_slot(const Class *class, const Str *name)
{
    for (uint32_t i = 0; i < class->mro_count; i++) {
        Value slots = class->mro[i]->slot_names;
        for (size_t at = 0; slots != VALUE_EMPTY && at < value_list(slots)->count; at++) {
            if (value_list(slots)->items[at] == value_from(name))
                return true;
        }
    }
    return false;
}

bool class_names_slots(const Class *class)
{
    for (uint32_t i = 0; i < class->mro_count; i++) {
        Value slots = class->mro[i]->slot_names;
        if (slots != VALUE_EMPTY && value_list(slots)->count > 0)
            return true;
    }
    return false;
}
