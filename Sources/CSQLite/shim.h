#ifndef DULY_CSQLITE_SHIM_H
#define DULY_CSQLITE_SHIM_H

// One call of SQLite's that takes a list of arguments, which Swift can't give.

#include <sqlite3.h>

// SQLite counts the memory it uses under one lock for the whole process, and every allocation of every
// connection waits for it. To be called before the first connection; later it changes nothing.
static inline int csqlite_count_no_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

#endif
