declare const safe: unique symbol

/** HTML that came out of this package and nothing else: the only kind that may meet a page. */
export type SafeHtml = string & { readonly [safe]: 'SafeHtml' }

interface Policy {
  createHTML(text: string): unknown
}

const rules = { createHTML: (html: string) => html }
let policy: Policy | undefined

/**
 * Where the page demands trusted types, text becomes HTML through this policy alone. It is used to parse into documents
 * without a window, which neither run nor load, and to show what is already SafeHtml.
 */
function trusted(text: string): string {
  policy ??= factory()?.createPolicy('safe-html', rules) ?? rules
  return policy.createHTML(text) as string
}

function factory(): { createPolicy(name: string, rules: Policy): Policy } | undefined {
  return (window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes
}

/** A document without a browsing context: nothing in it runs or loads. */
export function parseInert(html: string): Document {
  return new DOMParser().parseFromString(trusted(html), 'text/html')
}
