import catalogue from '../locales/it.json' with { type: 'json' }

export { catalogue }
