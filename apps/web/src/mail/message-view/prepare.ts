import type { MessageRef } from '@staffetta/contract'
import { queryClient } from '../../app/query-client.ts'
import { mailQueries } from '../queries.ts'
import { loadSafeHtml, sanitized } from './safe-html-loader.ts'

/** Fetches a message that is likely to be opened next and makes it ready to show: then opening it takes one frame. */
export async function prepareMessage(ref: MessageRef): Promise<void> {
  await queryClient.prefetchQuery(mailQueries.message(ref))
  const detail = queryClient.getQueryData(mailQueries.message(ref).queryKey)
  if (detail) sanitized(await loadSafeHtml(), detail, 'blocked')
}
