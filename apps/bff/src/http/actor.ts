import type { ActorKind } from '@staffetta/contract'

/** Who acts, as the register names them: a person by their address and the body they are of. */
export interface Actor {
  kind: ActorKind
  name: string
  tenantId: string | null
  ip: string | null
}
