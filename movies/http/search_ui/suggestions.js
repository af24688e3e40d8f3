// Titles that may be meant, under the field while somebody types: a combobox with a list,
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/.
'use strict';

const FEWEST_LETTERS = 2;
const suggestPath = (text) => `/api/v1/films/suggest?${new URLSearchParams({ query: text })}`;

const suggestions = {
  requests: new Requests(),
  remembered: new Map(),
  active: -1,
  typed: '',

  // One request for each text, and none for one seen before.
  async suggest(text, onPick) {
    this.active = -1;
    this.typed = text;
    if (text.length < FEWEST_LETTERS) return this.close();
    const path = suggestPath(text);
    try {
      const answer = this.remembered.get(path) || await this.requests.get(path);
      if (!answer || this.typed !== text) return undefined;
      if (this.remembered.size > 200) this.remembered.clear();
      this.remembered.set(path, answer);
      this.show(answer.items, path, onPick);
    } catch {
      // The films below say what is wrong.
      this.close();
    }
    return undefined;
  },

  // The titles that were suggested for a text; no request is made.
  titlesFor(text) {
    return (this.remembered.get(suggestPath(text))?.items || []).map((film) => film.title);
  },

  show(items, path, onPick) {
    const options = items.map((film, number) => {
      const option = element('li', { role: 'option', id: `suggestion-${number}`, 'aria-selected': 'false' },
        element('b', {}, film.title), element('span', {}, film.release_year ? String(film.release_year) : ''));
      option.addEventListener('mousedown', (event) => event.preventDefault());
      option.addEventListener('click', () => onPick(film.title));
      return option;
    });
    byId('suggestions').replaceChildren(...options);
    showRequest(byId('suggestions-request'), path);
    this.setOpen(options.length > 0 && document.activeElement === byId('query'));
  },

  // The options that are shown; none while the list is closed.
  options() {
    return this.isOpen() ? [...byId('suggestions').children] : [];
  },

  // From the field itself (-1) through the options and back.
  move(step) {
    const options = this.options();
    if (!options.length) return;
    const places = options.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
    options.forEach((option, number) => option.setAttribute('aria-selected', String(number === this.active)));
    const chosen = options[this.active];
    chosen?.scrollIntoView({ block: 'nearest' });
    if (chosen) byId('query').setAttribute('aria-activedescendant', chosen.id);
    else byId('query').removeAttribute('aria-activedescendant');
  },

  pickActive() {
    const chosen = this.options()[this.active];
    chosen?.click();
    return Boolean(chosen);
  },

  isOpen: () => !byId('completion').hidden,

  setOpen(isOpen) {
    byId('completion').hidden = !isOpen;
    byId('query').setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) byId('query').removeAttribute('aria-activedescendant');
  },

  close() {
    this.requests.cancel();
    this.typed = '';
    this.active = -1;
    this.setOpen(false);
  },
};
