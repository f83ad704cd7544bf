import { type Component, isComponent } from './component.ts'

/** The text of a component. A line nobody changed is written as it came, apart from its line break, which is CRLF. */
export function writeTree(component: Component): string {
  const parts: string[] = []
  write(component, parts)
  return parts.join('')
}

function write(component: Component, parts: string[]): void {
  parts.push(`BEGIN:${component.name}\r\n`)
  for (const item of component.items) {
    if (isComponent(item)) write(item, parts)
    else parts.push(`${item.raw}\r\n`)
  }
  parts.push(`END:${component.name}\r\n`)
}
