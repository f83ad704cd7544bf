import { register } from 'node:module'

/** Lets Node read the TypeScript of a package as it stands, for tests and benches; what ships is built. */
register('./typescript-hooks.mjs', import.meta.url)
