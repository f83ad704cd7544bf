import catalogue from '../locales/identity-it.json' with { type: 'json' }

export { catalogue }
