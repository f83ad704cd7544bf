/** How tall an hour is drawn. */
export const hourPx = 48
