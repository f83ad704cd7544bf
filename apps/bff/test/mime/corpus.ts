import { fileCases } from './files.ts'
import { headerCases } from './headers.ts'
import { structureCases } from './structures.ts'
import { textCases } from './texts.ts'

export const corpus = [...headerCases, ...textCases, ...structureCases, ...fileCases]
