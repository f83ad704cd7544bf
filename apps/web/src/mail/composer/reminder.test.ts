import { expect, test } from 'vitest'
import { promisesAttachment } from './reminder.ts'

test.each([
  'Trovi in allegato il verbale.',
  'Ti allego la planimetria',
  'Allegati: due',
  'Please find attached the report',
])('%s promises a file', (text) => {
  expect(promisesAttachment('', text)).toBe(true)
})

test.each(['Grazie, a domani.', 'L’allegria è tanta', '> in allegato il verbale\nRicevuto.'])(
  '%s does not',
  (text) => {
    expect(promisesAttachment('Re: documenti in allegato', text)).toBe(false)
  },
)
