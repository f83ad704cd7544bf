import type { UseQueryResult } from '@tanstack/react-query'
import type { Contact } from './contact.ts'

type Listed = UseQueryResult<{ contacts: Contact[]; more: boolean }>

/** Several books as one answer; the same function each time, so that nothing is put together anew where nothing came. */
export function togetherLists(results: Listed[]) {
  return {
    lists: results.map(({ data }) => data?.contacts),
    waiting: results.some(({ isPending }) => isPending),
    more: results.some(({ data }) => data?.more),
    error: results.find(({ error, data }) => error !== null && data === undefined)?.error ?? null,
  }
}
