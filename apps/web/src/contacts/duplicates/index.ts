export { DuplicatesPane } from './DuplicatesPane.tsx'
export { MergePlace } from './MergePlace.tsx'
