import catalogue from '../locales/enrolment-it.json' with { type: 'json' }

export { catalogue }
