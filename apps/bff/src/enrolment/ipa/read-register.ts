import type { PublicBody, TenantKind } from '@staffetta/contract'
import { readCsv } from '@staffetta/vcard'

/** IPA's categories: municipalities, unions and mountain communities, provinces. */
const kinds: Record<string, TenantKind> = { L6: 'municipality', L18: 'union', L12: 'union', L5: 'province' }

type Read =
  | { bodies: PublicBody[]; leftOut: number }
  | { problem: 'empty' | 'too-large' | 'not-csv' | 'not-the-register' }

/**
 * The file of bodies ("enti") of IPA's open data, CSV with the names of its fields in the first line. `Codice_IPA` and
 * `Denominazione_ente` must be there; of the rest what is. Rows without them, and a code that comes twice, are left out.
 */
export function readRegister(octets: Uint8Array): Read {
  const file = readCsv(octets)
  if ('problem' in file) return file
  const names = file.columns.map(({ name }) => name.trim().toLowerCase())
  if (!names.includes('codice_ipa') || !names.includes('denominazione_ente'))
    return { problem: 'not-the-register' }
  const bodies = new Map<string, PublicBody>()
  for (const { cells } of file.rows) {
    const cell = (name: string) => (cells[names.indexOf(name.toLowerCase())] ?? '').trim()
    const body = bodyOf(cell)
    const key = body.code.toLowerCase()
    if (body.code !== '' && body.name !== '' && !bodies.has(key)) bodies.set(key, body)
  }
  const all = file.rows.length + file.problems.filter(({ whole }) => whole).length
  return { bodies: [...bodies.values()], leftOut: all - bodies.size }
}

function bodyOf(cell: (name: string) => string): PublicBody {
  const pec = [1, 2, 3, 4, 5].find((at) => cell(`Tipo_Mail${at}`).toLowerCase() === 'pec')
  const town = [cell('CAP'), cell('Comune')].filter(Boolean).join(' ')
  return {
    code: cell('Codice_IPA'),
    name: cell('Denominazione_ente'),
    kind: kinds[cell('Codice_Categoria').toUpperCase()] ?? 'other',
    taxCode: cell('Codice_fiscale_ente'),
    pec: pec === undefined ? '' : cell(`Mail${pec}`).toLowerCase(),
    address: [cell('Indirizzo'), town].filter(Boolean).join(', '),
    fictitious: false,
  }
}
