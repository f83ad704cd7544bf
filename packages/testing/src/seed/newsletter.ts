/** A newsletter as such programs write them: nested tables, remote pictures, a tracking pixel, a style sheet. */
export function newsletterHtml(
  title: string,
  host: string,
  articles: { title: string; text: string }[],
): string {
  const rows = articles.map(
    ({ title: heading, text }, index) => `<tr>
<td width="180" valign="top" style="padding:16px 0 16px 24px"><img src="https://${host}/img/${index + 1}.jpg" width="156" height="104" alt="" style="display:block;border-radius:4px"></td>
<td valign="top" style="padding:16px 24px"><h2 class="t" style="margin:0 0 6px;font-size:18px;color:#1b4965">${heading}</h2>
<p style="margin:0 0 10px;font-size:14px;line-height:20px;color:#333">${text}</p>
<a href="https://${host}/articoli/${index + 1}?utm_source=mail" style="color:#0b6e8a;font-size:14px">Leggi tutto</a></td></tr>`,
  )
  return `<!DOCTYPE html><html lang="it"><head><meta charset="utf-8"><title>${title}</title>
<style>@media (max-width:600px){.wrap{width:100%!important}.t{font-size:16px!important}} a:hover{text-decoration:none}</style></head>
<body style="margin:0;background:#eef2f5" bgcolor="#eef2f5">
<div style="display:none;max-height:0;overflow:hidden">${articles[0]?.text ?? ''}</div>
<table width="100%" cellpadding="0" cellspacing="0" role="presentation"><tr><td align="center" style="padding:24px 8px">
<table class="wrap" width="640" cellpadding="0" cellspacing="0" role="presentation" style="background:#fff;border:1px solid #d9e0e6;font-family:Arial,Helvetica,sans-serif">
<tr><td colspan="2" background="https://${host}/img/testata.jpg" style="padding:28px 24px;background-color:#1b4965;color:#fff"><h1 style="margin:0;font-size:24px">${title}</h1></td></tr>
${rows.join('\n')}
<tr><td colspan="2" style="padding:16px 24px;background:#f6f8fa;font-size:12px;color:#667">Ricevi questo messaggio perché il tuo ente è iscritto. <a href="https://${host}/disiscrizione">Annulla l'iscrizione</a></td></tr>
</table></td></tr></table>
<img src="https://${host}/aperture/pixel.gif?id=8f31c2" width="1" height="1" alt=""></body></html>`
}

/** A table of figures, as the accounts office pastes it from a spreadsheet. */
export function budgetHtml(rows: [string, string, string, string][]): string {
  const cells = rows.map(
    (row) =>
      `<tr>${row.map((cell, i) => `<td style="border:1px solid #b7c0c9;padding:4px 8px;text-align:${i === 0 ? 'left' : 'right'}">${cell}</td>`).join('')}</tr>`,
  )
  const head = ['Capitolo', 'Stanziato', 'Impegnato', 'Disponibile'].map(
    (name) =>
      `<th style="border:1px solid #b7c0c9;padding:4px 8px;background:#e8edf2;text-align:left">${name}</th>`,
  )
  return `<html><body style="font-family:Calibri,sans-serif;font-size:11pt"><p>Ciao Elena,</p><p>questa è la situazione dei capitoli di tua competenza a oggi:</p>
<table style="border-collapse:collapse"><thead><tr>${head.join('')}</tr></thead><tbody>${cells.join('')}</tbody></table>
<p>Il capitolo <b>2081</b> va integrato prima della fine del mese, altrimenti non posso mettere il visto.</p><p>Davide</p></body></html>`
}
