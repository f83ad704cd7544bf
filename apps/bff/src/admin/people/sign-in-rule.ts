import type { SignInRule } from '@staffetta/contract'
import type { Db } from '../../db/open.ts'
import { setSignIn, type Tenant } from '../../db/tenants.ts'
import type { Actor } from '../../http/actor.ts'
import { recorded } from '../../register/record.ts'

/** Nobody who has been here is shut out by a list that begins: they are on it. */
export async function setSignInRuleOf(
  db: Db,
  actor: Actor,
  { id, signIn }: Tenant,
  rule: SignInRule,
): Promise<void> {
  if (signIn === rule) return
  const details = { before: signIn, after: rule }
  await recorded(db, { act: 'people/rule-set', actor, tenantId: id, details }, (tx) =>
    setSignIn(tx, id, rule),
  )
}
