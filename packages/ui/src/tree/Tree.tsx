import './Tree.css'
import { ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react'
import { Icon } from '../icon/Icon.tsx'
import type { MenuAnchor } from '../menu/use-menu.tsx'
import { nextInTree, type TreeNode } from './keys.ts'

export type { TreeNode }

export interface TreeProps<Node extends TreeNode> {
  label: string
  /** Visible nodes in order: children of a closed node are left out. */
  nodes: Node[]
  current: string | undefined
  /** Whether any node of the tree has children: without, the twisty column is dropped. */
  twisties: boolean
  renderNode: (node: Node) => ReactNode
  onOpen: (id: string) => void
  onToggle: (id: string, expanded: boolean) => void
  onMenu?: ((id: string, anchor: MenuAnchor) => void) | undefined
  /** Drag and drop: the nodes that can be taken along. */
  canDrag?: ((id: string) => boolean) | undefined
  onDragStart?: ((event: DragEvent, id: string) => void) | undefined
  /** What lands on a node. */
  canDrop?: ((event: DragEvent, id: string) => boolean) | undefined
  onDrop?: ((event: DragEvent, id: string) => void) | undefined
}

/** A tree after the APG pattern: one tab stop, arrows inside, letters jump, the Menu key opens the node's menu. */
export function Tree<Node extends TreeNode>(props: TreeProps<Node>) {
  const { label, nodes, current, twisties, renderNode, onOpen, onToggle, onMenu, canDrag, canDrop } = props
  const list = useRef<HTMLUListElement>(null)
  const [focused, setFocused] = useState<string | undefined>(current)
  const [dropOn, setDropOn] = useState<string | undefined>()
  const typed = useRef({ text: '', at: 0 })
  const stop =
    nodes.find((node) => node.id === focused) ?? nodes.find((node) => node.id === current) ?? nodes[0]

  useEffect(() => setFocused(current), [current])

  const itemOf = (id: string) => list.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)
  const focus = (id: string) => {
    setFocused(id)
    itemOf(id)?.focus()
  }
  const onKeyDown = (event: React.KeyboardEvent, node: Node) => {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = event.currentTarget.getBoundingClientRect()
      event.preventDefault()
      onMenu?.(node.id, { x: box.left + 24, y: box.bottom })
      return
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onOpen(node.id)
      return
    }
    const move = nextInTree(nodes, node.id, event.key, typed.current)
    if (move === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (move.kind === 'toggle') onToggle(node.id, move.expanded)
    else focus(move.id)
  }

  return (
    <ul ref={list} className="ui-tree" role="tree" aria-label={label} data-twisties={twisties || undefined}>
      {nodes.map((node) => (
        <li
          key={node.id}
          role="treeitem"
          className="ui-tree-row"
          data-node={node.id}
          data-drop={dropOn === node.id || undefined}
          tabIndex={node === stop ? 0 : -1}
          aria-level={node.level}
          aria-selected={node.id === current}
          {...(node.expanded === undefined ? {} : { 'aria-expanded': node.expanded })}
          style={{ '--level': node.level - 1 } as React.CSSProperties}
          onFocus={() => setFocused(node.id)}
          onKeyDown={(event) => onKeyDown(event, node)}
          onClick={() => onOpen(node.id)}
          onContextMenu={(event) => {
            if (!onMenu) return
            event.preventDefault()
            onMenu(node.id, { x: event.clientX, y: event.clientY })
          }}
          draggable={canDrag?.(node.id)}
          onDragStart={(event) => props.onDragStart?.(event, node.id)}
          onDragOver={(event) => {
            if (!canDrop?.(event, node.id)) return
            event.preventDefault()
            setDropOn(node.id)
          }}
          onDragLeave={() => setDropOn(undefined)}
          onDrop={(event) => {
            event.preventDefault()
            setDropOn(undefined)
            props.onDrop?.(event, node.id)
          }}
        >
          {twisties && (
            <span
              className="ui-tree-twisty"
              data-expanded={node.expanded}
              aria-hidden="true"
              onClick={(event) => {
                if (node.expanded === undefined) return
                event.stopPropagation()
                onToggle(node.id, !node.expanded)
              }}
            >
              {node.expanded !== undefined && <Icon of={ChevronRight} size={14} />}
            </span>
          )}
          {renderNode(node)}
        </li>
      ))}
    </ul>
  )
}
