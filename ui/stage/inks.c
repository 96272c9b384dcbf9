/* Colours. The states' fills are the same in all themes but monochrome, where tones of grey and the hatching of
 * what is suspended tell them apart, beside sign and word. */
#include "inks.h"

#include <math.h>

typedef struct InkInfo {
    const char *word;
    Ink ground;              /* that lettering of it stands on; INK_NONE: it is no lettering */
    uint32_t colors[THEMES]; /* 0xRRGGBB: dark, light, high contrast, monochrome */
} InkInfo;

static const InkInfo infos[INKS] = {
    [INK_NONE] = {"nothing", INK_NONE, {0}},
    [INK_NEW] = {"new", INK_NONE, {0x181E26, 0xFFFFFF, 0x000000, 0xFFFFFF}},
    [INK_READY] = {"ready", INK_NONE, {0x56B4E9, 0x56B4E9, 0x56B4E9, 0xC4C4C4}},
    [INK_RUNNING] = {"running", INK_NONE, {0xF0E442, 0xF0E442, 0xF0E442, 0xFFFFFF}},
    [INK_WAITING] = {"waiting", INK_NONE, {0xE69F00, 0xE69F00, 0xE69F00, 0xA8A8A8}},
    [INK_SLEEPING] = {"sleeping", INK_NONE, {0x0072B2, 0x0072B2, 0x0072B2, 0x505050}},
    [INK_DONE] = {"done", INK_NONE, {0x009E73, 0x009E73, 0x009E73, 0xDADADA}},
    [INK_FAILED] = {"failed", INK_NONE, {0xD55E00, 0xD55E00, 0xD55E00, 0x929292}},
    [INK_CANCELLED] = {"cancelled", INK_NONE, {0x4D5560, 0x4D5560, 0x4D5560, 0x2E2E2E}},
    [INK_PAGE] = {"page", INK_NONE, {0x101418, 0xF3F4F6, 0x000000, 0xFFFFFF}},
    [INK_PANEL] = {"panel", INK_NONE, {0x181E26, 0xFFFFFF, 0x000000, 0xFFFFFF}},
    [INK_WELL] = {"well", INK_NONE, {0x0E1217, 0xF6F8FA, 0x101010, 0xF4F4F4}},
    [INK_CURRENT] = {"current line", INK_NONE, {0x3D3A14, 0xFFF6B8, 0xF0E442, 0xE4E4E4}},
    [INK_SELECTED] = {"selection", INK_NONE, {0x2A3442, 0xDCEBFA, 0x303030, 0xDDDDDD}},
    [INK_SENTENCE] = {"sentence ground", INK_NONE, {0x1E2530, 0xFFFFFF, 0x000000, 0xFFFFFF}},
    [INK_ITEM] = {"item", INK_NONE, {0x3A2E12, 0xFFF4DC, 0x1A1A1A, 0xFFFFFF}},
    [INK_FRAME] = {"frame", INK_NONE, {0x303842, 0xC9CED6, 0xFFFFFF, 0x808080}},
    [INK_EDGE] = {"edge", INK_NONE, {0x5B6672, 0x1B1F24, 0xFFFFFF, 0x000000}},
    [INK_GRID] = {"grid", INK_NONE, {0x2A323C, 0xDDE1E6, 0x606060, 0xCCCCCC}},
    [INK_ACCENT] = {"accent", INK_NONE, {0xF0E442, 0x0B5CAD, 0xFFFF00, 0x000000}},
    [INK_HANDED] = {"handed over", INK_NONE, {0x56B4E9, 0x0B5CAD, 0x56B4E9, 0x000000}},
    [INK_ITEM_EDGE] = {"item edge", INK_NONE, {0xE69F00, 0xC98A00, 0xFFFFFF, 0x000000}},
    [INK_GATE_CLOSED] = {"closed gate", INK_NONE, {0xD55E00, 0xD55E00, 0xFF8A3D, 0x000000}},
    [INK_GATE_OPEN] = {"open gate", INK_NONE, {0x009E73, 0x009E73, 0x2FE0A8, 0x808080}},
    [INK_GAUGE] = {"gauge", INK_NONE, {0xE69F00, 0xB34E00, 0xFFC04D, 0x000000}},
    [INK_LIMIT] = {"limit", INK_NONE, {0xD55E00, 0xD55E00, 0xFF8A3D, 0x606060}},
    [INK_TEXT] = {"text", INK_PANEL, {0xE6EDF3, 0x1B1F24, 0xFFFFFF, 0x000000}},
    [INK_DIM] = {"dim text", INK_PANEL, {0x9AA4AE, 0x57606A, 0xD0D0D0, 0x4A4A4A}},
    [INK_STRONG] = {"strong text", INK_PAGE, {0xFFFFFF, 0x101418, 0xFFFFFF, 0x000000}},
    [INK_BAD] = {"bad text", INK_PANEL, {0xFF9A5C, 0xB33A00, 0xFFB38A, 0x000000}},
    [INK_ON_LIGHT_FILL] = {"black", INK_NONE, {0x000000, 0x000000, 0x000000, 0x000000}},
    [INK_ON_DARK_FILL] = {"white", INK_NONE, {0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF}},
    [INK_ON_CURRENT] = {"current text", INK_CURRENT, {0xFFF7A8, 0x1B1F24, 0x000000, 0x000000}},
    [INK_ON_ITEM] = {"item text", INK_ITEM, {0xFFE2A6, 0x4A3400, 0xFFFFFF, 0x000000}},
    [INK_CODE_WORD] = {"keyword", INK_PANEL, {0xAFAFFF, 0x5B2FA8, 0x9FE8FF, 0x000000}},
    [INK_CODE_TEXT] = {"string", INK_PANEL, {0x9BD88A, 0x0F6B33, 0xA8FF9F, 0x333333}},
    [INK_CODE_COMMENT] = {"comment", INK_PANEL, {0x8E98A3, 0x616A74, 0xC8C8C8, 0x5A5A5A}},
};

const char *ink_word(Ink ink)
{
    return infos[ink].word;
}

Color ink_color(ThemeName theme, Ink ink)
{
    uint32_t color = infos[ink].colors[theme];
    return (Color){(color >> 16) / 255.0, (color >> 8 & 0xFF) / 255.0, (color & 0xFF) / 255.0};
}

Ink ink_of_state(SimState state)
{
    return (Ink)(INK_NEW + (int)state);
}

Ink ink_on_state(SimState state)
{
    switch (state) {
    case SIM_SLEEPING:
    case SIM_CANCELLED:
        return INK_ON_DARK_FILL;
    case SIM_NEW:
        return INK_TEXT;
    case SIM_READY:
    case SIM_RUNNING:
    case SIM_WAITING:
    case SIM_DONE:
    case SIM_FAILED:
    case SIM_STATES:
        break;
    }
    return INK_ON_LIGHT_FILL;
}

Ink ink_ground(Ink ink)
{
    return infos[ink].ground;
}

bool inks_outline_chips(ThemeName theme)
{
    return theme != THEME_DARK;
}

/* ---- contrast ---- */

static double linear(double part)
{
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(Color color)
{
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

double color_contrast(Color one, Color other)
{
    double first = luminance(one), second = luminance(other);
    double lighter = first > second ? first : second, darker = first > second ? second : first;
    return (lighter + 0.05) / (darker + 0.05);
}
