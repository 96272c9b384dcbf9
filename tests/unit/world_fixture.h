/* What unit tests of the machine's types begin with: a world without a program, and random numbers that are the
 * same in every run. Included once by a test, behind cmocka.h. */
#ifndef LOOPSCOPE_WORLD_FIXTURE_H
#define LOOPSCOPE_WORLD_FIXTURE_H

#include "vm.h"

static Vm *vm;

static void ignore_output(void *context, Vm *machine, int stream, const char *bytes, size_t size)
{
    (void)context, (void)machine, (void)stream, (void)bytes, (void)size;
}

static const VmHooks hooks = {.write = ignore_output};

static int open_world(void **state)
{
    (void)state;
    vm = vm_open((size_t)64 << 20, &hooks);
    return vm ? 0 : -1;
}

static int close_world(void **state)
{
    (void)state;
    vm_close(vm);
    return 0;
}

#endif
