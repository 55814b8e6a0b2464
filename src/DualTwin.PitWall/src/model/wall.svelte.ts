import { ApiError, type ApiClient } from '../api/client';
import type { SourceReport } from '../api/control';
import { knownSchema, type Car, type View } from '../api/documents';
import type { Forecast, ForecastHistory, Strategy } from '../api/forecast';
import { ViewStream, type LinkPhase } from '../api/stream';
import { History } from './history.svelte';
import { badge, isNewer, silenceLimit } from './trust';

const pollInterval = 2_000;

/** The state of the session as the page has it: the newest view, the history, the sources, and how the link is. */
export class Wall {
  view = $state.raw<View | null>(null);
  link = $state.raw<LinkPhase>('connecting');
  source = $state.raw<SourceReport | null>(null);
  forecast = $state.raw<Forecast | null>(null);
  strategy = $state.raw<Strategy | null>(null);
  forecastHistory = $state.raw<ForecastHistory | null>(null);
  keyRefused = $state(false);
  /** Seconds since the newest view came in. */
  age = $state(0);
  /** Views per second, measured. */
  rate = $state(0);
  private silence = $state(0);
  /** Whether the server goes on while nothing of it comes in. */
  private behind = $state(false);
  readonly history: History;

  readonly telemetry = $derived(this.view?.telemetry ?? null);
  readonly field = $derived(this.view?.field_twin ?? null);
  readonly twin = $derived(this.view?.car_twin ?? null);
  readonly cars = $derived<readonly Car[]>(this.telemetry?.cars ?? []);
  readonly ourId = $derived(this.field?.our_car_id ?? this.twin?.car_id ?? null);
  readonly ours = $derived(this.cars.find((car) => car.car_id === this.ourId) ?? null);
  readonly badge = $derived(badge(this.link, this.behind ? Infinity : this.silence, this.telemetry, this.view?.metadata ?? null));
  readonly newerSchema = $derived.by(() => {
    const version = this.telemetry?.schema_version;
    return version !== undefined && isNewer(version, knownSchema) ? version : null;
  });

  private readonly stream: ViewStream;
  private pending: View | null = null;
  private frame = 0;
  private viewAt = performance.now();
  private heardAt = performance.now();
  private newestReceived = 0;
  private newerSince: number | null = null;
  /** Milliseconds without a view after which a newer one is missed: whoever asked for few a second is given time for three. */
  private readonly patience: number;
  private received = 0;
  private counted = performance.now();
  private laps = -1;
  private clock: number | null = null;
  private session: string | null = null;
  private viewId = 0;
  private asked = 0;
  private endpoints: ReadonlySet<string> | null = null;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(
    private readonly client: ApiClient,
    private readonly root: string,
    key: () => string | null,
    hz: number,
  ) {
    this.history = new History(client);
    this.patience = Math.max(silenceLimit, 3 / hz) * 1000;
    this.stream = new ViewStream(root, { hz, key }, {
      view: (view) => this.receive(view),
      event: (event) => {
        this.heard();
        this.history.look(event.type === 'flashback' || event.type === 'source_return' || event.type === 'source_change');
      },
      skipped: () => this.history.look(true),
      link: (phase) => this.linked(phase),
    });
    this.timer = setInterval(() => this.tick(), 500);
    void this.poll();
    // After sleep, timers and sockets may have stood still: look at once rather than when they notice.
    addEventListener('online', this.wake);
    document.addEventListener('visibilitychange', this.wake);
  }

  close(): void {
    clearInterval(this.timer);
    cancelAnimationFrame(this.frame);
    removeEventListener('online', this.wake);
    document.removeEventListener('visibilitychange', this.wake);
    this.stream.close();
  }

  /** Connects anew: a key was given, or somebody does not want to wait. */
  retry(): void {
    this.keyRefused = false;
    this.stream.reconnect();
    void this.poll();
  }

  /** Asks the sources for their story now. */
  async poll(): Promise<void> {
    this.asked = performance.now();
    try {
      const { report, newestView } = await this.client.source();
      this.source = report;
      const away = performance.now() - this.heardAt > silenceLimit * 1000;
      this.heard();
      this.behind = this.missed(newestView);
      if (away || this.behind || this.link === 'lost') {
        this.stream.reconnect();
      }

      await this.pollForecast();
    } catch (problem) {
      this.keyRefused = problem instanceof ApiError && problem.status === 401;
    }
  }

  // What the server has is asked once a connection; a server without a forecast is then left alone.
  private async pollForecast(): Promise<void> {
    this.endpoints ??= await this.client.endpoints();
    const ask = <T>(name: string) => (this.endpoints?.has(`GET ${this.root}/${name}`) ? this.client.get<T>(`/${name}`, name) : Promise.resolve(null));
    [this.forecast, this.strategy, this.forecastHistory] = await Promise.all([
      ask<Forecast>('forecast'),
      ask<Strategy>('strategy'),
      this.endpoints?.has(`GET ${this.root}/forecast/history`) ? this.client.get<ForecastHistory>('/forecast/history', 'forecast_history').catch(() => null) : Promise.resolve(null),
    ]);
  }

  private readonly wake = () => {
    if (document.visibilityState === 'visible') {
      void this.poll();
    }
  };

  // A connection may be open and dead: the server has newer views, and none of them comes. Views are numbered, so that a session in which
  // nothing happens, such as a replay that stands still, is no reason to worry.
  private missed(newestView: number): boolean {
    const newer = newestView > this.newestReceived;
    const since = newer ? (this.newerSince ?? performance.now()) : null;
    this.newerSince = since !== null && since < this.viewAt ? performance.now() : since;
    return this.newerSince !== null && performance.now() - this.newerSince > this.patience;
  }

  private heard(): void {
    this.heardAt = performance.now();
  }

  private linked(phase: LinkPhase): void {
    this.link = phase;
    if (phase === 'open') {
      this.heard();
      this.endpoints = null;
      this.history.look(true);
    }
  }

  private receive(view: View): void {
    this.heard();
    this.viewAt = performance.now();
    this.newestReceived = view.metadata.view_id;
    this.behind = false;
    this.received++;
    this.pending = view;
    // One change of the page a frame, with the newest view; a hidden page keeps the newest and draws nothing.
    this.frame ||= requestAnimationFrame(() => this.show());
  }

  private show(): void {
    this.frame = 0;
    const view = this.pending;
    if (view === null) {
      return;
    }

    this.pending = null;
    this.view = view;
    this.follow(view);
  }

  // The history is looked at when laps were completed, and fetched anew when the session is another or went back.
  private follow(view: View): void {
    const telemetry = view.telemetry;
    if (telemetry === null) {
      return;
    }

    const laps = telemetry.cars.reduce((sum, car) => sum + (car.laps_completed ?? 0), 0);
    const clock = telemetry.session.clock;
    const step = clock === null || this.clock === null ? 0 : clock - this.clock;
    const anew = telemetry.session.id !== this.session || step < -1 || view.metadata.view_id < this.viewId;
    if (anew || laps !== this.laps) {
      this.history.look(anew);
    }

    [this.laps, this.clock, this.session, this.viewId] = [laps, clock, telemetry.session.id, view.metadata.view_id];
  }

  private tick(): void {
    const now = performance.now();
    this.age = (now - this.viewAt) / 1000;
    this.silence = (now - this.heardAt) / 1000;
    if (now - this.counted >= 2_000) {
      this.rate = (this.received * 1000) / (now - this.counted);
      [this.received, this.counted] = [0, now];
    }

    if (now - this.asked >= pollInterval) {
      void this.poll();
    }
  }
}
