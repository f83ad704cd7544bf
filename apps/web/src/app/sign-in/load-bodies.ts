import { later } from '@staffetta/ui'
import { tellFailure } from '../errors.tsx'
import { loadAreaSentences } from '../i18n.tsx'
import { switchBody } from '../start-session.ts'
import { withSentences } from './load-identity.ts'

/** Most people work for one body. */
export const [AddBodyDialog] = later(
  async () => (await withSentences(import('./bodies/AddBodyDialog.tsx'))).AddBodyDialog,
)
export const [ElsewhereDialog] = later(
  async () => (await withSentences(import('./bodies/ElsewhereDialog.tsx'))).ElsewhereDialog,
)

/** Works for another body, or says why not. */
export async function workFor(accountId: string): Promise<void> {
  try {
    await switchBody(accountId)
  } catch (error) {
    await loadAreaSentences('identity').catch(() => undefined)
    tellFailure(error)
  }
}
