#include "TraktLuaPrelude.h"

// The prelude's files as bytes of the program, so that it stays one file. C does this at once; the same bytes as a
// Swift array literal take the compiler a quarter of a minute.

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char activities_text[] = {
#embed "activities.lua"
};
static const unsigned char airings_text[] = {
#embed "airings.lua"
};
static const unsigned char all_text[] = {
#embed "all.lua"
};
static const unsigned char auth_text[] = {
#embed "auth.lua"
};
static const unsigned char batches_text[] = {
#embed "batches.lua"
};
static const unsigned char calendar_text[] = {
#embed "calendar.lua"
};
static const unsigned char collection_text[] = {
#embed "collection.lua"
};
static const unsigned char completeness_text[] = {
#embed "completeness.lua"
};
static const unsigned char content_text[] = {
#embed "content.lua"
};
static const unsigned char differences_text[] = {
#embed "differences.lua"
};
static const unsigned char documents_text[] = {
#embed "documents.lua"
};
static const unsigned char endpoint_text[] = {
#embed "endpoint.lua"
};
static const unsigned char facts_text[] = {
#embed "facts.lua"
};
static const unsigned char fields_text[] = {
#embed "fields.lua"
};
static const unsigned char followed_text[] = {
#embed "followed.lua"
};
static const unsigned char formatting_text[] = {
#embed "formatting.lua"
};
static const unsigned char help_text[] = {
#embed "help.lua"
};
static const unsigned char hidden_text[] = {
#embed "hidden.lua"
};
static const unsigned char history_text[] = {
#embed "history.lua"
};
static const unsigned char http_text[] = {
#embed "http.lua"
};
static const unsigned char identity_text[] = {
#embed "identity.lua"
};
static const unsigned char inspect_text[] = {
#embed "inspect.lua"
};
static const unsigned char intake_text[] = {
#embed "intake.lua"
};
static const unsigned char keeping_text[] = {
#embed "keeping.lua"
};
static const unsigned char kinds_text[] = {
#embed "kinds.lua"
};
static const unsigned char links_text[] = {
#embed "links.lua"
};
static const unsigned char list_text[] = {
#embed "list.lua"
};
static const unsigned char log_text[] = {
#embed "log.lua"
};
static const unsigned char lookup_text[] = {
#embed "lookup.lua"
};
static const unsigned char main_text[] = {
#embed "main.lua"
};
static const unsigned char media_text[] = {
#embed "media.lua"
};
static const unsigned char modules_text[] = {
#embed "modules.lua"
};
static const unsigned char occasion_text[] = {
#embed "occasion.lua"
};
static const unsigned char notify_text[] = {
#embed "notify.lua"
};
static const unsigned char options_text[] = {
#embed "options.lua"
};
static const unsigned char outcomes_text[] = {
#embed "outcomes.lua"
};
static const unsigned char outline_text[] = {
#embed "outline.lua"
};
static const unsigned char paging_text[] = {
#embed "paging.lua"
};
static const unsigned char pictures_text[] = {
#embed "pictures.lua"
};
static const unsigned char searching_text[] = {
#embed "searching.lua"
};
static const unsigned char session_text[] = {
#embed "session.lua"
};
static const unsigned char set_text[] = {
#embed "set.lua"
};
static const unsigned char sets_text[] = {
#embed "sets.lua"
};
static const unsigned char spelling_text[] = {
#embed "spelling.lua"
};
static const unsigned char store_text[] = {
#embed "store.lua"
};
static const unsigned char time_text[] = {
#embed "time.lua"
};
static const unsigned char trakt_text[] = {
#embed "trakt.lua"
};
static const unsigned char upnext_text[] = {
#embed "upnext.lua"
};
static const unsigned char wire_text[] = {
#embed "wire.lua"
};
static const unsigned char zones_text[] = {
#embed "zones.lua"
};

#define MODULE(name, global) {#name, global, name##_text, sizeof name##_text}

static const moonreel_prelude_file files[] = {
    MODULE(activities, NULL),
    MODULE(airings, NULL),
    MODULE(all, "all"),
    MODULE(auth, NULL),
    MODULE(batches, NULL),
    MODULE(calendar, NULL),
    MODULE(collection, NULL),
    MODULE(completeness, NULL),
    MODULE(content, NULL),
    MODULE(differences, NULL),
    MODULE(documents, NULL),
    MODULE(endpoint, NULL),
    MODULE(facts, NULL),
    MODULE(fields, NULL),
    MODULE(followed, NULL),
    MODULE(formatting, NULL),
    MODULE(help, NULL),
    MODULE(hidden, NULL),
    MODULE(history, NULL),
    MODULE(http, "http"),
    MODULE(identity, NULL),
    MODULE(inspect, NULL),
    MODULE(intake, NULL),
    MODULE(keeping, NULL),
    MODULE(kinds, NULL),
    MODULE(links, NULL),
    MODULE(list, NULL),
    MODULE(log, "log"),
    MODULE(lookup, NULL),
    MODULE(main, NULL),
    MODULE(media, NULL),
    MODULE(modules, "require"),
    MODULE(notify, "notify"),
    MODULE(occasion, NULL),
    MODULE(options, NULL),
    MODULE(outcomes, NULL),
    MODULE(outline, NULL),
    MODULE(paging, NULL),
    MODULE(pictures, NULL),
    MODULE(searching, NULL),
    MODULE(session, NULL),
    MODULE(set, NULL),
    MODULE(sets, NULL),
    MODULE(spelling, NULL),
    MODULE(store, "store"),
    MODULE(time, "time"),
    MODULE(trakt, "trakt"),
    MODULE(upnext, NULL),
    MODULE(wire, NULL),
    MODULE(zones, NULL),
};

const moonreel_prelude_file *moonreel_prelude_files(size_t *count) {
    *count = sizeof files / sizeof *files;
    return files;
}
