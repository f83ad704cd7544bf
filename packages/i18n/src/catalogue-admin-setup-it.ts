import catalogue from '../locales/admin-setup-it.json' with { type: 'json' }

export { catalogue }
