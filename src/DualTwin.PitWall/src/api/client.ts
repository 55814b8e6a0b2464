import type { EventRow, LapRow, PageMetadata, StopRow } from './history';
import type { WhatIfAnswer, WhatIfRequest } from './forecast';
import type { LiveRequest, ReplayReport, ReplayTimeline, SourceReport } from './control';

/** An answer of the server that is an error. Status 0 means that there was no answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

type HistoryRow = { laps: LapRow; stops: StopRow; events: EventRow };

/** The REST side of the server. Holds the key, where the server wants one. */
export class ApiClient {
  constructor(
    private readonly root: string,
    private readonly key: () => string | null,
    private readonly fetcher: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  /** The sources, and the number of the newest view that the server has out. */
  async source(): Promise<{ report: SourceReport; newestView: number }> {
    const answer = await this.send('GET', '/source');
    return { report: answer['source'] as SourceReport, newestView: (answer['metadata'] as { view_id?: number } | undefined)?.view_id ?? 0 };
  }

  switchToLive(request: LiveRequest): Promise<SourceReport> {
    return this.payload('POST', '/source/live', 'source', request, 60_000);
  }

  switchToConfigured(): Promise<SourceReport> {
    return this.payload('POST', '/source/configured', 'source', undefined, 60_000);
  }

  switchToSimulator(): Promise<SourceReport> {
    return this.payload('POST', '/source/simulator', 'source', undefined, 60_000);
  }

  whatIf(question: WhatIfRequest): Promise<WhatIfAnswer> {
    return this.payload('POST', '/strategy/what-if', 'what_if', question, 30_000);
  }

  selectOurCar(carId: string): Promise<unknown> {
    return this.payload('POST', '/our-car', 'our_car', { car_id: carId });
  }

  /** Null where the session follows no recording. */
  async replay(): Promise<ReplayReport | null> {
    return this.unless([409], this.payload<ReplayReport>('GET', '/replay', 'replay'));
  }

  steer(command: 'play' | 'pause' | 'step' | 'speed' | 'seek', body?: object): Promise<ReplayReport> {
    return this.payload('POST', `/replay/${command}`, 'replay', body, 30_000);
  }

  /** Null where the session follows no recording, or the server is older than the timeline. */
  async timeline(): Promise<ReplayTimeline | null> {
    return this.unless([404, 409], this.payload<ReplayTimeline>('GET', '/replay/timeline', 'timeline', undefined, 30_000));
  }

  async delay(): Promise<number> {
    return (await this.payload<{ seconds: number }>('GET', '/delay', 'delay')).seconds;
  }

  async setDelay(seconds: number): Promise<number> {
    return (await this.payload<{ seconds: number }>('POST', '/delay', 'delay', { seconds })).seconds;
  }

  /** The endpoints that this version of the server has, such as `GET /api/v1/telemetry`. */
  async endpoints(): Promise<ReadonlySet<string>> {
    return new Set(Object.keys(await this.payload<object>('GET', '/metrics', 'metrics')));
  }

  get<T>(path: string, name: string): Promise<T | null> {
    return this.payload('GET', path, name);
  }

  post<T>(path: string, name: string, body: object): Promise<T> {
    return this.payload('POST', path, name, body);
  }

  /** One page of a list of the history. */
  async history<K extends keyof HistoryRow>(list: K, offset: number): Promise<{ rows: readonly HistoryRow[K][]; page: PageMetadata }> {
    const answer = await this.send('GET', `/history/${list}?offset=${offset}&limit=1000`);
    return { rows: (answer[list] ?? []) as HistoryRow[K][], page: answer['metadata'] as PageMetadata };
  }

  private async unless<T>(statuses: readonly number[], answer: Promise<T>): Promise<T | null> {
    try {
      return await answer;
    } catch (problem) {
      if (problem instanceof ApiError && statuses.includes(problem.status)) {
        return null;
      }

      throw problem;
    }
  }

  private async payload<T>(method: string, path: string, name: string, body?: object, patience?: number): Promise<T> {
    return (await this.send(method, path, body, patience))[name] as T;
  }

  private async send(method: string, path: string, body?: object, patience = 5_000): Promise<Record<string, unknown>> {
    const headers: Record<string, string> = { 'X-Schema-Version': '1.1.0' };
    const key = this.key();
    if (key !== null) {
      headers['X-API-Key'] = key;
    }

    const init: RequestInit = { method, headers, signal: AbortSignal.timeout(patience) };
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
      init.body = JSON.stringify(body);
    }

    let response: Response;
    let answer: Record<string, unknown>;
    try {
      response = await this.fetcher(this.root + path, init);
      answer = (await response.json()) as Record<string, unknown>;
    } catch (problem) {
      throw new ApiError(0, problem instanceof Error ? problem.message : String(problem));
    }

    if (!response.ok) {
      throw new ApiError(response.status, typeof answer['error'] === 'string' ? answer['error'] : `${response.status}`);
    }

    return answer;
  }
}
