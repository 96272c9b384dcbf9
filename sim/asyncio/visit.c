/* The references that asyncio keeps in a world, apart from those of its objects: for the walk over the heap. */
#include "asyncio_room.h"
#include "threads.h"

static void visit_object(void *object, ValueVisitor *visitor, void *context)
{
    if (object)
        visitor(context, value_from(object));
}

static void visit_run(const LoopRun *run, ValueVisitor *visitor, void *context)
{
    visit_object(run->loop, visitor, context);
    visit_object(run->future, visitor, context);
    visit_object(run->runner, visitor, context);
    visitor(context, run->leftovers);
    visitor(context, run->value);
    visitor(context, run->exception);
    for (Frame *frame = run->frame; frame; frame = frame->back)
        visitor(context, value_from(frame));
}

void asyncio_visit_tasks(Vm *vm, ValueVisitor *visitor, void *context)
{
    for (Task *task = asyncio_room(vm)->first; task; task = task->next)
        visitor(context, value_from(task));
}

void asyncio_visit(Vm *vm, ValueVisitor *visitor, void *context)
{
    AsyncioRoom *room = asyncio_room(vm);
    visit_object(room->current, visitor, context);
    callback_visit(&room->callback, visitor, context);
    visitor(context, room->thrown);
    visitor(context, room->woken_by);
    visitor(context, room->outside);
    visitor(context, room->said);
    visitor(context, room->created);
    visit_run(&room->run, visitor, context);
    world_visit_threads(vm, visitor, context);
}
