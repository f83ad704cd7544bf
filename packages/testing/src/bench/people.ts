import type { Stack } from '../stack.ts'
import { medianOf } from './median.ts'
import { type BenchSession, signIn } from './session.ts'

export const administrator = 'bench-persone@monteverde.example'
const sought = ['anna', 'ros', 'tributi 7', 'nicolo ubaldi', 'zzz']

/** The people of one body of two hundred, as somebody who administers it looks at them. Milliseconds. */
export class PeopleBench {
  readonly #session: BenchSession
  readonly tenantId: string
  readonly #url: string
  #turn = 0

  private constructor(session: BenchSession, tenantId: string) {
    this.#session = session
    this.tenantId = tenantId
    this.#url = `/api/admin/tenants/${tenantId}/people`
  }

  static async open({ postgres, staffetta, url }: Stack, count: number): Promise<PeopleBench> {
    await postgres.run(`
      insert into tenant (slug, name, enabled_services)
        select 'bench-' || g, 'Ente ' || g, '{}' from generate_series(1, 199) g;
      insert into account (tenant_id, address, name, "group", signed_in_at)
        select t.id, 'persona' || g || '@monteverde.example',
          (array['Anna', 'Nicolò', 'Elena'])[1 + g % 3] || ' ' || (array['Rossi', 'Ubaldi'])[1 + g % 2] || g,
          'Tributi ' || g % 60, now()
        from tenant t, generate_series(1, ${count}) g where t.slug = 'monteverde';
      insert into account (tenant_id, address, signed_in_at)
        select t.id, 'persona' || g || '@' || t.slug || '.example', now()
        from tenant t, generate_series(1, 100) g where t.slug like 'bench-%';
      analyze account`)
    const role = ['tenant-admin', '--for', 'monteverde', '--name', 'Marta Olivieri']
    await staffetta('role', 'grant', administrator, ...role)
    const session = await signIn(url, administrator)
    await postgres.run('update session set proved_at = now()')
    const { tenants } = (await session.get('/api/admin/tenants')) as { tenants: { id: string }[] }
    return new PeopleBench(session, tenants[0]!.id)
  }

  /** All that the screen asks for when it opens. */
  async opened(runs: number): Promise<number> {
    return medianOf(
      runs,
      async () => () =>
        Promise.all([this.#session.get(`${this.#url}/overview`), this.#session.get(this.#page('', 0))]),
    )
  }

  async searched(runs: number): Promise<number> {
    return medianOf(
      runs,
      async () => () => this.#session.get(this.#page(sought[this.#turn++ % sought.length]!, 0)),
    )
  }

  /** Wherever one scrolls to. */
  async inTheMiddle(runs: number): Promise<number> {
    return medianOf(runs, async () => () => this.#session.get(this.#page('', 97 * (this.#turn++ % 200))))
  }

  #page(text: string, from: number): string {
    const query = { from: String(from), limit: '100', ...(text !== '' && { text }) }
    return `${this.#url}?${new URLSearchParams(query).toString()}`
  }
}
