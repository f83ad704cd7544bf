import type { CardRef } from '@staffetta/contract'

/** Which cards are being made one, as the address says it: refs have no "~". */
export const mergeOf = (refs: readonly CardRef[]): string => refs.join('~')

export const refsOfMerge = (text: string | undefined): CardRef[] => (text ?? '').split('~').filter(Boolean)
