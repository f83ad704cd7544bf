import type { PublicBody } from '@staffetta/contract'
import { addBodies, hasBodies, searchBodies } from '../../db/ipa-bodies.ts'
import type { Db } from '../../db/open.ts'
import { bundledBodies } from './bundled-bodies.ts'
import { indexed, wordsOf } from './words.ts'

const MOST = 10

/** The bodies somebody may mean. Until an operator imports the register itself, of those that come with the product. */
export async function findBodies(db: Db, typed: string): Promise<PublicBody[]> {
  const words = wordsOf(typed).slice(0, 8)
  if (words.length === 0) return []
  const found = await searchBodies(db, words, MOST)
  if (found.length > 0 || (await hasBodies(db))) return found
  await addBodies(db, bundledBodies.map(indexed))
  return searchBodies(db, words, MOST)
}
