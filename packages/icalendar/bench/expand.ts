import { expand, parse } from '../src/index.ts'

// node --import ../testing/source/register.mjs bench/expand.ts
const rules = [
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;BYDAY=MO,WE,FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH',
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=YEARLY',
  'FREQ=YEARLY;BYMONTH=3;BYDAY=2TU',
]
const pad = (number: number) => String(number).padStart(2, '0')

function eventText(index: number): string {
  const recurring = index < 500
  const year = recurring ? 2015 + (index % 10) : 2026
  const month = recurring ? 1 + (index % 12) : 3
  const day = `${year}${pad(month)}${pad(1 + (index % 28))}`
  const hour = pad(7 + (index % 11))
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//bench//IT',
    'BEGIN:VEVENT',
    `UID:${index}@bench`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART;TZID=Europe/Rome:${day}T${hour}0000`,
    `DTEND;TZID=Europe/Rome:${day}T${hour}4500`,
    `SUMMARY:Riunione ${index}`,
    ...(recurring ? [`RRULE:${rules[index % rules.length]}`] : []),
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
}

const texts = Array.from({ length: 2000 }, (_, index) => eventText(index))
const window = { from: '2026-02-28T23:00:00Z', to: '2026-03-31T22:00:00Z', zone: 'Europe/Rome' }

for (let round = 1; round <= 5; round++) {
  const began = process.cpuUsage()
  const objects = texts.flatMap((text) => {
    const result = parse(text)
    return result.kind === 'read' ? [result.object] : []
  })
  const parsed = process.cpuUsage(began)
  const before = process.cpuUsage()
  const count = objects.reduce((sum, object) => sum + expand(object, window).occurrences.length, 0)
  const expanded = process.cpuUsage(before)
  process.stdout.write(
    `round ${round}: parse ${Math.round((parsed.user + parsed.system) / 1000)} ms, ` +
      `expand ${Math.round((expanded.user + expanded.system) / 1000)} ms, ${count} occurrences\n`,
  )
}
