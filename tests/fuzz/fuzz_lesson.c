/* Fuzz target: any bytes as a lesson file, read, told what is wrong with it, and held against a small scenario. */
#include "glyphs.h"
#include "lesson.h"

#include <stdlib.h>
#include <string.h>

static const char SCENARIO[] = "import asyncio\n"
                               "SPACES = 2  #: knob 1..4  spaces\n"
                               "async def main():\n"
                               "    lot = asyncio.Semaphore(SPACES)\n"
                               "    async with lot:\n"
                               "        #: cue a full lot\n"
                               "        await asyncio.sleep(1)\n"
                               "asyncio.run(main())\n";

enum { MOST = 1 << 14 };

static void expect(bool holds)
{
    if (!holds)
        abort();
}

/* Everything that a view looks at is there. */
static size_t look(const Lesson *lesson)
{
    size_t bytes = 0, blocks = 0;
    for (size_t i = 0; i < lesson->page_count; i++) {
        expect(lesson->pages[i].first_block == blocks);
        blocks += lesson->pages[i].block_count;
        bytes += strlen(lesson->pages[i].title);
        (void)lesson_stage(lesson, i);
    }
    expect(blocks == lesson->block_count);
    for (size_t i = 0; i < lesson->block_count; i++)
        for (size_t s = 0; s < lesson->blocks[i].span_count; s++)
            bytes += strlen(lesson->spans[lesson->blocks[i].first_span + s].text);
    return bytes;
}

static void tell(const LessonErrors *errors, const char *text, size_t length)
{
    char *told;
    size_t size;
    FILE *file = open_memstream(&told, &size);
    expect(file != NULL);
    lesson_errors_write(errors, "fuzz.md", text, length, file);
    fclose(file);
    expect(errors->count == 0 || size > 0);
    expect(!memchr(told, '\033', size));
    free(told);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t offset;
    Lesson lesson;
    LessonErrors *errors = calloc(1, sizeof *errors);
    char *text = malloc(size + 1);
    if (!text || !errors || size > MOST || !glyphs_is_utf8((const char *)data, size, &offset)) {
        free(text);
        free(errors);
        return 0;
    }
    memcpy(text, data, size);
    text[size] = '\0';
    expect(lesson_read(&lesson, text, size, errors));
    look(&lesson);
    if (errors->count == 0)
        lesson_check(&lesson, &(SimSource){"fuzz.py", SCENARIO, sizeof SCENARIO - 1}, errors);
    tell(errors, text, size);
    lesson_release(&lesson);
    free(text);
    free(errors);
    return 0;
}
