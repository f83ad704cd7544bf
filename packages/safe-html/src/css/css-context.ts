/** What the CSS filter asks and tells while it works on one message. */
export interface CssContext {
  /** The address to show instead of this one, or null when it may not be loaded. */
  resolveImage(address: string): string | null
  /** Something was dropped; the text tells whether it would have loaded. */
  noteDropped(text: string): void
  /** Something was kept; tells whether the message was designed or merely written. */
  noteDeclaration(property: string, value: string): void
  /** Selectors are put below this one, so that a quoted message cannot dress the answer. */
  scope: string | null
  /** Identifiers get this prefix, here as in the id attributes. */
  prefixId(id: string): string
}
