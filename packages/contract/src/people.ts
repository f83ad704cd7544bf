import { oneOf, type Static } from './schema.ts'

/** Whom a body lets in of those its own servers vouch for: all of them, or only who is on its list and enabled. */
export const SignInRule = oneOf('everyone', 'listed')
export type SignInRule = Static<typeof SignInRule>

/** `left`: no longer of the body; nothing of theirs is deleted. */
export const PersonState = oneOf('enabled', 'disabled', 'left')
export type PersonState = Static<typeof PersonState>
