import type { PublicBody } from '@staffetta/contract'

const unsaid = { taxCode: '', pec: '', address: '' }

/** Bodies of the demonstration. Their codes are free in the register, and their domains are reserved (RFC 2606). */
const fictitious = (
  [
    ['c_x999', 'Comune di Monteverde sul Foglia', 'municipality', 'monteverde.example'],
    ['c_x998', 'Comune di Borgo Metauro', 'municipality', 'borgometauro.example'],
    ['c_x997', 'Comune di Rocca Ginestra', 'municipality', 'roccaginestra.example'],
    ['c_x996', 'Comune di Città di Santa Fiora al Colle', 'municipality', 'santafiora.example'],
    ['um_x999', 'Unione montana Alta Valle', 'union', 'altavalle.example'],
    ['p_X9', 'Provincia dimostrativa', 'province', 'provincia.example'],
  ] as const
).map(([code, name, kind, domain]): PublicBody => ({
  ...unsaid,
  code,
  name,
  kind,
  pec: `protocollo@pec.${domain}`,
  fictitious: true,
}))

/**
 * Some municipalities of the province of Pesaro and Urbino, so that the search is not of fictitious ones alone: `c_` and the cadastral code, both public facts. What else the register
 * says of them is left for its own file (`staffetta ipa import`), or for the person who asks.
 */
const real = (
  [
    ['c_d488', 'Comune di Fano'],
    ['c_f310', 'Comune di Mombaroccio'],
    ['c_f347', 'Comune di Mondavio'],
    ['c_f348', 'Comune di Mondolfo'],
    ['c_g479', 'Comune di Pesaro'],
    ['c_l500', 'Comune di Urbino'],
  ] as const
).map(([code, name]): PublicBody => ({ ...unsaid, code, name, kind: 'municipality', fictitious: false }))

/** What is known until an operator imports the register. Fictitious ones are marked wherever they are shown. */
export const bundledBodies: PublicBody[] = [...fictitious, ...real]
