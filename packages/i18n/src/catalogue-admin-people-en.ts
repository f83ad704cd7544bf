import catalogue from '../locales/admin-people-en.json' with { type: 'json' }

export { catalogue }
