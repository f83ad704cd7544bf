import './SideSections.css'
import { Icon, Tree, type LucideIcon } from '@staffetta/ui'

interface Props {
  title: string
  groups: { label: string; items: { id: string; label: string; icon: LucideIcon }[] }[]
  current: string
  onOpen: (id: string) => void
}

/** The side of what has sections and no folders: groups of places, each with its sign. */
export function SideSections({ title, groups, current, onOpen }: Props) {
  return (
    <nav className="side-sections" aria-label={title}>
      <h2>{title}</h2>
      {groups
        .filter(({ items }) => items.length > 0)
        .map(({ label, items }) => (
          <div key={label}>
            <h3>{label}</h3>
            <Tree
              label={label}
              twisties={false}
              current={current}
              nodes={items.map((item) => ({ ...item, level: 1 }))}
              renderNode={(node) => (
                <span className="side-section">
                  <Icon of={node.icon} size={18} />
                  {node.label}
                </span>
              )}
              onOpen={onOpen}
              onToggle={() => undefined}
            />
          </div>
        ))}
    </nav>
  )
}
