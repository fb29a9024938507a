#ifndef MOONREEL_TRAKTLUASTUBS_H
#define MOONREEL_TRAKTLUASTUBS_H

#include <stddef.h>

/// Annotations for editors: the text of a file in Sources/TraktLua/Stubs/Written.
typedef struct {
    const char *_Nonnull name;
    const unsigned char *_Nonnull text;
    size_t count;
} moonreel_stub_file;

/// All of them.
const moonreel_stub_file *_Nonnull moonreel_stub_files(size_t *_Nonnull count);

#endif
