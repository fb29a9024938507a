#include <lauxlib.h>
#include <limits.h>
#include <lua.h>
#include <lualib.h>
#include <stdbool.h>
#include <stdint.h>

#include "interpreter.h"
#include "libraries.h"

// The table library (Lua 5.4 manual, section 6.6). A metamethod may claim any length, and one access may walk a chain
// of 2,000 tables inside C: so every loop is bounded and looks now and then whether the script is to stop. Only `pack`
// is Lua's own: it stores its arguments, which fit the stack.

#define ROUNDS_BETWEEN_CHECKS 1024

// What a function does with its table: the metamethods that a value which is no table must have instead.
enum { READS = 1, WRITES = 2, MEASURES = 4 };

static inline void count_round(lua_State *L, unsigned *rounds) {
    if (++*rounds < ROUNDS_BETWEEN_CHECKS) return;
    *rounds = 0;
    if (moonreel_is_stopping(L)) moonreel_raise_stop(L);
}

static bool has_metamethod(lua_State *L, int argument, const char *name) {
    if (luaL_getmetafield(L, argument, name) == LUA_TNIL) return false;
    lua_pop(L, 1);
    return true;
}

static void check_table(lua_State *L, int argument, int uses) {
    if (lua_istable(L, argument)) return;
    if (lua_getmetatable(L, argument)) {
        lua_pop(L, 1);
        const bool complete = (!(uses & READS) || has_metamethod(L, argument, "__index")) &&
                              (!(uses & WRITES) || has_metamethod(L, argument, "__newindex")) &&
                              (!(uses & MEASURES) || has_metamethod(L, argument, "__len"));
        if (complete) return;
    }
    luaL_checktype(L, argument, LUA_TTABLE);
}

static lua_Integer measured_length(lua_State *L, int uses) {
    check_table(L, 1, uses | MEASURES);
    return luaL_len(L, 1);
}

lua_Integer moonreel_measured_list(lua_State *L) { return measured_length(L, READS | WRITES); }

// `count` may have wrapped around: as an unsigned number it is then far beyond the bound.
static void check_range(lua_State *L, const char *name, lua_Unsigned count) {
    if (count > (lua_Unsigned)MOONREEL_LONGEST_RANGE) {
        luaL_error(L, "table.%s over more than %I elements", name, (LUAI_UACINT)MOONREEL_LONGEST_RANGE);
    }
}

static inline void copy_element(lua_State *L, lua_Integer from, int target, lua_Integer to) {
    lua_geti(L, 1, from);
    lua_seti(L, target, to);
}

// table.insert(list, [pos,] value)
static int insert(lua_State *L) {
    const lua_Integer length = measured_length(L, READS | WRITES);
    const lua_Integer end = (lua_Integer)((lua_Unsigned)length + 1);
    lua_Integer position = end;
    switch (lua_gettop(L)) {
    case 2: break;
    case 3:
        position = luaL_checkinteger(L, 2);
        luaL_argcheck(L, (lua_Unsigned)position - 1 < (lua_Unsigned)end, 2, "position out of bounds");
        if (position < end) check_range(L, "insert", (lua_Unsigned)end - (lua_Unsigned)position);
        break;
    default: return luaL_error(L, "wrong number of arguments to 'insert'");
    }
    unsigned rounds = 0;
    for (lua_Integer i = end; i > position; i--) {
        copy_element(L, i - 1, 1, i);
        count_round(L, &rounds);
    }
    lua_seti(L, 1, position);
    return 0;
}

// table.remove(list [, pos])
static int remove_element(lua_State *L) {
    const lua_Integer length = measured_length(L, READS | WRITES);
    lua_Integer position = luaL_optinteger(L, 2, length);
    if (position != length) { // even an empty list may be asked for its last element, at 0
        luaL_argcheck(L, (lua_Unsigned)position - 1 <= (lua_Unsigned)length, 2, "position out of bounds");
    }
    if (position < length) check_range(L, "remove", (lua_Unsigned)length - (lua_Unsigned)position);
    lua_geti(L, 1, position);
    unsigned rounds = 0;
    for (; position < length; position++) {
        copy_element(L, position + 1, 1, position);
        count_round(L, &rounds);
    }
    lua_pushnil(L);
    lua_seti(L, 1, position);
    return 1;
}

// table.move(a1, f, e, t [, a2])
static int move(lua_State *L) {
    const lua_Integer first = luaL_checkinteger(L, 2);
    const lua_Integer last = luaL_checkinteger(L, 3);
    const lua_Integer to = luaL_checkinteger(L, 4);
    const int target = lua_isnoneornil(L, 5) ? 1 : 5;
    check_table(L, 1, READS);
    check_table(L, target, WRITES);
    if (last >= first) {
        luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
        const lua_Integer count = last - first + 1;
        luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
        check_range(L, "move", (lua_Unsigned)count);
        // Upwards unless that would overwrite what is still to be read.
        const bool upwards = to > last || to <= first || (target != 1 && !lua_compare(L, 1, target, LUA_OPEQ));
        unsigned rounds = 0;
        for (lua_Integer i = 0; i < count; i++) {
            const lua_Integer offset = upwards ? i : count - 1 - i;
            copy_element(L, first + offset, target, to + offset);
            count_round(L, &rounds);
        }
    }
    lua_pushvalue(L, target);
    return 1;
}

static void add_element(lua_State *L, luaL_Buffer *buffer, lua_Integer i) {
    lua_geti(L, 1, i);
    if (!lua_isstring(L, -1)) {
        luaL_error(L, "invalid value (%s) at index %I in table for 'concat'", luaL_typename(L, -1), (LUAI_UACINT)i);
    }
    luaL_addvalue(buffer);
    moonreel_check_result_size(L, luaL_bufflen(buffer));
}

// table.concat(list [, sep [, i [, j]]])
static int concat(lua_State *L) {
    const lua_Integer length = measured_length(L, READS);
    size_t separator_length;
    const char *separator = luaL_optlstring(L, 2, "", &separator_length);
    lua_Integer i = luaL_optinteger(L, 3, 1);
    const lua_Integer last = luaL_optinteger(L, 4, length);
    if (i <= last) check_range(L, "concat", (lua_Unsigned)last - (lua_Unsigned)i + 1);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    unsigned rounds = 0;
    for (; i < last; i++) {
        add_element(L, &buffer, i);
        luaL_addlstring(&buffer, separator, separator_length);
        count_round(L, &rounds);
    }
    if (i == last) add_element(L, &buffer, i);
    luaL_pushresult(&buffer);
    return 1;
}

// table.unpack(list [, i [, j]]). Any value that can be indexed will do, so the length is asked for only if needed.
static int unpack(lua_State *L) {
    lua_Integer i = luaL_optinteger(L, 2, 1);
    const lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
    if (i > last) return 0;
    const lua_Unsigned more = (lua_Unsigned)last - (lua_Unsigned)i; // one less than there are
    if (more >= INT_MAX || !lua_checkstack(L, (int)more + 1)) return luaL_error(L, "too many results to unpack");
    unsigned rounds = 0;
    for (; i < last; i++) {
        lua_geti(L, 1, i);
        count_round(L, &rounds);
    }
    lua_geti(L, 1, last); // apart, so that `i` cannot wrap around
    return (int)more + 1;
}

int moonreel_open_table(lua_State *L) {
    static const char *const kept[] = {"pack", NULL};
    static const luaL_Reg functions[] = {{"concat", concat}, {"insert", insert}, {"move", move},
        {"remove", remove_element}, {"unpack", unpack}, {"sort", moonreel_table_sort}, {NULL, NULL}};
    luaL_checkstack(L, 8, NULL);
    moonreel_push_original(L, luaopen_table);
    lua_newtable(L);
    moonreel_copy_fields(L, -2, kept);
    luaL_setfuncs(L, functions, 0);
    lua_remove(L, -2);
    return 1;
}
