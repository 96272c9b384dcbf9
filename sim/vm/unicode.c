/* Properties of code points. utf8proc knows the general categories and the simple case mappings; what CPython
 * derives from further files of Unicode (DerivedCoreProperties, DerivedNumericType, SpecialCasing) stands here as
 * ranges. */
#include "unicode.h"

#include <stddef.h>
#include <utf8proc.h>

typedef struct Range32 {
    uint32_t first, last;
} Range32;

/* Ranges are in ascending order. */
static bool is_in(const Range32 *ranges, size_t count, uint32_t code_point)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code_point > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && code_point >= ranges[low].first;
}

#define IS_IN(ranges, code_point) is_in(ranges, sizeof(ranges) / sizeof *(ranges), code_point)

/* Unicode 15.1, which CPython 3.13 knows and utf8proc may not, added these ideographs. */
static bool is_late_letter(uint32_t code_point)
{
    return code_point >= 0x2EBF0 && code_point <= 0x2EE5D;
}

static utf8proc_category_t category(uint32_t code_point)
{
    return is_late_letter(code_point) ? UTF8PROC_CATEGORY_LO : utf8proc_category((utf8proc_int32_t)code_point);
}

bool unicode_is_space(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point == ' ' || (code_point >= 0x09 && code_point <= 0x0D) ||
               (code_point >= 0x1C && code_point <= 0x1F);
    utf8proc_category_t sort = category(code_point);
    return code_point == 0x85 || sort == UTF8PROC_CATEGORY_ZS || sort == UTF8PROC_CATEGORY_ZL ||
           sort == UTF8PROC_CATEGORY_ZP;
}

bool unicode_is_line_end(uint32_t code_point)
{
    return (code_point >= 0x0A && code_point <= 0x0D) || (code_point >= 0x1C && code_point <= 0x1E) ||
           code_point == 0x85 || code_point == 0x2028 || code_point == 0x2029;
}

bool unicode_is_alpha(uint32_t code_point)
{
    utf8proc_category_t sort = category(code_point);
    return sort >= UTF8PROC_CATEGORY_LU && sort <= UTF8PROC_CATEGORY_LO;
}

/* ---- numbers ---- */

static const Range32 more_digits[] = {
    {0xB2, 0xB3},     {0xB9, 0xB9},       {0x1369, 0x1371},   {0x19DA, 0x19DA},   {0x2070, 0x2070},
    {0x2074, 0x2079}, {0x2080, 0x2089},   {0x2460, 0x2468},   {0x2474, 0x247C},   {0x2488, 0x2490},
    {0x24EA, 0x24EA}, {0x24F5, 0x24FD},   {0x24FF, 0x24FF},   {0x2776, 0x277E},   {0x2780, 0x2788},
    {0x278A, 0x2792}, {0x10A40, 0x10A43}, {0x10E60, 0x10E68}, {0x11052, 0x1105A}, {0x1F100, 0x1F10A},
};

/* Chinese letters that are numbers. */
static const Range32 numeric_letters[] = {
    {0x3405, 0x3405},   {0x3483, 0x3483},   {0x382A, 0x382A},   {0x3B4D, 0x3B4D},   {0x4E00, 0x4E00},
    {0x4E03, 0x4E03},   {0x4E07, 0x4E07},   {0x4E09, 0x4E09},   {0x4E24, 0x4E24},   {0x4E5D, 0x4E5D},
    {0x4E8C, 0x4E8C},   {0x4E94, 0x4E94},   {0x4E96, 0x4E96},   {0x4EAC, 0x4EAC},   {0x4EBF, 0x4EC0},
    {0x4EDF, 0x4EDF},   {0x4EE8, 0x4EE8},   {0x4F0D, 0x4F0D},   {0x4F70, 0x4F70},   {0x4FE9, 0x4FE9},
    {0x5006, 0x5006},   {0x5104, 0x5104},   {0x5146, 0x5146},   {0x5169, 0x5169},   {0x516B, 0x516B},
    {0x516D, 0x516D},   {0x5341, 0x5341},   {0x5343, 0x5345},   {0x534C, 0x534C},   {0x53C1, 0x53C4},
    {0x56DB, 0x56DB},   {0x58F1, 0x58F1},   {0x58F9, 0x58F9},   {0x5E7A, 0x5E7A},   {0x5EFE, 0x5EFF},
    {0x5F0C, 0x5F0E},   {0x5F10, 0x5F10},   {0x62D0, 0x62D0},   {0x62FE, 0x62FE},   {0x634C, 0x634C},
    {0x67D2, 0x67D2},   {0x6D1E, 0x6D1E},   {0x6F06, 0x6F06},   {0x7396, 0x7396},   {0x767E, 0x767E},
    {0x7695, 0x7695},   {0x79ED, 0x79ED},   {0x8086, 0x8086},   {0x842C, 0x842C},   {0x8CAE, 0x8CAE},
    {0x8CB3, 0x8CB3},   {0x8D30, 0x8D30},   {0x920E, 0x920E},   {0x94A9, 0x94A9},   {0x9621, 0x9621},
    {0x9646, 0x9646},   {0x964C, 0x964C},   {0x9678, 0x9678},   {0x96F6, 0x96F6},   {0xF96B, 0xF96B},
    {0xF973, 0xF973},   {0xF978, 0xF978},   {0xF9B2, 0xF9B2},   {0xF9D1, 0xF9D1},   {0xF9D3, 0xF9D3},
    {0xF9FD, 0xF9FD},   {0x20001, 0x20001}, {0x20064, 0x20064}, {0x200E2, 0x200E2}, {0x20121, 0x20121},
    {0x2092A, 0x2092A}, {0x20983, 0x20983}, {0x2098C, 0x2098C}, {0x2099C, 0x2099C}, {0x20AEA, 0x20AEA},
    {0x20AFD, 0x20AFD}, {0x20B19, 0x20B19}, {0x22390, 0x22390}, {0x22998, 0x22998}, {0x23B1B, 0x23B1B},
    {0x2626D, 0x2626D}, {0x2F890, 0x2F890},
};

bool unicode_is_decimal(uint32_t code_point)
{
    return category(code_point) == UTF8PROC_CATEGORY_ND;
}

bool unicode_is_digit(uint32_t code_point)
{
    return unicode_is_decimal(code_point) || IS_IN(more_digits, code_point);
}

bool unicode_is_numeric(uint32_t code_point)
{
    utf8proc_category_t sort = category(code_point);
    return (sort >= UTF8PROC_CATEGORY_ND && sort <= UTF8PROC_CATEGORY_NO) || IS_IN(numeric_letters, code_point);
}

/* Decimal digits stand in rows of ten, from zero to nine. */
int unicode_decimal(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point >= '0' && code_point <= '9' ? (int)(code_point - '0') : -1;
    if (!unicode_is_decimal(code_point))
        return -1;
    uint32_t zero = code_point;
    while (unicode_is_decimal(zero - 1))
        zero--;
    return (int)((code_point - zero) % 10);
}

/* ---- case ---- */

static const Range32 more_lower[] = {
    {0xAA, 0xAA},       {0xBA, 0xBA},       {0x2B0, 0x2B8},     {0x2C0, 0x2C1},     {0x2E0, 0x2E4},
    {0x345, 0x345},     {0x37A, 0x37A},     {0x10FC, 0x10FC},   {0x1D2C, 0x1D6A},   {0x1D78, 0x1D78},
    {0x1D9B, 0x1DBF},   {0x2071, 0x2071},   {0x207F, 0x207F},   {0x2090, 0x209C},   {0x2170, 0x217F},
    {0x24D0, 0x24E9},   {0x2C7C, 0x2C7D},   {0xA69C, 0xA69D},   {0xA770, 0xA770},   {0xA7F2, 0xA7F4},
    {0xA7F8, 0xA7F9},   {0xAB5C, 0xAB5F},   {0xAB69, 0xAB69},   {0x10780, 0x10780}, {0x10783, 0x10785},
    {0x10787, 0x107B0}, {0x107B2, 0x107BA}, {0x1E030, 0x1E06D},
};

static const Range32 more_upper[] = {
    {0x2160, 0x216F}, {0x24B6, 0x24CF}, {0x1F130, 0x1F149}, {0x1F150, 0x1F169}, {0x1F170, 0x1F189},
};

/* Signs that stand within words. */
static const Range32 within_words[] = {
    {0x27, 0x27},     {0x2E, 0x2E},     {0x3A, 0x3A},     {0xB7, 0xB7},     {0x387, 0x387},   {0x55F, 0x55F},
    {0x5F4, 0x5F4},   {0x2018, 0x2019}, {0x2024, 0x2024}, {0x2027, 0x2027}, {0xFE13, 0xFE13}, {0xFE52, 0xFE52},
    {0xFE55, 0xFE55}, {0xFF07, 0xFF07}, {0xFF0E, 0xFF0E}, {0xFF1A, 0xFF1A},
};

bool unicode_is_lower(uint32_t code_point)
{
    return category(code_point) == UTF8PROC_CATEGORY_LL || IS_IN(more_lower, code_point);
}

bool unicode_is_upper(uint32_t code_point)
{
    return category(code_point) == UTF8PROC_CATEGORY_LU || IS_IN(more_upper, code_point);
}

bool unicode_is_title(uint32_t code_point)
{
    return category(code_point) == UTF8PROC_CATEGORY_LT;
}

bool unicode_is_cased(uint32_t code_point)
{
    return unicode_is_lower(code_point) || unicode_is_upper(code_point) || unicode_is_title(code_point);
}

bool unicode_is_case_ignorable(uint32_t code_point)
{
    switch (category(code_point)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
        return true;
    default:
        return IS_IN(within_words, code_point);
    }
}

typedef struct Casing {
    uint16_t letter, upper[3], title[3];
} Casing;

static const Casing casings[] = {
#define CASING(letter, u1, u2, u3, t1, t2, t3) {letter, {u1, u2, u3}, {t1, t2, t3}},
#include "special_casing.def"
#undef CASING
};

static const Casing *special_casing(uint32_t code_point)
{
    size_t low = 0, high = sizeof casings / sizeof *casings;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (casings[middle].letter < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_there = low < sizeof casings / sizeof *casings && casings[low].letter == code_point;
    return is_there ? &casings[low] : NULL;
}

static int take_letters(const uint16_t letters[3], uint32_t mapped[UNICODE_CASE_MOST])
{
    int count = 0;
    for (; count < 3 && letters[count] != 0; count++)
        mapped[count] = letters[count];
    return count;
}

int unicode_to_upper(uint32_t code_point, uint32_t mapped[UNICODE_CASE_MOST])
{
    const Casing *special = special_casing(code_point);
    if (special)
        return take_letters(special->upper, mapped);
    mapped[0] = (uint32_t)utf8proc_toupper((utf8proc_int32_t)code_point);
    return 1;
}

int unicode_to_title(uint32_t code_point, uint32_t mapped[UNICODE_CASE_MOST])
{
    const Casing *special = special_casing(code_point);
    if (special)
        return take_letters(special->title, mapped);
    mapped[0] = (uint32_t)utf8proc_totitle((utf8proc_int32_t)code_point);
    return 1;
}

int unicode_to_lower(uint32_t code_point, uint32_t mapped[UNICODE_CASE_MOST])
{
    mapped[0] = (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
    mapped[1] = 0x307; /* the dot of a capital I with a dot stays */
    return code_point == 0x130 ? 2 : 1;
}

int unicode_to_folded(uint32_t code_point, uint32_t mapped[UNICODE_CASE_MOST])
{
    utf8proc_int32_t letters[UNICODE_CASE_MOST];
    int last_class = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code_point, letters, UNICODE_CASE_MOST,
                                                     UTF8PROC_CASEFOLD, &last_class);
    if (count < 1 || count > UNICODE_CASE_MOST) { /* a surrogate */
        mapped[0] = code_point;
        return 1;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++)
        mapped[i] = (uint32_t)letters[i];
    return (int)count;
}

/* ---- printing and naming ---- */

bool unicode_is_printable(uint32_t code_point)
{
    if (code_point < 0x7F)
        return code_point >= ' ';
    utf8proc_category_t sort = category(code_point);
    bool is_other = sort == UTF8PROC_CATEGORY_CN || sort >= UTF8PROC_CATEGORY_CC;
    return !is_other && !(sort >= UTF8PROC_CATEGORY_ZS && sort <= UTF8PROC_CATEGORY_ZP);
}

/* Where XID_Start and XID_Continue differ from the categories. */
static const Range32 no_start[] = {
    {0x37A, 0x37A},   {0xE33, 0xE33},   {0xEB3, 0xEB3},   {0x2E2F, 0x2E2F}, {0xFC5E, 0xFC63},
    {0xFDFA, 0xFDFB}, {0xFE70, 0xFE70}, {0xFE72, 0xFE72}, {0xFE74, 0xFE74}, {0xFE76, 0xFE76},
    {0xFE78, 0xFE78}, {0xFE7A, 0xFE7A}, {0xFE7C, 0xFE7C}, {0xFE7E, 0xFE7E}, {0xFF9E, 0xFF9F},
};
static const Range32 more_starts[] = {{0x1885, 0x1886}, {0x2118, 0x2118}, {0x212E, 0x212E}};
static const Range32 no_part[] = {
    {0x37A, 0x37A},   {0x2E2F, 0x2E2F}, {0xFC5E, 0xFC63}, {0xFDFA, 0xFDFB}, {0xFE70, 0xFE70}, {0xFE72, 0xFE72},
    {0xFE74, 0xFE74}, {0xFE76, 0xFE76}, {0xFE78, 0xFE78}, {0xFE7A, 0xFE7A}, {0xFE7C, 0xFE7C}, {0xFE7E, 0xFE7E},
};
static const Range32 more_parts[] = {
    {0xB7, 0xB7},     {0x387, 0x387},   {0x1369, 0x1371}, {0x19DA, 0x19DA}, {0x200C, 0x200D},
    {0x2118, 0x2118}, {0x212E, 0x212E}, {0x30FB, 0x30FB}, {0xFF65, 0xFF65},
};

bool unicode_starts_identifier(uint32_t code_point)
{
    bool is_letter = unicode_is_alpha(code_point) || category(code_point) == UTF8PROC_CATEGORY_NL;
    return code_point == '_' || (is_letter ? !IS_IN(no_start, code_point) : IS_IN(more_starts, code_point));
}

static bool is_part_by_category(uint32_t code_point)
{
    switch (category(code_point)) {
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_PC:
        return true;
    default:
        return unicode_is_alpha(code_point);
    }
}

bool unicode_continues_identifier(uint32_t code_point)
{
    return is_part_by_category(code_point) ? !IS_IN(no_part, code_point) : IS_IN(more_parts, code_point);
}
