import { array, boolean, nullable, object, oneOf, string, type Static } from './schema.ts'

/** busy: only when one is taken · read: all that is public · write: all, and to change it. */
export const ShareRight = oneOf('busy', 'read', 'write')
export type ShareRight = Static<typeof ShareRight>

export const Share = object({
  /** Null: everyone of the body. */
  address: nullable(string()),
  name: string(),
  right: ShareRight,
  /** Where people are asked whether they want it, and have not answered. */
  pending: boolean(),
})
export type Share = Static<typeof Share>

/** Who sees a calendar of one's own, and what one may give. */
export const Sharing = object({
  shares: array(Share),
  /** The rights there are for a person, and those for everyone of the body; none where that cannot be given. */
  rights: array(ShareRight),
  everyone: array(ShareRight),
})
export type Sharing = Static<typeof Sharing>

export const Colleague = object({ address: string(), name: string() })
export type Colleague = Static<typeof Colleague>
