#include "fuzzing.h"

// JSON by its grammar (RFC 8259), the plain way: what the reader's tricks with padding and long integers are compared
// with.

// simdjson follows 1024.
#define DEEPEST_CERTAIN 1000
#define DEEPEST 3000

// Beyond so many digits, or with an exponent, a number may be too great for a double.
#define MOST_CERTAIN_DIGITS 300

typedef struct {
    const char *at, *end;
    size_t deepest;
    bool doubtful;
} reading;

static bool read_value(reading *r, size_t depth);

static int next_byte(const reading *r) { return r->at < r->end ? (unsigned char)*r->at : -1; }

static bool take(reading *r, char c) {
    if (next_byte(r) != c) return false;
    r->at++;
    return true;
}

static bool take_word(reading *r, const char *word) {
    while (*word != '\0') {
        if (!take(r, *word++)) return false;
    }
    return true;
}

static void skip_space(reading *r) {
    while (r->at < r->end && memchr(" \t\n\r", *r->at, 4) != NULL) r->at++;
}

static size_t take_digits(reading *r) {
    const char *start = r->at;
    while (next_byte(r) >= '0' && next_byte(r) <= '9') r->at++;
    return (size_t)(r->at - start);
}

static bool read_number(reading *r) {
    take(r, '-');
    if (!take(r, '0')) {
        const size_t digits = take_digits(r);
        if (digits == 0) return false;
        if (digits > MOST_CERTAIN_DIGITS) r->doubtful = true;
    }
    if (take(r, '.') && take_digits(r) == 0) return false;
    if (take(r, 'e') || take(r, 'E')) {
        r->doubtful = true;
        if (!take(r, '+')) take(r, '-');
        if (take_digits(r) == 0) return false;
    }
    return true;
}

static int hexadecimal_value(int c) {
    if (c >= '0' && c <= '9') return c - '0';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') return (c | 0x20) - 'a' + 10;
    return -1;
}

static bool read_code_unit(reading *r) {
    int unit = 0;
    for (int k = 0; k < 4; k++) {
        const int digit = hexadecimal_value(next_byte(r));
        if (digit < 0) return false;
        unit = unit * 16 + digit;
        r->at++;
    }
    if (unit >= 0xd800 && unit <= 0xdfff) r->doubtful = true; // the grammar says nothing about pairs
    return true;
}

static bool read_string(reading *r) {
    if (!take(r, '"')) return false;
    while (r->at < r->end) {
        const unsigned char c = (unsigned char)*r->at++;
        if (c == '"') return true;
        if (c < 0x20) return false;
        if (c != '\\') continue;
        const int escaped = next_byte(r);
        if (escaped <= 0 || strchr("\"\\/bfnrtu", escaped) == NULL) return false;
        r->at++;
        if (escaped == 'u' && !read_code_unit(r)) return false;
    }
    return false;
}

static bool read_members(reading *r, size_t depth, char close, bool named) {
    r->at++;
    if (depth > r->deepest) r->deepest = depth;
    if (depth > DEEPEST_CERTAIN) r->doubtful = true;
    if (depth > DEEPEST) return false;
    skip_space(r);
    if (take(r, close)) return true;
    do {
        skip_space(r);
        if (named) {
            if (!read_string(r)) return false;
            skip_space(r);
            if (!take(r, ':')) return false;
        }
        if (!read_value(r, depth)) return false;
    } while (take(r, ','));
    return take(r, close);
}

static bool read_value(reading *r, size_t depth) {
    skip_space(r);
    bool good;
    switch (next_byte(r)) {
    case '[': good = read_members(r, depth + 1, ']', false); break;
    case '{': good = read_members(r, depth + 1, '}', true); break;
    case '"': good = read_string(r); break;
    case 't': good = take_word(r, "true"); break;
    case 'f': good = take_word(r, "false"); break;
    case 'n': good = take_word(r, "null"); break;
    default: good = read_number(r); break;
    }
    skip_space(r);
    return good;
}

json_verdict fuzzing_judge_json(moonreel_text text, size_t *depth) {
    *depth = 0;
    if (text.count == 0 || !moonreel_is_utf8(text.bytes, text.count)) return NOT_JSON;
    // A byte order mark may be ignored.
    if (text.count >= 3 && memcmp(text.bytes, "\xef\xbb\xbf", 3) == 0) return PERHAPS_JSON;
    reading r = {.at = text.bytes, .end = text.bytes + text.count};
    const bool good = read_value(&r, 0) && r.at == r.end;
    *depth = r.deepest;
    if (!good) return r.deepest > DEEPEST ? PERHAPS_JSON : NOT_JSON;
    return r.doubtful ? PERHAPS_JSON : IS_JSON;
}
