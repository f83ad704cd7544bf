import { readFileSync } from 'node:fs'
import { objectIn } from './builders.ts'

/** The text of a file of the corpus. */
export function corpusText(name: string): string {
  return readFileSync(new URL(`../corpus/${name}.ics`, import.meta.url), 'utf8')
}

/** What is stored after an invitation of the corpus was taken over: the same without METHOD. */
export function storedFrom(name: string) {
  return objectIn(corpusText(name).replace(/METHOD:.*\r\n/, ''))
}
