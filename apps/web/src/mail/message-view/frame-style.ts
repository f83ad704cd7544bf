const tokens = [
  '--text',
  '--soft',
  '--muted',
  '--line',
  '--line2',
  '--control',
  '--surface',
  '--raised',
  '--hover',
  '--hue-text',
  '--hue-sel',
  '--hue-solid',
]

let fontFaces: string | undefined

/** The frame is a document of its own: it is told the page's letters and colours. */
export function frameStyle(): string {
  const style = getComputedStyle(document.documentElement)
  const colours = tokens.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';')
  fontFaces ??= collectFontFaces()
  return `${fontFaces}:root{${colours}}${rules}`
}

function collectFontFaces(): string {
  let text = ''
  for (const sheet of document.styleSheets) {
    try {
      for (const rule of sheet.cssRules) if (rule instanceof CSSFontFaceRule) text += rule.cssText
    } catch {
      // A sheet of another origin (an extension's) is not ours to read.
    }
  }
  return text
}

// `data-paper` is the look: theme takes the page's colours, white keeps what the sender designed.
const rules = `
html { margin: 0; overflow: auto hidden; }
html[data-theme='light'] { color-scheme: light; }
html[data-theme='dark'] { color-scheme: dark; }
body { margin: 0; overflow-wrap: anywhere; font: 16px/26px 'Titillium Web', system-ui, sans-serif; color: var(--text); background: transparent; }
html[data-paper='white'] { color-scheme: light; }
html[data-paper='white'] body { color: #151e27; background: #fff; line-height: normal; }
html[data-paper='white'][data-theme='dark'] body { padding: 16px; }
html[data-paper='theme'] [data-mail] { max-width: 68ch; font-family: inherit !important; }
html[data-paper='theme'] [data-mail] *:not(code, pre, kbd, samp, tt) { font-family: inherit !important; }
html[data-paper='theme'][data-adapt] [data-mail] *:not(img) { color: inherit !important; background: transparent !important; border-color: var(--line2) !important; }
html[data-paper='theme'][data-adapt] a[href] { color: var(--hue-text) !important; }
p { margin: 0 0 12px; }
[data-mail] > :last-child { margin-bottom: 0; }
a[href], a[data-anchor] { color: var(--hue-text); cursor: pointer; }
html[data-paper='white'] a[href] { color: #0b5394; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--hue-solid); outline-offset: 2px; border-radius: 2px; }
img { max-width: 100%; height: auto; }
img:not([src]) { display: inline-block; box-sizing: border-box; min-width: 24px; min-height: 24px; padding: 2px 6px; border: 1px dashed var(--control); border-radius: 4px; color: var(--muted); font-size: 13px; line-height: 18px; }
img:not([src])[width] { padding: 0; border: 0; background: rgb(128 140 155 / 12%); }
img:not([src])[width='1'], img:not([src])[height='1'], img:not([src])[width='0'] { display: none; }
table { max-width: 100%; }
pre { white-space: pre-wrap; font: 13px/20px ui-monospace, monospace; }
blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid var(--line2); color: var(--soft); }
hr { border: 0; border-top: 1px solid var(--line); }
details[data-quote] > summary { display: inline-block; margin: 4px 0 8px; padding: 0 8px; border-radius: 4px; background: var(--hover); color: var(--muted); font: 600 12px/20px 'Titillium Web', system-ui, sans-serif; list-style: none; cursor: pointer; }
details[data-quote] > summary::before { content: '••• '; }
@media print { html, body { overflow: visible; } }
`
