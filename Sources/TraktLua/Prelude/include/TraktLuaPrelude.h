#ifndef MOONREEL_TRAKTLUAPRELUDE_H
#define MOONREEL_TRAKTLUAPRELUDE_H

#include <stddef.h>

/// One module of the prelude: the text of a file in Sources/TraktLua/Prelude.
typedef struct {
    const char *_Nonnull name;
    const char *_Nullable global; // under which scripts find its value
    const unsigned char *_Nonnull text;
    size_t count;
} moonreel_prelude_file;

/// All of them.
const moonreel_prelude_file *_Nonnull moonreel_prelude_files(size_t *_Nonnull count);

#endif
