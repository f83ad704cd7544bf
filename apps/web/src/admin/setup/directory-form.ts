import { type DirectoryPlace, everyPerson } from '@staffetta/contract'

/** The fields of all kinds as somebody fills them in: who looks at another kind loses nothing. */
export interface Typed {
  path: string
  base: string
  filter: string
}
export type Kind = 'none' | 'book' | 'ldap'

export function whereIs({ book, ldap }: DirectoryPlace): Kind {
  return ldap !== null ? 'ldap' : book !== null ? 'book' : 'none'
}

export function typedOf({ book, ldap }: DirectoryPlace): Typed {
  const filter = ldap === null || ldap.filter === everyPerson ? '' : ldap.filter
  return { path: book ?? '', base: ldap?.base ?? '', filter }
}

export function placeIn(kind: Kind, { path, base, filter }: Typed): DirectoryPlace {
  return {
    book: kind === 'book' ? path.trim() : null,
    ldap: kind === 'ldap' ? { base: base.trim(), filter: filter.trim() || everyPerson } : null,
  }
}

/** Which sentence says what is missing; null: it can be tried. */
export function directoryFlaw(
  kind: Kind,
  { path, base, filter }: Typed,
): 'bookMissing' | 'pathWrong' | 'baseMissing' | 'filterWrong' | null {
  if (kind === 'book' && path.trim() === '') return 'bookMissing'
  if (kind === 'book' && !/^\/[^/]/.test(path.trim())) return 'pathWrong'
  if (kind === 'ldap' && base.trim() === '') return 'baseMissing'
  return kind === 'ldap' && filter.trim() !== '' && !/^\(.+\)$/.test(filter.trim()) ? 'filterWrong' : null
}
