/* What may have been meant by a name that is not there; private to vm. */
#ifndef LOOPSCOPE_SUGGESTIONS_H
#define LOOPSCOPE_SUGGESTIONS_H

#include "exception.h"

/* The NameError in vm->raised is about `name`, which the running frame does not know. Looks for the nearest name
 * that it does know, now, while its variables are there. */
void suggest_variable(Vm *vm, Str *name);

/* The exception in vm->raised, if it is an AttributeError or ImportError that says nothing of this yet, is about
 * `name`, which was looked for in `place`. What is near is looked for when somebody shows it. */
void suggest_attribute(Vm *vm, Str *name, Value place);

/* What CPython writes behind an exception's text where it is shown: «. Did you mean: 'sleep'?» */
void suggestion_write(Vm *vm, Value exception, Text *out);

#endif
