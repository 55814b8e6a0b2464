/** One message of a server-sent stream. */
export interface ServerSentMessage {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** Cuts a text stream of server-sent events into messages; text may come in pieces of any size. */
export class ServerSentParser {
  private rest = '';

  /** Takes the next piece and gives the messages that are complete by now. */
  push(text: string): ServerSentMessage[] {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    const messages: ServerSentMessage[] = [];
    for (const block of blocks) {
      const message = { event: 'message', id: '', data: '' };
      for (const line of block.split('\n')) {
        const colon = line.indexOf(':');
        if (colon <= 0) {
          continue;
        }

        const name = line.slice(0, colon);
        if (name === 'event' || name === 'id' || name === 'data') {
          message[name] = line.slice(colon + 1).trimStart();
        }
      }

      if (message.data !== '') {
        messages.push(message);
      }
    }

    return messages;
  }
}
