import catalogue from '../locales/contacts-en.json' with { type: 'json' }

export { catalogue }
