import { fillMailbox } from '../builders/fill.ts'
import { startStack, type Stack } from '../stack.ts'
import { BrowserBench } from './browser.ts'
import { CalendarBench } from './calendar.ts'
import { ContactsBench } from './contacts.ts'
import { Floor } from './floor.ts'
import { measureImport } from './import.ts'
import { HttpBench, listsASecond, memoryWith } from './http.ts'
import { administrator, PeopleBench } from './people.ts'
import { printTable, type Figure } from './table.ts'

const sizes = [1_000, 10_000, 100_000]
/** A folder nobody reads ahead. */
const untouched = 'Archive'
const addressOf = (size: number) => `bench-${size}@monteverde.example`
/** Small acts need many runs before both sides are warm; those that fetch new rows each time, fewer. */
const many = 250
const runs = 40

/** One run, one Dovecot, the same mailboxes for everybody: ratios mean something, milliseconds only on this machine. */
export async function runBench(options: {
  only?: string
  accounts: number
  say: (line: string) => void
}): Promise<void> {
  const wanted = (part: string) => options.only === undefined || options.only === part
  options.say('Starting the servers …')
  const figures: Figure[] = []
  // In production mail is indexed as it comes. Mailboxes stored at once would be indexed while the rest is measured: for
  // minutes one core is gone, and a reload took 270 ms instead of 160.
  const stack = await startStack({
    seed: 'empty',
    users: 'any',
    fullText: false,
    env: { LOG_LEVEL: 'error' },
  })
  try {
    for (const size of ['calendar', 'import', 'contacts', 'people'].includes(options.only ?? '')
      ? []
      : sizes) {
      options.say(`Storing ${size} messages …`)
      for (const mailbox of ['INBOX', untouched])
        await fillMailbox(stack.dovecot, addressOf(size), mailbox, { count: size })
    }
    if (wanted('http')) for (const size of sizes) figures.push(...(await overHttp(stack, size, options.say)))
    if (wanted('load')) figures.push(...(await underLoad(stack, options)))
    if (wanted('calendar')) figures.push(...(await calendars(stack, options.say)))
    if (wanted('import')) figures.push(...(await imports(stack, options.say)))
    if (wanted('contacts')) figures.push(...(await addressBooks(stack, options.say)))
    if (wanted('people')) figures.push(...(await people(stack, options.say)))
    if (wanted('browser')) figures.push(...(await inBrowser(stack, options.say)))
  } finally {
    // What was measured before something failed is worth seeing too.
    if (figures.length > 0) options.say(printTable(figures))
    await stack.stop()
  }
}

async function overHttp(stack: Stack, size: number, say: (line: string) => void): Promise<Figure[]> {
  say(`Measuring ${size} messages over HTTP …`)
  const floor = await Floor.open(stack.dovecot, addressOf(size))
  await floor.warmUp(untouched)
  const bff = await HttpBench.open(stack.url, addressOf(size))
  const what = (name: string) => `${name}, ${size.toLocaleString('en')}`
  const firstTouch = {
    floor: await floor.firstTouch(untouched, runs),
    bff: await bff.firstTouch(untouched, runs),
  }
  const again = await HttpBench.open(stack.url, addressOf(size))
  const firstPage = { floor: await floor.firstPage(many), bff: await again.firstPageWarm(many) }
  const figures: Figure[] = [
    { what: what('first page, warm'), ...firstPage, goal: { ratio: 0.5, ms: 5 } },
    { what: what('first page, first touch'), ...firstTouch, goal: { ratio: 1.5 } },
    {
      what: what('by date, warm'),
      floor: firstPage.floor,
      bff: await again.byDateWarm(many),
      goal: { ms: 20 },
    },
    {
      what: what('open a message'),
      floor: await floor.openMessage(many),
      bff: await again.openMessage(many),
      goal: { ratio: 3, ms: 5 },
    },
    { what: what('flag'), floor: await floor.flag(many), bff: await again.flag(many), goal: { ratio: 3 } },
  ]
  if (size > 5_000) {
    figures.push({
      what: what('a page in the middle'),
      floor: await floor.middlePage(many),
      bff: await again.middlePage(many),
      goal: { ratio: 1.5 },
    })
  }
  await floor.close()
  return figures
}

async function underLoad(
  stack: Stack,
  options: { accounts: number; say: (line: string) => void },
): Promise<Figure[]> {
  options.say('Sixteen people ask for lists …')
  const people = Array.from({ length: 16 }, (_, i) => `person-${i}@monteverde.example`)
  for (const person of people) await fillMailbox(stack.dovecot, person, 'INBOX', { count: 200 })
  const load = await listsASecond(stack.url, stack.product.nodes[0]!.pid(), people, 5)
  options.say(`${options.accounts} accounts sign in …`)
  // What earlier measurements left in the heap is not theirs.
  await stack.product.restart()
  const memory = await memoryWith(stack.url, stack.product.nodes[0]!.pid(), options.accounts)
  return [
    { what: 'lists a second, 16 people', value: load.perSecond, unit: '/s', goal: { least: 400 } },
    { what: 'CPU of the BFF for a list', value: load.cpuMs, unit: 'ms', goal: { most: 2 } },
    {
      what: `memory of the BFF, ${options.accounts} accounts live`,
      value: memory.after,
      unit: 'MB',
      goal: { most: 350 },
    },
  ]
}

async function calendars(stack: Stack, say: (line: string) => void): Promise<Figure[]> {
  say('Storing 10,000 events …')
  const bench = await CalendarBench.open(stack)
  say('Reading them for the first time …')
  const first = await bench.firstReading()
  const create = await bench.create(20)
  const moved = await bench.moveInTime(20)
  const delta = await bench.delta(5)
  const week = await bench.weekWarm(many)
  const browser = await BrowserBench.launch(stack)
  const month = await browser.monthDrawn(bench.address, 7).finally(() => browser.close())
  return [
    { what: 'first week of 10,000 events', value: first.weekMs, unit: 'ms', goal: { most: 2_000 } },
    { what: 'all of 10,000 events', value: first.allMs, unit: 'ms', goal: {} },
    { what: 'a week of 10,000 events, warm', value: week, unit: 'ms', goal: { most: 25 } },
    { what: 'a month of 10,000 events, drawn', value: month, unit: 'ms', goal: { most: 150 } },
    { what: 'a week with what another program stored', value: delta, unit: 'ms', goal: {} },
    { what: 'create an event', ...create, goal: { ratio: 2 } },
    { what: 'move an event in time', floor: create.floor, bff: moved, goal: { ratio: 2 } },
  ]
}

async function imports(stack: Stack, say: (line: string) => void): Promise<Figure[]> {
  const count = 5_000
  say('Importing 5,000 events, and storing as many without us …')
  const { floor, bff, fresh } = await measureImport(stack, count)
  return [
    // 90 % of the rate of bare PUTs is a time of 1.11.
    { what: 'import 5,000 events', floor: floor * 1000, bff: bff * 1000, goal: { ratio: 1.11 } },
    { what: 'import 5,000 events as a new calendar', value: fresh, unit: 's', goal: { most: 60 } },
  ]
}

async function addressBooks(stack: Stack, say: (line: string) => void): Promise<Figure[]> {
  say('Storing 25,000 contacts …')
  const bench = await ContactsBench.open(stack, { large: 20_000, small: 5_000 })
  say('Reading them for the first time …')
  const first = await bench.firstReading()
  const warm = await bench.listWarm(40)
  const browser = await BrowserBench.launch(stack)
  const letter = await browser
    .completion(bench.address, ['rossi1', 'anna', 'moretti2', 'ente4'])
    .finally(() => browser.close())
  say('Importing 5,000 contacts, and storing as many without us …')
  const imported = await bench.imported(5_000)
  return [
    { what: 'first rows of 20,000 contacts', value: first.rowsMs, unit: 'ms', goal: { most: 3_000 } },
    { what: 'all of 20,000 contacts', value: first.allMs, unit: 'ms', goal: {} },
    { what: 'a list of 20,000 contacts, warm', value: warm, unit: 'ms', goal: { most: 300 } },
    { what: 'a letter over 25,000 contacts, completed', value: letter, unit: 'ms', goal: { most: 30 } },
    { what: 'import 5,000 contacts', ...imported, goal: { ratio: 1.11 } },
  ]
}

async function people(stack: Stack, say: (line: string) => void): Promise<Figure[]> {
  say('Listing 20,000 people of one body of 200 …')
  const bench = await PeopleBench.open(stack, 20_000)
  const browser = await BrowserBench.launch(stack)
  const screen = await browser.people(administrator, bench.tenantId).finally(() => browser.close())
  return [
    {
      what: 'the list of 20,000 people opens, on screen',
      value: screen.opened,
      unit: 'ms',
      goal: { most: 300 },
    },
    {
      what: 'a letter of a search among them, on screen',
      value: screen.searched,
      unit: 'ms',
      goal: { most: 100 },
    },
    {
      what: 'the list of 20,000 people opens',
      value: await bench.opened(40),
      unit: 'ms',
      goal: { most: 300 },
    },
    { what: 'search among 20,000 people', value: await bench.searched(40), unit: 'ms', goal: { most: 100 } },
    { what: 'a page of 20,000 people', value: await bench.inTheMiddle(40), unit: 'ms', goal: { most: 100 } },
  ]
}

async function inBrowser(stack: Stack, say: (line: string) => void): Promise<Figure[]> {
  say('Chromium …')
  const browser = await BrowserBench.launch(stack)
  try {
    const large = addressOf(100_000)
    const cold = await browser.coldSignIn(large, 5)
    const clicks = await browser.clicks(large, 20)
    return [
      { what: 'cold sign-in to first row, 100,000', value: cold.ms, unit: 'ms', goal: { most: 500 } },
      { what: 'over the wire before the first row', value: cold.kilobytes, unit: 'kB', goal: { most: 250 } },
      { what: 'reload to first row', value: await browser.reload(large, 7), unit: 'ms', goal: { most: 200 } },
      { what: 'click to body visible', value: clicks.cold, unit: 'ms', goal: { most: 80 } },
      { what: 'click to body visible, prefetched', value: clicks.prefetched, unit: 'ms', goal: { most: 20 } },
      {
        what: 'accepted by LMTP to visible row',
        value: await browser.newMail(large, 7),
        unit: 'ms',
        goal: { most: 900 },
      },
    ]
  } finally {
    await browser.close()
  }
}
