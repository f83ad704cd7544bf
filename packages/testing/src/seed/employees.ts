import type { DemoCard } from './acquaintances.ts'

/** Sector, office, family name, given name, what they do, extension, groups. */
type Row = [
  sector: string,
  office: string,
  family: string,
  given: string,
  title: string,
  extension: string,
  ...string[],
]

const heads = 'Capi settore'
const council = 'Giunta comunale'
const emergencies = 'Squadra emergenze'
const works = 'Commissione lavori'

const rows: Row[] = [
  ['Organi politici', 'Gabinetto del sindaco', 'Bartoli', 'Luca', 'Sindaco', '101', council, emergencies],
  ['Organi politici', 'Giunta', 'Cecchini', 'Ornella', 'Vicesindaca, assessora al bilancio', '102', council],
  ['Organi politici', 'Giunta', 'Dini', 'Ruggero', 'Assessore ai lavori pubblici', '103', council, works],
  ['Organi politici', 'Giunta', 'Fabbri', 'Noemi', 'Assessora alla scuola', '104', council],
  ['Organi politici', 'Giunta', 'Urbani', 'Saverio', 'Assessore all’ambiente', '105', council],
  ['Segreteria generale', 'Segreteria', 'Serafini', 'Giorgio', 'Segretario generale', '110', heads, council],
  ['Segreteria generale', 'Segreteria', 'Pazzaglia', 'Milena', 'Istruttrice amministrativa', '111'],
  ['Segreteria generale', 'Protocollo', 'Venturi', 'Anna', 'Addetta al protocollo', '120'],
  ['Segreteria generale', 'Protocollo', 'Zazzeri', 'Primo', 'Messo comunale', '121'],
  ['Segreteria generale', 'Contratti e gare', 'Ubaldi', 'Teresa', 'Istruttrice direttiva', '125', works],
  [
    'Servizi al cittadino',
    'Anagrafe e stato civile',
    'Sarti',
    'Lucia',
    'Ufficiale d’anagrafe e di stato civile',
    '212',
    heads,
    emergencies,
  ],
  ['Servizi al cittadino', 'Anagrafe e stato civile', 'Mei', 'Carlotta', 'Istruttrice', '213'],
  ['Servizi al cittadino', 'Anagrafe e stato civile', 'Tonelli', 'Ivo', 'Istruttore', '214'],
  ['Servizi al cittadino', 'Elettorale', 'Nardi', 'Silvana', 'Responsabile', '216'],
  ['Servizi al cittadino', 'Sportello unico', 'Berti', 'Alice', 'Addetta allo sportello', '220'],
  ['Servizi al cittadino', 'Biblioteca comunale', 'Gentili', 'Rosa', 'Bibliotecaria', '230'],
  ['Servizi al cittadino', 'Biblioteca comunale', 'Òrsola', 'Desiderio', 'Aiuto bibliotecario', '231'],
  ['Servizi alla persona', 'Servizi sociali', 'Mattei', 'Irene', 'Assistente sociale', '240', emergencies],
  ['Servizi alla persona', 'Servizi sociali', 'Landi', 'Fabiana', 'Assistente sociale', '241'],
  ['Servizi alla persona', 'Servizi sociali', 'Quadri', 'Ermanno', 'Responsabile', '242', heads],
  ['Servizi alla persona', 'Scuola e mensa', 'Iacucci', 'Donata', 'Istruttrice', '250'],
  ['Servizi alla persona', 'Asilo nido', 'Agostini', 'Perla', 'Coordinatrice', '255'],
  ['Finanze', 'Ragioneria', 'Lolli', 'Davide', 'Responsabile', '310', heads],
  ['Finanze', 'Ragioneria', 'Rinaldoni', 'Viviana', 'Istruttrice contabile', '311'],
  ['Finanze', 'Ragioneria', 'Cèsari', 'Amato', 'Istruttore contabile', '312'],
  ['Finanze', 'Tributi', 'Monti', 'Federica', 'Istruttrice', '320'],
  ['Finanze', 'Tributi', 'Sanchini', 'Gildo', 'Istruttore', '321'],
  ['Finanze', 'Economato', 'Vagnini', 'Elda', 'Economa', '330'],
  ['Finanze', 'Personale', 'Hellmann', 'Katia', 'Istruttrice direttiva', '340'],
  ['Tecnico', 'Ufficio tecnico', 'Guidi', 'Elena', 'Responsabile', '410', heads, works, emergencies],
  ['Tecnico', 'Ufficio tecnico', 'Guerrini', 'Paolo', 'Geometra, lavori pubblici', '411', works, emergencies],
  ['Tecnico', 'Ufficio tecnico', 'Pierini', 'Moreno', 'Istruttore tecnico', '412', works],
  ['Tecnico', 'Edilizia privata', 'Jesi', 'Loredana', 'Architetta', '415'],
  ['Tecnico', 'Edilizia privata', 'Evangelisti', 'Nino', 'Istruttore tecnico', '416'],
  ['Tecnico', 'Manutenzioni', 'Bucci', 'Oscar', 'Capo operaio', '420', emergencies],
  ['Tecnico', 'Manutenzioni', 'Lani', 'Romeo', 'Operaio specializzato', '421', emergencies],
  ['Tecnico', 'Manutenzioni', 'Magi', 'Settimio', 'Autista dello scuolabus', '422'],
  ['Tecnico', 'Informatica', 'Donati', 'Filippo', 'Responsabile dei sistemi', '430'],
  ['Polizia locale', 'Comando', 'Spadoni', 'Renata', 'Comandante', '510', heads, emergencies],
  ['Polizia locale', 'Comando', 'Betti', 'Marco', 'Ispettore', '511', emergencies],
  ['Polizia locale', 'Comando', 'Gori', 'Samuele', 'Agente', '512', emergencies],
  ['Polizia locale', 'Verbali', 'Falcioni', 'Ines', 'Istruttrice', '515'],
]

const mailboxes: Record<string, string> = {
  'Anagrafe e stato civile': 'anagrafe@monteverde.example',
  Protocollo: 'protocollo@monteverde.example',
  'Biblioteca comunale': 'biblioteca@monteverde.example',
  'Ufficio tecnico': 'ufficio.tecnico@monteverde.example',
  Segreteria: 'segreteria@monteverde.example',
}
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase()
const headOf = (sector: string) =>
  rows.find(([own, , , , , , ...groups]) => own === sector && groups.includes(heads))

/** Who works for the first municipality, as its directory has them; one of them is not for everybody's eyes. */
export const employees: DemoCard[] = [
  ...rows.map(([sector, office, family, given, title, extension, ...groups]): DemoCard => {
    const head = headOf(sector)
    const manager = head === undefined || head[2] === family ? {} : { manager: `${head[3]} ${head[2]}` }
    const own = `${plain(given)}.${plain(family)}@monteverde.example`
    const shared = mailboxes[office]
    return {
      uid: `dipendenti-${plain(given)}-${plain(family)}`,
      family,
      given,
      organisation: 'Comune di Monteverde sul Foglia',
      units: [sector, office],
      title,
      emails: [own, ...(shared === undefined ? [] : [shared])],
      phone: `0722 555 0${extension}`,
      address: ['Piazza del Popolo 1', 'Monteverde sul Foglia', 'PU', '61020'],
      categories: groups,
      note: `Interno ${extension}`,
      ...manager,
    }
  }),
  {
    uid: 'dipendenti-casa-protetta',
    family: 'Riservata',
    given: 'Persona',
    organisation: 'Comune di Monteverde sul Foglia',
    units: ['Servizi alla persona', 'Servizi sociali'],
    hidden: true,
  },
]
