// What is asked for, as it stands in the page's address: the parameters of GET /api/v1/films, so that a link, a reload
// and Back ask for the same again.
'use strict';

// The parameters that narrow no films down.
const NO_FILTERS = ['query', 'sort', 'page_number', 'page_size', 'cursor'];
// Those that say where the page begins: one or the other.
const PLACES = ['page_number', 'cursor'];
// Those that the page gives itself, such as all fields that it shows; an address of the API may have others.
const OWN = ['facets', 'fields', 'highlight'];

const address = {
  read() {
    const asked = new URLSearchParams(location.search);
    OWN.forEach((name) => asked.delete(name));
    return asked;
  },

  // A new entry of the history, or with `replace` the same one: while somebody types, Back goes to what was before.
  write(asked, { replace = false } = {}) {
    const target = asked.size ? `/?${asked}` : '/';
    history[replace ? 'replaceState' : 'pushState'](null, '', target);
  },

  // The same from the first page on, where what changes the films begins.
  changed(change) {
    const asked = address.read();
    PLACES.forEach((name) => asked.delete(name));
    change(asked);
    return asked;
  },

  // The same at the page that a link of the API leads to.
  atPage(link) {
    const linked = new URLSearchParams(link);
    return address.changed((asked) => PLACES.filter((name) => linked.has(name)).forEach((name) => asked.set(name, linked.get(name))));
  },
};
