import { Ajv } from 'ajv'
import type { FastifyInstance } from 'fastify'

const options = { allErrors: false, useDefaults: false, strict: false } as const
// A schema of the contract is compiled once in a process: Ajv keeps what it made of it, for every app that is built.
const text = new Ajv({ ...options, coerceTypes: true, removeAdditional: false })
const json = new Ajv({ ...options, coerceTypes: false, removeAdditional: false })

/**
 * Queries and parameters are text, so they are coerced; bodies are JSON and must be what they say: a "1" is no number,
 * and fields nobody declared are refused rather than dropped in silence.
 */
export function useStrictValidation(app: FastifyInstance): void {
  app.setValidatorCompiler(({ schema, httpPart }) =>
    httpPart === 'body' ? json.compile(schema as object) : text.compile(schema as object),
  )
}
