#include "ordering.h"

// Keys

moonreel_sort_key moonreel_key_at(lua_State *L, int index) {
    moonreel_sort_key key = {.rank = OBJECT, .type = (uint8_t)lua_type(L, index)};
    switch (key.type) {
    case LUA_TNUMBER:
        key.rank = NUMBER;
        key.is_integer = lua_isinteger(L, index);
        if (!key.is_integer) {
            key.number = lua_tonumber(L, index);
            break;
        }
        key.integer = lua_tointeger(L, index);
        if (key.integer > 0) key.rank = POSITION;
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

static lua_Number number_of(const moonreel_sort_key *key) {
    return key->is_integer ? (lua_Number)key->integer : key->number;
}

static int compare_numbers(const moonreel_sort_key *a, const moonreel_sort_key *b) {
    if (a->is_integer && b->is_integer) return order(a->integer < b->integer, a->integer > b->integer);
    // A float that is a key has no integer's value, so that as floats the two can be compared.
    const lua_Number x = number_of(a), y = number_of(b);
    return order(x < y, x > y);
}

static int compare_texts(const moonreel_sort_key *a, const moonreel_sort_key *b) {
    const size_t shared = a->count < b->count ? a->count : b->count;
    const int difference = shared == 0 ? 0 : memcmp(a->bytes, b->bytes, shared);
    return difference != 0 ? difference : order(a->count < b->count, a->count > b->count);
}

int moonreel_compare_keys(const moonreel_sort_key *a, const moonreel_sort_key *b) {
    if (a->rank != b->rank) return order(a->rank < b->rank, true);
    switch (a->rank) {
    case NUMBER: return compare_numbers(a, b);
    case TEXT: return compare_texts(a, b);
    case OBJECT:
        if (a->type != b->type) return order(a->type < b->type, true);
        return order(a->serial < b->serial, a->serial > b->serial);
    default: return order(a->integer < b->integer, a->integer > b->integer);
    }
}

// Heads: numbers in the order of the keys; where two are the same, the keys decide

#define HEAD_BITS 61 // below the rank's

static uint64_t head_of_integer(lua_Integer value) {
    const uint64_t most = ((uint64_t)1 << HEAD_BITS) - 1;
    return (uint64_t)value < most ? (uint64_t)value : most;
}

static uint64_t head_of_number(lua_Number number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    bits = bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
    return bits >> (64 - HEAD_BITS);
}

// `shared` bytes are the same in all texts.
static uint64_t head_of_text(const moonreel_sort_key *key, size_t shared) {
    uint64_t head = 0;
    for (size_t k = shared; k < shared + 8; k++) head = head << 8 | (k < key->count ? (uint8_t)key->bytes[k] : 0);
    return head >> (64 - HEAD_BITS);
}

static uint64_t head_of(const moonreel_sort_key *key, size_t shared) {
    const uint64_t rank = (uint64_t)key->rank << HEAD_BITS;
    switch (key->rank) {
    case NUMBER: return rank | head_of_number(number_of(key));
    case TEXT: return rank | head_of_text(key, shared);
    case OBJECT: return rank | (uint64_t)key->type << (HEAD_BITS - 4) | (key->serial & (((uint64_t)1 << 57) - 1));
    default: return rank | head_of_integer(key->integer);
    }
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

// How many bytes all texts begin with, such as those of "movie:".
static size_t shared_bytes(const moonreel_sort_key *keys, size_t count) {
    const moonreel_sort_key *first = NULL;
    size_t shared = 0;
    for (size_t k = 0; k < count; k++) {
        if (keys[k].rank != TEXT) continue;
        if (first == NULL) {
            first = &keys[k];
            shared = first->count;
            continue;
        }
        size_t same = 0;
        const size_t most = least(shared, keys[k].count);
        while (same < most && keys[k].bytes[same] == first->bytes[same]) same++;
        shared = same;
        if (shared == 0) break;
    }
    return shared;
}

// Sorting: short runs by insertion, then merged

#define SHORT_RUN 8

static bool precedes(const moonreel_sort_key *keys, moonreel_placed a, moonreel_placed b) {
    if (a.head != b.head) return a.head < b.head;
    return moonreel_compare_keys(&keys[a.place], &keys[b.place]) < 0;
}

static void sort_run(const moonreel_sort_key *keys, moonreel_placed *places, size_t count) {
    for (size_t k = 1; k < count; k++) {
        const moonreel_placed placed = places[k];
        size_t hole = k;
        for (; hole > 0 && precedes(keys, placed, places[hole - 1]); hole--) places[hole] = places[hole - 1];
        places[hole] = placed;
    }
}

static void merge(lua_State *L, const moonreel_sort_key *keys, const moonreel_placed *from, size_t middle, size_t end,
    moonreel_placed *to, unsigned *rounds) {
    size_t a = 0, b = middle;
    for (size_t k = 0; k < end; k++) {
        const bool second = a == middle || (b < end && precedes(keys, from[b], from[a]));
        to[k] = from[second ? b++ : a++];
        moonreel_count_round(L, rounds);
    }
}

const moonreel_placed *moonreel_sort_keys(
    lua_State *L, const moonreel_sort_key *keys, size_t count, moonreel_placed *room) {
    const size_t shared = shared_bytes(keys, count);
    unsigned rounds = 0;
    for (size_t k = 0; k < count; k++) room[k] = (moonreel_placed){head_of(&keys[k], shared), (uint32_t)k};
    for (size_t k = 0; k < count; k += SHORT_RUN) {
        sort_run(keys, room + k, least(SHORT_RUN, count - k));
        moonreel_count_round(L, &rounds);
    }
    moonreel_placed *from = room, *to = room + count;
    for (size_t run = SHORT_RUN; run < count; run *= 2) {
        for (size_t k = 0; k < count; k += 2 * run) {
            const size_t left = count - k;
            merge(L, keys, from + k, least(run, left), least(2 * run, left), to + k, &rounds);
        }
        moonreel_placed *sorted = to;
        to = from;
        from = sorted;
    }
    return from;
}
