import catalogue from '../locales/admin-checks-en.json' with { type: 'json' }

export { catalogue }
