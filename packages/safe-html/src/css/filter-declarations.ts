import type { CssNode, Declaration, DeclarationList } from 'css-tree'
import {
  allowedFunctions,
  allowedProperties,
  allowedUnits,
  imageProperties,
  largestLength,
  largestPercentage,
  largestRelativeLength,
  refusedIdentifiers,
} from './allowed-css.ts'
import type { CssContext } from './css-context.ts'
import { generate, parse } from './css-tree-parts.ts'

/** The harmless part of a style attribute, written anew from the parsed tree; '' when nothing is left. */
export function filterDeclarations(text: string, context: CssContext): string {
  const tree = parse(text, { context: 'declarationList', onParseError: ignore }) as DeclarationList
  return keepDeclarations(tree.children.toArray(), context)
}

export function keepDeclarations(nodes: CssNode[], context: CssContext): string {
  const kept: string[] = []
  for (const node of nodes) {
    if (node.type !== 'Declaration') {
      reportDropped(node, context)
      continue
    }
    const value = keepValue(node, context)
    if (value === null) reportDropped(node, context)
    else if (value !== '')
      kept.push(`${node.property.toLowerCase()}:${value}${node.important ? '!important' : ''}`)
  }
  return kept.join(';')
}

/** null: dropped whole; '': nothing left after its pictures were taken out. */
function keepValue(declaration: Declaration, context: CssContext): string | null {
  const property = declaration.property.toLowerCase()
  if (!allowedProperties.has(property)) return null
  if (declaration.value.type !== 'Value') return null

  const pieces: string[] = []
  for (const node of declaration.value.children) {
    if (node.type === 'Url') {
      if (!imageProperties.has(property)) return null
      const address = context.resolveImage(node.value)
      if (address !== null) pieces.push(`url("${address}")`)
      continue
    }
    if (!isHarmless(node, property)) return null
    pieces.push(generate(node))
  }
  const value = joinPieces(pieces)
  // An escape that survived parsing is a way to hide a name; `<` would end the style element it is written into.
  if (/[\\<>{}@;]|\/\*/.test(value.replace(/url\("[^"\\<>{}@]*"\)/g, ''))) return null
  context.noteDeclaration(property, value)
  return value
}

function isHarmless(node: CssNode, property: string): boolean {
  switch (node.type) {
    case 'Identifier':
      return !refusedIdentifiers.has(node.name.toLowerCase())
    case 'Number':
      return isModest(Number(node.value), largestLength, property)
    case 'Percentage':
      return isModest(Number(node.value), largestPercentage, property)
    case 'Dimension': {
      const unit = node.unit.toLowerCase()
      const relative = unit === 'em' || unit === 'rem' || unit === 'ex' || unit === 'ch' || unit === 'in'
      return (
        allowedUnits.has(unit) &&
        isModest(Number(node.value), relative ? largestRelativeLength : largestLength, property)
      )
    }
    case 'Hash':
    case 'Operator':
      return true
    case 'String':
      return property === 'font' || property === 'font-family'
    case 'Function':
      return (
        allowedFunctions.has(node.name.toLowerCase()) &&
        node.children.toArray().every((child) => isHarmless(child, property))
      )
    case 'Parentheses':
      return node.children.toArray().every((child) => isHarmless(child, property))
    default:
      return false
  }
}

/** A negative margin or indent draws one part of the message over another. */
function isModest(value: number, limit: number, property: string): boolean {
  if (!Number.isFinite(value)) return false
  if (value < 0 && (property.startsWith('margin') || property === 'text-indent')) return false
  return Math.abs(value) <= limit
}

function joinPieces(pieces: string[]): string {
  return pieces
    .join(' ')
    .replace(/ ([,/]) /g, '$1')
    .trim()
}

/** What was dropped may have been a load: then the reader is told that something was blocked. */
function reportDropped(node: CssNode, context: CssContext): void {
  context.noteDropped(generate(node))
}

function ignore(): void {}
