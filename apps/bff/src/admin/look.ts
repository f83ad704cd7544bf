import type { Look } from '@staffetta/contract'
import { removeCrest, setCrest } from '../db/crests.ts'
import type { Db } from '../db/open.ts'
import { setBrand, type Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import { recorded } from '../register/record.ts'
import { readCrest } from './crest/read-crest.ts'

/** What the body's people see of it: before they sign in, and around their work. */
export async function putLook(db: Db, actor: Actor, tenant: Tenant, given: Look): Promise<void> {
  const { name, hue, help, greeting, links } = tenant
  const look = cleanLook(given)
  const details = { before: { name, hue, help, greeting, links }, after: look }
  await recorded(db, { act: 'tenant/brand-set', actor, tenantId: tenant.id, details }, (tx) =>
    setBrand(tx, tenant.id, look),
  )
}

/** As it is stored. */
export function cleanLook({ name, hue, help, greeting, links: given }: Look): Look {
  const links = given.map(({ label, url }) => ({ label: label.trim(), url: url.trim() }))
  if (!links.every(({ url }) => isHttps(url))) throw new AppError('request/invalid', { fields: ['links'] })
  return { name: name.trim(), hue, help: help?.trim() || null, greeting: greeting?.trim() || null, links }
}

/** Null takes it away: the shield of everybody is back. */
export async function putCrest(db: Db, actor: Actor, tenant: Tenant, bytes: Buffer | null): Promise<void> {
  const crest = bytes && readCrest(bytes)
  const details = crest === null ? { removed: true } : { type: crest.type, sizeBytes: crest.bytes.length }
  await recorded(db, { act: 'tenant/crest-set', actor, tenantId: tenant.id, details }, (tx) =>
    crest === null ? removeCrest(tx, tenant.id) : setCrest(tx, tenant.id, crest),
  )
}

export function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:'
}
