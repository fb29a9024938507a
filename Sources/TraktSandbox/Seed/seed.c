#include "TraktSandboxSeed.h"

// The files become part of the program as they are: one static binary needs nothing beside it. SwiftPM's own embedding
// makes Swift array literals of them, which take minutes to compile at this size.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char shows[] = {
#embed "shows.json"
};

static const unsigned char movies[] = {
#embed "movies.json"
};

static const unsigned char people[] = {
#embed "people.json"
};

struct sandbox_seed_file sandbox_seed_shows(void) {
    return (struct sandbox_seed_file){shows, sizeof shows};
}

struct sandbox_seed_file sandbox_seed_movies(void) {
    return (struct sandbox_seed_file){movies, sizeof movies};
}

struct sandbox_seed_file sandbox_seed_people(void) {
    return (struct sandbox_seed_file){people, sizeof people};
}
