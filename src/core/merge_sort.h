/*
 * merge_sort.h
 *		Sorts numbers of rows or patients, stably, by what they stand for.
 */
#ifndef MS_MERGE_SORT_H
#define MS_MERGE_SORT_H

#include <stdbool.h>
#include <stdint.h>

/* Does number a come before number b?  `of` is what they are numbers of. */
typedef bool (*ms_before) (const void *of, int32_t a, int32_t b);

/* Sorts n numbers; `spare` has room for as many. */
extern void ms_merge_sort(int32_t *number, int32_t *spare, int n, ms_before before, const void *of);

#endif							/* MS_MERGE_SORT_H */
