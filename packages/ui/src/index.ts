export { Avatar, initialsOf } from './avatar/Avatar.tsx'
export { Button, type ButtonKind, type ButtonProps, type ButtonSize } from './button/Button.tsx'
export { IconButton, type IconButtonProps } from './button/IconButton.tsx'
export { SplitButton } from './button/SplitButton.tsx'
export { Checkbox, type CheckboxProps } from './choice/Checkbox.tsx'
export { Radio, type RadioProps } from './choice/Radio.tsx'
export { Switch, type SwitchProps } from './choice/Switch.tsx'
export { Chip, type ChipTone, Counter, type TagColour } from './chip/Chip.tsx'
export { useCombobox } from './combobox/use-combobox.ts'
export { DateField, type DateFieldProps } from './date/DateField.tsx'
export type { MonthWords } from './date/MonthGrid.tsx'
export { TimeField, type TimeFieldProps } from './date/TimeField.tsx'
export { Dialog, prefetchDialogs } from './dialog/Dialog.tsx'
export {
  Field,
  type FieldProps,
  Select,
  type SelectProps,
  TextArea,
  type TextAreaProps,
} from './field/Field.tsx'
export { Icon, type LucideIcon } from './icon/Icon.tsx'
export { Kbd } from './kbd/Kbd.tsx'
export { later } from './later/later.tsx'
export type { MenuEntry } from './menu/entries.ts'
export { Menu, type MenuAnchor, prefetchMenus, useContextMenu, useMenu } from './menu/use-menu.tsx'
export { Notice } from './notice/Notice.tsx'
export { Popover, prefetchPopovers } from './popover/Popover.tsx'
export { VisuallyHidden } from './visually-hidden/VisuallyHidden.tsx'
export {
  defaultHue,
  hueInstead,
  hueOf,
  hueProperties,
  hueScale,
  type HueScale,
  type HueStep,
} from './tokens/hue.ts'
export { ProgressBar } from './progress/ProgressBar.tsx'
export { Resizer } from './resizer/Resizer.tsx'
export { Skeleton } from './skeleton/Skeleton.tsx'
export { FilterTabs } from './tabs/FilterTabs.tsx'
export { type Toast, ToastRegion } from './toast/ToastRegion.tsx'
export { useToolbar } from './toolbar/use-toolbar.ts'
export { Tree, type TreeNode, type TreeProps } from './tree/Tree.tsx'
