import catalogue from '../locales/enrolment-en.json' with { type: 'json' }

export { catalogue }
