import { expect, test } from 'vitest'
import { element, xmlDocument } from './xml.ts'
import { readXml } from './xml-reader.ts'

test('whatever text is written is read again, less what XML cannot say', () => {
  const texts = ['<b>&amp;"\'', 'a\r\n\tb', ']]><!DOCTYPE x>', '🌳 è', '\u0000\u001b\ud800x\uffff']

  for (const text of texts) {
    const document = xmlDocument(element('D:prop', { name: text }, element('D:displayname', text)))
    const root = readXml(document)
    const expected = text.replace(/[\u0000\u001b\uffff\ud800]/g, '')
    expect(root.name).toBe('D:prop')
    expect(root.attributes['name']).toBe(expected)
    expect(root.children[0]?.text).toBe(expected)
  }
})
