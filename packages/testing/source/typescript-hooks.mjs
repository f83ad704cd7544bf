import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** Reading a hundred files takes TypeScript five seconds where three suites run: what it made of a text is kept. */
const kept = new URL('../../../node_modules/.cache/typescript-hooks/', import.meta.url)

export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context)
  const text = await readFile(fileURLToPath(url), 'utf8')
  const file = new URL(`${createHash('sha256').update(text).digest('hex')}.mjs`, kept)
  const source = await readFile(file, 'utf8').catch(() => transpiled(text, file))
  return { format: 'module', shortCircuit: true, source }
}

async function transpiled(text, file) {
  const { default: ts } = await import('typescript')
  const compilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
  }
  const { outputText } = ts.transpileModule(text, { compilerOptions })
  await mkdir(kept, { recursive: true })
  // Whole or not at all: another thread may read it at this moment.
  const draft = new URL(randomUUID(), kept)
  await writeFile(draft, outputText)
  await rename(draft, file)
  return outputText
}
