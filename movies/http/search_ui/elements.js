// Elements made from texts. No text becomes HTML, wherever it comes from.
'use strict';

const byId = (id) => document.getElementById(id);

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" };
const unescaped = (html) => html.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity]);
const plain = (html) => unescaped(html.replace(/<\/?mark>/g, ''));

// The nodes of a text that the API has marked: "Star <mark>Wars</mark>".
function marked(html) {
  return html.split(/<\/?mark>/).map((part, number) => {
    const text = unescaped(part);
    return number % 2 ? element('mark', {}, text) : document.createTextNode(text);
  });
}

function debounced(action, wait) {
  let timer = 0;
  const later = (...given) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait, ...given);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}
