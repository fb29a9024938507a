#include "interpreter.h"

#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <new>

// JSON to Lua tables. simdjson reads the document into its own tape first; the walk over the tape may raise, and
// holds nothing with a destructor, so that a longjmp over it is sound.

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

// The parser belongs to the interpreter, which outlives every error.
simdjson::dom::parser *parser_of(moonreel_interpreter *i) noexcept {
    if (i->json_parser == nullptr) i->json_parser = new (std::nothrow) simdjson::dom::parser();
    return static_cast<simdjson::dom::parser *>(i->json_parser);
}

struct Tape {
    const char *error;
    element root;
};

Tape parse(moonreel_interpreter *i, const char *bytes, size_t count, bool padded) noexcept {
    Tape tape{nullptr, {}};
    simdjson::dom::parser *parser = parser_of(i);
    if (parser == nullptr) {
        tape.error = "not enough memory";
        return tape;
    }
    auto error = parser->parse(bytes, count, !padded).get(tape.root);
    if (error) tape.error = simdjson::error_message(error);
    return tape;
}

// Whether the integer has 64 bits at most.
bool fits(const char *digits, size_t count) {
    int64_t value;
    return std::from_chars(digits, digits + count, value).ec == std::errc();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// simdjson refuses integers beyond 64 bits; Lua has no such integers either and takes a float. The text is copied
// with "e0" behind every such integer, which makes it a float. Returns false when there is none.
bool widen_integers(const char *bytes, size_t count, moonreel_buffer *to) noexcept {
    bool widened = false, in_string = false;
    to->count = 0;
    for (size_t k = 0; k < count;) {
        char c = bytes[k];
        size_t start = k;
        if (in_string || !(is_digit(c) || c == '-')) {
            if (in_string && c == '\\' && k + 1 < count) k += 2;
            else {
                if (c == '"') in_string = !in_string;
                k += 1;
            }
            if (!moonreel_buffer_append(to, bytes + start, k - start)) return false;
            continue;
        }
        size_t digits = 0;
        bool integer = true;
        for (k += c == '-'; k < count; k++) {
            char d = bytes[k];
            if (is_digit(d)) digits++;
            else if (d == '.' || d == 'e' || d == 'E' || d == '+' || d == '-') integer = false;
            else break;
        }
        if (!moonreel_buffer_append(to, bytes + start, k - start)) return false;
        if (integer && digits >= 19 && !fits(bytes + start, k - start)) {
            widened = true;
            if (!moonreel_buffer_append(to, "e0", 2)) return false;
        }
    }
    return widened;
}

struct Walk {
    lua_State *L;
    int array_metatable;

    // A document can be larger than the script's memory, and no hook interrupts this loop.
    void check_stop() {
        if (moonreel_is_stopping(L)) moonreel_raise_stop(L);
    }

    void push_array(const simdjson::dom::array &array) {
        check_stop();
        luaL_checkstack(L, 4, "JSON is nested too deeply");
        lua_createtable(L, static_cast<int>(array.size()), 0);
        lua_Integer k = 0;
        for (element item : array) {
            if (k % 1024 == 0) check_stop();
            push(item, true);
            lua_rawseti(L, -2, ++k);
        }
        lua_pushvalue(L, array_metatable);
        lua_setmetatable(L, -2);
    }

    void push_object(const simdjson::dom::object &object) {
        check_stop();
        luaL_checkstack(L, 4, "JSON is nested too deeply");
        lua_createtable(L, 0, static_cast<int>(object.size()));
        for (auto field : object) {
            if (field.value.is_null()) continue;
            lua_pushlstring(L, field.key.data(), field.key.size());
            push(field.value, false);
            lua_rawset(L, -3);
        }
    }

    void push(const element &value, bool in_array) {
        switch (value.type()) {
        case element_type::ARRAY: push_array(simdjson::dom::array(value)); break;
        case element_type::OBJECT: push_object(simdjson::dom::object(value)); break;
        case element_type::INT64: lua_pushinteger(L, int64_t(value)); break;
        case element_type::UINT64: lua_pushnumber(L, static_cast<lua_Number>(uint64_t(value))); break;
        case element_type::DOUBLE: lua_pushnumber(L, double(value)); break;
        case element_type::STRING: {
            std::string_view text(value);
            lua_pushlstring(L, text.data(), text.size());
            break;
        }
        case element_type::BOOL: lua_pushboolean(L, bool(value)); break;
        case element_type::NULL_VALUE:
            if (in_array) lua_pushlightuserdata(L, nullptr);
            else lua_pushnil(L);
            break;
        }
    }
};

} // namespace

extern "C" {

void moonreel_json_parser_free(void *parser) { delete static_cast<simdjson::dom::parser *>(parser); }

void moonreel_read_json(lua_State *L, const char *bytes, size_t count, bool padded) {
    moonreel_interpreter *i = moonreel_of(L);
    Tape tape = parse(i, bytes, count, padded);
    if (tape.error != nullptr && widen_integers(bytes, count, &i->json)) {
        tape = parse(i, i->json.bytes, i->json.count, false);
    }
    if (tape.error != nullptr) {
        luaL_error(L, "this is not JSON: %s", tape.error);
        return;
    }
    luaL_checkstack(L, 6, nullptr);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &moonreel_array_key);
    Walk walk{L, lua_gettop(L)};
    walk.push(tape.root, false);
    lua_remove(L, walk.array_metatable);
}

bool moonreel_is_utf8(const char *bytes, size_t count) { return simdjson::validate_utf8(bytes, count); }

size_t moonreel_write_double(double value, char *to, size_t room) {
    auto written = std::to_chars(to, to + room, value);
    if (written.ec != std::errc()) return 0;
    size_t count = static_cast<size_t>(written.ptr - to);
    // A float stays one when it is read back.
    for (size_t k = 0; k < count; k++) {
        if (to[k] == '.' || to[k] == 'e') return count;
    }
    if (count + 2 > room) return 0;
    to[count] = '.';
    to[count + 1] = '0';
    return count + 2;
}
}
