// The same algorithm as BusinessTime's OpeningTable, in C: a table of openings with a running sum and two
// bucket indexes. Reads the openings from a file and prints ns for a deadline.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct { int64_t opens, before; } Entry;
typedef struct { int64_t origin, shift, count; int32_t *starts; } Buckets;

static Entry *entries;
static int64_t count, total;
static Buckets by_time, by_sum;

// 2000-01-01 to 2100-01-01: only these times are asked about.
static const int64_t earliest = 946684800, latest = 4102444800;

static Buckets buckets(const int64_t *values, int64_t n, int64_t from, int64_t to) {
    Buckets b = { from, 0, 0, NULL };
    int64_t width = (to - from) / (n * 4), filled = 0;
    while ((width >> b.shift) > 1) b.shift++;
    b.count = ((to - from) >> b.shift) + 1;
    b.starts = malloc(sizeof(int32_t) * (size_t)b.count);
    int32_t entry = 0;
    for (int64_t i = 1; i < n; i++) {
        int64_t bucket = (values[i] - from - 1) >> b.shift;
        while (filled <= bucket && filled < b.count) b.starts[filled++] = entry;
        if (values[i] <= to) entry++;
    }
    while (filled < b.count) b.starts[filled++] = entry;
    return b;
}

static inline int64_t sum_before(int64_t time) {
    int64_t i = by_time.starts[(time - by_time.origin) >> by_time.shift];
    while (entries[i + 1].opens <= time) i++;
    int64_t open = time - entries[i].opens, length = entries[i + 1].before - entries[i].before;
    return entries[i].before + (open < length ? open : length);
}

__attribute__((noinline)) static int64_t deadline(int64_t seconds, int64_t start) {
    if (seconds <= 0 || start < earliest || start > latest) return -1;
    int64_t before = sum_before(start);
    if (seconds > total - before) return -1;
    int64_t sum = before + seconds;
    int64_t i = by_sum.starts[(sum - 1 - by_sum.origin) >> by_sum.shift];
    while (entries[i + 1].before < sum) i++;
    int64_t due = entries[i].opens + (sum - entries[i].before);
    return due <= latest ? due : -1;
}

static void read_table(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(1); }
    fseek(file, 0, SEEK_END);
    count = ftell(file) / 16;
    rewind(file);
    int64_t *openings = malloc((size_t)count * 16);
    if (fread(openings, 16, (size_t)count, file) != (size_t)count) { perror(path); exit(1); }
    fclose(file);
    int64_t *opens = malloc((size_t)(count + 1) * 8), *before = malloc((size_t)(count + 1) * 8);
    entries = malloc(sizeof(Entry) * (size_t)(count + 2));
    opens[0] = -(INT64_C(1) << 60);
    before[0] = 0;
    entries[0] = (Entry){ opens[0], 0 };
    for (int64_t i = 1; i <= count; i++) {
        opens[i] = openings[2 * i - 2];
        before[i] = total;
        entries[i] = (Entry){ opens[i], total };
        total += openings[2 * i - 1] - openings[2 * i - 2];
    }
    entries[count + 1] = (Entry){ INT64_MAX, total };
    by_time = buckets(opens, count + 1, earliest, latest);
    by_sum = buckets(before, count + 1, 0, total);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

int main(int argc, char **argv) {
    if (argc < 2) return 64;
    read_table(argv[1]);
    const int64_t n = 10000000;
    int64_t *starts = malloc((size_t)n * 8);
    uint64_t state = 42;
    for (int64_t i = 0; i < n; i++) {
        uint64_t z = (state += 0x9E3779B97F4A7C15u);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        starts[i] = 1767225600 + (int64_t)((z ^ (z >> 31)) % (365 * 86400));
    }
    const char *names[] = { "2h", "3d" };
    const int64_t periods[] = { 7200, 97200 };
    for (int p = 0; p < 2; p++) {
        int64_t sum = 0;
        double begin = now();
        for (int64_t i = 0; i < n; i++) sum += deadline(periods[p], starts[i]);
        printf("%s %.2f\nsum-%s %lld\n", names[p], (now() - begin) / (double)n, names[p], (long long)sum);
    }
    return 0;
}
