import { parseArgs } from 'node:util'
import { build, checkNode, ensureDebianPackages, ensureNpmPackages, runMain, say } from './setup.mjs'

const usage = `npm run bench                     times the product against a bare IMAP client, and in Chromium
npm run bench -- --only http      one part: http, load, calendar, import, contacts, people or browser
npm run bench -- --accounts 500   how many accounts are signed in for the memory figure`

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      accounts: { type: 'string', default: '500' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return say(usage)
  checkNode()
  ensureDebianPackages(['mail', 'dav', 'certificates', 'wholeBrowser'])
  ensureNpmPackages()
  build()
  const { runBench } = await import('../dist/bench/main.js')
  await runBench({ only: values.only, accounts: Number(values.accounts), say })
})
