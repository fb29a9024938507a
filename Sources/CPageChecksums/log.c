#include "CPageChecksums.h"

#include <stdint.h>
#include <string.h>

// SQLite takes a log to end where its checksums end to be right, for that is how a transaction looks that the power cut
// off. A flipped bit looks the same, and all transactions after it would be gone without a word. They are told apart by
// what follows: one that was cut off has nothing behind it, and nobody was told that it is committed.
// (https://www.sqlite.org/fileformat2.html#the_write_ahead_log, https://www.sqlite.org/walformat.html)

enum {
    log_header = 32,
    frame_header = 24,
    /// The index in shared memory begins with its header, twice.
    index_header = 48,
};

typedef struct {
    uint32_t one, two;
} sums;

static uint32_t big_endian(const unsigned char *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static uint32_t little_endian(const unsigned char *bytes) {
    return (uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[1] << 8 | bytes[0];
}

static uint32_t native(const unsigned char *bytes) {
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static sums add(sums sum, const unsigned char *bytes, size_t count, uint32_t (*word)(const unsigned char *)) {
    for (size_t offset = 0; offset < count; offset += 8) {
        sum.one += word(bytes + offset) + sum.two;
        sum.two += word(bytes + offset + 4) + sum.one;
    }
    return sum;
}

static int equals(sums sum, const unsigned char *kept, uint32_t (*word)(const unsigned char *)) {
    return sum.one == word(kept) && sum.two == word(kept + 4);
}

/// How many frames are committed by what the last programs shared: at least, for they may have known nothing of this log.
static uint32_t committed_frames(const unsigned char *log, const unsigned char *index, size_t count) {
    if (count < 2 * index_header || memcmp(index, index + index_header, index_header) != 0 || index[12] == 0) return 0;
    if (!equals(add((sums){0, 0}, index, 40, native), index + 40, native)) return 0;
    return memcmp(index + 32, log + 16, 8) == 0 ? native(index + 16) : 0;
}

size_t moonreel_log_damage(const void *log_bytes, size_t count, const void *index, size_t index_count) {
    static const unsigned char never_written[log_header];
    const unsigned char *log = log_bytes;
    if (count < log_header || memcmp(log, never_written, log_header) == 0) return 0;
    uint32_t magic = big_endian(log);
    uint32_t (*word)(const unsigned char *) = magic & 1 ? big_endian : little_endian;
    size_t page = big_endian(log + 8);
    sums sum = add((sums){0, 0}, log, 24, word);
    // The header is less than what a disk writes at once, so it is never cut off.
    if ((magic & ~1u) != 0x377f0682 || !equals(sum, log + 24, big_endian) || page < 512 || page > 65536 ||
        (page & (page - 1)) != 0) return 1;

    uint32_t committed = committed_frames(log, index, index_count);
    size_t frames = (count - log_header) / (frame_header + page);
    if (frames < committed) return frames + 1;
    size_t broken = 0;
    int is_followed = 0; // by the end of its transaction, that is
    for (size_t number = 1; number <= frames; number++) {
        const unsigned char *frame = log + log_header + (number - 1) * (frame_header + page);
        sum = add(add(sum, frame, 8, word), frame + frame_header, page, word);
        int is_right = memcmp(frame + 8, log + 16, 8) == 0 && equals(sum, frame + 16, big_endian);
        if (broken != 0 && is_followed && is_right) return broken;
        if (!is_right && broken == 0) broken = number;
        if (broken != 0 && broken <= committed) return broken;
        if (broken != 0 && big_endian(frame + 4) != 0) is_followed = 1;
        // Each frame goes on from the sums that stand in the one before, so what follows a broken one can be looked at.
        sum = (sums){big_endian(frame + 16), big_endian(frame + 20)};
    }
    return 0;
}
