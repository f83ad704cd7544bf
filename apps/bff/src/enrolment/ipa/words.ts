import type { PublicBody } from '@staffetta/contract'
import type { IndexedBody } from '../../db/ipa-bodies.ts'

/** "Città di Sant’Angelo" is found by "citta sant angelo". The underscore of codes is a letter. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== '')
}

export function indexed(body: PublicBody): IndexedBody {
  return { ...body, words: ` ${wordsOf(`${body.name} ${body.code}`).join(' ')} ` }
}
