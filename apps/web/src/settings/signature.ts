/** A signature is written as lines and kept as paragraphs of the composer. */
export function signatureHtml(text: string): string {
  const lines = text.replace(/\s+$/, '').split('\n')
  return lines.length === 1 && lines[0] === '' ? '' : lines.map((line) => `<p>${escape(line)}</p>`).join('')
}

/** The lines of a kept signature. Read as data: nothing of it is ever put on a page from here. */
export function signatureText(html: string): string {
  return html
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/(p|div|li)>\s*(?=<)/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp|nbsp|#39);/g, (_, name: string) => entities[name]!)
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', nbsp: ' ', '#39': "'" }

function escape(line: string): string {
  return line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
