import { lazy } from 'react'
import { loadAreaSentences } from '../i18n.tsx'

/** Where no body has an identity provider of its own, none of this is fetched. */
async function withSentences<T>(code: Promise<T>): Promise<T> {
  const [module] = await Promise.all([code, loadAreaSentences('identity')])
  return module
}
const way = () => withSentences(import('./identity/IdentityWay.tsx'))
const back = () => withSentences(import('./identity/CameBack.tsx'))

export const IdentityWay = lazy(() => way().then((module) => ({ default: module.IdentityWay })))
export const Problem = lazy(() => back().then((module) => ({ default: module.Problem })))
export const SignedInBeside = lazy(() => back().then((module) => ({ default: module.SignedInBeside })))
