/** One property as it stands in the file. `raw` is written back as long as nobody changes it. */
export interface Line {
  /** Upper case; empty when the line could not be read as a property. */
  readonly name: string
  /** Unfolded. */
  readonly text: string
  /** As it came, folds included, without the last line break. */
  readonly raw: string
}

/** A component with its properties and its components in the order of the file. */
export interface Component {
  /** Upper case. */
  readonly name: string
  items: (Line | Component)[]
}

export function isComponent(item: Line | Component): item is Component {
  return 'items' in item
}

/** A component of this name without anything in it. */
export function emptyComponent(name: string): Component {
  return { name, items: [] }
}

/** The components directly inside, all or those of one name. */
export function componentsOf(component: Component, name?: string): Component[] {
  const inside = component.items.filter(isComponent)
  return name === undefined ? inside : inside.filter((child) => child.name === name)
}

/** The lines of one property, in order. */
export function linesOf(component: Component, name: string): Line[] {
  return component.items.filter((item): item is Line => !isComponent(item) && item.name === name)
}

/** The first line of one property. */
export function findLine(component: Component, name: string): Line | undefined {
  return component.items.find((item): item is Line => !isComponent(item) && item.name === name)
}

export function hasLine(component: Component, name: string): boolean {
  return findLine(component, name) !== undefined
}

/** A copy whose items may be changed without the original noticing. Lines are shared: nobody changes a line. */
export function copyOf(component: Component): Component {
  return {
    name: component.name,
    items: component.items.map((item) => (isComponent(item) ? copyOf(item) : item)),
  }
}

/**
 * Puts these lines where the property of this name stood first, else after the last property; no lines remove it. The rest
 * keeps its order.
 */
export function replaceLines(component: Component, name: string, lines: readonly Line[]): void {
  const first = component.items.findIndex((item) => !isComponent(item) && item.name === name)
  const kept = component.items.filter((item) => isComponent(item) || item.name !== name)
  const at = first === -1 ? endOfLines(kept) : first
  component.items = [...kept.slice(0, at), ...lines, ...kept.slice(at)]
}

/** Puts the new line in the place of the old one. */
export function replaceLine(component: Component, old: Line, line: Line | undefined): void {
  component.items = component.items.flatMap((item) =>
    item !== old ? [item] : line === undefined ? [] : [line],
  )
}

/** Adds a line after the last property, before the components inside. */
export function addLine(component: Component, line: Line): void {
  component.items.splice(endOfLines(component.items), 0, line)
}

function endOfLines(items: readonly (Line | Component)[]): number {
  return items.findLastIndex((item) => !isComponent(item)) + 1
}
