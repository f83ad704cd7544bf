import type { FormAttendee } from './event-form.ts'

// What any server takes: a local part, one @, a domain with a dot or a name in letters of any script.
const wellWritten =
  /^[^\s@<>()[\]\\,;:"]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u
const longest = 254
// Not the comma of "Rossi, Anna".
const betweenPeople = /[,;\n\r\t]+(?=(?:[^"]*"[^"]*")*[^"]*$)/

/** "Anna <anna@a.it>, luca@a.it": the people of a list, and what of it is no address and stays to be mended. */
export function parsePeople(text: string): { people: FormAttendee[]; rest: string } {
  const people: FormAttendee[] = []
  const rest: string[] = []
  for (const entry of text.split(betweenPeople)) {
    const written = entry.trim()
    if (written === '') continue
    const bracketed = /^(.*?)\s*<([^<>]*)>$/s.exec(written)
    const address = (bracketed?.[2] ?? written).trim().replace(/^mailto:/i, '')
    const name = (bracketed?.[1] ?? '').trim().replace(/^"(.*)"$/s, '$1')
    if (address.length <= longest && wellWritten.test(address))
      people.push({ address, name: name.slice(0, 200), role: 'required' })
    else rest.push(written)
  }
  return { people, rest: rest.join(', ') }
}

export function writePerson({ name, address }: { name: string; address: string }): string {
  if (name === '') return address
  return /[,;<>"]/.test(name) ? `"${name.replaceAll('"', '')}" <${address}>` : `${name} <${address}>`
}
