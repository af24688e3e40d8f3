// What is asked for, as it stands in the page's address: the parameters of GET /api/v1/films, so that a link, a reload
// and Back ask for the same again.
'use strict';

// The parameters that narrow no films down.
const NO_FILTERS = ['query', 'sort', 'page_number', 'page_size', 'cursor'];

const address = {
  read() {
    return new URLSearchParams(location.search);
  },

  // A new entry of the history, or with `replace` the same one: while somebody types, Back goes to what was before.
  write(asked, { replace = false } = {}) {
    const target = asked.size ? `/?${asked}` : '/';
    history[replace ? 'replaceState' : 'pushState'](null, '', target);
  },

  // The same without a page number: what changes the films begins at their first page.
  changed(change) {
    const asked = address.read();
    asked.delete('page_number');
    change(asked);
    return asked;
  },
};
