#ifndef TRAKT_SANDBOX_SEED_H
#define TRAKT_SANDBOX_SEED_H

#include <stddef.h>

/// A file of the demo library; the bytes live as long as the program.
struct sandbox_seed_file {
    const unsigned char *_Nonnull bytes;
    size_t count;
};

struct sandbox_seed_file sandbox_seed_shows(void);
struct sandbox_seed_file sandbox_seed_movies(void);
struct sandbox_seed_file sandbox_seed_people(void);

#endif
