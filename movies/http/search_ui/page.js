// The page: what is typed and chosen goes to the address, and what the address asks for is shown.
'use strict';

const PAGE_SIZE = '20';
const NAMES = Object.keys(FACETS).join(',');
const SUGGEST_AFTER_MS = 80;
const SEARCH_AFTER_MS = 400;
const LOADING_AFTER_MS = 150;
const SLOW_AFTER_MS = 3000;
const LONGEST_RETRY_MS = 15000;
const TRIES = ['star wars', 'hitchcok', 'vfnhbwf', 'seven sam'];

const filmRequests = new Requests();
const field = byId('query');
let isTyping = false;
let retries = 0;
let retryTimer = 0;

function describeFailure(error) {
  if (error instanceof ServerFault) return error.message;
  return navigator.onLine ? 'The server does not answer.' : 'You are offline.';
}

// What the address asks for, as a request.
function filmsPath(asked) {
  const parameters = new URLSearchParams(asked);
  if (!parameters.has('page_size')) parameters.set('page_size', PAGE_SIZE);
  parameters.set('facets', NAMES);
  if (parameters.has('query')) parameters.set('highlight', 'true');
  return `/api/v1/films?${parameters}`;
}

async function search() {
  clearTimeout(retryTimer);
  const asked = address.read();
  const path = filmsPath(asked);
  showRequest(byId('films-request'), path);
  byId('sort').value = asked.get('sort') || '';
  document.title = asked.get('query') ? `${asked.get('query')} – Movies search` : 'Movies search';
  const waiting = [setTimeout(showLoading, LOADING_AFTER_MS), setTimeout(showSlow, SLOW_AFTER_MS)];
  try {
    const found = await filmRequests.get(path);
    if (!found) return;
    retries = 0;
    showFound(found, asked);
  } catch (error) {
    showFailure(error);
  } finally {
    waiting.forEach(clearTimeout);
  }
}

function showLoading() {
  byId('films').setAttribute('aria-busy', 'true');
  if (!byId('films').children.length) showSkeletons();
}

function showSlow() {
  byId('status').textContent = 'Still searching…';
}

function showFound(found, asked) {
  byId('notice').replaceChildren();
  byId('films').setAttribute('aria-busy', 'false');
  byId('status').replaceChildren(...statusOf(found, asked));
  showFacets(found.facets, go);
  showChosen(found.facets, asked, go);
  showFilms(found.items);
  showPages(found.page);
  if (!found.items.length) showNothing(asked);
  else if (found.match === 'closest') showPerhaps(asked.get('query'));
  else if (!asked.size) showTries('Half a word, an error or the wrong keyboard layout will do:');
}

function statusOf(found, asked) {
  const count = `${found.total_is_exact ? '' : 'More than '}${found.total.toLocaleString('en')} ${found.total === 1 ? 'film' : 'films'}`;
  if (found.match === 'closest') {
    return ['No film has all of these words; these come closest', element('small', {}, count)];
  }
  if (!found.total) return ['No film found'];
  return [asked.has('query') || asked.has('sort') ? count : `${count}, the best rated first`];
}

function showNothing(asked) {
  const hasFilters = [...asked.keys()].some((name) => !NO_FILTERS.includes(name));
  const notice = element('div', { class: 'notice' },
    element('p', {}, hasFilters ? 'The chosen filters leave no film.' : 'Not even half a word of this is in the catalogue.'));
  if (hasFilters) {
    const clear = element('button', { type: 'button', class: 'plain' }, 'Remove all filters');
    const query = asked.get('query');
    clear.addEventListener('click', () => go(new URLSearchParams(query ? { query } : {})));
    notice.append(clear);
  }
  byId('notice').replaceChildren(notice);
  if (!hasFilters && !showPerhaps(asked.get('query'))) showTries('Try');
}

// Half a title with an error in it: what was suggested for it, if anything was.
function showPerhaps(query) {
  const titles = suggestions.titlesFor(query || '').filter((title) => title !== query);
  if (titles.length) showTries('Perhaps', titles.slice(0, 3));
  return titles.length > 0;
}

function showTries(text, tries = TRIES) {
  const buttons = tries.map((words) => {
    const button = element('button', { type: 'button' }, words);
    button.addEventListener('click', () => searchFor(words));
    return button;
  });
  byId('notice').append(element('div', { class: 'tries' }, element('span', { class: 'quiet' }, text), ...buttons));
}

// A fault of the request stays; a server that is away is asked again, later each time, and at once when back online.
function showFailure(error) {
  byId('films').setAttribute('aria-busy', 'false');
  byId('films').replaceChildren();
  byId('pages').replaceChildren();
  byId('status').textContent = error.passes === false ? 'This address asks for something that does not exist' : 'No answer';
  showFacets(null, go);
  showChosen(null, address.read(), go);
  const notice = element('div', { class: 'notice error' }, element('p', {}, describeFailure(error)));
  if (error.faults?.length) {
    notice.append(element('ul', {}, ...error.faults.map((fault) => element('li', {}, `${fault.parameter}: ${fault.detail}`))));
    const clear = element('button', { type: 'button', class: 'plain' }, 'Start again');
    clear.addEventListener('click', () => go(new URLSearchParams()));
    notice.append(clear);
  }
  if (!(error instanceof ServerFault) || error.passes) {
    const wait = Math.min(1000 * 2 ** retries, LONGEST_RETRY_MS);
    retries += 1;
    retryTimer = setTimeout(search, wait);
    const now = element('button', { type: 'button', class: 'plain' }, 'Try now');
    now.addEventListener('click', search);
    notice.append(element('span', {}, 'Trying again by itself. '), now);
  }
  byId('notice').replaceChildren(notice);
}

function showPages(page) {
  const link = (text, to, rel) => {
    const asked = address.atPage(to);
    const made = element('a', { href: `/?${asked}`, rel }, text);
    made.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      go(asked);
      scrollTo(0, 0);
      byId('results').focus({ preventScroll: true });
    });
    return made;
  };
  const parts = [];
  if (page.previous) parts.push(link('← Previous', page.previous, 'prev'));
  // Behind a cursor nobody knows how many pages there are before.
  if (page.number && (page.previous || page.next)) parts.push(element('span', { class: 'quiet' }, `Page ${page.number}`));
  if (page.next) parts.push(link('Next →', page.next, 'next'));
  byId('pages').replaceChildren(...parts);
}

// To another search, with an entry of the history of its own.
function go(asked) {
  isTyping = false;
  address.write(asked);
  search();
}

const withQuery = (text) => address.changed((asked) => {
  if (text) asked.set('query', text);
  else asked.delete('query');
});

function searchFor(text) {
  field.value = text;
  suggestLater.cancel();
  searchLater.cancel();
  suggestions.close();
  if ((address.read().get('query') || '') !== text) go(withQuery(text));
}

const suggestLater = debounced((text) => suggestions.suggest(text, searchFor), SUGGEST_AFTER_MS);
const searchLater = debounced((text) => {
  if ((address.read().get('query') || '') === text) return;
  address.write(withQuery(text), { replace: isTyping });
  isTyping = true;
  search();
}, SEARCH_AFTER_MS);

field.addEventListener('input', () => {
  const text = field.value.trim();
  suggestLater(text);
  searchLater(text);
});

field.addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    suggestions.move(event.key === 'ArrowDown' ? 1 : -1);
  } else if (event.key === 'Escape') {
    event.preventDefault();
    if (suggestions.isOpen()) suggestions.close();
    else searchFor('');
  } else if (event.key === 'Enter' && suggestions.pickActive()) {
    event.preventDefault();
  }
});

field.addEventListener('blur', () => {
  suggestLater.cancel();
  suggestions.close();
});

byId('search').addEventListener('submit', (event) => {
  event.preventDefault();
  searchFor(field.value.trim());
});

byId('sort').addEventListener('change', () => go(address.changed((asked) => {
  if (byId('sort').value) asked.set('sort', byId('sort').value);
  else asked.delete('sort');
})));

document.addEventListener('keydown', (event) => {
  const isText = /^(?:INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'checkbox';
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isText) return;
  event.preventDefault();
  field.focus();
  field.select();
});

addEventListener('online', search);
addEventListener('popstate', () => {
  isTyping = false;
  field.value = address.read().get('query') || '';
  search();
});

if (matchMedia('(max-width: 46rem)').matches) byId('filters').open = false;
field.value = address.read().get('query') || '';
search();
