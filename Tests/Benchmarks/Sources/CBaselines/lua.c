#include "CBaselines.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <time.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

static int64_t nanoseconds_of(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t plain_now(void) { return nanoseconds_of(CLOCK_MONOTONIC); }

int64_t plain_processor_now(void) { return nanoseconds_of(CLOCK_THREAD_CPUTIME_ID); }

// The functions a script is given

typedef struct {
    int64_t marks[2];
    int count;
} marks;

static int mark(lua_State *L) {
    marks *m = lua_touserdata(L, lua_upvalueindex(1));
    if (m->count < 2) m->marks[m->count++] = lua_toboolean(L, 1) ? plain_now() : plain_processor_now();
    return 0;
}

static int nothing(lua_State *L) {
    (void)L;
    return 0;
}

static int add(lua_State *L) {
    lua_pushinteger(L, luaL_checkinteger(L, 1) + luaL_checkinteger(L, 2));
    return 1;
}

static int waited(lua_State *L, int status, lua_KContext context) {
    (void)L;
    (void)status;
    (void)context;
    return 0;
}

static int wait(lua_State *L) { return lua_yieldk(L, 0, 0, waited); }

// A whole script

static int run(lua_State *L, const char *source, marks *m) {
    lua_State *co = lua_newthread(L);
    lua_pushlightuserdata(L, m);
    lua_pushcclosure(L, mark, 1);
    lua_setglobal(L, "mark");
    lua_register(L, "nothing", nothing);
    lua_register(L, "add", add);
    lua_register(L, "wait", wait);
    int status = luaL_loadstring(co, source), results;
    if (status != LUA_OK) return lua_xmove(co, L, 1), status;
    do status = lua_resume(co, L, 0, &results);
    while (status == LUA_YIELD);
    if (status != LUA_OK) lua_xmove(co, L, 1);
    return status;
}

int64_t plain_run(
    const char *source, const char *document, size_t document_size, char *message, size_t message_size) {
    lua_State *L = luaL_newstate();
    if (L == NULL) return snprintf(message, message_size, "not enough memory"), -1;
    luaL_openlibs(L);
    if (document != NULL) {
        lua_pushlstring(L, document, document_size);
        lua_setglobal(L, "document");
    }
    marks m = {.count = 0};
    int64_t elapsed = -1;
    if (run(L, source, &m) != LUA_OK) {
        const char *text = lua_tostring(L, -1);
        snprintf(message, message_size, "%s", text == NULL ? "an error that is no text" : text);
    } else if (m.count < 2) {
        snprintf(message, message_size, "the script did not mark its beginning and its end");
    } else {
        elapsed = m.marks[1] - m.marks[0];
    }
    lua_close(L);
    return elapsed;
}

// A state of its own

void *plain_open(const char *source) {
    lua_State *L = luaL_newstate();
    if (L == NULL) return NULL;
    luaL_openlibs(L);
    if (luaL_dostring(L, source) == LUA_OK) return L;
    lua_close(L);
    return NULL;
}

size_t plain_heap(void *state) {
    return (size_t)lua_gc(state, LUA_GCCOUNT) * 1024 + (size_t)lua_gc(state, LUA_GCCOUNTB);
}

void plain_close(void *state) { lua_close(state); }

size_t plain_allocated(void) {
#ifdef __GLIBC__
    struct mallinfo2 all = mallinfo2();
    return all.uordblks + all.hblkhd;
#else
    return 0;
#endif
}
