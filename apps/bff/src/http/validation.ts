import { Ajv } from 'ajv'
import type { FastifyInstance } from 'fastify'

/**
 * Queries and parameters are text, so they are coerced; bodies are JSON and must be what they say: a "1" is no number,
 * and fields nobody declared are refused rather than dropped in silence.
 */
export function useStrictValidation(app: FastifyInstance): void {
  const options = { allErrors: false, useDefaults: false, strict: false } as const
  const text = new Ajv({ ...options, coerceTypes: true, removeAdditional: false })
  const json = new Ajv({ ...options, coerceTypes: false, removeAdditional: false })
  app.setValidatorCompiler(({ schema, httpPart }) =>
    httpPart === 'body' ? json.compile(schema as object) : text.compile(schema as object),
  )
}
