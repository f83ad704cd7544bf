import catalogue from '../locales/admin-people-it.json' with { type: 'json' }

export { catalogue }
