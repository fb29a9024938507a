#include "interpreter.h"

#include <stdio.h>

#include "libraries.h"

// What tables, functions and coroutines are called in text: by number, in the order in which they were made, where Lua
// would show addresses, which differ from run to run.

// Value -> its number, for what has none in its memory: C functions of the libraries, userdata, texts given to %p.
static const char numbers_key = 0;

#define FIRST_NUMBER_GIVEN ((uint64_t)1 << 40)

static bool is_light_function(lua_State *L, int index) {
    if (!lua_iscfunction(L, index)) return false;
    if (lua_getupvalue(L, index, 1) == NULL) return true;
    lua_pop(L, 1);
    return false;
}

static void push_numbers(lua_State *L) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &numbers_key) == LUA_TTABLE) return;
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &numbers_key);
}

static uint64_t number_given(lua_State *L, int index) {
    push_numbers(L);
    lua_pushvalue(L, index);
    if (lua_rawget(L, -2) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_pushinteger(L, (lua_Integer)(FIRST_NUMBER_GIVEN + moonreel_of(L)->numbers_given++));
        lua_pushvalue(L, index);
        lua_pushvalue(L, -2);
        lua_rawset(L, -4);
    }
    const uint64_t number = (uint64_t)lua_tointeger(L, -1);
    lua_pop(L, 2);
    return number;
}

uint64_t moonreel_serial(lua_State *L, int index) {
    index = lua_absindex(L, index);
    luaL_checkstack(L, 5, NULL);
    const void *object = NULL;
    switch (lua_type(L, index)) {
    case LUA_TTABLE: object = lua_topointer(L, index); break;
    case LUA_TFUNCTION:
        if (!is_light_function(L, index)) object = lua_topointer(L, index);
        break;
    case LUA_TTHREAD: object = (const char *)lua_topointer(L, index) - LUA_EXTRASPACE; break;
    default: break;
    }
    const uint64_t serial = object == NULL ? 0 : moonreel_block_serial(object);
    return serial != 0 ? serial : number_given(L, index);
}

static bool is_object(lua_State *L, int index) {
    switch (lua_type(L, index)) {
    case LUA_TTABLE:
    case LUA_TFUNCTION:
    case LUA_TTHREAD:
    case LUA_TUSERDATA:
    case LUA_TLIGHTUSERDATA: return true;
    default: return false;
    }
}

static void push_address(lua_State *L, int index) {
    char text[32];
    snprintf(text, sizeof text, "0x%012llx", (unsigned long long)moonreel_serial(L, index));
    lua_pushstring(L, text);
}

const char *moonreel_tolstring(lua_State *L, int index, size_t *count) {
    index = lua_absindex(L, index);
    if (!is_object(L, index)) return luaL_tolstring(L, index, count);
    if (luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
        lua_pop(L, 1);
        return luaL_tolstring(L, index, count);
    }
    const int type = luaL_getmetafield(L, index, "__name");
    if (type != LUA_TSTRING) {
        if (type != LUA_TNIL) lua_pop(L, 1);
        lua_pushstring(L, luaL_typename(L, index));
    }
    lua_pushliteral(L, ": ");
    push_address(L, index);
    lua_concat(L, 3);
    return lua_tolstring(L, -1, count);
}

int moonreel_tostring(lua_State *L) {
    luaL_checkany(L, 1);
    moonreel_tolstring(L, 1, NULL);
    return 1;
}

// string.format

// The letter that ends the directive whose part behind the '%' begins at `p`.
static char *conversion(char *p, const char *end) {
    while (p < end && strchr("-+ #0123456789.", *p) != NULL && *p != '\0') p++;
    return p;
}

// Puts texts in the place of what would be told by its address, and asks for texts in its place.
static void name_arguments(lua_State *L) {
    const int top = lua_gettop(L);
    size_t count;
    const char *given = lua_tolstring(L, 1, &count);
    char *format = lua_newuserdatauv(L, count + 1, 0);
    memcpy(format, given, count + 1);
    int argument = 1;
    const char *end = format + count;
    for (char *p = format; p < end; p++) {
        if (*p != '%') continue;
        if (p + 1 < end && p[1] == '%') {
            p++;
            continue;
        }
        p = conversion(p + 1, end);
        if (p >= end || ++argument > top) break;
        if (*p == 's' && is_object(L, argument)) {
            moonreel_tolstring(L, argument, NULL);
            lua_replace(L, argument);
        } else if (*p == 'p') {
            if (lua_topointer(L, argument) == NULL) lua_pushliteral(L, "(null)");
            else push_address(L, argument);
            lua_replace(L, argument);
            *p = 's';
        }
    }
    lua_pushlstring(L, format, count);
    lua_replace(L, 1);
    lua_settop(L, top);
}

// string.format(format, ...). Upvalue 1: Lua's own, as which this goes on in the same frame.
int moonreel_format(lua_State *L) {
    size_t count;
    const char *format = luaL_checklstring(L, 1, &count);
    bool shows_address = memchr(format, 'p', count) != NULL;
    for (int k = lua_gettop(L); k > 1 && !shows_address; k--) shows_address = is_object(L, k);
    if (shows_address) name_arguments(L);
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}
