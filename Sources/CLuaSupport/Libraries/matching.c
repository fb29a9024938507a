#include "matching.h"

#include <lauxlib.h>
#include <string.h>

#include "items.h"

// A backtracking matcher without recursion: what may be tried differently later is a choice on a stack of fixed size.
// The stock matcher recurses at the same places, at most 200 deep; the first level of it needs no choice here.
#define MOST_CHOICES 199

enum choice_kind {
    CHOICE_FEWER,   // a greedy repetition gives back one character
    CHOICE_MORE,    // a lazy repetition takes one more
    CHOICE_WITHOUT, // an optional item is left out
    CHOICE_UNOPEN,  // a capture was opened: forget it
    CHOICE_UNCLOSE, // a capture was closed: open it again
};

struct choice {
    enum choice_kind kind;
    int capture;       // UNCLOSE: which one
    const char *at;    // where the subject stood
    const char *least; // FEWER: the end of the shortest repetition allowed
    const char *item;  // MORE: the repeated item
    const char *rest;  // the pattern after the item and its suffix
};

// One attempt at one position. It lives on the C stack only while the matcher runs, never during a script's callback.
struct attempt {
    struct moonreel_matching *m;
    const char *s;
    const char *p;
    int depth;
    struct choice choices[MOST_CHOICES];
};

// Choices

static struct choice *push_choice(struct attempt *a, enum choice_kind kind) {
    if (a->depth == MOST_CHOICES) luaL_error(a->m->L, "pattern too complex");
    struct choice *choice = &a->choices[a->depth++];
    choice->kind = kind;
    return choice;
}

// Goes back to the latest choice that leaves something to try; false if none does.
static bool try_otherwise(struct attempt *a) {
    while (a->depth > 0) {
        struct choice *last = &a->choices[a->depth - 1];
        switch (last->kind) {
        case CHOICE_FEWER:
            if (last->at == last->least) break;
            a->s = --last->at;
            a->p = last->rest;
            return true;
        case CHOICE_MORE:
            if (!fits(a->m, last->at, last->item, last->rest - 1)) break;
            spend(a->m, (size_t)(last->rest - last->item));
            a->s = ++last->at;
            a->p = last->rest;
            return true;
        case CHOICE_WITHOUT:
            a->s = last->at;
            a->p = last->rest;
            a->depth--;
            return true;
        case CHOICE_UNOPEN: a->m->capture_count--; break;
        case CHOICE_UNCLOSE: a->m->captures[last->capture].length = MOONREEL_CAPTURE_OPEN; break;
        }
        a->depth--;
    }
    return false;
}

// The parts of a pattern. Each returns false when it does not match here.

static bool take_optional(struct attempt *a, const char *rest) {
    struct choice *choice = push_choice(a, CHOICE_WITHOUT);
    choice->at = a->s++;
    choice->rest = a->p = rest;
    return true;
}

static bool take_many(struct attempt *a, const char *item, const char *after, const char *least) {
    const char *most = *item == '.' ? a->m->subject_end : skip(a->m, least, item, after, true);
    struct choice *choice = push_choice(a, CHOICE_FEWER);
    choice->least = least;
    choice->at = a->s = most;
    choice->rest = a->p = after + 1;
    return true;
}

static bool take_few(struct attempt *a, const char *item, const char *rest) {
    struct choice *choice = push_choice(a, CHOICE_MORE);
    choice->at = a->s;
    choice->item = item;
    choice->rest = a->p = rest;
    return true;
}

// A single item with its suffix, if any. Reading `*after` is sound at the end of the pattern too: there is the NUL.
static inline bool take_item(struct attempt *a) {
    const char *item = a->p;
    const char *after = item_end(a->m, item);
    const bool here = fits(a->m, a->s, item, after);
    if (after - item > 2) spend(a->m, (size_t)(after - item));
    switch (*after) {
    case '?':
        if (here) return take_optional(a, after + 1);
        break;
    case '*':
        if (here) return take_many(a, item, after, a->s);
        break;
    case '-':
        if (here) return take_few(a, item, after + 1);
        break;
    case '+': return here && take_many(a, item, after, a->s + 1);
    default:
        a->s++;
        a->p = after;
        return here;
    }
    a->p = after + 1; // nothing fits and nothing needs to
    return true;
}

static bool open_capture(struct attempt *a) {
    struct moonreel_matching *m = a->m;
    const bool position = a->p[1] == ')';
    if (m->capture_count == MOONREEL_MOST_CAPTURES) luaL_error(m->L, "too many captures");
    struct moonreel_capture *capture = &m->captures[m->capture_count++];
    capture->start = a->s;
    capture->length = position ? MOONREEL_CAPTURE_POSITION : MOONREEL_CAPTURE_OPEN;
    push_choice(a, CHOICE_UNOPEN);
    a->p += position ? 2 : 1;
    return true;
}

static bool close_capture(struct attempt *a) {
    struct moonreel_matching *m = a->m;
    int index = m->capture_count - 1;
    while (index >= 0 && m->captures[index].length != MOONREEL_CAPTURE_OPEN) index--;
    if (index < 0) luaL_error(m->L, "invalid pattern capture");
    m->captures[index].length = a->s - m->captures[index].start;
    push_choice(a, CHOICE_UNCLOSE)->capture = index;
    a->p++;
    return true;
}

// %1 to %9: the same text once more. A position capture has no text, so nothing is equal to it.
static bool take_back_reference(struct attempt *a) {
    struct moonreel_matching *m = a->m;
    const int index = a->p[1] - '1';
    if (index < 0 || index >= m->capture_count || m->captures[index].length == MOONREEL_CAPTURE_OPEN) {
        luaL_error(m->L, "invalid capture index %%%d", index + 1);
    }
    const struct moonreel_capture *capture = &m->captures[index];
    if (capture->length < 0 || m->subject_end - a->s < capture->length) return false;
    const size_t length = (size_t)capture->length;
    spend(m, length / 16);
    if (memcmp(capture->start, a->s, length) != 0) return false;
    a->s += length;
    a->p += 2;
    return true;
}

// The first of two characters from `s` on; the end if there is none.
static const char *find_either(struct moonreel_matching *m, const char *s, char one, char other) {
    for (;;) {
        const char *stop = m->subject_end - s > 1024 ? s + 1024 : m->subject_end;
        const char *from = s;
        while (s < stop && *s != one && *s != other) s++;
        spend(m, (size_t)(s - from) + 1);
        if (s < stop || s == m->subject_end) return s;
    }
}

// %bxy: from an x to the y that balances it. With both the same, the next one closes.
static bool take_balanced(struct attempt *a) {
    struct moonreel_matching *m = a->m;
    if (m->pattern_end - a->p < 4) luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
    const char open = a->p[2], close = a->p[3];
    if (a->s == m->subject_end || *a->s != open) return false;
    ptrdiff_t unclosed = 1;
    const char *s = a->s;
    while (unclosed > 0) {
        s = find_either(m, s + 1, open, close);
        if (s == m->subject_end) return false;
        unclosed += *s == close ? -1 : 1;
    }
    a->s = s + 1;
    a->p += 4;
    return true;
}

// %f[set]: between a character outside the set and one inside; both ends of the subject count as '\0'.
static bool take_frontier(struct attempt *a) {
    struct moonreel_matching *m = a->m;
    const char *set = a->p + 2;
    if (*set != '[') luaL_error(m->L, "missing '[' after '%%f' in pattern");
    const char *after = set_end(m, set);
    spend(m, (size_t)(after - set));
    const int before = a->s == m->subject ? 0 : byte_at(a->s - 1);
    a->p = after;
    return !is_in_set(before, set, after - 1) && is_in_set(byte_at(a->s), set, after - 1);
}

static bool take_escaped(struct attempt *a) {
    switch (a->p[1]) {
    case 'b': return take_balanced(a);
    case 'f': return take_frontier(a);
    case '0': case '1': case '2': case '3': case '4':
    case '5': case '6': case '7': case '8': case '9': return take_back_reference(a);
    default: return take_item(a);
    }
}

static inline bool take_next(struct attempt *a) {
    switch (*a->p) {
    case '(': return open_capture(a);
    case ')': return close_capture(a);
    case '%': return take_escaped(a);
    case '$':
        if (a->p + 1 != a->m->pattern_end) return take_item(a);
        a->p++;
        return a->s == a->m->subject_end;
    default: return take_item(a);
    }
}

void moonreel_begin_matching(
    struct moonreel_matching *m, lua_State *L, const char *subject, size_t length, const char *pattern_end) {
    m->L = L;
    m->subject = subject;
    m->subject_end = subject + length;
    m->pattern_end = pattern_end;
    m->known_set = NULL;
    m->steps = 0;
    m->capture_count = 0;
}

const char *moonreel_match_at(struct moonreel_matching *m, const char *s, const char *p) {
    struct attempt a;
    a.m = m;
    a.s = s;
    a.p = p;
    a.depth = 0;
    m->capture_count = 0;
    while (a.p != m->pattern_end) {
        spend(m, 1);
        if (!take_next(&a) && !try_otherwise(&a)) return NULL;
    }
    return a.s;
}

const char *moonreel_next_candidate(struct moonreel_matching *m, const char *s, const char *p) {
    if (*p == '(' && p[1] != ')') p++; // a capture begins with what it captures
    switch (*p) {
    case '(': case ')': case '.': case '$': case '\0': return s;
    case '%':
        if (p[1] == '\0' || p[1] == 'b' || p[1] == 'f' || isdigit(byte_at(p + 1))) return s;
        break;
    default: break;
    }
    const char *after = item_end(m, p);
    if (*after == '*' || *after == '?' || *after == '-') return s; // the item need not be there
    if (after - p == 1 || (*p == '%' && !isalpha(byte_at(p + 1)))) {
        return memchr(s, after[-1], (size_t)(m->subject_end - s));
    }
    s = skip(m, s, p, after, false);
    return s < m->subject_end ? s : NULL;
}
