// A process of its own: it has the product's environment, which Node reads at its start (the authority of the test certificates).
import type { Said } from './command-line.ts'

interface Built {
  runCommand: (args: string[], env: NodeJS.ProcessEnv) => Promise<number>
}

const { runCommand } = (await import(process.argv[2] ?? '')) as Built
/* oxlint-disable no-console -- what commands print is what they answer */
let lines: string[] = []
console.log = (line: string) => void lines.push(line)
console.error = console.log

process.on('message', async (args: string[]) => {
  lines = []
  const code = await runCommand(args, process.env)
  process.send?.({ code, output: `${lines.join('\n')}\n` } satisfies Said)
})
