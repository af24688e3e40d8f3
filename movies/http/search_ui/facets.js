// The values to narrow the films by, each with the number of films, and those that are chosen.
'use strict';

// By the API's names. A bucket's `query` are the parameters that choose it; of ranges one can be chosen.
const FACETS = {
  genre: { title: 'Genre', called: (bucket) => bucket.value },
  type: { title: 'Kind', called: (bucket) => KINDS[bucket.value] || bucket.value },
  decade: { title: 'Decade', isRange: true, called: (bucket) => (bucket.to - bucket.from === 9 ? `${bucket.from}s` : rangeCalled(bucket)) },
  rating: { title: 'Rating', isRange: true, called: rangeCalled },
};
const SHOWN = 8;

function rangeCalled({ from, to }) {
  if (from === null) return `under ${to}`;
  return to === null ? `${from} and more` : `${from} to ${to}`;
}

const pairsOf = (bucket) => [...new URLSearchParams(bucket.query)];

const fieldOf = (bucket) => pairsOf(bucket)[0][0].split('__')[0];

const sameText = (one, other) => one.localeCompare(other, 'en', { sensitivity: 'base' }) === 0;

// Away with all that chooses the bucket: its own parameters, and its name, as in the link genre=drama.
function take(asked, name, bucket) {
  pairsOf(bucket).forEach(([each, value]) => asked.delete(each, value));
  asked.getAll(name).filter((value) => sameText(value, bucket.value || '')).forEach((value) => asked.delete(name, value));
  if (FACETS[name].isRange) dropRange(asked, bucket);
}

function dropRange(asked, bucket) {
  [...asked.keys()].filter((each) => each.split('__')[0] === fieldOf(bucket)).forEach((each) => asked.delete(each));
}

function choose(asked, facet, bucket) {
  if (facet.isRange) dropRange(asked, bucket);
  pairsOf(bucket).forEach(([name, value]) => asked.append(name, value));
}

function showFacets(found, onChange) {
  const focused = document.activeElement?.id;
  const groups = Object.entries(FACETS).flatMap(([name, facet]) => {
    const buckets = (found?.[name] || []).filter((bucket) => bucket.count || bucket.selected);
    // The newest films and the best come first.
    if (facet.isRange) buckets.reverse();
    return buckets.length ? [facetGroup(name, facet, buckets, onChange)] : [];
  });
  byId('facets').replaceChildren(...groups);
  byId('filters').hidden = !groups.length;
  // The list is made anew; whoever chose by keyboard goes on there.
  if (focused?.startsWith('facet-')) byId(focused)?.focus();
}

function facetGroup(name, facet, buckets, onChange) {
  const labels = buckets.map((bucket, number) => {
    const box = element('input', { type: 'checkbox', id: `facet-${name}-${bucket.query}` });
    box.checked = bucket.selected;
    box.addEventListener('change', () => {
      onChange(address.changed((asked) => (bucket.selected ? take(asked, name, bucket) : choose(asked, facet, bucket))));
    });
    const count = element('span', {}, bucket.count.toLocaleString('en'));
    const label = element('label', {}, box, element('span', {}, facet.called(bucket)), count);
    label.hidden = number >= SHOWN && !bucket.selected;
    return label;
  });
  const group = element('fieldset', {}, element('legend', {}, facet.title), ...labels);
  const left = labels.filter((label) => label.hidden);
  if (left.length) {
    const all = element('button', { type: 'button', class: 'plain', 'aria-label': `Show all of ${facet.title}` }, 'Show all');
    all.addEventListener('click', () => {
      left.forEach((label) => { label.hidden = false; });
      all.remove();
      left[0].querySelector('input').focus();
    });
    group.append(all);
  }
  return group;
}

// What is chosen, each with a button that takes it back; also parameters that no facet has, such as of a shared link.
function showChosen(found, asked, onChange) {
  const left = new URLSearchParams(asked);
  NO_FILTERS.forEach((name) => left.delete(name));
  const chosen = [];
  for (const [name, facet] of Object.entries(FACETS)) {
    for (const bucket of (found?.[name] || []).filter((each) => each.selected)) {
      take(left, name, bucket);
      chosen.push([facet.called(bucket), (next) => take(next, name, bucket)]);
    }
  }
  for (const [name, value] of left) chosen.push([`${name} ${value}`, (next) => next.delete(name, value)]);
  byId('chosen').replaceChildren(...chosen.map(([text, remove]) => {
    const button = element('button', { type: 'button', 'aria-label': `Remove filter ${text}` }, `${text} ✕`);
    button.addEventListener('click', () => onChange(address.changed(remove)));
    return element('li', {}, button);
  }));
  byId('filters-count').textContent = chosen.length ? `(${chosen.length})` : '';
}
