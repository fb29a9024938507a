#include "checksum.h"

#include <string.h>

// Every step maps the sums one to one, so two pages that differ in one word never have the same; and a page that was
// written to the place of another has the wrong number in it.
uint64_t page_checksum(const unsigned char *page, uint64_t number) {
    uint64_t sum = (number + 1) * 0x9e3779b97f4a7c15u;
    for (int offset = 0; offset < content_size; offset += 8) {
        uint64_t word = 0;
        for (int byte = 0; byte < 8; byte++) word |= (uint64_t)page[offset + byte] << (8 * byte);
        sum = (sum ^ word) * 0x2127599bf4325c37u;
        sum ^= sum >> 29;
    }
    return sum;
}

void checksum_write(unsigned char *page, uint64_t number) {
    uint64_t sum = page_checksum(page, number);
    for (int byte = 0; byte < checksum_size; byte++) page[content_size + byte] = (unsigned char)(sum >> (8 * byte));
}

static int is_empty(const unsigned char *page) { return page[0] == 0 && memcmp(page, page + 1, page_size - 1) == 0; }

int checksum_holds(const unsigned char *page, uint64_t number) {
    uint64_t kept = 0;
    for (int byte = 0; byte < checksum_size; byte++) kept |= (uint64_t)page[content_size + byte] << (8 * byte);
    // A page that was given out and never written is a hole in the file. No flipped bit makes one out of another page,
    // and SQLite takes none for a page with something in it.
    return kept == page_checksum(page, number) || is_empty(page);
}
