/* SDL2. The canvas draws in memory; its pixels are copied to the window's surface, which SDL brings to the screen
 * on every system that it knows, with or without a graphics card. */
#include "display.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <SDL.h>

struct Display {
    SDL_Window *window;
    Uint32 pressed; /* the button that is held, 0 none */
};

/* ---- the window ---- */

static int fitting_screen(int screen)
{
    int count = SDL_GetNumVideoDisplays();
    return screen >= 0 && screen < count ? screen : 0;
}

static Display *fail(Display *display, char *message, size_t room)
{
    snprintf(message, room, "%s", SDL_GetError());
    display_close(display);
    return NULL;
}

Display *display_open(const char *title, unsigned width, unsigned height, int screen, bool is_full, char *message,
                      size_t room)
{
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    Display *display = calloc(1, sizeof *display);
    if (!display || SDL_Init(SDL_INIT_VIDEO) != 0)
        return fail(display, message, room);
    int place = (int)SDL_WINDOWPOS_CENTERED_DISPLAY((unsigned)fitting_screen(screen));
    Uint32 flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
    display->window = SDL_CreateWindow(title, place, place, (int)width, (int)height,
                                       is_full ? flags | SDL_WINDOW_FULLSCREEN_DESKTOP : flags);
    if (!display->window || !SDL_GetWindowSurface(display->window))
        return fail(display, message, room);
    SDL_StartTextInput();
    return display;
}

void display_close(Display *display)
{
    if (!display)
        return;
    if (display->window)
        SDL_DestroyWindow(display->window);
    SDL_Quit();
    free(display);
}

void display_size(const Display *display, unsigned *width, unsigned *height)
{
    const SDL_Surface *surface = SDL_GetWindowSurface(display->window);
    *width = surface && surface->w > 0 ? (unsigned)surface->w : 1;
    *height = surface && surface->h > 0 ? (unsigned)surface->h : 1;
}

void display_title(Display *display, const char *title)
{
    SDL_SetWindowTitle(display->window, title);
}

void display_set_full(Display *display, bool is_full)
{
    SDL_SetWindowFullscreen(display->window, is_full ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
    SDL_ShowCursor(is_full ? SDL_DISABLE : SDL_ENABLE);
}

uint64_t display_now_ms(void)
{
    return SDL_GetTicks64();
}

/* ---- keys ---- */

static const struct {
    SDL_Keycode code;
    Key key, shifted; /* shifted: PRESS_NONE for the same */
} named_keys[] = {
    {SDLK_LEFT, PRESS_LEFT, PRESS_SHIFT_LEFT},
    {SDLK_RIGHT, PRESS_RIGHT, PRESS_SHIFT_RIGHT},
    {SDLK_UP, PRESS_UP, PRESS_NONE},
    {SDLK_DOWN, PRESS_DOWN, PRESS_NONE},
    {SDLK_TAB, PRESS_TAB, PRESS_SHIFT_TAB},
    {SDLK_PAGEUP, PRESS_PAGE_UP, PRESS_NONE},
    {SDLK_PAGEDOWN, PRESS_PAGE_DOWN, PRESS_NONE},
    {SDLK_HOME, PRESS_HOME, PRESS_NONE},
    {SDLK_END, PRESS_END, PRESS_NONE},
    {SDLK_RETURN, PRESS_ENTER, PRESS_NONE},
    {SDLK_KP_ENTER, PRESS_ENTER, PRESS_NONE},
    {SDLK_ESCAPE, PRESS_ESCAPE, PRESS_NONE},
    {SDLK_BACKSPACE, PRESS_BACKSPACE, PRESS_NONE},
    {SDLK_DELETE, PRESS_DELETE, PRESS_NONE},
    {SDLK_F1, PRESS_F1, PRESS_NONE},
    {SDLK_F5, PRESS_F5, PRESS_NONE},
    {SDLK_F11, PRESS_F11, PRESS_NONE},
    {SDLK_AC_FORWARD, PRESS_PAGE_DOWN, PRESS_NONE},
    {SDLK_AC_BACK, PRESS_PAGE_UP, PRESS_NONE},
};

/* Keys that are no lettering: those come as text, whatever the keyboard's layout. */
static Key named_key(const SDL_Keysym *press)
{
    if (press->mod & KMOD_CTRL && press->sym >= SDLK_a && press->sym <= SDLK_z)
        return (Key)(press->sym - SDLK_a + 1);
    for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++) {
        if (named_keys[i].code != press->sym)
            continue;
        bool is_shifted = press->mod & KMOD_SHIFT && named_keys[i].shifted != PRESS_NONE;
        return is_shifted ? named_keys[i].shifted : named_keys[i].key;
    }
    return PRESS_NONE;
}

/* The code point that a text begins with. */
static Key first_character(const char *text)
{
    unsigned char lead = (unsigned char)*text;
    unsigned more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    Key key = lead < 0x80 ? lead : lead & (0x3Fu >> more);
    for (unsigned i = 1; i <= more && text[i]; i++)
        key = key << 6 | ((unsigned char)text[i] & 0x3Fu);
    return key;
}

/* ---- events ---- */

/* Where a place of the window is in pixels: they differ where the screen is dense. */
static DisplayEvent at_pixel(const Display *display, DisplayEventKind kind, int x, int y)
{
    int width, height;
    unsigned pixels_wide, pixels_high;
    SDL_GetWindowSize(display->window, &width, &height);
    display_size(display, &pixels_wide, &pixels_high);
    return (DisplayEvent){.kind = kind,
                          .x = width > 0 ? (int)((int64_t)x * (int64_t)pixels_wide / width) : x,
                          .y = height > 0 ? (int)((int64_t)y * (int64_t)pixels_high / height) : y};
}

static DisplayEvent window_event(const SDL_WindowEvent *event)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        return (DisplayEvent){.kind = DISPLAY_RESIZED};
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
        return (DisplayEvent){.kind = DISPLAY_EXPOSED};
    case SDL_WINDOWEVENT_CLOSE:
        return (DisplayEvent){.kind = DISPLAY_CLOSED};
    default:
        return (DisplayEvent){.kind = DISPLAY_NOTHING};
    }
}

static DisplayEvent wheel_event(const SDL_MouseWheelEvent *event)
{
    int down = event->direction == SDL_MOUSEWHEEL_FLIPPED ? event->y : -event->y;
    if (down == 0)
        return (DisplayEvent){.kind = DISPLAY_NOTHING};
    return (DisplayEvent){.kind = DISPLAY_WHEEL, .direction = down > 0 ? 1 : -1};
}

static DisplayEvent key_event(Key key)
{
    return (DisplayEvent){.kind = key == PRESS_NONE ? DISPLAY_NOTHING : DISPLAY_KEY, .key = key};
}

static DisplayEvent motion_event(const Display *display, const SDL_MouseMotionEvent *event)
{
    if (display->pressed != SDL_BUTTON_LEFT)
        return (DisplayEvent){.kind = DISPLAY_NOTHING};
    return at_pixel(display, DISPLAY_DRAG, event->x, event->y);
}

static DisplayEvent press_event(Display *display, const SDL_MouseButtonEvent *event)
{
    if (event->button != SDL_BUTTON_LEFT)
        return (DisplayEvent){.kind = DISPLAY_NOTHING};
    display->pressed = SDL_BUTTON_LEFT;
    return at_pixel(display, event->clicks > 1 ? DISPLAY_DOUBLE : DISPLAY_PRESS, event->x, event->y);
}

static DisplayEvent meaning(Display *display, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_QUIT:
        return (DisplayEvent){.kind = DISPLAY_CLOSED};
    case SDL_WINDOWEVENT:
        return window_event(&event->window);
    case SDL_KEYDOWN:
        return key_event(named_key(&event->key.keysym));
    case SDL_TEXTINPUT:
        return key_event(first_character(event->text.text));
    case SDL_MOUSEBUTTONDOWN:
        return press_event(display, &event->button);
    case SDL_MOUSEBUTTONUP:
        display->pressed = 0;
        return at_pixel(display, DISPLAY_RELEASE, event->button.x, event->button.y);
    case SDL_MOUSEMOTION:
        return motion_event(display, &event->motion);
    case SDL_MOUSEWHEEL:
        return wheel_event(&event->wheel);
    case SDL_USEREVENT:
        return (DisplayEvent){.kind = DISPLAY_WOKEN};
    default:
        return (DisplayEvent){.kind = DISPLAY_NOTHING};
    }
}

DisplayEvent display_wait(Display *display, int wait_ms)
{
    uint64_t until = display_now_ms() + (uint64_t)(wait_ms < 0 ? 0 : wait_ms);
    SDL_Event event;
    for (;;) {
        uint64_t now = display_now_ms();
        int left = wait_ms < 0 ? DISPLAY_FOREVER : until > now ? (int)(until - now) : 0;
        int has_event = left < 0 ? SDL_WaitEvent(&event) : SDL_WaitEventTimeout(&event, left);
        if (!has_event)
            return (DisplayEvent){.kind = DISPLAY_NOTHING};
        DisplayEvent found = meaning(display, &event);
        if (found.kind != DISPLAY_NOTHING)
            return found;
    }
}

void display_wake(void)
{
    SDL_Event event = {.type = SDL_USEREVENT};
    SDL_PushEvent(&event);
}

/* ---- showing ---- */

static void copy_box(SDL_Surface *surface, const unsigned char *pixels, int stride, PixelBox box)
{
    int width = box.x + box.width > surface->w ? surface->w - box.x : box.width;
    int height = box.y + box.height > surface->h ? surface->h - box.y : box.height;
    if (width <= 0 || height <= 0)
        return;
    const unsigned char *from = pixels + (ptrdiff_t)box.y * stride + (ptrdiff_t)box.x * 4;
    unsigned char *to = (unsigned char *)surface->pixels + (ptrdiff_t)box.y * surface->pitch +
                        (ptrdiff_t)box.x * surface->format->BytesPerPixel;
    SDL_ConvertPixels(width, height, SDL_PIXELFORMAT_RGB888, from, stride, surface->format->format, to,
                      surface->pitch);
}

static size_t list_boxes(const Canvas *canvas, bool is_all, PixelBox *boxes)
{
    if (is_all || canvas->is_all_changed) {
        boxes[0] = (PixelBox){0, 0, (int)canvas->width, (int)canvas->height};
        return 1;
    }
    memcpy(boxes, canvas->changes, canvas->change_count * sizeof *boxes);
    return canvas->change_count;
}

void display_show(Display *display, Canvas *canvas, bool is_all)
{
    PixelBox boxes[CANVAS_CHANGES_MOST];
    SDL_Rect rectangles[CANVAS_CHANGES_MOST];
    int stride;
    SDL_Surface *surface = SDL_GetWindowSurface(display->window);
    size_t count = list_boxes(canvas, is_all, boxes);
    if (!surface || count == 0)
        return;
    const unsigned char *pixels = canvas_pixels(canvas, &stride);
    if (SDL_MUSTLOCK(surface) && SDL_LockSurface(surface) != 0)
        return;
    for (size_t i = 0; i < count; i++) {
        copy_box(surface, pixels, stride, boxes[i]);
        rectangles[i] = (SDL_Rect){boxes[i].x, boxes[i].y, boxes[i].width, boxes[i].height};
    }
    if (SDL_MUSTLOCK(surface))
        SDL_UnlockSurface(surface);
    SDL_UpdateWindowSurfaceRects(display->window, rectangles, (int)count);
    canvas_taken(canvas);
}

void display_black(Display *display)
{
    SDL_Surface *surface = SDL_GetWindowSurface(display->window);
    if (!surface)
        return;
    SDL_FillRect(surface, NULL, SDL_MapRGB(surface->format, 0, 0, 0));
    SDL_UpdateWindowSurface(display->window);
}
