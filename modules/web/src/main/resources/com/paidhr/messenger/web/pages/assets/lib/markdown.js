// Text of messages as nodes. markdown-it reads it with its HTML switched off, and only tokens that are known here
// become elements, made one by one: no text is ever read as HTML.
/* global markdownit */

const SAFE_LINK = /^(https?:|mailto:)/i;
const PLAIN = { strong: 'strong', em: 'em', s: 's', bullet_list: 'ul', ordered_list: 'ol', list_item: 'li', blockquote: 'blockquote', paragraph: 'p' };

let reader;

function tokensOf(text) {
  if (!globalThis.markdownit) return null;
  reader ??= markdownit('zero', { html: false, linkify: true, breaks: true })
    .enable(['emphasis', 'strikethrough', 'backticks', 'fence', 'list', 'link', 'linkify', 'blockquote', 'newline', 'escape', 'text_join']);
  return reader.parse(text, {});
}

/** A link that may be followed, or null. */
export function safeLink(address) {
  return SAFE_LINK.test(address || '') ? address : null;
}

/** The nodes of a message's text; `mentions` are names to be shown as such. */
export function nodesOf(text, mentions = []) {
  const root = document.createDocumentFragment();
  const tokens = tokensOf(text);
  if (tokens) append(root, tokens, mentions);
  else root.append(text);
  return root;
}

/** The text alone, on one line, as previews and quotes show it; a list's items are set apart by dots. */
export function plainOf(text) {
  const tokens = tokensOf(text);
  return (tokens ? plain(tokens) : text).replace(/\s+/g, ' ').replace(/^[\s·]+|[\s·]+$/g, '');
}

function plain(tokens) {
  return tokens.map(token => {
    if (token.children) return plain(token.children);
    if (token.type === 'list_item_open') return ' · ';
    return token.content || (token.block || token.type.endsWith('break') ? ' ' : '');
  }).join('');
}

function append(root, tokens, mentions) {
  const open = [root];
  const top = () => open[open.length - 1];
  const push = element => { top().append(element); open.push(element); };
  for (const token of tokens) {
    const name = token.type.replace(/_(open|close)$/, '');
    if (token.hidden) continue;
    if (token.type === 'inline') append(top(), token.children, mentions);
    else if (token.type === 'text' || token.type === 'text_special') words(top(), token.content, mentions);
    else if (token.type === 'softbreak' || token.type === 'hardbreak') top().append(document.createElement('br'));
    else if (token.type === 'code_inline') top().append(element('code', token.content));
    else if (token.type === 'fence' || token.type === 'code_block') top().append(element('pre', token.content.replace(/\n$/, '')));
    else if (name === 'link') token.nesting > 0 ? push(link(token.attrGet('href'))) : open.pop();
    else if (PLAIN[name]) token.nesting > 0 ? push(document.createElement(PLAIN[name])) : open.pop();
    else if (token.content) top().append(token.content);
  }
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function link(address) {
  const safe = safeLink(address);
  if (!safe) return document.createElement('span');
  const made = document.createElement('a');
  made.href = safe;
  made.target = '_blank';
  made.rel = 'noopener noreferrer nofollow';
  return made;
}

function words(parent, text, mentions) {
  if (!mentions.length || !text.includes('@')) return parent.append(text);
  for (const part of text.split(/([@＠][\p{L}\p{N}_.-]+)/u)) {
    const name = part.slice(1).replace(/[.-]+$/, '').toLowerCase();
    if (/^[@＠]/.test(part) && mentions.includes(name)) parent.append(mention(part));
    else parent.append(part);
  }
}

function mention(text) {
  const made = element('span', text);
  made.className = 'mention';
  return made;
}
