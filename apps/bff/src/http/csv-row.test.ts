import { expect, test } from 'vitest'
import { rowOf } from './csv-row.ts'

test('a cell that would be a formula stays a text, and quotes, commas and lines stay in their cell', () => {
  expect(
    rowOf(['=HYPERLINK("http://x")', ' +39 055', '@cmd', '-1', 'Sala, piano "2"', 'due\nrighe', 'a=b']),
  ).toBe('"\'=HYPERLINK(""http://x"")",\' +39 055,\'@cmd,\'-1,"Sala, piano ""2""","due\nrighe",a=b\r\n')
})
