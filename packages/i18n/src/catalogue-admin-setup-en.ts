import catalogue from '../locales/admin-setup-en.json' with { type: 'json' }

export { catalogue }
