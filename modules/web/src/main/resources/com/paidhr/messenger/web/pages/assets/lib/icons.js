// Line icons, drawn here so that nothing has to be fetched.
import { html, svg } from '../vendor/lit-html/lit-html.js';

const PATHS = {
  send: svg`<path d="M4 12 20 4l-5 16-4-6z"/><path d="m11 14 9-10"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  back: svg`<path d="m14 6-6 6 6 6"/>`,
  search: svg`<circle cx="11" cy="11" r="6"/><path d="m20 20-4.5-4.5"/>`,
  menu: svg`<path d="M5 7h14M5 12h14M5 17h14"/>`,
  more: svg`<path d="M5 12h.01M12 12h.01M19 12h.01"/>`,
  people: svg`<circle cx="9" cy="8" r="3.5"/><path d="M3 20c0-4 3-6 6-6s6 2 6 6M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3 2.6 3 5.5"/>`,
  clip: svg`<path d="m19 11-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5L13 4a3 3 0 0 1 4.4 4.4L9.5 16a1.4 1.4 0 0 1-2-2L14 7.5"/>`,
  clock: svg`<circle cx="12" cy="12" r="8"/><path d="M12 8v4.5l3 1.5"/>`,
  reply: svg`<path d="m10 7-6 5 6 5v-3c5 0 8 1 10 5 0-6-3-9-10-9z"/>`,
  thread: svg`<path d="M5 6h14v9H12l-4 4v-4H5z"/><path d="M9 9.5h6M9 12h4"/>`,
  smile: svg`<circle cx="12" cy="12" r="8.5"/><path d="M8.5 14c1.8 2.4 5.2 2.4 7 0M9 9.5h.01M15 9.5h.01"/>`,
  edit: svg`<path d="m5 19 1-4L16 5l3 3L9 18z"/>`,
  trash: svg`<path d="M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12"/>`,
  pin: svg`<path d="M9 4h6l-1 6 3 3H7l3-3zM12 13v7"/>`,
  info: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8h.01"/>`,
  down: svg`<path d="m6 10 6 6 6-6"/>`,
  hash: svg`<path d="M9 4 7 20M17 4l-2 16M5 9h15M4 15h15"/>`,
  user: svg`<circle cx="12" cy="8" r="4"/><path d="M4 20c1-4 4-6 8-6s7 2 8 6"/>`,
  out: svg`<path d="M14 5H6v14h8M11 12h9m-3-3 3 3-3 3"/>`,
  file: svg`<path d="M7 3h7l4 4v14H7z"/><path d="M14 3v4h4"/>`,
  download: svg`<path d="M12 4v11m-4-4 4 4 4-4M5 20h14"/>`,
  link: svg`<path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"/>`,
  bell: svg`<path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20h4"/>`,
  gauge: svg`<path d="M4 18a8 8 0 1 1 16 0M12 18l4-6"/>`,
  dead: svg`<path d="M4 7h16v12H4z"/><path d="m4 8 8 6 8-6M9 3l6 0"/>`,
  wave: svg`<path d="M3 12c3-8 5 8 9 0s6 8 9 0"/>`,
  eye: svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.8"/>`,
  check: svg`<circle cx="12" cy="12" r="8.5"/><path d="m8 12.5 2.8 2.8L16 9.5"/>`,
  book: svg`<path d="M5 4h11l3 3v13H5zM8 9h7M8 13h7M8 17h4"/>`,
};

export const icon = name => html`<svg viewBox="0 0 24 24" aria-hidden="true">${PATHS[name]}</svg>`;
