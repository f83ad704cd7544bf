import { invisible } from './characters.ts'

/** Longer than any file system takes; the true extension stays. */
const MOST_CHARACTERS = 150

const dangerousExtensions = new Set(
  (
    'ade adp app apk appx bat chm cmd com cpl dll dmg docm dotm exe gadget hlp hta htm html inf ins iso img jar jnlp js jse ' +
    'lnk mde msc msi msix msp mst one pif pkg pl potm ppam ppsm pptm ps1 py rb reg scf scr sct sh shtml svg sys vb vbe vbs ' +
    'vhd vhdx vxd wsc wsf wsh xhtml xlam xll xlsm xltm xml xsl xslt'
  ).split(' '),
)

/**
 * A name to show and to save under: no folder, no control or bidi character (a name can read "fattura_exe.pdf" backwards),
 * no device of Windows, never empty, its last extension kept.
 */
export function safeFileName(name: string | undefined, type: string): string {
  if (name === undefined) return `allegato${extensionFor(type)}`
  const base = name
    .normalize('NFC')
    .replaceAll(invisible, '')
    .split(/[/\\]/)
    .at(-1)!
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  if (base === '') return `allegato${extensionFor(type)}`
  const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(base) ? `_${base}` : base
  if (device.length <= MOST_CHARACTERS) return device
  const extension = /\.[^.]{1,12}$/.exec(device)?.[0] ?? ''
  return `${device.slice(0, MOST_CHARACTERS - extension.length - 1)}…${extension}`
}

/** Opening it can run code: by its last extension, or by what it says it is. */
export function isDangerous(fileName: string, type: string): boolean {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  return (
    dangerousExtensions.has(extension) ||
    /^(text\/html|image\/svg|application\/(x-ms(download|-dos-executable|i)|x-sh|java-archive|javascript|hta))/.test(
      type,
    )
  )
}

const extensions: Record<string, string> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'text/plain': '.txt',
  'text/calendar': '.ics',
  'text/vcard': '.vcf',
  'text/html': '.html',
  'message/rfc822': '.eml',
  'application/zip': '.zip',
}

function extensionFor(type: string): string {
  return Object.hasOwn(extensions, type) ? extensions[type]! : ''
}

/** The type of a file that has only a name. */
export function typeOfName(name: string): string {
  const extension = /\.[^.]{1,5}$/.exec(name)?.[0].toLowerCase()
  return Object.keys(extensions).find((type) => extensions[type] === extension) ?? 'application/octet-stream'
}
