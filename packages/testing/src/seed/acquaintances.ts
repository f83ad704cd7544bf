/** A card of the demo's address books; invented, like everybody in it. */
export interface DemoCard {
  uid: string
  family?: string
  given?: string
  prefix?: string
  fullName?: string
  company?: boolean
  organisation?: string
  units?: string[]
  title?: string
  emails?: string[]
  phone?: string
  mobile?: string
  address?: [street: string, locality: string, region: string, postalCode: string]
  url?: string
  manager?: string
  birthday?: string
  categories?: string[]
  note?: string
  /** Kept from everybody but its administrators. */
  hidden?: boolean
  /** Of a group: UIDs. */
  members?: string[]
}

export interface DemoBook {
  name: string
  title: string
  colour: string
  cards: DemoCard[]
}

const foglia: DemoCard['address'] = ['Via del Mulino 3', 'Monteverde sul Foglia', 'PU', '61020']

const acquaintances: DemoCard[] = [
  {
    uid: 'conoscenti-irene-mancini',
    family: 'Mancini',
    given: 'Irene',
    emails: ['irene.mancini@posta.example'],
    mobile: '333 555 0141',
    address: ['Via Ponte Vecchio 12', 'Monteverde sul Foglia', 'PU', '61020'],
    note: 'Referente del comitato di quartiere.',
  },
  {
    uid: 'conoscenti-sara-conti',
    family: 'Conti',
    given: 'Sara',
    organisation: 'Studio Valle',
    title: 'Architetta',
    emails: ['s.conti@studiovalle.example'],
    phone: '0722 555 0310',
    birthday: '1984-03-17',
    categories: ['Commissione paesaggio'],
  },
  {
    uid: 'conoscenti-nicolo-forli',
    family: 'Forlì',
    given: 'Niccolò',
    organisation: 'Provincia dimostrativa',
    units: ['Lavori pubblici', 'Viabilità'],
    title: 'Funzionario tecnico',
    emails: ['n.forli@provincia.example', 'lavoripubblici@provincia.example'],
    phone: '0721 555 0420',
    categories: ['Commissione paesaggio'],
  },
  {
    uid: 'conoscenti-bruna-galli',
    family: 'Galli',
    given: 'Bruna',
    organisation: 'Comune di Borgo Metauro',
    units: ['Ufficio tecnico'],
    title: 'Responsabile',
    emails: ['bruna.galli@borgometauro.example'],
    phone: '0722 555 0217',
  },
  {
    uid: 'conoscenti-elio-tomasi',
    family: 'Tomasi',
    given: 'Elio',
    organisation: 'Unione montana Alta Valle',
    units: ['Protezione civile'],
    title: 'Coordinatore',
    emails: ['elio.tomasi@altavalle.example'],
    mobile: '347 555 0188',
    categories: ['Emergenze'],
    note: 'Reperibile anche la notte.\nIn caso di neve chiamare prima delle 5.',
  },
  {
    uid: 'conoscenti-marta-orsini',
    family: 'Orsini',
    given: 'Marta',
    organisation: 'Soprintendenza dimostrativa',
    title: 'Funzionaria',
    emails: ['m.orsini@soprintendenza.example'],
    phone: '071 555 0502',
    categories: ['Commissione paesaggio'],
  },
  {
    uid: 'conoscenti-paola-riva',
    family: 'Riva',
    given: 'Paola',
    emails: ['paola.riva@posta.example'],
    mobile: '339 555 0177',
    birthday: '1979-11-30',
  },
  {
    uid: 'conoscenti-commissione',
    fullName: 'Commissione paesaggio',
    members: ['conoscenti-sara-conti', 'conoscenti-nicolo-forli', 'conoscenti-marta-orsini'],
  },
]

const firms: DemoCard[] = [
  {
    uid: 'imprese-edil-foglia',
    fullName: 'Edil Foglia srl',
    company: true,
    organisation: 'Edil Foglia srl',
    emails: ['cantieri@edilfoglia.example'],
    phone: '0722 555 0601',
    address: ['Zona artigianale 8', 'Monteverde sul Foglia', 'PU', '61020'],
    url: 'https://edilfoglia.example/',
    categories: ['Edilizia'],
  },
  {
    uid: 'imprese-rossini',
    prefix: 'Geom.',
    family: 'Rossini',
    given: 'Tiziano',
    fullName: 'Geom. Tiziano Rossini',
    title: 'Geometra',
    emails: ['t.rossini@geometri.example'],
    mobile: '335 555 0162',
    address: foglia,
    categories: ['Professionisti'],
  },
  {
    uid: 'imprese-studio-ferri',
    fullName: 'Studio tecnico Ferri e Associati',
    company: true,
    organisation: 'Studio tecnico Ferri e Associati',
    emails: ['tecnico@studioferri.example'],
    phone: '0722 555 0644',
    categories: ['Professionisti'],
  },
  {
    uid: 'imprese-servizi-idrici',
    fullName: 'Servizi idrici del Metauro S.p.A.',
    company: true,
    organisation: 'Servizi idrici del Metauro S.p.A.',
    emails: ['clienti@serviziidrici.example'],
    phone: '800 555 010',
    note: 'Guasti: numero verde, risponde sempre.',
    categories: ['Servizi'],
  },
  {
    uid: 'imprese-verdi-giardini',
    fullName: 'Verdi Giardini snc',
    company: true,
    organisation: 'Verdi Giardini snc',
    emails: ['ufficio@verdigiardini.example'],
    phone: '0722 555 0670',
    categories: ['Verde pubblico'],
  },
  {
    uid: 'imprese-lampa',
    family: 'Lampa',
    given: 'Oreste',
    organisation: 'Lampa impianti',
    title: 'Elettricista',
    emails: ['oreste@lampaimpianti.example'],
    mobile: '338 555 0155',
    categories: ['Impianti'],
  },
  {
    uid: 'imprese-baldelli',
    prefix: 'Ing.',
    family: 'Baldelli',
    given: 'Chiara',
    fullName: 'Ing. Chiara Baldelli',
    title: 'Ingegnera strutturista',
    emails: ['chiara@baldelli.example'],
    mobile: '340 555 0129',
    categories: ['Professionisti'],
  },
  {
    uid: 'imprese-asfalti',
    fullName: 'Asfalti dell’Alta Valle',
    company: true,
    organisation: 'Asfalti dell’Alta Valle',
    emails: ['gare@asfaltialtavalle.example'],
    phone: '0722 555 0699',
    categories: ['Edilizia', 'Viabilità'],
  },
]

export const elenaBooks: DemoBook[] = [
  { name: 'rubrica-personale', title: 'Rubrica personale', colour: '#549463', cards: acquaintances },
  { name: 'imprese', title: 'Tecnici e imprese', colour: '#cb6d47', cards: firms },
]
