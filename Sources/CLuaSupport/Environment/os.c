#include "interpreter.h"

#include <limits.h>
#include <time.h>

#include "libraries.h"

// os: time, by the run's own clock and in UTC, and nothing else. The machine's zone would make the same run differ where
// the machine, or the process, has another one.

static int date_field(lua_State *L, const char *name, int standard, int offset) {
    int is_integer;
    const int type = lua_getfield(L, 1, name);
    lua_Integer value = lua_tointegerx(L, -1, &is_integer);
    lua_pop(L, 1);
    if (!is_integer) {
        if (type != LUA_TNIL) return luaL_error(L, "field '%s' is not an integer", name);
        if (standard < 0) return luaL_error(L, "field '%s' missing in date table", name);
        return standard;
    }
    if (value < INT_MIN / 2 || value > INT_MAX / 2) return luaL_error(L, "field '%s' is out-of-bound", name);
    return (int)value - offset;
}

static void set_date_field(lua_State *L, const char *name, int value) {
    lua_pushinteger(L, value);
    lua_setfield(L, 1, name);
}

// What was given beyond its range, such as the 32nd, is put right in the table, as Lua does.
static void set_date_fields(lua_State *L, const struct tm *date) {
    set_date_field(L, "year", date->tm_year + 1900);
    set_date_field(L, "month", date->tm_mon + 1);
    set_date_field(L, "day", date->tm_mday);
    set_date_field(L, "hour", date->tm_hour);
    set_date_field(L, "min", date->tm_min);
    set_date_field(L, "sec", date->tm_sec);
    set_date_field(L, "yday", date->tm_yday + 1);
    set_date_field(L, "wday", date->tm_wday + 1);
    lua_pushboolean(L, false);
    lua_setfield(L, 1, "isdst");
}

// os.time([table])
static int script_time(lua_State *L) {
    if (lua_isnoneornil(L, 1)) {
        lua_pushinteger(L, (lua_Integer)(moonreel_of(L)->limits.now / 1000));
        return 1;
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    struct tm date = {
        .tm_year = date_field(L, "year", -1, 1900),
        .tm_mon = date_field(L, "month", -1, 1),
        .tm_mday = date_field(L, "day", -1, 0),
        .tm_hour = date_field(L, "hour", 12, 0),
        .tm_min = date_field(L, "min", 0, 0),
        .tm_sec = date_field(L, "sec", 0, 0),
    };
    const time_t time = timegm(&date);
    if (time == (time_t)-1) return luaL_error(L, "time result cannot be represented in this installation");
    set_date_fields(L, &date);
    lua_pushinteger(L, (lua_Integer)time);
    return 1;
}

// os.date([format [, time]]). Upvalue 1: Lua's own.
static int script_date(lua_State *L) {
    const char *format = luaL_optstring(L, 1, "%c");
    const bool has_time = !lua_isnoneornil(L, 2);
    lua_settop(L, 2);
    lua_pushfstring(L, *format == '!' ? "%s" : "!%s", format);
    lua_replace(L, 1);
    if (!has_time) {
        lua_pushinteger(L, (lua_Integer)(moonreel_of(L)->limits.now / 1000));
        lua_replace(L, 2);
    }
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static const char *const kept[] = {"difftime", NULL};

void moonreel_push_os(lua_State *L) {
    moonreel_push_original(L, luaopen_os);
    lua_createtable(L, 0, 4);
    moonreel_copy_fields(L, -2, kept);
    lua_pushcfunction(L, script_time);
    lua_setfield(L, -2, "time");
    lua_getfield(L, -2, "date");
    lua_pushcclosure(L, script_date, 1);
    lua_setfield(L, -2, "date");
    lua_remove(L, -2);
}
