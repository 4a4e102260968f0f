/*
 * sepms.c
 *		The module magic, and nothing else.
 */
#include "pg/compat.h"

SEPMS_MODULE_MAGIC;
