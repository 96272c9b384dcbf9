/* What others keep: fontconfig and the display libraries hold what they have read until the process ends.
 * LeakSanitizer is told so. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libpango\nleak:libcairo\nleak:libglib\nleak:libSDL2\nleak:libdbus\n";
}

const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
