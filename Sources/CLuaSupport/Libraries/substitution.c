#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>
#include <string.h>

#include "libraries.h"
#include "matching.h"

// string.gsub (Lua 5.4 manual, section 6.4).

// What gsub carries from match to match.
struct substitution {
    struct moonreel_matching m;
    luaL_Buffer result;
    int replacement_type; // of argument 3
    bool changed;         // or the result is the subject itself
};

// The replacement string with its %0 to %9 and %% put in.
static void add_template(struct substitution *s, const char *from, const char *to) {
    lua_State *L = s->m.L;
    size_t length;
    const char *text = lua_tolstring(L, 3, &length);
    const char *text_end = text + length;
    moonreel_spend(L, &s->m.steps, length);
    const char *escape;
    while ((escape = memchr(text, '%', (size_t)(text_end - text))) != NULL) {
        luaL_addlstring(&s->result, text, (size_t)(escape - text));
        const char what = escape[1]; // the NUL when the '%' is the last
        if (what == '%') {
            luaL_addchar(&s->result, '%');
        } else if (what == '0') {
            luaL_addlstring(&s->result, from, (size_t)(to - from));
        } else if (what >= '1' && what <= '9') {
            moonreel_push_capture(&s->m, what - '1', from, to);
            luaL_addvalue(&s->result);
        } else {
            luaL_error(L, "invalid use of '%c' in replacement string", '%');
        }
        text = escape + 2;
    }
    luaL_addlstring(&s->result, text, (size_t)(text_end - text));
}

// What a table or function says about the match; false when it says nothing and the match stays.
static bool add_answer(struct substitution *s, const char *from, const char *to) {
    lua_State *L = s->m.L;
    if (s->replacement_type == LUA_TFUNCTION) {
        lua_pushvalue(L, 3);
        const int count = moonreel_push_captures(&s->m, from, to);
        lua_call(L, count, 1);
    } else {
        moonreel_push_capture(&s->m, 0, from, to);
        lua_gettable(L, 3);
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        luaL_addlstring(&s->result, from, (size_t)(to - from));
        return false;
    }
    if (!lua_isstring(L, -1)) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    luaL_addvalue(&s->result);
    return true;
}

static bool add_replacement(struct substitution *s, const char *from, const char *to) {
    bool changed = true;
    if (s->replacement_type == LUA_TFUNCTION || s->replacement_type == LUA_TTABLE) {
        changed = add_answer(s, from, to);
    } else {
        add_template(s, from, to);
    }
    moonreel_check_result_size(s->m.L, luaL_bufflen(&s->result));
    return changed;
}

// Replaces up to `most` matches; what follows the last is left to add, from the returned place on.
static const char *substitute(struct substitution *s, const char *pattern, lua_Integer most, lua_Integer *count) {
    struct moonreel_matching *m = &s->m;
    const bool anchored = *pattern == '^';
    const char *at = m->subject, *last_end = NULL;
    if (anchored) pattern++;
    while (*count < most) {
        if (!anchored) {
            const char *candidate = moonreel_next_candidate(m, at, pattern);
            if (candidate == NULL) break;
            luaL_addlstring(&s->result, at, (size_t)(candidate - at));
            at = candidate;
        }
        const char *end = moonreel_match_at(m, at, pattern);
        if (end != NULL && end != last_end) {
            ++*count;
            if (add_replacement(s, at, end)) s->changed = true;
            at = last_end = end;
        } else if (at < m->subject_end) {
            moonreel_spend(m->L, &m->steps, 1);
            luaL_addchar(&s->result, *at++);
        } else {
            break;
        }
        if (anchored) break;
    }
    return at;
}

// string.gsub(s, pattern, repl [, n])
int moonreel_gsub(lua_State *L) {
    struct substitution s;
    size_t length, pattern_length;
    const char *subject = luaL_checklstring(L, 1, &length);
    const char *pattern = luaL_checklstring(L, 2, &pattern_length);
    const int type = lua_type(L, 3);
    const lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1);
    lua_Integer count = 0;
    const bool replaces = type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE;
    luaL_argexpected(L, replaces, 3, "string/function/table");
    s.replacement_type = type;
    s.changed = false;
    moonreel_begin_matching(&s.m, L, subject, length, pattern + pattern_length);
    luaL_buffinit(L, &s.result);
    const char *rest = substitute(&s, pattern, most, &count);
    if (s.changed) {
        luaL_addlstring(&s.result, rest, (size_t)(s.m.subject_end - rest));
        luaL_pushresult(&s.result);
    } else {
        lua_pushvalue(L, 1);
    }
    lua_pushinteger(L, count);
    return 2;
}
