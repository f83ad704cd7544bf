import { oneOf, type Static } from './schema.ts'

/** What can be done that is written into the register, by anybody who administers and by the command line. */
export const Act = oneOf(
  'tenant/added',
  'tenant/changed',
  'tenant/brand-set',
  'tenant/endpoint-set',
  'tenant/service-account-set',
  'tenant/service-account-removed',
  'tenant/directory-set',
  'tenant/service-enabled',
  'tenant/service-disabled',
  'tenant/state-changed',
  'resource/set',
  'resource/removed',
  'role/granted',
  'role/ended',
  'factor/invited',
  'factor/set',
  'factor/removed',
  'factor/proved',
  'factor/refused',
  'session/began',
  'session/refused',
  'session/ended',
  'register/verified',
  'register/exported',
  'register/purged',
  'tenant/provider-set',
  'tenant/expectation-set',
  'tenant/checked',
  'tenant/identity-set',
  'tenant/identity-removed',
  'tenant/asked',
  'tenant/endpoint-removed',
  'tenant/crest-set',
  'tenant/domain-set',
  'tenant/domain-verified',
  'tenant/domain-removed',
  'bodies/imported',
  'people/rule-set',
  'people/changed',
  'people/imported',
  'people/exported',
  'person/left',
  'sessions/ended',
  'tenant/preference-set',
)
export type Act = Static<typeof Act>

/** Who did it: a person who administers, the command line on the machine, or the product's own rounds. */
export const ActorKind = oneOf('person', 'command-line', 'product')
export type ActorKind = Static<typeof ActorKind>
