import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Runnable } from './checkout.ts'
import { spawnSpeaking } from './servers/child.ts'

export interface Said {
  code: number
  output: string
}

export interface CommandLine {
  /** What the command prints; throws with it when the command is refused. */
  run: (...args: string[]) => Promise<string>
  stop: () => void
}

/**
 * The built `staffetta`, in one process for all commands, one after the other: to start Node for each of them took 70 of the
 * 120 seconds before the first journey.
 */
export function openCommandLine({ node, root }: Runnable, env: Record<string, string>): CommandLine {
  let child: ChildProcess | undefined
  let latest: Promise<unknown> = Promise.resolve()
  const open = () =>
    (child ??= spawnSpeaking(
      node,
      [join(root, 'packages/testing/dist/command-line-process.js'), join(root, 'apps/bff/dist/cli/main.js')],
      { env, cwd: root },
    ))
  return {
    run: (...args) => {
      const answer = latest.then(() => ask(open(), args))
      latest = answer.catch(() => {})
      return answer
    },
    stop: () => {
      child?.disconnect()
    },
  }
}

function ask(child: ChildProcess, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const refused = (why: string) => reject(new Error(`staffetta ${args.join(' ')} failed: ${why}`))
    const gone = () => refused('its process has ended')
    child.once('exit', gone)
    child.once('message', ({ code, output }: Said) => {
      child.off('exit', gone)
      if (code === 0) resolve(output)
      else refused(output)
    })
    child.send(args)
  })
}
