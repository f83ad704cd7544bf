import catalogue from '../locales/admin-en.json' with { type: 'json' }

export { catalogue }
