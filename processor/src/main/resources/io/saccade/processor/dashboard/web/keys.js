// The token to release with: asked for when it is needed, kept for this tab alone, sent as Bearer
// and nowhere else. (To read, a browser asks by itself, where the processor wants a token for that.)

const $ = (id) => document.getElementById(id);
const KEY = 'saccade.token';

const bearer = (token) => ({ Authorization: `Bearer ${token}` });

export class Keys {
  /**
   * Confirms an action and does it; stays open with the reason where it is refused.
   *
   * @param act is given the headers and the reason; returns a message where it failed, or null
   */
  async confirm({ title, text, ok, act }) {
    const dialog = $('ask');
    let error = '';
    let token = sessionStorage.getItem(KEY) ?? '';
    let reason = '';
    try {
      for (;;) {
        const said = await this.#ask({ title, text, ok, token, error, reason });
        if (!said) return false;
        ({ token, reason } = said);
        $('ask-ok').disabled = true;
        const failed = await act(bearer(token), reason);
        if (!failed) {
          sessionStorage.setItem(KEY, token);
          return true;
        }
        if (failed.unauthorized) {
          sessionStorage.removeItem(KEY);
          token = '';
        }
        error = failed.message;
      }
    } finally {
      dialog.close();
    }
  }

  #ask({ title, text, ok, token, error, reason }) {
    const dialog = $('ask');
    $('ask-title').textContent = title;
    $('ask-text').textContent = text;
    $('ask-ok').textContent = ok;
    $('ask-ok').disabled = false;
    $('ask-error').textContent = error;
    $('ask-token').value = token;
    $('ask-reason').value = reason;
    return new Promise((done) => {
      const listening = new AbortController();
      const finish = (said) => { listening.abort(); done(said); };
      const on = (node, event, then) => node.addEventListener(event, then, { signal: listening.signal });
      on($('ask-form'), 'submit', (event) => {
        event.preventDefault();
        const given = $('ask-token').value.trim();
        if (given) return finish({ token: given, reason: $('ask-reason').value.trim() });
        $('ask-error').textContent = 'A token is needed.';
        return $('ask-token').focus();
      });
      on($('ask-cancel'), 'click', () => finish(null));
      on(dialog, 'cancel', (event) => { event.preventDefault(); finish(null); });
      if (!dialog.open) dialog.showModal();
      $(token ? 'ask-ok' : 'ask-token').focus();
    });
  }
}
