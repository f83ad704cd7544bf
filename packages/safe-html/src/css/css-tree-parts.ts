import type * as CssTree from 'css-tree'
// @ts-expect-error -- css-tree's types know only the whole of it
import untypedGenerate from 'css-tree/generator'
// @ts-expect-error -- css-tree's types know only the whole of it
import untypedParse from 'css-tree/parser'
// @ts-expect-error -- css-tree's types know only the whole of it
import untypedWalk from 'css-tree/walker'

// The parts leave css-tree's dictionary of the language out, which is two thirds of its weight.
export const generate = untypedGenerate as typeof CssTree.generate
export const parse = untypedParse as typeof CssTree.parse
export const walk = untypedWalk as typeof CssTree.walk
