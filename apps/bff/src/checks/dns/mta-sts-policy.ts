export type StsMode = 'enforce' | 'testing' | 'none'

export type StsPolicy =
  | { kind: 'policy'; mode: StsMode; mx: string[]; maxAge: number }
  | { kind: 'wrong'; line: string }

const YEAR = 31_557_600

/** The file of RFC 8461 §3.2. Never throws; fields nobody knows are left alone, as it says. */
export function readStsPolicy(text: string): StsPolicy {
  const fields: [string, string][] = []
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    const match = /^([a-z0-9][a-z0-9_.-]{0,31})[ \t]*:[ \t]*(.*?)[ \t]*$/i.exec(line)
    if (match === null) return { kind: 'wrong', line }
    fields.push([match[1]!, match[2]!])
  }
  const get = (name: string) => fields.find(([known]) => known === name)?.[1]
  if (get('version') !== 'STSv1') return { kind: 'wrong', line: `version: ${get('version') ?? ''}` }
  const mode = (['enforce', 'testing', 'none'] as const).find((known) => known === get('mode'))
  if (mode === undefined) return { kind: 'wrong', line: `mode: ${get('mode') ?? ''}` }
  const age = get('max_age') ?? ''
  if (!/^\d{1,10}$/.test(age) || Number(age) > YEAR) return { kind: 'wrong', line: `max_age: ${age}` }
  const mx = fields.filter(([name]) => name === 'mx').map(([, host]) => host.toLowerCase().replace(/\.$/, ''))
  const odd = mx.find((host) => !/^(\*\.)?([a-z0-9-]{1,63}\.)*[a-z0-9-]{1,63}$/.test(host))
  if (odd !== undefined) return { kind: 'wrong', line: `mx: ${odd}` }
  if (mx.length === 0 && mode !== 'none') return { kind: 'wrong', line: 'mx:' }
  return { kind: 'policy', mode, mx, maxAge: Number(age) }
}

/** The star stands for one label (RFC 8461 §4.1). */
export function isAllowedMx(host: string, patterns: string[]): boolean {
  return patterns.some((pattern) =>
    pattern.startsWith('*.') ? host.slice(host.indexOf('.') + 1) === pattern.slice(2) : host === pattern,
  )
}
