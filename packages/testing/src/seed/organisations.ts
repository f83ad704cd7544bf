import type { Person } from '../servers/dovecot.ts'
import type { ServicePerson } from '../servers/radicale.ts'

/** A municipality of the demo. Invented, like everybody in it. */
export interface DemoTenant {
  slug: string
  name: string
  domain: string
  hue?: string
  /** The patron saint's day, and whose it is. */
  patron?: [day: string, name: string]
  /** `false` for one that has asked for the service and does not have it yet. */
  enabled: boolean
  /** Its people may also come by its own identity provider. */
  identity?: true
  /** Whom the others ask. */
  provider?: boolean
  help?: string
}

export interface DemoPerson extends Person {
  name: string
  office: string
  tenant: string
}

/** The one password of the demo and of the tests. */
export const demoPassword = 'password'

export const demoTenants: DemoTenant[] = [
  {
    slug: 'monteverde',
    name: 'Comune di Monteverde sul Foglia',
    domain: 'monteverde.example',
    hue: '#166f4d',
    patron: ['06-24', 'San Giovanni Battista'],
    enabled: true,
  },
  {
    slug: 'borgometauro',
    name: 'Comune di Borgo Metauro',
    domain: 'borgometauro.example',
    enabled: true,
    identity: true,
  },
  {
    slug: 'provincia',
    name: 'Provincia dimostrativa',
    domain: 'provincia.example',
    hue: '#4f56b3',
    help: 'Il centro servizi risponde dal lunedì al venerdì, 8:30–13:30: 0721 555 0100',
    enabled: true,
    provider: true,
  },
  { slug: 'altavalle', name: 'Unione montana Alta Valle', domain: 'altavalle.example', enabled: false },
]

function person(name: string, local: string, office: string, tenant: DemoTenant): DemoPerson {
  return { name, address: `${local}@${tenant.domain}`, password: demoPassword, office, tenant: tenant.slug }
}

const [monteverde, borgo, provincia, altavalle] = demoTenants as [
  DemoTenant,
  DemoTenant,
  DemoTenant,
  DemoTenant,
]

export const elena = person('Elena Guidi', 'elena.guidi', 'Ufficio tecnico', monteverde)
export const paolo = person('Paolo Guerrini', 'paolo.guerrini', 'Lavori pubblici', monteverde)
export const lucia = person('Lucia Sarti', 'lucia.sarti', 'Anagrafe e stato civile', monteverde)
export const davide = person('Davide Lolli', 'davide.lolli', 'Ragioneria', monteverde)
export const anagrafe = person('Ufficio anagrafe', 'anagrafe', "Casella d'ufficio", monteverde)
export const protocollo = person(
  'Ufficio protocollo',
  'protocollo',
  "Casella d'ufficio, 20.000 messaggi",
  monteverde,
)
export const sandra = person('Sandra Venturi', 'sandra.venturi', 'Segreteria', borgo)
export const matteo = person('Matteo Rinaldi', 'matteo.rinaldi', 'Polizia locale', borgo)
export const marta = person('Marta Olivieri', 'marta.olivieri', 'Centro servizi', provincia)
/** Elena writes to the province's office for public works: it has to be there to be written to. */
const lavoriPubblici = person('Lavori pubblici', 'lavoripubblici', "Casella d'ufficio", provincia)
export const franco = person('Franco Alessandri', 'franco.alessandri', 'Segreteria', altavalle)

export const demoPeople: DemoPerson[] = [
  elena,
  paolo,
  lucia,
  davide,
  anagrafe,
  protocollo,
  sandra,
  matteo,
  marta,
  lavoriPubblici,
  franco,
]

/** What the product itself signs in as, for every municipality that has the service. */
export const demoServices: ServicePerson[] = demoTenants
  .filter(({ enabled }) => enabled)
  .map(({ domain }) => ({ address: `staffetta@${domain}`, password: demoPassword, domain }))

/** A mailbox of each of them that is there to be tried. */
export const demoTesters: Person[] = demoTenants
  .filter(({ enabled }) => enabled)
  .map(({ domain }) => ({ address: `prova@${domain}`, password: demoPassword }))

/** As it stands in a From or To line. */
export function mailboxOf({ name, address }: DemoPerson): string {
  return `${name} <${address}>`
}
