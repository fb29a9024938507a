#ifndef MOONREEL_CLUA_SHIM_H
#define MOONREEL_CLUA_SHIM_H

// The distribution's Lua 5.4 C API as Swift may see it: what can leave by longjmp is unavailable, so that no error
// and no yield ever crosses a Swift frame (undefined behaviour). The marks are those of the Lua manual, section 4.6:
// a function marked "e" or "v" may raise; one marked "m" raises only when memory is refused, which our allocator
// never does while Swift runs; one marked "-" never raises.

#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>

#define MOONREEL_LEAVES_BY_LONGJMP \
    __attribute__((availability(swift, unavailable, \
        message="may leave by longjmp across the Swift frame: return a HostFunction result, or call it in CLuaSupport")))

// Raise or yield by their very purpose.
LUA_API int (lua_error)(lua_State *L) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API int (lua_yieldk)(lua_State *L, int nresults, lua_KContext ctx, lua_KFunction k) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API int (luaL_error)(lua_State *L, const char *fmt, ...) MOONREEL_LEAVES_BY_LONGJMP;

// Call whatever the script put there, unprotected.
LUA_API void (lua_callk)(lua_State *L, int nargs, int nresults, lua_KContext ctx, lua_KFunction k)
    MOONREEL_LEAVES_BY_LONGJMP;
LUA_API int (lua_pcallk)(lua_State *L, int nargs, int nresults, int errfunc, lua_KContext ctx, lua_KFunction k)
    MOONREEL_LEAVES_BY_LONGJMP; // with a continuation a yield leaves through it
LUA_API void (lua_arith)(lua_State *L, int op) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API int (lua_compare)(lua_State *L, int idx1, int idx2, int op) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API void (lua_concat)(lua_State *L, int n) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API void (lua_len)(lua_State *L, int idx) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API int (lua_next)(lua_State *L, int idx) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API int (lua_getglobal)(lua_State *L, const char *name) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API int (lua_gettable)(lua_State *L, int idx) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API int (lua_getfield)(lua_State *L, int idx, const char *k) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API int (lua_geti)(lua_State *L, int idx, lua_Integer n) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API void (lua_setglobal)(lua_State *L, const char *name) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API void (lua_settable)(lua_State *L, int idx) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API void (lua_setfield)(lua_State *L, int idx, const char *k) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API void (lua_seti)(lua_State *L, int idx, lua_Integer n) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API void (lua_toclose)(lua_State *L, int idx) MOONREEL_LEAVES_BY_LONGJMP;
LUA_API void (lua_closeslot)(lua_State *L, int idx) MOONREEL_LEAVES_BY_LONGJMP;

// The auxiliary library's checks raise; its openers and buffers do so in passing.
LUALIB_API int (luaL_argerror)(lua_State *L, int arg, const char *extramsg) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API int (luaL_typeerror)(lua_State *L, int arg, const char *tname) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API const char *(luaL_checklstring)(lua_State *L, int arg, size_t *l) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API const char *(luaL_optlstring)(lua_State *L, int arg, const char *def, size_t *l) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API lua_Number (luaL_checknumber)(lua_State *L, int arg) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API lua_Number (luaL_optnumber)(lua_State *L, int arg, lua_Number def) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API lua_Integer (luaL_checkinteger)(lua_State *L, int arg) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API lua_Integer (luaL_optinteger)(lua_State *L, int arg, lua_Integer def) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API void (luaL_checkstack)(lua_State *L, int sz, const char *msg) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API void (luaL_checktype)(lua_State *L, int arg, int t) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API void (luaL_checkany)(lua_State *L, int arg) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API void *(luaL_checkudata)(lua_State *L, int ud, const char *tname) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API int (luaL_checkoption)(lua_State *L, int arg, const char *def, const char *const lst[])
    MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API int (luaL_callmeta)(lua_State *L, int obj, const char *e) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API const char *(luaL_tolstring)(lua_State *L, int idx, size_t *len) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API lua_Integer (luaL_len)(lua_State *L, int idx) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API int (luaL_getsubtable)(lua_State *L, int idx, const char *fname) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API void (luaL_requiref)(lua_State *L, const char *modname, lua_CFunction openf, int glb)
    MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API void (luaL_openlibs)(lua_State *L) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API void (luaL_buffinit)(lua_State *L, luaL_Buffer *B) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API char *(luaL_prepbuffsize)(luaL_Buffer *B, size_t sz) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API void (luaL_addlstring)(luaL_Buffer *B, const char *s, size_t l) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API void (luaL_addstring)(luaL_Buffer *B, const char *s) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API void (luaL_addvalue)(luaL_Buffer *B) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API void (luaL_pushresult)(luaL_Buffer *B) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API void (luaL_pushresultsize)(luaL_Buffer *B, size_t sz) MOONREEL_LEAVES_BY_LONGJMP;
LUALIB_API char *(luaL_buffinitsize)(lua_State *L, luaL_Buffer *B, size_t sz) MOONREEL_LEAVES_BY_LONGJMP;

#undef MOONREEL_LEAVES_BY_LONGJMP

#endif
