import catalogue from '../locales/contacts-it.json' with { type: 'json' }

export { catalogue }
