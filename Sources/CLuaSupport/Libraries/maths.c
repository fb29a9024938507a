#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdint.h>

#include "libraries.h"

// math is Lua's own but for the source of its seeds: a run with the same seed draws the same numbers, so it can be
// repeated. The stock library would take time and addresses.

// Upvalues of our randomseed. The first is what the stock one expects as its first (the generator's state), because
// ours ends by continuing as the stock one in the same frame, so that its errors name the function as usual.
enum { UPVALUE_STATE = 1, UPVALUE_ORIGINAL, UPVALUE_SEED };

// The next number of the sequence splitmix64.
static uint64_t next_seed(uint64_t *sequence) {
    uint64_t z = (*sequence += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

// math.randomseed([x [, y]]). Without arguments the seed follows from the run's and from how many were drawn before.
static int randomseed(lua_State *L) {
    if (lua_isnone(L, 1)) {
        uint64_t sequence = (uint64_t)lua_tointeger(L, lua_upvalueindex(UPVALUE_SEED));
        const uint64_t seed = next_seed(&sequence);
        lua_pushinteger(L, (lua_Integer)sequence);
        lua_replace(L, lua_upvalueindex(UPVALUE_SEED));
        lua_pushinteger(L, (lua_Integer)seed);
        lua_pushinteger(L, 0);
    }
    return lua_tocfunction(L, lua_upvalueindex(UPVALUE_ORIGINAL))(L);
}

// None of these loops. A list, so that what a build of Lua adds for the sake of old scripts does not come along.
static const char *const kept[] = {"abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge",
    "log", "max", "maxinteger", "min", "mininteger", "modf", "pi", "rad", "random", "sin", "sqrt", "tan", "tointeger",
    "type", "ult", NULL};

int moonreel_open_math(lua_State *L, uint64_t seed) {
    luaL_checkstack(L, 8, NULL);
    moonreel_push_original(L, luaopen_math);
    lua_getfield(L, -1, "randomseed");
    lua_pushvalue(L, -1);
    lua_pushinteger(L, (lua_Integer)seed);
    lua_pushinteger(L, 0);
    lua_call(L, 2, 0);
    lua_newtable(L); // on top of the original library and the original randomseed
    moonreel_copy_fields(L, -3, kept);
    if (lua_getupvalue(L, -2, 1) == NULL) return luaL_error(L, "math.randomseed of this Lua keeps no state of its own");
    lua_pushvalue(L, -3);
    lua_pushinteger(L, (lua_Integer)seed);
    lua_pushcclosure(L, randomseed, 3);
    lua_setfield(L, -2, "randomseed");
    lua_replace(L, -3);
    lua_pop(L, 1);
    return 1;
}
