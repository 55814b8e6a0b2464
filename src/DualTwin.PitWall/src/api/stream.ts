import type { EventRow } from './history';
import type { View } from './documents';
import { ServerSentParser } from './sse';

export type LinkPhase = 'connecting' | 'open' | 'lost';

/** What a stream tells its owner. */
export interface StreamListener {
  view(view: View): void;
  event(event: EventRow): void;
  /** Events that will not come: they are in the history. */
  skipped(): void;
  link(phase: LinkPhase): void;
}

export interface StreamOptions {
  /** Most views per second. */
  readonly hz: number;
  readonly key: () => string | null;
}

const firstWait = 500;
const longestWait = 5_000;

/**
 * The stream of views, kept open for ever: a connection that ends is made anew, after ever longer waits up to 5 s, and goes on with the
 * events after the last one seen. A WebSocket carries it, of which a browser opens as many as there are pages; only a server that wants a
 * key, which a WebSocket cannot send, is read as server-sent events.
 */
export class ViewStream {
  private lastId: number | null = null;
  private wait = firstWait;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stop: (() => void) | undefined;
  private closed = false;
  private attempt = 0;

  constructor(
    private readonly root: string,
    private readonly options: StreamOptions,
    private readonly listener: StreamListener,
  ) {
    this.connect();
  }

  /** Drops what is there and connects at once: after sleep, or when the server answers again. */
  reconnect(): void {
    this.wait = firstWait;
    this.connect();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.stop?.();
  }

  private connect(): void {
    clearTimeout(this.timer);
    this.stop?.();
    this.listener.link('connecting');
    // What an earlier connection still has to say must not count for this one.
    const attempt = ++this.attempt;
    const end = () => {
      if (attempt === this.attempt && !this.closed) {
        this.again();
      }
    };
    const key = this.options.key();
    this.stop = key === null ? this.openSocket(attempt, end) : this.openEvents(attempt, key, end);
  }

  private again(): void {
    this.stop = undefined;
    this.listener.link('lost');
    this.timer = setTimeout(() => this.connect(), this.wait);
    this.wait = Math.min(this.wait * 2, longestWait);
  }

  private openSocket(attempt: number, end: () => void): () => void {
    const url = new URL(`${this.root}/ws${this.query()}`, location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    socket.onopen = () => this.opened(attempt);
    socket.onmessage = (message: MessageEvent<string>) => {
      const { event, id, data } = JSON.parse(message.data) as { event: string; id: number; data: unknown };
      this.take(attempt, event, id, data);
    };
    socket.onclose = end;
    return () => {
      socket.onclose = null;
      socket.close();
    };
  }

  private openEvents(attempt: number, key: string, end: () => void): () => void {
    const ending = new AbortController();
    void this.readEvents(attempt, key, ending.signal).then(end, end);
    return () => ending.abort();
  }

  private async readEvents(attempt: number, key: string, signal: AbortSignal): Promise<void> {
    const response = await fetch(`${this.root}/stream${this.query()}`, { headers: { 'X-API-Key': key }, signal });
    if (!response.ok || response.body === null) {
      throw new Error(`The stream was refused with status ${response.status}.`);
    }

    this.opened(attempt);
    const parser = new ServerSentParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      for (const message of parser.push(part.value)) {
        this.take(attempt, message.event, Number(message.id), JSON.parse(message.data));
      }
    }
  }

  private query(): string {
    const resume = this.lastId === null ? '' : `&last_event_id=${this.lastId}`;
    return `?hz=${this.options.hz}&fields=telemetry,car_twin,field_twin${resume}`;
  }

  private opened(attempt: number): void {
    if (attempt === this.attempt) {
      this.wait = firstWait;
      this.listener.link('open');
    }
  }

  private take(attempt: number, event: string, id: number, data: unknown): void {
    if (attempt !== this.attempt) {
      return;
    }

    this.lastId = id;
    if (event === 'view') {
      this.listener.view(data as View);
    } else if (event === 'event') {
      this.listener.event(data as EventRow);
    } else if (event === 'skipped') {
      this.listener.skipped();
    }
  }
}
