#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>
#include <stdint.h>

#include "interpreter.h"
#include "libraries.h"

// table.sort (Lua 5.4 manual, section 6.6): a quicksort without recursion. The stock one compares millions of plain
// numbers without any hook being called, and takes its pivots from the clock; here every comparison counts, and the
// same list is always sorted by the same steps.

#define COMPARISONS_BETWEEN_CHECKS 1024

// A range that is put off holds at most half of the elements of the one put off before: 24 would do for 2^24.
#define MOST_RANGES 32

struct range {
    lua_Integer low;
    lua_Integer high;
};

// The list is at stack index 1, the order function (or nil) at 2.
struct sorting {
    lua_State *L;
    bool has_order;
    unsigned comparisons;
    uint32_t pivots; // a sequence of places to look for pivots
};

// Whether the element at stack index `a` (negative) comes before the one at `b`.
static bool comes_before(struct sorting *s, int a, int b) {
    lua_State *L = s->L;
    if (++s->comparisons >= COMPARISONS_BETWEEN_CHECKS) {
        s->comparisons = 0;
        if (moonreel_is_stopping(L)) moonreel_raise_stop(L);
    }
    if (!s->has_order) return lua_compare(L, a, b, LUA_OPLT);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, a - 1);
    lua_pushvalue(L, b - 2);
    lua_call(L, 2, 1);
    const bool before = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return before;
}

// Pops the top into place `i` and the next into place `j`.
static void store_pair(lua_State *L, lua_Integer i, lua_Integer j) {
    lua_seti(L, 1, i);
    lua_seti(L, 1, j);
}

// Puts the elements `i` < `j` in order.
static void order_pair(struct sorting *s, lua_Integer i, lua_Integer j) {
    lua_geti(s->L, 1, i);
    lua_geti(s->L, 1, j);
    if (comes_before(s, -1, -2)) {
        store_pair(s->L, i, j);
    } else {
        lua_pop(s->L, 2);
    }
}

// Where to look for a pivot: in the middle of short ranges, anywhere in the middle half of long ones, so that no list
// that is likely to be met takes quadratic time.
static lua_Integer middle(struct sorting *s, struct range r) {
    const lua_Integer length = r.high - r.low;
    if (length < 100) return r.low + length / 2;
    s->pivots ^= s->pivots << 13; // xorshift32
    s->pivots ^= s->pivots >> 17;
    s->pivots ^= s->pivots << 5;
    return r.low + length / 4 + (lua_Integer)(s->pivots % (uint64_t)(length / 2));
}

// Leaves the first element from `i` upwards that does not come before the pivot (at the top of the stack) on the stack.
static lua_Integer scan_up(struct sorting *s, lua_Integer i, lua_Integer high) {
    for (;; i++) {
        if (i > high) luaL_error(s->L, "invalid order function for sorting");
        lua_geti(s->L, 1, i);
        if (!comes_before(s, -1, -2)) return i;
        lua_pop(s->L, 1);
    }
}

// The same downwards; here the pivot is the second from the top.
static lua_Integer scan_down(struct sorting *s, lua_Integer j, lua_Integer low) {
    for (;; j--) {
        if (j < low) luaL_error(s->L, "invalid order function for sorting");
        lua_geti(s->L, 1, j);
        if (!comes_before(s, -3, -1)) return j;
        lua_pop(s->L, 1);
    }
}

// Splits a range of four or more, whose ends and middle are in order, around the middle one: everything up to
// `left->high` comes before or is equal to everything from `right->low` on.
static void split(struct sorting *s, struct range r, lua_Integer pivot, struct range *left, struct range *right) {
    lua_State *L = s->L;
    lua_Integer i = r.low + 1, j = r.high - 1; // the ends are where they belong
    lua_geti(L, 1, pivot);
    while (i <= j) {
        i = scan_up(s, i, r.high);
        j = scan_down(s, j, r.low);
        if (i < j) {
            store_pair(L, i, j); // the top is element j
        } else {
            lua_pop(L, 2);
            if (i > j) break;
        }
        i++;
        j--;
    }
    lua_pop(L, 1);
    *left = (struct range){r.low, j};
    *right = (struct range){i, r.high};
}

static void sort_range(struct sorting *s, struct range r) {
    struct range later[MOST_RANGES];
    int waiting = 0;
    for (;;) {
        while (r.low < r.high) {
            const lua_Integer pivot = middle(s, r);
            order_pair(s, r.low, r.high);
            if (r.high - r.low == 1) break;
            order_pair(s, r.low, pivot);
            order_pair(s, pivot, r.high);
            if (r.high - r.low == 2) break;
            struct range left, right;
            split(s, r, pivot, &left, &right);
            const bool left_is_longer = left.high - left.low > right.high - right.low;
            later[waiting++] = left_is_longer ? left : right;
            r = left_is_longer ? right : left;
        }
        if (waiting == 0) return;
        r = later[--waiting];
    }
}

int moonreel_table_sort(lua_State *L) {
    const lua_Integer length = moonreel_measured_list(L);
    if (length > 1) {
        if (length > MOONREEL_LONGEST_RANGE) {
            return luaL_error(L, "table.sort over more than %I elements", (LUAI_UACINT)MOONREEL_LONGEST_RANGE);
        }
        if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
        lua_settop(L, 2);
        luaL_checkstack(L, 10, NULL);
        struct sorting s = {.L = L, .has_order = !lua_isnil(L, 2), .comparisons = 0, .pivots = (uint32_t)length};
        sort_range(&s, (struct range){1, length});
    }
    return 0;
}
