import { expect, test } from 'vitest'
import { bundledBodies } from './bundled-bodies.ts'
import { readRegister } from './read-register.ts'
import { indexed, wordsOf } from './words.ts'

const register = (lines: string[]) => readRegister(Buffer.from(lines.join('\r\n')))
const head =
  'Codice_IPA,Denominazione_ente,Codice_fiscale_ente,Codice_Categoria,CAP,Indirizzo,Mail1,Tipo_Mail1,Mail2,Tipo_Mail2'

test('accents, case and apostrophes are no part of a word', () => {
  expect(wordsOf('Città di Sant’Angelo  in VADO')).toEqual(['citta', 'di', 'sant', 'angelo', 'in', 'vado'])
  expect(indexed(bundledBodies[0]!).words).toBe(' comune di monteverde sul foglia c_x999 ')
})

test('the register’s own file is read by the names of its fields, the code as it is published', () => {
  expect(
    register([
      head,
      'p_XX,"Provincia di Prova, e d’altro",00000000001,L5,61029,Via del Molino 1,info@prova.example,Altro,Prot@PEC.prova.example,Pec',
      'um_1,Unione dei Colli,,L18,,,,,,',
    ]),
  ).toEqual({
    bodies: [
      {
        code: 'p_XX',
        name: 'Provincia di Prova, e d’altro',
        kind: 'province',
        taxCode: '00000000001',
        pec: 'prot@pec.prova.example',
        address: 'Via del Molino 1, 61029',
        fictitious: false,
      },
      {
        code: 'um_1',
        name: 'Unione dei Colli',
        kind: 'union',
        taxCode: '',
        pec: '',
        address: '',
        fictitious: false,
      },
    ],
    leftOut: 0,
  })
})

test('a row without a code or a name, and a code that comes twice in another case, are left out and counted', () => {
  const read = register([
    head,
    'c_a,Uno,,L6,,,,,,',
    'C_A,Ancora uno,,L6,,,,,,',
    ',Senza codice,,L6,,,,,,',
    'c_b,,,,,,,,,',
  ])

  expect(read).toMatchObject({ bodies: [{ code: 'c_a', name: 'Uno' }], leftOut: 3 })
})

test.each([
  ['', 'empty'],
  ['a,b\n1,2\n', 'not-the-register'],
])('%j is not the register', (text, problem) => {
  expect(readRegister(Buffer.from(text))).toEqual({ problem })
})

test('what is invented is marked, and of real bodies nothing is invented', () => {
  const real = bundledBodies.filter(({ fictitious }) => !fictitious)

  expect(real.filter(({ taxCode, pec, address }) => taxCode + pec + address !== '')).toEqual([])
  expect(
    bundledBodies.filter(({ fictitious }) => fictitious).every(({ pec }) => pec.endsWith('.example')),
  ).toBe(true)
  expect(new Set(bundledBodies.map(({ code }) => code.toLowerCase())).size).toBe(bundledBodies.length)
})
