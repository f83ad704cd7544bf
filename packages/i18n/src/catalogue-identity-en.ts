import catalogue from '../locales/identity-en.json' with { type: 'json' }

export { catalogue }
