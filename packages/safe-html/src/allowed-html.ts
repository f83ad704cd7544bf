const words = (text: string) => text.trim().split(/\s+/)

export const allowedTags = words(`
  a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details
  dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark menu nav ol p
  pre q rp rt ruby s samp section small span strike strong style sub summary sup table tbody td tfoot th thead time tr tt
  u ul var wbr
`)

/** Nothing here can load, run, submit or name something; addresses and styles are let through only when written by us. */
export const allowedAttributes = words(`
  abbr align alt bgcolor border cellpadding cellspacing class color colspan compact datetime dir face headers height
  href hspace id lang noshade nowrap open rel reversed rowspan rules scope size span src start style summary target title
  type valign value vspace width
  data-mail data-remote data-cid data-anchor data-quote data-sheet
`)

/** These go with all they hold: their content is another language, or was never meant to be seen. */
export const droppedWhole = words(`
  script noscript template svg math iframe frame frameset noframes object embed applet portal fencedframe param
  video audio source track canvas map area base meta link title select option optgroup datalist textarea input
  noembed bgsound keygen dialog
`).join(',')
