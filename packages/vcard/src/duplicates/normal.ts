/** Words of a name without accents, marks and case, in the order of the alphabet. */
export function nameWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßøđłæœ]/g, (one) => ({ ß: 'ss', ø: 'o', đ: 'd', ł: 'l', æ: 'ae', œ: 'oe' })[one]!)
    // De Santis, D'Angelo and DeSantis are one.
    .replace(/['’`´.]/g, '')
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? []
  return words.filter((word) => !titles.has(word)).sort()
}

const titles = new Set(
  'dott dottssa dottore dottoressa dr drssa sig sigra sigr signor signora ing avv arch geom rag prof profssa on mr mrs ms'.split(
    ' ',
  ),
)

/** An address of mail as it is compared. */
export function plainEmail(email: string): string {
  return email
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, '')
}

/** Mailboxes that many people have on their cards. */
export function isOfOffice(email: string): boolean {
  return /^(?:info|segreteria|protocollo|ufficio|urp|comune|amministrazione|direzione|contabilita|ragioneria|anagrafe|tributi|sindaco|polizia|pec|posta|mail|noreply|no-reply|office|admin|contatti|vendite|ordini|scuola)(?:[._-].*)?@/.test(
    email,
  )
}

/** A number as E.164 has it, nearly: of what has no country Italy's is meant. Empty where it is too short to mean anybody. */
export function plainPhone(written: string, country = '39'): string {
  const text = written.replace(/^tel:/i, '').split(/[;x#]|\b(?:ext|int)\b/i)[0]!
  const isAbroad = /^\s*\+/.test(text) || /^\s*00/.test(text)
  // "+44 (0)20": the zero is dialled at home only. Italy has it always.
  const digits = (isAbroad ? text.replace('(0)', '') : text).replace(/\D/g, '').replace(/^00/, '')
  if (digits.length < 6 || digits.length > 15) return ''
  if (isAbroad) return `+${digits}`
  // 39 393 1234567: a country without its plus, not a mobile number, which has ten digits.
  return digits.startsWith(country) && digits.length >= 12 ? `+${digits}` : `+${country}${digits}`
}

/** One person's own, as numbers go: in Italy those that begin with 3. */
export function isMobile(phone: string): boolean {
  return /^\+393\d{8,9}$/.test(phone)
}

/** A text as it is compared, whatever its case, accents and marks. */
function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** An organisation without what it is in law. */
export function plainOrganisation(text: string): string {
  return plainText(text.replace(/\./g, '')).replace(/ (?:srl|srls|spa|snc|sas|scarl|onlus|ltd|gmbh|inc)$/, '')
}
