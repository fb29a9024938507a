#include "TraktLuaStubs.h"

// The annotations that are written by hand, as bytes of the program, so that it stays one file.

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char environment_text[] = {
#embed "environment.lua"
};
static const unsigned char objects_text[] = {
#embed "objects.lua"
};
static const unsigned char rule_text[] = {
#embed "rule.lua"
};
static const unsigned char sets_text[] = {
#embed "sets.lua"
};
static const unsigned char time_text[] = {
#embed "time.lua"
};
static const unsigned char trakt_text[] = {
#embed "trakt.lua"
};

#define FILE(name) {#name, name##_text, sizeof name##_text}

static const moonreel_stub_file files[] = {
    FILE(environment), FILE(objects), FILE(rule), FILE(sets), FILE(time), FILE(trakt),
};

const moonreel_stub_file *moonreel_stub_files(size_t *count) {
    *count = sizeof files / sizeof *files;
    return files;
}
