#include <lauxlib.h>

#include "matching.h"

// The text of capture `index`; NULL for the position captures.
static const char *capture_text(
    struct moonreel_matching *m, int index, const char *from, const char *to, size_t *length) {
    if (index >= m->capture_count) {
        if (index != 0) luaL_error(m->L, "invalid capture index %%%d", index + 1);
        *length = (size_t)(to - from);
        return from;
    }
    const struct moonreel_capture *capture = &m->captures[index];
    if (capture->length == MOONREEL_CAPTURE_OPEN) luaL_error(m->L, "unfinished capture");
    if (capture->length == MOONREEL_CAPTURE_POSITION) return NULL;
    *length = (size_t)capture->length;
    return capture->start;
}

void moonreel_push_capture(struct moonreel_matching *m, int index, const char *from, const char *to) {
    size_t length = 0;
    const char *text = capture_text(m, index, from, to, &length);
    if (text != NULL) {
        lua_pushlstring(m->L, text, length);
    } else {
        lua_pushinteger(m->L, m->captures[index].start - m->subject + 1);
    }
}

int moonreel_push_captures(struct moonreel_matching *m, const char *from, const char *to) {
    const int count = m->capture_count == 0 && from != NULL ? 1 : m->capture_count;
    luaL_checkstack(m->L, count, "too many captures");
    for (int index = 0; index < count; index++) moonreel_push_capture(m, index, from, to);
    return count;
}
