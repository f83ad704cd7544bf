import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { catalogue as adminIt } from './catalogue-admin-it.ts'
import { catalogue as setupIt } from './catalogue-admin-setup-it.ts'
import { catalogue as keepingIt } from './catalogue-admin-keeping-it.ts'
import { catalogue as checksIt } from './catalogue-admin-checks-it.ts'
import { catalogue as peopleIt } from './catalogue-admin-people-it.ts'
import { catalogue as announcingIt } from './catalogue-admin-announcements-it.ts'
import { catalogue as announcementsIt } from './catalogue-announcements-it.ts'
import { catalogue as calendarIt } from './catalogue-calendar-it.ts'
import { catalogue as contactsIt } from './catalogue-contacts-it.ts'
import { catalogue as identityIt } from './catalogue-identity-it.ts'
import { catalogue as enrolmentIt } from './catalogue-enrolment-it.ts'
import { catalogue as settingsIt } from './catalogue-settings-it.ts'
import { catalogue as mainIt } from './catalogue-it.ts'

const it = {
  ...mainIt,
  ...adminIt,
  ...announcementsIt,
  ...announcingIt,
  ...calendarIt,
  ...contactsIt,
  ...checksIt,
  ...peopleIt,
  ...setupIt,
  ...keepingIt,
  ...identityIt,
  ...enrolmentIt,
  ...settingsIt,
  errors: {
    ...mainIt.errors,
    ...adminIt.errors,
    ...announcingIt.errors,
    ...contactsIt.errors,
    ...enrolmentIt.errors,
    ...identityIt.errors,
    ...settingsIt.errors,
  },
}
const root = fileURLToPath(new URL('../../../', import.meta.url))

function sources(folder: string): string {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !/(^|\/)(node_modules|dist)\//.test(name),
    )
    .map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8'))
    .join('\n')
}

const flat = (tree: object, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [prefix + name] : flat(value as object, `${prefix}${name}.`),
  )

test('every sentence is said somewhere', () => {
  const text = ['apps/web/src', 'apps/bff/src', 'packages/i18n/src'].map(sources).join('\n')
  const said = new Set([...text.matchAll(/'([a-z]\w*(?:\.[\w/-]+)+)'/gi)].map((match) => match[1]))
  const patterns = [...text.matchAll(/`([a-z]\w*\.[^`\n]*\$\{[^`\n]*)`/gi)].map(
    (match) =>
      new RegExp(
        `^${match[1]!.replace(/[.*+?^()|[\]\\/]/g, '\\$&').replace(/\$\\?\{[^}]*\}/g, '[\\w/-]+')}$`,
      ),
  )

  const unused = [...new Set(flat(it).map((key) => key.replace(/_(one|other)$/, '')))].filter(
    // The other names of a setting are read by its search, all of them.
    (key) =>
      !/^settings\.\w+\.items\.\w+\.words$/.test(key) &&
      !said.has(key) &&
      !patterns.some((pattern) => pattern.test(key)),
  )

  expect(unused).toEqual([])
})
