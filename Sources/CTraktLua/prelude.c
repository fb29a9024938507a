#include "CTraktLua.h"

// The prelude's files as bytes of the program, so that it stays one file. C does this at once; the same bytes as a
// Swift array literal take the compiler a quarter of a minute.

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char all_text[] = {
#embed "../TraktLua/Prelude/all.lua"
};
static const unsigned char batches_text[] = {
#embed "../TraktLua/Prelude/batches.lua"
};
static const unsigned char calendar_text[] = {
#embed "../TraktLua/Prelude/calendar.lua"
};
static const unsigned char endpoint_text[] = {
#embed "../TraktLua/Prelude/endpoint.lua"
};
static const unsigned char formatting_text[] = {
#embed "../TraktLua/Prelude/formatting.lua"
};
static const unsigned char history_text[] = {
#embed "../TraktLua/Prelude/history.lua"
};
static const unsigned char identity_text[] = {
#embed "../TraktLua/Prelude/identity.lua"
};
static const unsigned char intake_text[] = {
#embed "../TraktLua/Prelude/intake.lua"
};
static const unsigned char kinds_text[] = {
#embed "../TraktLua/Prelude/kinds.lua"
};
static const unsigned char list_text[] = {
#embed "../TraktLua/Prelude/list.lua"
};
static const unsigned char lookup_text[] = {
#embed "../TraktLua/Prelude/lookup.lua"
};
static const unsigned char main_text[] = {
#embed "../TraktLua/Prelude/main.lua"
};
static const unsigned char media_text[] = {
#embed "../TraktLua/Prelude/media.lua"
};
static const unsigned char modules_text[] = {
#embed "../TraktLua/Prelude/modules.lua"
};
static const unsigned char options_text[] = {
#embed "../TraktLua/Prelude/options.lua"
};
static const unsigned char paging_text[] = {
#embed "../TraktLua/Prelude/paging.lua"
};
static const unsigned char reference_text[] = {
#embed "../TraktLua/Prelude/reference.lua"
};
static const unsigned char set_text[] = {
#embed "../TraktLua/Prelude/set.lua"
};
static const unsigned char sets_text[] = {
#embed "../TraktLua/Prelude/sets.lua"
};
static const unsigned char spelling_text[] = {
#embed "../TraktLua/Prelude/spelling.lua"
};
static const unsigned char time_text[] = {
#embed "../TraktLua/Prelude/time.lua"
};
static const unsigned char trakt_text[] = {
#embed "../TraktLua/Prelude/trakt.lua"
};
static const unsigned char wire_text[] = {
#embed "../TraktLua/Prelude/wire.lua"
};

#define MODULE(name, global) {#name, global, name##_text, sizeof name##_text}

static const moonreel_prelude_file files[] = {
    MODULE(all, "all"),
    MODULE(batches, NULL),
    MODULE(calendar, NULL),
    MODULE(endpoint, NULL),
    MODULE(formatting, NULL),
    MODULE(history, NULL),
    MODULE(identity, NULL),
    MODULE(intake, NULL),
    MODULE(kinds, NULL),
    MODULE(list, NULL),
    MODULE(lookup, NULL),
    MODULE(main, NULL),
    MODULE(media, NULL),
    MODULE(modules, "require"),
    MODULE(options, NULL),
    MODULE(paging, NULL),
    MODULE(reference, NULL),
    MODULE(set, NULL),
    MODULE(sets, NULL),
    MODULE(spelling, NULL),
    MODULE(time, "time"),
    MODULE(trakt, "trakt"),
    MODULE(wire, NULL),
};

const moonreel_prelude_file *moonreel_prelude_files(size_t *count) {
    *count = sizeof files / sizeof *files;
    return files;
}
