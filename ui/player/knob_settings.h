/* What knobs are set to, as a person typed it: a list that grows. */
#ifndef LOOPSCOPE_KNOB_SETTINGS_H
#define LOOPSCOPE_KNOB_SETTINGS_H

#include "sim.h"

typedef struct KnobSettings {
    SimKnobSetting *items; /* owned, and so are its texts; fit for SimOptions */
    size_t count;
} KnobSettings;

/* Become a copy of a list, whatever stood there. False where there is no memory: then it is empty. */
bool knob_settings_copy(KnobSettings *settings, const SimKnobSetting *items, size_t count);
/* Set a knob, which may have been set before. False where there is no memory: then all is as it was. */
bool knob_settings_set(KnobSettings *settings, const char *name, const char *value);
void knob_settings_release(KnobSettings *settings);

#endif
