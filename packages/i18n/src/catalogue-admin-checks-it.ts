import catalogue from '../locales/admin-checks-it.json' with { type: 'json' }

export { catalogue }
