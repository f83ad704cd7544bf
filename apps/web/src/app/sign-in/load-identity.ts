import { ApiError } from '@staffetta/contract'
import { later } from '@staffetta/ui'
import { sentenceOf } from '../errors.tsx'
import { i18n, loadAreaSentences } from '../i18n.tsx'

/** Where no body has an identity provider of its own, none of this is fetched. */
export async function withSentences<T>(code: Promise<T>): Promise<T> {
  const [module] = await Promise.all([code, loadAreaSentences('identity')])
  return module
}
const way = () => withSentences(import('./identity/IdentityWay.tsx'))
const choice = () => withSentences(import('./identity/BodyChoice.tsx'))
const back = () => withSentences(import('./identity/CameBack.tsx'))

export const [IdentityWay] = later(async () => (await way()).IdentityWay)
export const [BodyChoice] = later(async () => (await choice()).BodyChoice)
export const [Problem] = later(async () => (await back()).Problem)
export const [SignedInBeside] = later(async () => (await back()).SignedInBeside)

/** Said with the sentences of identity: a body did not enable somebody, or has no use for passwords. */
const ofIdentity = /not-(enabled|used)$/

/** Why one is not in, and where one asks. */
export async function sentenceOfRefusal(refusal: unknown): Promise<string> {
  if (!(refusal instanceof ApiError) || !ofIdentity.test(refusal.code)) return sentenceOf(refusal, i18n().t)
  await loadAreaSentences('identity').catch(() => undefined)
  const { t } = i18n()
  const help = refusal.problem?.details?.['help']
  return [sentenceOf(refusal, t), ...(help ? [`${t('signIn.help')} ${String(help)}`] : [])].join(' ')
}
