declare const __STAFFETTA_VERSION__: string

/** The version of this build; the kept cache of another one is not read. */
export const version: string = typeof __STAFFETTA_VERSION__ === 'string' ? __STAFFETTA_VERSION__ : 'test'
