/** The client that people use, and everything that is generated from the OpenAPI document. */
export * from './client.js';
export * from './events.js';
export * from './upload.js';
export * from './generated/index.js';
