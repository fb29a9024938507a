#ifndef MOONREEL_LIBRARIES_H
#define MOONREEL_LIBRARIES_H

#include <lauxlib.h>
#include <lua.h>
#include <stddef.h>
#include <stdint.h>

// The standard libraries as a script sees them: the functions of the installed Lua where they end soon whatever they
// are given, our own where they may loop for hours inside C, out of reach of any hook.

// The most elements one call of the table library reads or moves.
#define MOONREEL_LONGEST_RANGE ((lua_Integer)1 << 24)

// Each pushes one fresh library table and returns 1. They raise: call them in protected mode.
int moonreel_open_string(lua_State *L);
int moonreel_open_table(lua_State *L);
int moonreel_open_math(lua_State *L, uint64_t seed);
int moonreel_open_utf8(lua_State *L);

// string.find, match, gmatch and gsub, put into the table at the top of the stack.
void moonreel_add_pattern_functions(lua_State *L);

// string.format, with Lua's own as its upvalue.
int moonreel_format(lua_State *L);

// string.gsub, which patterns.c puts with the others, and table.sort.
int moonreel_gsub(lua_State *L);
int moonreel_table_sort(lua_State *L);

// The length of argument 1, which must be a list that can be read and written: a table or what behaves like one.
lua_Integer moonreel_measured_list(lua_State *L);

// Raises when a string of so many bytes is more than a script may make.
void moonreel_check_result_size(lua_State *L, size_t length);

// Copies the named fields (up to a NULL) of the table at index `from` to the table at the top of the stack.
void moonreel_copy_fields(lua_State *L, int from, const char *const names[]);

// Calls one of Lua's `luaopen_` functions and leaves its table on the stack, without registering it anywhere.
void moonreel_push_original(lua_State *L, lua_CFunction open);

#endif
