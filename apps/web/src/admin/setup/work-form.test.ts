import { expect, test } from 'vitest'
import { rulesIn, typedOf } from './work-form.ts'

const nothing = {
  passwordPage: '',
  message: '',
  recipients: '',
  hourlyMessages: '',
  hourlyRecipients: '',
  patronName: '',
  patronDay: '',
}

test('what is left empty is as in the product', () => {
  const rules = {
    passwordPage: null,
    messageBytes: null,
    recipients: null,
    hourlyMessages: null,
    hourlyRecipients: null,
    patron: null,
  }
  expect(rulesIn(nothing)).toEqual({ rules, flaws: [] })
  expect(typedOf(rules)).toEqual(nothing)
})

test('what was set is shown as it is typed', () => {
  const rules = {
    passwordPage: 'https://accesso.example/password',
    messageBytes: 25_000_000,
    recipients: 100,
    hourlyMessages: 50,
    hourlyRecipients: 400,
    patron: { day: '06-24', name: 'San Giovanni Battista' },
  }
  expect(rulesIn(typedOf(rules)).rules).toEqual(rules)
})

test.each([
  [{ passwordPage: 'http://accesso.example' }, ['passwordPage']],
  [{ passwordPage: 'accesso.example' }, ['passwordPage']],
  [{ message: '0' }, ['message']],
  [{ message: '2,5' }, ['message']],
  [{ recipients: '501' }, ['recipients']],
  [{ hourlyMessages: '0', hourlyRecipients: 'tanti' }, ['hourlyMessages', 'hourlyRecipients']],
  [{ patronName: 'San Biagio' }, ['patron']],
  [{ patronName: 'San Biagio', patronDay: '31/02' }, ['patron']],
  [{ patronDay: '3/2' }, ['patron']],
])('%j is said to be wrong where it is', (typed, flaws) => {
  expect(rulesIn({ ...nothing, ...typed })).toEqual({ rules: null, flaws })
})

test.each(['3/2', '03/02', '3.2', ' 3 - 2 '])('the third of February may be written "%s"', (patronDay) => {
  expect(rulesIn({ ...nothing, patronName: 'San Biagio', patronDay }).rules?.patron?.day).toBe('02-03')
})
