// The calls of the sandbox, and its stream of snapshots.

const RETRY_MILLIS = 3_000;

export async function call(method, resource, body) {
  const response = await fetch(`/sandbox/${resource}`, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new Error('The sandbox does not answer.');
  });
  const json = await response.json();
  if (!response.ok) {
    throw Object.assign(new Error(json.error ?? `the sandbox answered ${response.status}`), { status: response.status });
  }
  return json;
}

export const get = (resource, parameters = {}) => {
  const query = new URLSearchParams();
  Object.entries(parameters).forEach(([name, value]) => value !== '' && value !== undefined && value !== null && query.set(name, value));
  return call('GET', query.size ? `${resource}?${query}` : resource);
};

export const post = (resource, body) => call('POST', resource, body);

/** What the sandbox tells of itself, the newest snapshot last; null before the first. */
export const live = { snapshot: null, connected: false };

/**
 * Calls back with each snapshot, once a frame at most, and when the connection comes or goes. A hidden page closes
 * its connection: a browser has six of them for all pages of a sandbox.
 */
export function listen(onSnapshot, onConnection) {
  let source = null;
  let scheduled = false;
  const take = (event) => {
    live.snapshot = JSON.parse(event.data);
    if (!scheduled) {
      scheduled = true;
      requestAnimationFrame(() => {
        scheduled = false;
        onSnapshot(live.snapshot);
      });
    }
  };
  const connect = () => {
    if (source === null && !document.hidden) {
      const opened = new EventSource('/sandbox/events');
      source = opened;
      opened.onopen = () => onConnection((live.connected = true));
      opened.onerror = () => {
        onConnection((live.connected = false));
        // after a refusal the browser gives up, the page does not
        if (opened === source && opened.readyState === EventSource.CLOSED) {
          source = null;
          setTimeout(connect, RETRY_MILLIS);
        }
      };
      opened.onmessage = take;
    }
  };
  const disconnect = () => {
    source?.close();
    source = null;
  };
  addEventListener('pageshow', connect);
  addEventListener('pagehide', disconnect);
  document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()));
  connect();
}

/** Runs a task again as often as it is asked to, never twice at a time and not more often than every so many milliseconds. */
export function throttled(task, millis = 300) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    try {
      await task();
    } finally {
      setTimeout(() => {
        running = false;
        if (again) {
          run();
        }
      }, millis);
    }
  };
}
