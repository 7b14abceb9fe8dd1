// Where the scripts of the pages lie, with the vendored ones beside them: the folder that the build made.
import { pathToFileURL } from 'node:url';

const folder = process.env.PAGES;
if (!folder) throw new Error('PAGES must name the built folder of the pages');

export const load = path => import(pathToFileURL(`${folder}/assets/${path}`));
