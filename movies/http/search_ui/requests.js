// Requests to the API: an overtaken one is cancelled, and each can be copied as curl.
'use strict';

class ServerFault extends Error {
  constructor(problem) {
    super(problem.detail || problem.title || 'The server reports an error.');
    this.faults = problem.errors || [];
    this.passes = problem.status >= 500;
  }
}

// One at a time: the next one cancels the one before, whose `get` then resolves to null.
class Requests {
  #running = null;

  async get(path) {
    this.cancel();
    const running = this.#running = new AbortController();
    try {
      const answer = await fetch(path, { signal: running.signal, headers: { Accept: 'application/json' } });
      const body = await answer.json().catch(() => ({ status: answer.status }));
      if (running !== this.#running) return null;
      if (!answer.ok) throw new ServerFault({ status: answer.status, ...body });
      return body;
    } catch (error) {
      if (running !== this.#running || error.name === 'AbortError') return null;
      throw error;
    }
  }

  cancel() {
    this.#running?.abort();
    this.#running = null;
  }
}

// The request that was made, with a button that copies it as a command.
function showRequest(place, path) {
  const command = `curl '${location.origin}${path.replaceAll("'", '%27')}'`;
  const copy = element('button', { type: 'button', class: 'plain', 'aria-label': `Copy as curl: GET ${path}` }, 'Copy as curl');
  // Keeps the focus where it is, in the text that is being typed.
  copy.addEventListener('mousedown', (event) => event.preventDefault());
  copy.addEventListener('click', async () => {
    const copied = await copyText(command);
    copy.textContent = copied ? 'Copied' : 'Not copied';
    setTimeout(() => { copy.textContent = 'Copy as curl'; }, 1500);
  });
  place.replaceChildren(element('code', { title: command }, `GET ${decodeURIComponent(path.replaceAll('+', ' '))}`), copy);
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https there is no clipboard but the document's own.
    const field = element('textarea', { class: 'unseen', 'aria-hidden': 'true' });
    field.value = text;
    const focused = document.activeElement;
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    focused?.focus();
    return copied;
  }
}
