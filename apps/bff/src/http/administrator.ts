import type { Role } from '@staffetta/contract'
import type { Actor } from './actor.ts'

/** A role somebody has, as far as it lets them through. */
export interface HeldRole {
  role: Role
  /** The body it is for; null: every one. */
  scopeId: string | null
}

/** Somebody signed in who may call the administrators' route they called. */
export interface Administrator {
  /** Those of their roles that let them call it. */
  roles: HeldRole[]
  actor: Actor
}

/** The bodies somebody may see here; undefined: all of them. */
export function bodiesOf({ roles }: Administrator): string[] | undefined {
  if (roles.some(({ scopeId }) => scopeId === null)) return undefined
  return roles.map(({ scopeId }) => scopeId!)
}
