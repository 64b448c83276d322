#ifndef DULY_CPSL_SHIM_H
#define DULY_CPSL_SHIM_H

#include <libpsl.h>

#endif
