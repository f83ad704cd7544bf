export interface TreeNode {
  id: string
  /** What letters search for. */
  label: string
  /** 1 for the roots. */
  level: number
  /** Absent where there are no children. */
  expanded?: boolean | undefined
}

export type TreeMove = { kind: 'focus'; id: string } | { kind: 'toggle'; expanded: boolean }

const typeAheadMs = 600

/** What a key does in a tree (APG); `undefined` when it means nothing here. `typed` keeps the letters of the search. */
export function nextInTree(
  nodes: readonly TreeNode[],
  id: string,
  key: string,
  typed: { text: string; at: number },
  now: number = Date.now(),
): TreeMove | undefined {
  const at = nodes.findIndex((node) => node.id === id)
  const node = nodes[at]
  if (!node) return undefined
  const to = (target: TreeNode | undefined): TreeMove | undefined =>
    target && target !== node ? { kind: 'focus', id: target.id } : undefined
  switch (key) {
    case 'ArrowDown':
      return to(nodes[at + 1])
    case 'ArrowUp':
      return to(nodes[at - 1])
    case 'Home':
      return to(nodes[0])
    case 'End':
      return to(nodes.at(-1))
    case 'ArrowRight':
      return node.expanded === false
        ? { kind: 'toggle', expanded: true }
        : node.expanded
          ? to(nodes[at + 1])
          : undefined
    case 'ArrowLeft':
      return node.expanded
        ? { kind: 'toggle', expanded: false }
        : to(nodes.slice(0, at).findLast((other) => other.level < node.level))
  }
  if ([...key].length !== 1 || !/\p{L}|\p{N}/u.test(key)) return undefined
  typed.text = now - typed.at < typeAheadMs ? typed.text + key : key
  typed.at = now
  const wanted = typed.text.toLocaleLowerCase()
  const from = typed.text.length > 1 ? at : at + 1
  const ring = [...nodes.slice(from), ...nodes.slice(0, from)]
  return to(ring.find((other) => other.label.toLocaleLowerCase().startsWith(wanted)))
}
