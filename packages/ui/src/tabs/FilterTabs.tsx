import './FilterTabs.css'

interface Props<Id extends string> {
  label: string
  tabs: { id: Id; label: string; count?: string | undefined }[]
  current: Id
  onChange: (id: Id) => void
}

/** A few ways to look at one list; pressed buttons, because there is one panel and not one per tab. */
export function FilterTabs<Id extends string>({ label, tabs, current, onChange }: Props<Id>) {
  return (
    <div className="ui-filter-tabs" role="group" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          className="ui-filter-tab"
          aria-pressed={tab.id === current}
          onClick={() => onChange(tab.id)}
        >
          {tab.label}
          {tab.count !== undefined && <span className="ui-filter-count">{tab.count}</span>}
        </button>
      ))}
    </div>
  )
}
