import catalogue from '../locales/admin-keeping-it.json' with { type: 'json' }

export { catalogue }
