/** TypeBox by name: a namespace import would triple its weight in the browser. The lower-case names read like types. */
export {
  Array as array,
  Boolean as boolean,
  Integer as integer,
  Optional as optional,
  String as string,
} from 'typebox'
export type { Static, TObject, TSchema } from 'typebox'

import {
  Enum,
  Object,
  type TEnum,
  type TNull,
  Record as TypeRecord,
  String as TypeString,
  type TObject,
  type TProperties,
  type TRecord,
  type TSchema,
  type TUnion,
} from 'typebox'

/** Fields nobody declared are refused in a request and never leave in an answer. */
export function object<Properties extends TProperties>(properties: Properties): TObject<Properties> {
  return Object(properties, { additionalProperties: false })
}

/** Names nobody knows beforehand, each with a value of that kind. */
export function record<Type extends TSchema>(values: Type): TRecord<'^.*$', Type> {
  return TypeRecord(TypeString(), values)
}

/** One of a closed list of words. */
export function oneOf<const Words extends readonly string[]>(...words: Words): TEnum<[...Words]> {
  return Enum(words, { type: 'string' }) as unknown as TEnum<[...Words]>
}

/**
 * The OpenAPI keyword, not `anyOf` with null: the serialiser answers `anyOf` by running a validator for each value,
 * which is most of the time a list of fifty rows takes.
 */
export function nullable<Type extends TSchema>(type: Type): TUnion<[Type, TNull]> {
  const values = (type as { enum?: unknown[] }).enum
  return { ...type, nullable: true, ...(values && { enum: [...values, null] }) } as unknown as TUnion<
    [Type, TNull]
  >
}
