/* The scenario that `loopscope new` writes, behind its title. It runs, `check` finds nothing in it, and each of its
 * comments teaches one thing. */
#ifndef LOOPSCOPE_NEW_SCENARIO_H
#define LOOPSCOPE_NEW_SCENARIO_H

#define NEW_SCENARIO                                                                                               \
    "#: about  Guests want coffee, and the bar has few machines. Who waits, and for how long?\n"                   \
    "#\n"                                                                                                          \
    "# This is an ordinary asyncio program: python3.13 runs it too. Comments that begin with \"#:\" speak to "     \
    "loopscope;\n"                                                                                                 \
    "# `loopscope explain directive` tells what they can say.\n"                                                   \
    "import asyncio\n"                                                                                             \
    "\n"                                                                                                           \
    "# A knob is a constant that can be turned: --set GUESTS=8, or the keys , and ; in the view.\n"                \
    "GUESTS = 5    #: knob 1..20  guests, one every half second\n"                                                 \
    "MACHINES = 2  #: knob 1..5  coffee machines\n"                                                                \
    "\n"                                                                                                           \
    "# A gauge is a variable that is drawn over time.\n"                                                           \
    "waiting = 0  #: gauge 0..20  guests without coffee\n"                                                         \
    "brewing = 0  #: gauge 0..5  machines at work\n"                                                               \
    "\n"                                                                                                           \
    "# What must hold: after every callback, at the end, and by when the program must be over. `loopscope check` " \
    "tries it.\n"                                                                                                  \
    "#: expect always brewing <= MACHINES\n"                                                                       \
    "#: expect finally waiting == 0\n"                                                                             \
    "#: expect within 60\n"                                                                                        \
    "\n"                                                                                                           \
    "\n"                                                                                                           \
    "async def guest(number, machines):\n"                                                                         \
    "    global waiting, brewing\n"                                                                                \
    "    print(f\"guest {number} comes in\")\n"                                                                    \
    "    waiting += 1\n"                                                                                           \
    "    # A cue is a place where a lecture stops (PgDn): before the line below it runs for the first time.\n"     \
    "    #: cue   the first guest\n"                                                                               \
    "    #: say   Both machines are free. Does guest 1 have to wait here?\n"                                       \
    "    #: ask   switches\n"                                                                                      \
    "    #: cue   no machine is free when brewing == MACHINES\n"                                                   \
    "    #: say   Every machine is at work. Who runs next?\n"                                                      \
    "    #: ask   next\n"                                                                                          \
    "    #: note  Only you read this. Turn MACHINES and watch the line.\n"                                         \
    "    #: focus machines\n"                                                                                      \
    "    async with machines:\n"                                                                                   \
    "        brewing += 1\n"                                                                                       \
    "        await asyncio.sleep(1.3)\n"                                                                           \
    "        brewing -= 1\n"                                                                                       \
    "    waiting -= 1\n"                                                                                           \
    "    print(f\"guest {number} has coffee\")\n"                                                                  \
    "\n"                                                                                                           \
    "\n"                                                                                                           \
    "async def main():\n"                                                                                          \
    "    machines = asyncio.Semaphore(MACHINES)\n"                                                                 \
    "    async with asyncio.TaskGroup() as bar:\n"                                                                 \
    "        for number in range(1, GUESTS + 1):\n"                                                                \
    "            bar.create_task(guest(number, machines))\n"                                                       \
    "            await asyncio.sleep(0.5)\n"                                                                       \
    "        #: cue   the door closes\n"                                                                           \
    "        #: say   Nobody else comes. To which time does the clock jump?\n"                                     \
    "        #: ask   clock\n"                                                                                     \
    "        print(\"the door closes\")\n"                                                                         \
    "    print(\"everybody has coffee\")\n"                                                                        \
    "\n"                                                                                                           \
    "\n"                                                                                                           \
    "asyncio.run(main())\n"                                                                                        \
    "\n"                                                                                                           \
    "# Change it: a guest who has waited for a second goes away.\n"

#endif
