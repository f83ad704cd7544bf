const lines = 13

/** Hill contours, computed: decoration without a picture to load. */
export function Contours() {
  return (
    <svg className="sign-in-contours" viewBox="0 0 520 500" preserveAspectRatio="none" aria-hidden="true">
      {Array.from({ length: lines }, (_, at) => {
        const y = at * 46
        const depth = 180 - at * 5
        return (
          <path
            key={at}
            d={`M0 ${y + 34} C 60 ${y - 16}, 110 ${y - 8}, 160 ${y + 60} S 260 ${y + depth + 10}, 330 ${y + depth} S 450 ${y + 10}, 520 ${y - 6}`}
          />
        )
      })}
    </svg>
  )
}
