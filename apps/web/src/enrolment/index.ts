export { SummaryStep } from './steps/SummaryStep.tsx'
