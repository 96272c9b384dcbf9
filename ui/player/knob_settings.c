/* A list of settings, each with a block of its own that holds name and value. */
#include "knob_settings.h"

#include <stdlib.h>
#include <string.h>

/* Both texts in one block, the name first; its name is NULL where there is no memory. */
static SimKnobSetting copy_of(const char *name, const char *value)
{
    size_t name_size = strlen(name) + 1, value_size = strlen(value) + 1;
    char *block = malloc(name_size + value_size);
    if (!block)
        return (SimKnobSetting){0};
    memcpy(block, name, name_size);
    memcpy(block + name_size, value, value_size);
    return (SimKnobSetting){block, block + name_size};
}

static void free_item(SimKnobSetting item)
{
    free((char *)item.name);
}

static bool add(KnobSettings *settings, SimKnobSetting item)
{
    SimKnobSetting *items = realloc(settings->items, (settings->count + 1) * sizeof *items);
    if (!items)
        return false;
    settings->items = items;
    settings->items[settings->count++] = item;
    return true;
}

bool knob_settings_set(KnobSettings *settings, const char *name, const char *value)
{
    SimKnobSetting item = copy_of(name, value);
    if (!item.name)
        return false;
    for (size_t i = 0; i < settings->count; i++)
        if (strcmp(settings->items[i].name, name) == 0) {
            free_item(settings->items[i]);
            settings->items[i] = item;
            return true;
        }
    if (add(settings, item))
        return true;
    free_item(item);
    return false;
}

bool knob_settings_copy(KnobSettings *settings, const SimKnobSetting *items, size_t count)
{
    *settings = (KnobSettings){0};
    for (size_t i = 0; i < count; i++) {
        SimKnobSetting item = copy_of(items[i].name, items[i].value);
        if (item.name && add(settings, item))
            continue;
        free_item(item);
        knob_settings_release(settings);
        return false;
    }
    return true;
}

void knob_settings_release(KnobSettings *settings)
{
    for (size_t i = 0; i < settings->count; i++)
        free_item(settings->items[i]);
    free(settings->items);
    *settings = (KnobSettings){0};
}
