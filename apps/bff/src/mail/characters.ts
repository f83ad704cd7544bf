/**
 * Characters that show nothing and can fake everything: controls, soft hyphens, zero-width and bidi marks. In a subject,
 * a name or a file name they reorder what stands around them ("fattura_exe.pdf").
 */
export const invisible = new RegExp(
  '[\\p{Cc}\\p{Zl}\\p{Zp}\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]',
  'gu',
)
