import { expect, test } from 'vitest'
import { readNotice } from './notice-text.ts'

const plain = (text: string) => ({ text, bold: false })

test('a notice is headings, paragraphs, lists and bold', () => {
  expect(
    readNotice('# Chi tratta i dati\nIl **Comune** di\nMonteverde.\n\n- posta\n- agenda\n\nFine'),
  ).toEqual([
    { kind: 'heading', spans: [plain('Chi tratta i dati')] },
    { kind: 'paragraph', spans: [plain('Il '), { text: 'Comune', bold: true }, plain(' di Monteverde.')] },
    { kind: 'list', items: [[plain('posta')], [plain('agenda')]] },
    { kind: 'paragraph', spans: [plain('Fine')] },
  ])
})

test('anything else is text, as it stands', () => {
  const text = '<img src=x onerror=alert(1)> [qui](javascript:alert(1)) **aperto'
  expect(readNotice(text)).toEqual([{ kind: 'paragraph', spans: [plain(text)] }])
  expect(readNotice(' \n\n')).toEqual([])
})
