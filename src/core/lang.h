/*
 * lang.h
 *		The languages of generated texts, which are in UTF-8.
 */
#ifndef MS_LANG_H
#define MS_LANG_H

typedef enum ms_lang
{
	MS_LANG_EN,
	MS_LANG_FR
} ms_lang;

#endif							/* MS_LANG_H */
