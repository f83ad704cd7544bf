/**
 * What mail may say in CSS. Everything else is dropped: a list of what is known to be harmless cannot be overtaken by
 * next year's property that loads, moves or covers.
 */
const words = (text: string) => new Set(text.trim().split(/\s+/))

export const allowedProperties = words(`
  color opacity visibility display float clear overflow overflow-x overflow-y box-sizing
  width height min-width min-height max-width max-height
  margin margin-top margin-right margin-bottom margin-left
  padding padding-top padding-right padding-bottom padding-left
  border border-top border-right border-bottom border-left
  border-width border-top-width border-right-width border-bottom-width border-left-width
  border-style border-top-style border-right-style border-bottom-style border-left-style
  border-color border-top-color border-right-color border-bottom-color border-left-color
  border-radius border-top-left-radius border-top-right-radius border-bottom-left-radius border-bottom-right-radius
  border-collapse border-spacing table-layout caption-side empty-cells
  background background-color background-image background-repeat background-position background-size
  background-clip background-origin
  font font-family font-size font-style font-weight font-variant font-stretch line-height
  letter-spacing word-spacing
  text-align text-align-last text-decoration text-decoration-color text-decoration-line text-decoration-style
  text-indent text-transform text-shadow text-overflow vertical-align white-space word-break word-wrap overflow-wrap hyphens
  direction unicode-bidi tab-size
  list-style list-style-type list-style-position
  flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap
  justify-content align-items align-content align-self gap row-gap column-gap order object-fit
  box-shadow page-break-after page-break-before page-break-inside
`)

/** Functions that only compute or paint; anything that could name an address is missing on purpose, var() and attr() too. */
export const allowedFunctions = words(`
  rgb rgba hsl hsla hwb lab lch oklab oklch calc min max clamp
  linear-gradient radial-gradient conic-gradient
  repeating-linear-gradient repeating-radial-gradient repeating-conic-gradient
`)

export const allowedUnits = words('px pt pc cm mm in em rem ex ch deg rad turn grad fr')

/** Above these a length only serves to push or cover. Percentages have their own. */
export const largestLength = 5000
export const largestRelativeLength = 300
export const largestPercentage = 1000

export const allowedPseudoClasses = words(`
  link visited hover active focus focus-visible focus-within root empty checked
  first-child last-child only-child first-of-type last-of-type only-of-type nth-child nth-last-child nth-of-type
  nth-last-of-type not is where
`)

export const allowedPseudoElements = words('first-line first-letter before after')

/** `initial` and the like are harmless; these values lift a box out of the flow even through an allowed property. */
export const refusedIdentifiers = words('fixed sticky absolute -moz-element')

export const imageProperties = words('background background-image')
