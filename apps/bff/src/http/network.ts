/** A household or an office is one network: /24, /64. */
export function networkOf(ip: string): string {
  return ip.includes(':') && !ip.includes('.')
    ? ip.split(':').slice(0, 4).join(':')
    : ip.split('.').slice(0, 3).join('.')
}
