// The list of films, each with what was found in it.
'use strict';

const KINDS = { movie: 'Film', tv_show: 'Series' };

function showFilms(items) {
  byId('films').replaceChildren(...items.map(filmItem));
}

function showSkeletons() {
  const item = () => element('li', {}, element('div', { class: 'skeleton' }), element('div', { class: 'skeleton' }));
  byId('films').replaceChildren(...Array.from({ length: 6 }, item));
}

function filmItem(film) {
  const found = film.highlights || {};
  const more = element('button', { type: 'button', 'aria-expanded': 'false' }, ...titleOf(film, found));
  const facts = [film.type === 'movie' ? null : KINDS[film.type], film.release_year].filter(Boolean).join(' · ');
  const item = element('li', {},
    element('span', { class: 'facts' }, film.imdb_rating === null ? '' : `★ ${film.imdb_rating.toFixed(1)}`),
    element('h2', {}, more, element('span', { class: 'quiet' }, facts)));
  const others = [film.original_title, ...(found.alternative_titles || [])].filter(Boolean);
  if (others.length) item.append(line('quiet', [otherTitles(film, found)]));
  item.append(line('quiet', [film.genres.map((genre) => genre.name).join(', '), directors(film, found)]));
  const people = matchedPeople(film, found);
  if (people.length) item.append(line('', [people]));
  if (found.description) item.append(element('p', {}, ...excerpt(found.description)));
  more.addEventListener('click', () => toggleDetails(item, more, film.id));
  return item;
}

const titleOf = (film, found) => (found.title ? marked(found.title) : [film.title]);

// Parts of a line with dots between, empty ones left out; a part is a text or a list of nodes.
function line(kind, parts) {
  const kept = parts.filter((part) => part.length);
  const nodes = kept.flatMap((part, number) => [...(number ? [' · '] : []), ...(typeof part === 'string' ? [part] : part)]);
  return element('p', kind ? { class: kind } : {}, ...nodes);
}

function joined(lists) {
  return lists.flatMap((nodes, number) => (number ? [', ', ...nodes] : nodes));
}

function otherTitles(film, found) {
  const titles = (found.alternative_titles || []).map(marked);
  if (film.original_title) titles.unshift(found.original_title ? marked(found.original_title) : [film.original_title]);
  return joined(titles);
}

function directors(film, found) {
  const marks = new Map((found.directors || []).map((html) => [plain(html), html]));
  const names = film.directors.map((person) => (marks.has(person.full_name) ? marked(marks.get(person.full_name)) : [person.full_name]));
  return names.length ? ['by ', ...joined(names)] : [];
}

function matchedPeople(film, found) {
  const shown = new Set((found.directors || []).map(plain));
  const parts = [['with ', found.actors], ['written by ', found.writers]].map(([word, names]) => {
    const others = (names || []).filter((html) => !shown.has(plain(html)));
    others.forEach((html) => shown.add(plain(html)));
    return others.length ? [word, ...joined(others.map(marked))] : [];
  });
  return parts.flatMap((part, number) => (number && parts[0].length && part.length ? [' · ', ...part] : part));
}

// An excerpt may begin and end inside a sentence.
function excerpt(html) {
  const text = plain(html);
  const before = /^\p{Lu}|^[\p{N}"'“«(]/u.test(text) ? '' : '… ';
  return [before, ...marked(html), /[.!?…"'”»)]$/u.test(text) ? '' : ' …'];
}

async function toggleDetails(item, button, id) {
  const open = item.querySelector('.details');
  button.setAttribute('aria-expanded', String(!open));
  if (open) return open.remove();
  const place = element('div', { class: 'details' }, 'Loading…');
  item.append(place);
  const path = `/api/v1/films/${id}`;
  try {
    const film = await new Requests().get(path);
    const request = element('div', { class: 'request' });
    showRequest(request, path);
    place.replaceChildren(element('p', {}, film.description || 'No description.'), factsOf(film), request);
  } catch (error) {
    place.replaceChildren(element('p', {}, describeFailure(error)));
  }
  return undefined;
}

function factsOf(film) {
  const names = (people) => people.map((person) => person.full_name).join(', ');
  const rows = [
    ['Cast', names(film.actors)], ['Written by', names(film.writers)], ['Directed by', names(film.directors)],
    ['Released', film.release_date || ''], ['Also called', film.alternative_titles.join(', ')],
    ['Votes', film.votes === null ? '' : film.votes.toLocaleString('en')],
  ];
  return element('dl', {}, ...rows.filter((row) => row[1]).flatMap(([name, text]) => [element('dt', {}, name), element('dd', {}, text)]));
}
