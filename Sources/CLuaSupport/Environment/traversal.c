#include "interpreter.h"

// pairs and next in an order that depends on nothing but the keys, so that a run can be repeated: Lua's own follows hash
// values that differ from process to process. Positions come first, in order, then the other numbers, then texts by
// their bytes, then false and true, then tables, functions and coroutines in the order in which they were made.
//
// Lua walks the positions 1, 2, 3, ... of an array in order by itself, and so do we, by `lua_next`, for as long as the keys
// come so. What is left is sorted once.

enum rank { POSITION, NUMBER, TEXT, BOOLEAN, OBJECT };

// A key, as far as its order needs it. Whoever holds one keeps the key alive.
typedef struct {
    enum rank rank;
    int type;
    lua_Integer integer; // of POSITION and BOOLEAN
    lua_Number number;   // of NUMBER
    bool is_integer;
    const char *bytes; // of TEXT
    size_t count;
    uint64_t serial; // of OBJECT
    lua_Integer place; // where the key itself is
} sort_key;

static sort_key key_at(lua_State *L, int index) {
    sort_key key = {.rank = OBJECT, .type = lua_type(L, index)};
    switch (key.type) {
    case LUA_TNUMBER:
        key.is_integer = lua_isinteger(L, index);
        key.integer = key.is_integer ? lua_tointeger(L, index) : 0;
        key.number = lua_tonumber(L, index);
        key.rank = key.is_integer && key.integer > 0 ? POSITION : NUMBER;
        break;
    case LUA_TSTRING:
        key.rank = TEXT;
        key.bytes = lua_tolstring(L, index, &key.count);
        break;
    case LUA_TBOOLEAN:
        key.rank = BOOLEAN;
        key.integer = lua_toboolean(L, index);
        break;
    default: key.serial = moonreel_serial(L, index);
    }
    return key;
}

static int order(bool less, bool more) { return less ? -1 : more; }

static int compare_texts(const sort_key *a, const sort_key *b) {
    const size_t shared = a->count < b->count ? a->count : b->count;
    const int difference = shared == 0 ? 0 : memcmp(a->bytes, b->bytes, shared);
    return difference != 0 ? difference : order(a->count < b->count, a->count > b->count);
}

static int compare(const sort_key *a, const sort_key *b) {
    if (a->rank != b->rank) return order(a->rank < b->rank, true);
    switch (a->rank) {
    case NUMBER:
        // A float that is a key has no integer's value, so that as floats the two can be compared.
        if (!a->is_integer || !b->is_integer) return order(a->number < b->number, a->number > b->number);
        return order(a->integer < b->integer, a->integer > b->integer);
    case TEXT: return compare_texts(a, b);
    case OBJECT:
        if (a->type != b->type) return order(a->type < b->type, true);
        return order(a->serial < b->serial, a->serial > b->serial);
    default: return order(a->integer < b->integer, a->integer > b->integer);
    }
}

// Sorting: short runs by insertion, then merged, with looks whether the script is to stop

#define SHORT_RUN 8
#define ROUNDS_BETWEEN_CHECKS 1024

static void count_round(lua_State *L, unsigned *rounds) {
    if (++*rounds % ROUNDS_BETWEEN_CHECKS == 0 && moonreel_is_stopping(L)) moonreel_raise_stop(L);
}

static void sort_run(sort_key *keys, size_t count) {
    for (size_t k = 1; k < count; k++) {
        const sort_key key = keys[k];
        size_t hole = k;
        for (; hole > 0 && compare(&key, &keys[hole - 1]) < 0; hole--) keys[hole] = keys[hole - 1];
        keys[hole] = key;
    }
}

static void merge(lua_State *L, const sort_key *from, size_t middle, size_t end, sort_key *to, unsigned *rounds) {
    size_t a = 0, b = middle;
    for (size_t k = 0; k < end; k++) {
        const bool first = a < middle && (b == end || compare(&from[a], &from[b]) <= 0);
        to[k] = from[first ? a++ : b++];
        count_round(L, rounds);
    }
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

// Sorts with room for as many keys again; returns where they are then.
static sort_key *sort(lua_State *L, sort_key *keys, sort_key *room, size_t count) {
    unsigned rounds = 0;
    for (size_t k = 0; k < count; k += SHORT_RUN) {
        sort_run(keys + k, least(SHORT_RUN, count - k));
        count_round(L, &rounds);
    }
    for (size_t run = SHORT_RUN; run < count; run *= 2) {
        for (size_t k = 0; k < count; k += 2 * run) {
            const size_t left = count - k;
            merge(L, keys + k, least(run, left), least(2 * run, left), room + k, &rounds);
        }
        sort_key *sorted = room;
        room = keys;
        keys = sorted;
    }
    return keys;
}

// The keys of a table that come after those that were had

// So few that they are sorted on the stack.
#define FEW 32

static void push_few(lua_State *L, int first, size_t count) {
    sort_key keys[FEW];
    for (size_t k = 0; k < count; k++) {
        keys[k] = key_at(L, first + (int)k);
        keys[k].place = first + (int)k;
    }
    sort_key room[FEW];
    const sort_key *sorted = sort(L, keys, room, count);
    lua_createtable(L, (int)count, 0);
    for (size_t k = 0; k < count; k++) {
        lua_pushvalue(L, (int)sorted[k].place);
        lua_rawseti(L, -2, (lua_Integer)k + 1);
    }
}

// `unsorted` is a table with the keys.
static void push_many(lua_State *L, int unsorted, size_t count) {
    sort_key *keys = lua_newuserdatauv(L, 2 * count * sizeof *keys, 0);
    unsigned rounds = 0;
    for (size_t k = 0; k < count; k++) {
        lua_rawgeti(L, unsorted, (lua_Integer)k + 1);
        keys[k] = key_at(L, -1);
        keys[k].place = (lua_Integer)k + 1;
        lua_pop(L, 1);
        count_round(L, &rounds);
    }
    const sort_key *sorted = sort(L, keys, keys + count, count);
    lua_createtable(L, (int)least(count, INT32_MAX), 0);
    for (size_t k = 0; k < count; k++) {
        lua_rawgeti(L, unsorted, sorted[k].place);
        lua_rawseti(L, -2, (lua_Integer)k + 1);
        count_round(L, &rounds);
    }
}

// Pushes an array of the keys of the table at `table`, sorted: those behind the key on top of the stack in Lua's order,
// which it replaces, and, with a `bound`, behind that in ours.
static void push_rest(lua_State *L, int table, const sort_key *bound) {
    luaL_checkstack(L, FEW + 8, NULL);
    const int start = lua_gettop(L);
    size_t count = 0;
    unsigned rounds = 0;
    int many = 0; // the stack index of the table they are put into when they are many
    lua_pushvalue(L, start);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        count_round(L, &rounds);
        if (bound != NULL) {
            const sort_key key = key_at(L, -1);
            if (compare(&key, bound) <= 0) continue;
        }
        if (count == FEW) {
            lua_createtable(L, 4 * FEW, 0);
            many = start + 1;
            lua_insert(L, many);
            for (int k = FEW; k > 0; k--) {
                lua_pushvalue(L, many + k);
                lua_rawseti(L, many, k);
            }
            lua_replace(L, many + 1); // the last key had
            lua_settop(L, many + 1);
        }
        count++;
        lua_pushvalue(L, -1);
        if (many != 0) lua_rawseti(L, many, (lua_Integer)count);
    }
    if (many != 0) push_many(L, many, count);
    else push_few(L, start + 1, count);
    lua_replace(L, start);
    lua_settop(L, start);
}

// Pushes the next of the sorted keys from `position` on that still has a value, and the value; returns its position, or 0
// when there is none.
static lua_Integer push_present(lua_State *L, int table, int keys, lua_Integer position) {
    unsigned rounds = 0;
    for (;; position++) {
        if (lua_rawgeti(L, keys, position) == LUA_TNIL) {
            lua_pop(L, 1);
            return 0;
        }
        lua_pushvalue(L, -1);
        if (lua_rawget(L, table) != LUA_TNIL) return position;
        lua_pop(L, 2);
        count_round(L, &rounds);
    }
}

// pairs

enum { TRAVERSED = 1, SORTED, REACHED };

static int step(lua_State *L) {
    lua_settop(L, 2);
    if (lua_isnil(L, 2) && lua_tointeger(L, lua_upvalueindex(REACHED)) != 0) {
        lua_pushnil(L);
        lua_replace(L, lua_upvalueindex(SORTED)); // it begins anew
    }
    if (lua_isnil(L, lua_upvalueindex(SORTED))) {
        const lua_Integer last = lua_tointeger(L, 2); // 0 for nil
        if (!lua_next(L, lua_upvalueindex(TRAVERSED))) {
            lua_pushnil(L);
            return 1;
        }
        if (lua_isinteger(L, 2) && lua_tointeger(L, 2) == last + 1) return 2;
        lua_settop(L, 1);
        if (last == 0) lua_pushnil(L);
        else lua_pushinteger(L, last);
        push_rest(L, lua_upvalueindex(TRAVERSED), NULL);
        lua_replace(L, lua_upvalueindex(SORTED));
        lua_pushinteger(L, 0);
        lua_replace(L, lua_upvalueindex(REACHED));
    }
    const lua_Integer reached = lua_tointeger(L, lua_upvalueindex(REACHED));
    const lua_Integer position =
        push_present(L, lua_upvalueindex(TRAVERSED), lua_upvalueindex(SORTED), reached + 1);
    if (position == 0) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushinteger(L, position);
    lua_replace(L, lua_upvalueindex(REACHED));
    return 2;
}

void moonreel_push_traversal(lua_State *L, int table) {
    lua_pushvalue(L, table);
    lua_pushnil(L);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, step, 3);
}

// pairs(t). Upvalue 1: Lua's own, for tables with a `__pairs`.
int moonreel_pairs(lua_State *L) {
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_pop(L, 1);
        return lua_tocfunction(L, lua_upvalueindex(1))(L);
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    moonreel_push_traversal(L, 1);
    lua_insert(L, 1);
    lua_pushnil(L);
    return 3;
}

// next

// Table -> its keys from some time on, sorted, with the position reached at 0. Its entries go with their tables.
static const char traversals_key = 0;

static void push_traversals(lua_State *L) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &traversals_key) == LUA_TTABLE) return;
    lua_pop(L, 1);
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "k");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &traversals_key);
}

static void forget_traversal(lua_State *L) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &traversals_key) == LUA_TTABLE) {
        lua_pushvalue(L, 1);
        lua_pushnil(L);
        lua_rawset(L, -3);
    }
    lua_pop(L, 1);
}

static int first(lua_State *L) {
    forget_traversal(L);
    if (!lua_next(L, 1)) {
        lua_pushnil(L);
        return 1;
    }
    lua_pop(L, 1);
    sort_key least_key = key_at(L, 2);
    if (least_key.rank == POSITION && least_key.integer == 1) {
        lua_pushvalue(L, 2);
        lua_rawget(L, 1);
        return 2;
    }
    unsigned rounds = 0;
    lua_pushvalue(L, 2); // 2: the least so far
    while (lua_next(L, 1)) {
        lua_pop(L, 1);
        const sort_key key = key_at(L, -1);
        if (compare(&key, &least_key) < 0) {
            least_key = key;
            lua_pushvalue(L, -1);
            lua_replace(L, 2);
        }
        count_round(L, &rounds);
    }
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 2);
    lua_rawget(L, 1);
    return 2;
}

// Pushes the sorted keys of a traversal that has come to the key at index 2, and makes them if there is none.
static lua_Integer push_sorted(lua_State *L) {
    push_traversals(L);
    lua_pushvalue(L, 1);
    if (lua_rawget(L, -2) == LUA_TTABLE) {
        lua_rawgeti(L, -1, 0);
        const lua_Integer reached = lua_tointeger(L, -1);
        lua_rawgeti(L, -2, reached);
        const bool is_there = lua_rawequal(L, -1, 2);
        lua_pop(L, 2);
        if (is_there) return reached;
    }
    lua_pop(L, 1);
    const sort_key bound = key_at(L, 2);
    lua_pushnil(L);
    push_rest(L, 1, &bound);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -2);
    lua_rawset(L, -4);
    return 0;
}

// next(t [, key])
int moonreel_next(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    if (lua_isnil(L, 2)) return first(L);
    if (lua_isinteger(L, 2)) {
        const lua_Integer position = lua_tointeger(L, 2);
        if (position > 0 && position < LUA_MAXINTEGER && lua_rawgeti(L, 1, position + 1) != LUA_TNIL) {
            lua_pushinteger(L, position + 1);
            lua_insert(L, -2);
            return 2;
        }
        lua_settop(L, 2);
    }
    const lua_Integer reached = push_sorted(L);
    const int keys = lua_gettop(L);
    const lua_Integer position = push_present(L, 1, keys, reached + 1);
    if (position == 0) {
        forget_traversal(L);
        lua_pushnil(L);
        return 1;
    }
    lua_pushinteger(L, position);
    lua_rawseti(L, keys, 0);
    return 2;
}
