import type { Atrule, CssNode, Rule, Selector, StyleSheet } from 'css-tree'
import { allowedPseudoClasses, allowedPseudoElements } from './allowed-css.ts'
import type { CssContext } from './css-context.ts'
import { generate, parse, walk } from './css-tree-parts.ts'
import { keepDeclarations } from './filter-declarations.ts'

const largestSheet = 400_000
const mostRules = 4000

/** The harmless part of a style sheet, written anew from the parsed tree: plain rules and @media, nothing that loads. */
export function filterStylesheet(text: string, context: CssContext): string {
  if (text.length > largestSheet) {
    context.noteDropped(text)
    return ''
  }
  const tree = parse(text, { parseCustomProperty: false, onParseError: ignore }) as StyleSheet
  return keepRules(tree.children.toArray().slice(0, mostRules), context)
}

function keepRules(nodes: CssNode[], context: CssContext): string {
  let kept = ''
  for (const node of nodes) {
    if (node.type === 'Rule') kept += keepRule(node, context)
    else if (node.type === 'Atrule') kept += keepMedia(node, context)
    else if (node.type !== 'Comment' && node.type !== 'CDC' && node.type !== 'CDO')
      context.noteDropped(generate(node))
  }
  return kept
}

function keepRule(rule: Rule, context: CssContext): string {
  if (rule.prelude.type !== 'SelectorList') {
    context.noteDropped(generate(rule))
    return ''
  }
  const selectors: string[] = []
  for (const selector of rule.prelude.children) {
    const text = selector.type === 'Selector' ? keepSelector(selector, context) : null
    if (text !== null) selectors.push(text)
  }
  const declarations = keepDeclarations(rule.block.children.toArray(), context)
  return selectors.length > 0 && declarations !== '' ? `${selectors.join(',')}{${declarations}}\n` : ''
}

function keepMedia(atrule: Atrule, context: CssContext): string {
  const prelude = atrule.prelude === null ? '' : generate(atrule.prelude)
  const plain =
    atrule.name.toLowerCase() === 'media' &&
    atrule.block !== null &&
    atrule.prelude?.type === 'AtrulePrelude' &&
    /^[\w\s(),:.-]+$/.test(prelude) &&
    // The theme is the application's to choose, not the operating system's.
    !/prefers-color-scheme/i.test(prelude)
  if (!plain) {
    context.noteDropped(generate(atrule))
    return ''
  }
  const rules = keepRules(
    atrule.block!.children.toArray().filter((node) => node.type === 'Rule'),
    context,
  )
  return rules === '' ? '' : `@media ${prelude}{${rules}}\n`
}

function keepSelector(selector: Selector, context: CssContext): string | null {
  let harmless = true
  walk(selector, (node) => {
    switch (node.type) {
      case 'IdSelector':
        node.name = context.prefixId(node.name)
        break
      case 'PseudoClassSelector':
        if (!allowedPseudoClasses.has(node.name.toLowerCase())) harmless = false
        break
      case 'PseudoElementSelector':
        if (!allowedPseudoElements.has(node.name.toLowerCase())) harmless = false
        break
      case 'NestingSelector':
      case 'Raw':
        harmless = false
        break
    }
  })
  if (!harmless) return null
  const text = generate(selector)
  if (/[<{}@;]|\/\*/.test(text)) return null
  return context.scope === null ? text : scoped(text, context.scope)
}

/** `body .title` is the quoted message's own body. */
function scoped(selector: string, scope: string): string {
  if (selector.startsWith(scope)) return selector
  const rest = selector.replace(
    /^(?:html|body|:root)(?=$|[\s>+~.#:[])(?:\s*>?\s*body(?=$|[\s>+~.#:[]))?/i,
    '',
  )
  return rest === selector ? `${scope} ${selector}` : `${scope}${rest}`
}

function ignore(): void {}
