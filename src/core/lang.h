/*
 * lang.h
 *		The languages in which something is said.  Texts are UTF-8.
 */
#ifndef SEPMS_CORE_LANG_H
#define SEPMS_CORE_LANG_H

typedef enum sepms_lang
{
	SEPMS_LANG_EN,
	SEPMS_LANG_FR
} sepms_lang;

#endif							/* SEPMS_CORE_LANG_H */
