import { readdirSync, readFileSync } from 'node:fs'

export interface Hostile {
  name: string
  html: string
}

const folder = new URL('../corpus/', import.meta.url)

/** One attack a file, named by it; and those too large to be kept as files. */
export function readCorpus(): Hostile[] {
  const files = readdirSync(folder).map((file) => ({
    name: file.replace(/\.html$/, ''),
    html: readFileSync(new URL(file, folder), 'utf8'),
  }))
  return [...files, ...tooLargeForFiles()]
}

/** The large ones only where messages are read: what differs from phase to phase is what may stay, not how long it takes. */
export function corpusAt(phase: string): Hostile[] {
  return readCorpus().filter(({ name }) => phase === 'read' || !name.startsWith('large-'))
}

function tooLargeForFiles(): Hostile[] {
  const load = '<img src="http://c.canary.test/large" onerror="top.trap(1)"><script>top.trap(1)</script>'
  return [
    { name: 'large-100000-nested', html: '<div>'.repeat(100_000) + load },
    { name: 'large-100000-siblings', html: '<b>x</b>'.repeat(100_000) + load },
    { name: 'large-attribute-2-mb', html: `<p title="${'x'.repeat(2_000_000)}">${load}` },
    {
      name: 'large-style-attribute',
      html: `<p style="${'color:red;'.repeat(100_000)}background:url(http://c.canary.test/large)">x${load}`,
    },
    {
      name: 'large-style-sheet',
      html: `<style>${'p{color:red}'.repeat(60_000)}p{background:url(http://c.canary.test/large)}</style>${load}`,
    },
    {
      name: 'large-many-attributes',
      html: `<p ${Array.from({ length: 20_000 }, (_, at) => `a${at}=x`).join(' ')}>${load}`,
    },
    { name: 'large-nested-tables', html: '<table><tr><td>'.repeat(2000) + load },
    { name: 'large-nested-blockquotes', html: '<blockquote type="cite">'.repeat(5000) + load },
    { name: 'large-text-5-mb', html: `<p>${'parole '.repeat(700_000)}${load}` },
    { name: 'large-entities', html: '&lt;&amp;&#x41;'.repeat(50_000) + load },
    { name: 'large-unclosed-formatting', html: '<b><i><u><font color=red>'.repeat(3000) + load },
    {
      name: 'large-nested-css',
      html: `<style>${'@media all{'.repeat(2000)}p{background:url(http://c.canary.test/large)}</style>${load}`,
    },
  ]
}
