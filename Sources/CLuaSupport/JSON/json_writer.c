#include "interpreter.h"

#include <math.h>

// Lua values to JSON, into a buffer of the interpreter's, so that an error raised on the way loses nothing. Keys are
// sorted: the same value gives the same bytes in every process.

#define DEEPEST_NESTING 100

static void write_value(lua_State *L, int index, int depth);

static void append(lua_State *L, const void *bytes, size_t count) {
    moonreel_interpreter *i = moonreel_of(L);
    // A small table can be a document without end, and no hook interrupts the walk over it.
    if (moonreel_is_stopping(L)) moonreel_raise_stop(L);
    if (i->host_depth == 0 && (count > i->limits.memory || i->json.count > i->limits.memory - count)) {
        luaL_error(L, "the JSON text is longer than the script's memory");
    }
    if (!moonreel_buffer_append(&i->json, bytes, count)) luaL_error(L, "not enough memory");
}

static void append_byte(lua_State *L, char byte) { append(L, &byte, 1); }

// Scalars

static void write_escaped(lua_State *L, unsigned char c) {
    static const char digits[] = "0123456789abcdef";
    char text[6] = {'\\', 0, '0', '0', digits[c >> 4], digits[c & 15]};
    switch (c) {
    case '"': text[1] = '"'; break;
    case '\\': text[1] = '\\'; break;
    case '\n': text[1] = 'n'; break;
    case '\r': text[1] = 'r'; break;
    case '\t': text[1] = 't'; break;
    default: text[1] = 'u'; append(L, text, 6); return;
    }
    append(L, text, 2);
}

static void write_string(lua_State *L, const char *text, size_t count) {
    if (!moonreel_is_utf8(text, count)) {
        luaL_error(L, "a string that is not UTF-8 cannot be said in JSON");
    }
    append_byte(L, '"');
    size_t start = 0;
    for (size_t k = 0; k < count; k++) {
        unsigned char c = (unsigned char)text[k];
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        append(L, text + start, k - start);
        write_escaped(L, c);
        start = k + 1;
    }
    append(L, text + start, count - start);
    append_byte(L, '"');
}

static void write_number(lua_State *L, int index) {
    char text[48];
    size_t count = 0;
    if (lua_isinteger(L, index)) {
        lua_Integer value = lua_tointeger(L, index);
        lua_Unsigned left = value < 0 ? 0u - (lua_Unsigned)value : (lua_Unsigned)value;
        char *end = text + sizeof text, *start = end;
        do *--start = (char)('0' + left % 10);
        while ((left /= 10) != 0);
        if (value < 0) *--start = '-';
        append(L, start, (size_t)(end - start));
        return;
    }
    lua_Number value = lua_tonumber(L, index);
    if (!isfinite(value)) luaL_error(L, "%f cannot be said in JSON", value);
    count = moonreel_write_double(value, text, sizeof text);
    append(L, text, count);
}

// Tables

static void write_array(lua_State *L, int table, int depth) {
    size_t count = lua_rawlen(L, table);
    append_byte(L, '[');
    for (size_t k = 1; k <= count; k++) {
        if (k > 1) append_byte(L, ',');
        if (lua_rawgeti(L, table, (lua_Integer)k) == LUA_TNIL) append(L, "null", 4);
        else write_value(L, lua_gettop(L), depth + 1);
        lua_pop(L, 1);
    }
    append_byte(L, ']');
}

static int compare_keys(lua_State *L, int a, int b) {
    size_t n, m;
    const char *left = lua_tolstring(L, a, &n), *right = lua_tolstring(L, b, &m);
    int order = memcmp(left, right, n < m ? n : m);
    return order != 0 ? order : (n > m) - (n < m);
}

// Sorts the `count` keys above stack index `base`: a heap, so that a table with a million keys is no trap.
static void sift(lua_State *L, int base, int root, int count) {
    for (;;) {
        int child = 2 * root;
        if (child > count) return;
        if (child < count && compare_keys(L, base + child, base + child + 1) < 0) child++;
        if (compare_keys(L, base + root, base + child) >= 0) return;
        lua_pushvalue(L, base + root);
        lua_copy(L, base + child, base + root);
        lua_replace(L, base + child);
        root = child;
    }
}

// Most objects have few keys: their texts, which the stack keeps alive, are sorted outside of Lua.
#define FEW_KEYS 32

typedef struct {
    const char *text;
    size_t count;
    int index;
} key_text;

static bool stands_before(const key_text *a, const key_text *b) {
    int order = memcmp(a->text, b->text, a->count < b->count ? a->count : b->count);
    return order != 0 ? order < 0 : a->count < b->count;
}

static void sort_few(lua_State *L, int base, int count, key_text *keys) {
    for (int k = 0; k < count; k++) {
        key_text key = {.index = base + k + 1};
        key.text = lua_tolstring(L, key.index, &key.count);
        int at = k;
        for (; at > 0 && stands_before(&key, &keys[at - 1]); at--) keys[at] = keys[at - 1];
        keys[at] = key;
    }
}

static void sort_keys(lua_State *L, int base, int count) {
    for (int root = count / 2; root >= 1; root--) sift(L, base, root, count);
    for (int end = count; end > 1; end--) {
        lua_pushvalue(L, base + 1);
        lua_copy(L, base + end, base + 1);
        lua_replace(L, base + end);
        sift(L, base, 1, end - 1);
    }
}

static void write_object(lua_State *L, int table, int depth) {
    int base = lua_gettop(L), count = 0;
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        luaL_checkstack(L, 8, "too many keys for one JSON object");
        lua_pushvalue(L, -1); // the key stays, its copy goes on
        count++;
    }
    key_text few[FEW_KEYS];
    if (count <= FEW_KEYS) sort_few(L, base, count, few);
    else sort_keys(L, base, count);
    append_byte(L, '{');
    for (int k = 1; k <= count; k++) {
        if (k > 1) append_byte(L, ',');
        key_text key = {.index = base + k};
        if (count <= FEW_KEYS) key = few[k - 1];
        else key.text = lua_tolstring(L, key.index, &key.count);
        write_string(L, key.text, key.count);
        append_byte(L, ':');
        lua_pushvalue(L, key.index);
        lua_rawget(L, table);
        write_value(L, lua_gettop(L), depth + 1);
        lua_pop(L, 1);
    }
    append_byte(L, '}');
    lua_settop(L, base);
}

typedef enum { OBJECT, ARRAY, MIXED } shape;

// A table is an array if its keys are 1 to n; without keys it is an object, unless it was marked.
static shape shape_of(lua_State *L, int table) {
    size_t length = lua_rawlen(L, table), positions = 0, names = 0, others = 0;
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        lua_Integer position = lua_isinteger(L, -1) ? lua_tointeger(L, -1) : 0;
        if (position >= 1 && (lua_Unsigned)position <= length) positions++;
        else if (lua_type(L, -1) == LUA_TSTRING) names++;
        else others++;
    }
    if (others > 0 || (positions > 0 && names > 0)) return MIXED;
    return positions > 0 ? ARRAY : OBJECT;
}

// What stands for a table of ours: the contents of a frozen one, the document of one that has `__tojson`.
static bool write_substitute(lua_State *L, int table, int depth) {
    int frozen = luaL_getmetafield(L, table, "__frozen");
    if (frozen == LUA_TTABLE) {
        write_value(L, lua_gettop(L), depth + 1);
        lua_pop(L, 1);
        return true;
    }
    if (frozen != LUA_TNIL) lua_pop(L, 1);
    if (luaL_getmetafield(L, table, "__tojson") == LUA_TNIL) return false;
    lua_pushvalue(L, table);
    moonreel_buffer kept = moonreel_of(L)->json; // the function may use JSON itself
    moonreel_of(L)->json = (moonreel_buffer){0};
    int outer = moonreel_of(L)->json_outer;
    moonreel_of(L)->json_outer += depth + 1;
    int status = lua_pcall(L, 1, 1, 0);
    moonreel_of(L)->json_outer = outer;
    moonreel_buffer_free(&moonreel_of(L)->json);
    moonreel_of(L)->json = kept;
    if (status != LUA_OK) lua_error(L);
    write_value(L, lua_gettop(L), depth + 1);
    lua_pop(L, 1);
    return true;
}

static void write_table(lua_State *L, int table, int depth) {
    if (depth + moonreel_of(L)->json_outer > DEEPEST_NESTING) {
        luaL_error(L, "tables nested deeper than %d, or one that contains itself, cannot be said in JSON",
            DEEPEST_NESTING);
    }
    if (moonreel_is_stopping(L)) moonreel_raise_stop(L);
    luaL_checkstack(L, 12, "JSON is nested too deeply");
    bool marked = moonreel_is_marked_array(L, table);
    if (!marked && write_substitute(L, table, depth)) return;
    switch (marked ? ARRAY : shape_of(L, table)) {
    case ARRAY: write_array(L, table, depth); break;
    case OBJECT: write_object(L, table, depth); break;
    case MIXED:
        luaL_error(L, "a table with both positions and names (or with other keys) cannot be said in JSON");
    }
}

static void write_value(lua_State *L, int index, int depth) {
    switch (lua_type(L, index)) {
    case LUA_TNIL: append(L, "null", 4); break;
    case LUA_TBOOLEAN:
        if (lua_toboolean(L, index)) append(L, "true", 4);
        else append(L, "false", 5);
        break;
    case LUA_TNUMBER: write_number(L, index); break;
    case LUA_TSTRING: {
        size_t count;
        const char *text = lua_tolstring(L, index, &count);
        write_string(L, text, count);
        break;
    }
    case LUA_TLIGHTUSERDATA:
        if (lua_touserdata(L, index) == NULL) {
            append(L, "null", 4);
            break;
        } // fall through
    case LUA_TTABLE:
        if (lua_type(L, index) == LUA_TTABLE) {
            write_table(L, index, depth);
            break;
        } // fall through
    default: luaL_error(L, "a %s cannot be said in JSON", luaL_typename(L, index));
    }
}

void moonreel_write_json(lua_State *L, int index) {
    moonreel_of(L)->json.count = 0;
    write_value(L, lua_absindex(L, index), 0);
}
