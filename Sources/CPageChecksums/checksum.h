#ifndef MOONREEL_CHECKSUM_H
#define MOONREEL_CHECKSUM_H

#include <stdint.h>

enum {
    /// The one size of page that databases with checksums have. It is SQLite's default.
    page_size = 4096,
    /// How many bytes at the end of a page SQLite leaves for the checksum.
    checksum_size = 8,
    content_size = page_size - checksum_size,
};

/// The sum of a page with this number, counted from 0, without the bytes that are reserved.
uint64_t page_checksum(const unsigned char *page, uint64_t number);

void checksum_write(unsigned char *page, uint64_t number);
int checksum_holds(const unsigned char *page, uint64_t number);

#endif
