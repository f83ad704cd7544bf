import catalogue from '../locales/admin-it.json' with { type: 'json' }

export { catalogue }
