import { expect, test } from 'vitest'
import { element, xmlDocument } from './xml.ts'
import { readXml } from './xml-reader.ts'

test('whatever text is written is read again, less what XML cannot say', () => {
  const texts = [
    ['<b>&amp;"\'', '<b>&amp;"\''],
    ['a\r\n\tb', 'a\r\n\tb'],
    [']]><!DOCTYPE x>', ']]><!DOCTYPE x>'],
    ['🌳 è', '🌳 è'],
    ['\u0000\u001b\ud800x\uffff', 'x'],
  ] as const

  for (const [text, expected] of texts) {
    const document = xmlDocument(element('D:prop', { name: text }, element('D:displayname', text)))
    const root = readXml(document)
    expect(root.name).toBe('D:prop')
    expect(root.attributes['name']).toBe(expected)
    expect(root.children[0]?.text).toBe(expected)
  }
})
