/** Something wrong in a file that could be read all the same. */
export interface Problem {
  readonly what:
    | 'unreadable-line'
    | 'unclosed-component'
    | 'unexpected-end'
    | 'text-outside'
    | 'too-deep'
    | 'missing-uid'
    | 'missing-start'
    | 'duplicate-component'
    | 'too-many-components'
    | 'unreadable-property'
    | 'end-before-start'
    | 'mixed-types'
    | 'unknown-zone'
    | 'guessed-zone'
    | 'unreadable-rule'
    | 'unsupported-rule'
    | 'several-rules'
    | 'shortened'
  /** The property, component, zone or rule part meant, as the file spells it; never a value a person wrote. */
  readonly where: string
}
