import catalogue from '../locales/admin-keeping-en.json' with { type: 'json' }

export { catalogue }
