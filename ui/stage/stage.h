/* What loopscope-stage can do: show a window, draw pictures. Each returns loopscope's exit status. */
#ifndef LOOPSCOPE_STAGE_H
#define LOOPSCOPE_STAGE_H

#include "options.h"

/* loopscope draw FILE --at POSITION -o FILE */
int stage_draw(const Options *options);
/* loopscope stage FILE */
int stage_show(const Options *options);

#endif
