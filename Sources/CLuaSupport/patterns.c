#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "interpreter.h"
#include "libraries.h"
#include "matching.h"

// string.find, match, gmatch and gsub (Lua 5.4 manual, section 6.4), which a script's end can interrupt.

static void begin(struct moonreel_matching *m, lua_State *L, const char *subject, size_t length, const char *pattern_end) {
    m->L = L;
    m->subject = subject;
    m->subject_end = subject + length;
    m->pattern_end = pattern_end;
    m->steps = 0;
    m->capture_count = 0;
}

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
    begin(m, L, subject, length, pattern + pattern_length);
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
    begin(&m, L, subject, length, pattern + pattern_length);
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
static int gsub(lua_State *L) {
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
    begin(&s.m, L, subject, length, pattern + pattern_length);
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

void moonreel_add_pattern_functions(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"find", find}, {"match", match}, {"gmatch", gmatch}, {"gsub", gsub}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
