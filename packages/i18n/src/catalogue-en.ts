import catalogue from '../locales/en.json' with { type: 'json' }

export { catalogue }
