#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "interpreter.h"
#include "libraries.h"
#include "matching.h"

// string.find, match and gmatch (Lua 5.4 manual, section 6.4), which a script's end can interrupt.

// The optional argument that says where to begin, as an offset from 0; `length + 1` stands for anything beyond the end.
static size_t start_offset(lua_State *L, int argument, size_t length) {
    const lua_Integer position = luaL_optinteger(L, argument, 1);
    if (position > 0) {
        const lua_Unsigned offset = (lua_Unsigned)position - 1;
        return offset > length ? length + 1 : (size_t)offset;
    }
    const lua_Unsigned from_end = 0 - (lua_Unsigned)position;
    return position == 0 || from_end > length ? 0 : length - (size_t)from_end;
}

// The first place from `s` on where `needle` stands literally.
static const char *find_literally(
    lua_State *L, const char *s, const char *end, const char *needle, size_t length, size_t *steps) {
    if (length == 0) return s;
    while ((size_t)(end - s) >= length) {
        const char *first = memchr(s, *needle, (size_t)(end - s) - length + 1);
        if (first == NULL) return NULL;
        if (memcmp(first, needle, length) == 0) return first;
        // A long common beginning at every position is what makes this slow, hence the share of the length.
        moonreel_spend(L, steps, 1 + length / 64);
        s = first + 1;
    }
    return NULL;
}

// Characters that make a pattern more than a literal string; the same as the stock interpreter's: neither ')' nor ']'.
static bool is_literal(const char *pattern, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (pattern[i] != '\0' && strchr("^$*+?.([%-", pattern[i]) != NULL) return false;
    }
    return true;
}

// The first match from `*from` on: sets `*from` to its beginning and returns its end, or NULL.
static const char *first_match(struct moonreel_matching *m, const char **from, const char *pattern) {
    for (const char *s = *from; s <= m->subject_end; s++) {
        s = moonreel_next_candidate(m, s, pattern);
        if (s == NULL) return NULL;
        const char *end = moonreel_match_at(m, s, pattern);
        if (end != NULL) {
            *from = s;
            return end;
        }
    }
    return NULL;
}

// What find and match share: the match from argument 3 on, `*from` its beginning.
static const char *search(struct moonreel_matching *m, lua_State *L, const char **from) {
    size_t length, pattern_length;
    const char *subject = luaL_checklstring(L, 1, &length);
    const char *pattern = luaL_checklstring(L, 2, &pattern_length);
    const size_t start = start_offset(L, 3, length);
    *from = subject;
    if (start > length) return NULL;
    moonreel_begin_matching(m, L, subject, length, pattern + pattern_length);
    *from += start;
    return *pattern == '^' ? moonreel_match_at(m, *from, pattern + 1) : first_match(m, from, pattern);
}

// string.find for a literal string: pushes the results.
static int find_literal_string(lua_State *L, const char *pattern, size_t pattern_length) {
    size_t length, steps = 0;
    const char *subject = luaL_checklstring(L, 1, &length);
    const size_t start = start_offset(L, 3, length);
    const char *from = NULL;
    if (start <= length) {
        from = find_literally(L, subject + start, subject + length, pattern, pattern_length, &steps);
    }
    if (from == NULL) {
        luaL_pushfail(L);
        return 1;
    }
    lua_pushinteger(L, from - subject + 1);
    lua_pushinteger(L, from - subject + (ptrdiff_t)pattern_length);
    return 2;
}

// string.find(s, pattern [, init [, plain]])
static int find(lua_State *L) {
    size_t length;
    luaL_checklstring(L, 1, NULL);
    const char *pattern = luaL_checklstring(L, 2, &length);
    if (lua_toboolean(L, 4) || is_literal(pattern, length)) return find_literal_string(L, pattern, length);
    struct moonreel_matching m;
    const char *from;
    const char *end = search(&m, L, &from);
    if (end == NULL) {
        luaL_pushfail(L);
        return 1;
    }
    lua_pushinteger(L, from - m.subject + 1);
    lua_pushinteger(L, end - m.subject);
    return 2 + moonreel_push_captures(&m, NULL, NULL);
}

// string.match(s, pattern [, init])
static int match(lua_State *L) {
    struct moonreel_matching m;
    const char *from;
    const char *end = search(&m, L, &from);
    if (end != NULL) return moonreel_push_captures(&m, from, end);
    luaL_pushfail(L);
    return 1;
}

// What an iterator of gmatch remembers, as offsets.
struct iteration {
    size_t next;
    size_t last_end; // of the match before, or SIZE_MAX: an empty match there would be a second one at the same place
};

static int next_match(lua_State *L) {
    size_t length, pattern_length;
    const char *subject = lua_tolstring(L, lua_upvalueindex(1), &length);
    const char *pattern = lua_tolstring(L, lua_upvalueindex(2), &pattern_length);
    struct iteration *iteration = lua_touserdata(L, lua_upvalueindex(3));
    struct moonreel_matching m;
    moonreel_begin_matching(&m, L, subject, length, pattern + pattern_length);
    while (iteration->next <= length) {
        const char *from = subject + iteration->next;
        const char *end = first_match(&m, &from, pattern);
        if (end == NULL) break;
        if ((size_t)(end - subject) == iteration->last_end) {
            iteration->next = (size_t)(from - subject) + 1;
            continue;
        }
        iteration->next = iteration->last_end = (size_t)(end - subject);
        return moonreel_push_captures(&m, from, end);
    }
    iteration->next = length + 1;
    return 0;
}

// string.gmatch(s, pattern [, init]). A '^' is no anchor here.
static int gmatch(lua_State *L) {
    size_t length;
    luaL_checklstring(L, 1, &length);
    luaL_checklstring(L, 2, NULL);
    const size_t start = start_offset(L, 3, length);
    lua_settop(L, 2);
    struct iteration *iteration = lua_newuserdatauv(L, sizeof(struct iteration), 0);
    iteration->next = start;
    iteration->last_end = SIZE_MAX;
    lua_pushcclosure(L, next_match, 3);
    return 1;
}

void moonreel_add_pattern_functions(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"find", find}, {"match", match}, {"gmatch", gmatch}, {"gsub", moonreel_gsub}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
