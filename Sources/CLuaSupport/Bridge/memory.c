#include "interpreter.h"

// A single block this large may be refused; smaller ones never are: a refused allocation makes Lua collect in the
// middle of whatever it does, which 5.4.4 does not survive safely. Over the limit the script is stopped instead, at
// its next instruction.
#define LARGE_BLOCK ((size_t)1 << 20)

// Tables, functions and coroutines have a number before them in memory, by which they can be ordered and named the same
// way whenever a script runs. Such a block is known by its address: `malloc` aligns to 16 bytes, and it begins 8 later,
// which suffices for what Lua keeps in it.
#define SERIAL_SIZE sizeof(uint64_t)

_Static_assert(SERIAL_SIZE == 8 && sizeof(void *) == 8, "malloc aligns to 16 bytes where pointers have 8");

static bool has_serial(const void *block) { return ((uintptr_t)block & 15) == SERIAL_SIZE; }

static bool gets_serial(size_t kind) {
    return kind == LUA_TTABLE || kind == LUA_TFUNCTION || kind == LUA_TTHREAD;
}

static void *resize(moonreel_interpreter *i, void *block, size_t kind, size_t size) {
    if (block == NULL ? !gets_serial(kind) : !has_serial(block)) return realloc(block, size);
    if (size > SIZE_MAX - SERIAL_SIZE) return NULL;
    uint64_t *moved = realloc(block == NULL ? NULL : (uint64_t *)block - 1, size + SERIAL_SIZE);
    if (moved == NULL) return NULL;
    if (block == NULL) *moved = ++i->serials;
    return moved + 1;
}

void *moonreel_allocate(void *context, void *block, size_t old_size, size_t new_size) {
    moonreel_interpreter *i = context;
    const size_t kind = block == NULL ? old_size : 0; // then it says what kind of object it is for
    if (block == NULL) old_size = 0;
    if (new_size == 0) {
        free(block != NULL && has_serial(block) ? (uint64_t *)block - 1 : block);
        i->used -= old_size;
        return NULL;
    }
    if (new_size > old_size) {
        size_t after = i->used - old_size + new_size;
        if (after > i->limits.memory && !i->unlimited) {
            bool large = new_size - old_size >= LARGE_BLOCK;
            if (large && i->host_depth == 0 && after / 2 > i->limits.memory) return NULL;
            if (!i->over_memory) {
                i->over_memory = 1;
                moonreel_arm(i);
            }
        }
    }
    void *moved = resize(i, block, kind, new_size);
    if (moved == NULL) return NULL;
    i->used = i->used - old_size + new_size;
    if (i->used > i->peak) i->peak = i->used;
    return moved;
}

// Garbage counts until it is collected, so a script that is over its limit is given one full collection before it is
// stopped. A quarter must come free, or the next collection would be due at once.
bool moonreel_recover_memory(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    if (!i->over_memory || i->stop_is_final || moonreel_switch_reason(i->stop) != MOONREEL_NOT_STOPPED) return false;
    moonreel_forget_walks(L);
    lua_gc(L, LUA_GCCOLLECT);
    if (i->used > i->limits.memory - i->limits.memory / 4) return false;
    i->over_memory = 0;
    i->stopping = moonreel_switch_reason(i->stop) != MOONREEL_NOT_STOPPED;
    return !i->stopping;
}

size_t moonreel_string_limit(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    return i->used < i->limits.memory ? i->limits.memory - i->used : 0;
}

bool moonreel_buffer_reserve(moonreel_buffer *b, size_t more) {
    if (b->room - b->count >= more) return true;
    size_t room = b->room < 256 ? 256 : b->room;
    while (room - b->count < more) {
        if (room > SIZE_MAX / 2) return false;
        room *= 2;
    }
    char *bytes = realloc(b->bytes, room);
    if (bytes == NULL) return false;
    b->bytes = bytes;
    b->room = room;
    return true;
}

bool moonreel_buffer_append(moonreel_buffer *b, const void *bytes, size_t count) {
    if (!moonreel_buffer_reserve(b, count)) return false;
    if (count > 0) memcpy(b->bytes + b->count, bytes, count);
    b->count += count;
    return true;
}

void moonreel_buffer_free(moonreel_buffer *b) {
    free(b->bytes);
    *b = (moonreel_buffer){0};
}
