// The C of the bridge without Swift, so that sanitizers can watch it: `scripts/sanitize` builds and runs this.
//
//   harness script FILE FIRST LAST ROUNDS MEMORY   runs a model in Lua for the seeds FIRST to LAST, in so many bytes
//   harness blocks FIRST LAST ROUNDS               makes, resizes and frees blocks of memory beside a plain list

#include "interpreter.h"

#include <stdio.h>

static void nothing(void *context) { (void)context; }

static int64_t send_nothing(
    void *context, moonreel_text name, moonreel_text document, moonreel_text place, bool answered) {
    (void)context, (void)name, (void)document, (void)place, (void)answered;
    return 1;
}

static moonreel_verdict call_nothing(void *function, lua_State *L, int count, int *results, int64_t *ticket) {
    (void)function, (void)L, (void)count, (void)ticket;
    *results = 0;
    return MOONREEL_RETURN;
}

static int told(long seed, moonreel_text text) {
    printf("seed %ld: %.*s\n", seed, (int)text.count, text.bytes == NULL ? "" : text.bytes);
    return 1;
}

// Scripts

typedef struct {
    long steps, stopped;
} tally;

static int run_seed(long seed, const char *rounds, const char *script, size_t memory, tally *t) {
    char *source = malloc(strlen(script) + 100);
    if (source == NULL) return 1;
    const int count = sprintf(source, "local seed, rounds = %ld, %.20s %s", seed, rounds, script);
    char context;
    moonreel_switch *s = moonreel_switch_new(&context, nothing, nothing);
    const moonreel_limits limits = {.memory = memory, .output = 1 << 20, .source = 1 << 20, .seed = 7};
    moonreel_interpreter *i = moonreel_new(limits, (moonreel_host){&context, send_nothing, call_nothing, nothing}, s);
    int failed = i == NULL || !moonreel_load(i, (moonreel_text){source, (size_t)count}, "=model", NULL);
    if (!failed) {
        const moonreel_outcome outcome = moonreel_resume(i);
        if (outcome == MOONREEL_STOPPED) t->stopped++;
        else if (outcome == MOONREEL_FINISHED) t->steps += atol(moonreel_result(i).bytes);
        else failed = 1;
    }
    if (failed) told(seed, i == NULL ? (moonreel_text){0} : moonreel_report(i));
    if (i != NULL) moonreel_free(i);
    moonreel_switch_release(s);
    free(source);
    return failed;
}

static int run_scripts(char **arguments) {
    static char script[1 << 20];
    FILE *file = fopen(arguments[0], "rb");
    if (file == NULL) return fprintf(stderr, "%s cannot be read\n", arguments[0]), 2;
    script[fread(script, 1, sizeof script - 1, file)] = '\0';
    fclose(file);
    tally t = {0};
    for (long seed = atol(arguments[1]); seed <= atol(arguments[2]); seed++) {
        if (run_seed(seed, arguments[3], script, (size_t)atoll(arguments[4]), &t)) return 1;
    }
    printf("%s: %ld steps, %ld scripts stopped for their memory, nothing found\n", arguments[0], t.steps, t.stopped);
    return 0;
}

// Blocks

static uint64_t state;

// xorshift64
static uint64_t drawn(uint64_t bound) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % bound;
}

#define BLOCKS 64

typedef struct {
    unsigned char *bytes;
    size_t size;
    unsigned char filling;
    uint64_t serial; // 0 for none
} block;

typedef struct {
    moonreel_interpreter interpreter;
    block blocks[BLOCKS];
    size_t used;
    uint64_t serials;
} world;

static bool is_whole(const block *b, size_t count) {
    for (size_t k = 0; k < count; k++) {
        if (b->bytes[k] != b->filling) return false;
    }
    return moonreel_block_serial(b->bytes) == b->serial;
}

static void *allocate(world *w, void *bytes, size_t old, size_t new) {
    return moonreel_allocate(&w->interpreter, bytes, old, new);
}

static void make(world *w, block *b, size_t size) {
    static const size_t kinds[] = {LUA_TTABLE, LUA_TFUNCTION, LUA_TTHREAD, LUA_TSTRING, LUA_TUSERDATA, 0};
    const size_t kind = kinds[drawn(6)];
    const bool is_object = kind == LUA_TTABLE || kind == LUA_TFUNCTION || kind == LUA_TTHREAD;
    *b = (block){.bytes = allocate(w, NULL, kind, size), .size = size};
    if (is_object) b->serial = ++w->serials;
}

// False when the allocator did something else than the list says.
static bool step(world *w) {
    block *b = &w->blocks[drawn(BLOCKS)];
    const size_t size = 1 + drawn(drawn(8) == 0 ? 5000 : 200);
    if (b->bytes != NULL && !is_whole(b, b->size)) return false;
    w->used -= b->size;
    if (b->bytes == NULL) {
        make(w, b, size);
    } else if (drawn(2) == 0) {
        allocate(w, b->bytes, b->size, 0);
        *b = (block){0};
    } else {
        const size_t kept = size < b->size ? size : b->size;
        b->bytes = allocate(w, b->bytes, b->size, size);
        b->size = size;
        if (!is_whole(b, kept)) return false;
    }
    w->used += b->size;
    b->filling = (unsigned char)drawn(256);
    if (b->bytes != NULL) memset(b->bytes, b->filling, b->size);
    return w->interpreter.used == w->used && w->interpreter.serials == w->serials;
}

static int run_blocks(char **arguments) {
    const long first = atol(arguments[0]), last = atol(arguments[1]), rounds = atol(arguments[2]);
    for (long seed = first; seed <= last; seed++) {
        world w = {.interpreter = {.limits = {.memory = SIZE_MAX / 4}}};
        state = (uint64_t)seed * 0x9E3779B97F4A7C15 + 1;
        for (long k = 0; k < rounds; k++) {
            if (!step(&w)) return printf("seed %ld: step %ld is not what the list says\n", seed, k), 1;
        }
        for (size_t k = 0; k < BLOCKS; k++) allocate(&w, w.blocks[k].bytes, w.blocks[k].size, 0);
        if (w.interpreter.used != 0) return printf("seed %ld: %zu bytes are left\n", seed, w.interpreter.used), 1;
    }
    printf("blocks: %ld steps, nothing found\n", (last - first + 1) * rounds);
    return 0;
}

int main(int count, char **arguments) {
    if (count == 7 && strcmp(arguments[1], "script") == 0) return run_scripts(arguments + 2);
    if (count == 5 && strcmp(arguments[1], "blocks") == 0) return run_blocks(arguments + 2);
    fprintf(stderr, "see the beginning of harness.c\n");
    return 2;
}
