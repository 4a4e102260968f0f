/*
 * random.h
 *		Shared by the programs in this folder: the bytes that are read as a
 *		test case, and where they come from.
 *
 * A program defines LLVMFuzzerTestOneInput().  If it is compiled for
 * libFuzzer, the fuzzer provides the bytes; otherwise main() below provides
 * random ones: program N [SEED].
 */
#ifndef SEPMS_TEST_RANDOM_H
#define SEPMS_TEST_RANDOM_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/core/pause.h"

/* How often the core could have been interrupted. */
static long pauses;

void
ms_pause(void)
{
	pauses++;
}

#define require(condition) \
	do { \
		if (!(condition)) \
		{ \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
			abort(); \
		} \
	} while (0)

typedef struct bytes
{
	const uint8_t *at;
	size_t		left;
} bytes;

static inline int
next(bytes *b, int below)
{
	if (b->left == 0)
		return 0;
	b->left--;
	return *b->at++ % below;
}

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#ifndef SEPMS_LIBFUZZER
/* xorshift64*: Vigna 2016, doi:10.1145/2845077 */
static uint64_t
draw(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(2685821657736338717);
}

int
main(int argc, char **argv)
{
	long		cases = argc > 1 ? atol(argv[1]) : 1000000;
	uint64_t	state = argc > 2 ? strtoull(argv[2], NULL, 10) | 1 : 20240301;
	uint8_t		data[512];

	for (long i = 0; i < cases; i++)
	{
		for (size_t j = 0; j < sizeof(data); j += sizeof(uint64_t))
		{
			uint64_t	r = draw(&state);

			memcpy(data + j, &r, sizeof(r));
		}
		LLVMFuzzerTestOneInput(data, sizeof(data) - (size_t) (i % 3) * 150);
	}
	printf("%ld cases\n", cases);
	return 0;
}
#endif

#endif							/* SEPMS_TEST_RANDOM_H */
