#ifndef MOONREEL_ITEMS_H
#define MOONREEL_ITEMS_H

#include <ctype.h>
#include <lauxlib.h>
#include <stdbool.h>

#include "matching.h"

// The parts of a pattern that stand for one character: letters, '.', classes such as %a, sets such as [a-z]. Here, and
// not behind a call, because matching spends its time in them.

static inline void spend(struct moonreel_matching *m, size_t work) { moonreel_spend(m->L, &m->steps, work); }

static inline int byte_at(const char *s) { return (unsigned char)*s; }

static inline bool is_in_class(int c, int letter) {
    bool in;
    switch (letter | 0x20) { // as a small letter; nothing but a letter becomes one by this
    case 'a': in = isalpha(c); break;
    case 'c': in = iscntrl(c); break;
    case 'd': in = isdigit(c); break;
    case 'g': in = isgraph(c); break;
    case 'l': in = islower(c); break;
    case 'p': in = ispunct(c); break;
    case 's': in = isspace(c); break;
    case 'u': in = isupper(c); break;
    case 'w': in = isalnum(c); break;
    case 'x': in = isxdigit(c); break;
    case 'z': in = c == 0; break; // gone from the manual since 5.2, but not from the interpreter
    default: return c == letter;
    }
    return isupper(letter) ? !in : in;
}

// `set` points to the '[', `close` to the ']' that ends it.
static inline bool is_in_set(int c, const char *set, const char *close) {
    bool complement = set[1] == '^';
    const char *q = set + 1 + complement;
    while (q < close) {
        if (*q == '%') {
            if (is_in_class(c, byte_at(q + 1))) return !complement;
            q += 2;
        } else if (q[1] == '-' && q + 2 < close) {
            if (byte_at(q) <= c && c <= byte_at(q + 2)) return !complement;
            q += 3;
        } else {
            if (byte_at(q) == c) return !complement;
            q++;
        }
    }
    return complement;
}

// The end of the set that begins at `p`, remembered for the next position. A ']' in first place is a member.
static inline const char *set_end(struct moonreel_matching *m, const char *p) {
    if (p == m->known_set) return m->known_set_end;
    const char *first = p + 1 + (p[1] == '^');
    for (const char *q = first; q < m->pattern_end; q += *q == '%' ? 2 : 1) {
        if (*q != ']' || q == first) continue;
        m->known_set = p;
        m->known_set_end = q + 1;
        return q + 1;
    }
    luaL_error(m->L, "malformed pattern (missing ']')");
    return p;
}

static inline const char *item_end(struct moonreel_matching *m, const char *p) {
    switch (*p) {
    case '%':
        if (p + 1 == m->pattern_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
        return p + 2;
    case '[': return set_end(m, p);
    default: return p + 1;
    }
}

static inline bool fits(const struct moonreel_matching *m, const char *s, const char *item, const char *after) {
    if (s >= m->subject_end) return false;
    switch (*item) {
    case '.': return true;
    case '%': return is_in_class(byte_at(s), byte_at(item + 1));
    case '[': return is_in_set(byte_at(s), item, after - 1);
    default: return *item == *s;
    }
}

// Passes over characters from `s` on while they fit the item (or, with `wanted` false, while they do not). Works in
// stretches, so that neither a long subject nor a long set keeps the script from being stopped.
static inline const char *skip(
    struct moonreel_matching *m, const char *s, const char *item, const char *after, bool wanted) {
    const size_t cost = (size_t)(after - item);
    const size_t stretch = cost < 64 ? 64 : 1;
    for (;;) {
        const size_t left = (size_t)(m->subject_end - s);
        const char *stop = s + (left < stretch ? left : stretch);
        const char *from = s;
        if (*item == '[') {
            while (s < stop && is_in_set(byte_at(s), item, after - 1) == wanted) s++;
        } else {
            while (s < stop && fits(m, s, item, after) == wanted) s++;
        }
        spend(m, (size_t)(s - from) * cost);
        if (s < stop || s == m->subject_end) return s;
    }
}

#endif
