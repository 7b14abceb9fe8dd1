import { uploadByBrowser } from './core/upload.js';
import { MediaFromJSON, type Media } from './generated/index.js';
import { ResponseError } from './generated/runtime.js';

/** Is told how many bytes of the request's body were handed over, of how many. */
export type UploadProgress = (sent: number, total: number) => void;

const PIECE = 64 * 1024;

/** Uploads a file as a stream: by XMLHttpRequest in browsers, whose fetch tells no progress. */
export async function upload(
  url: string,
  token: string,
  file: Blob,
  name: string,
  progress: UploadProgress,
): Promise<Media> {
  const answer =
    typeof XMLHttpRequest === 'undefined'
      ? await streamed(url, token, file, name, progress)
      : await uploadByBrowser(url, token, file, name, progress);
  if (!answer.ok) {
    throw new ResponseError(answer, `The upload was answered with status ${answer.status}`);
  }
  return MediaFromJSON(await answer.json());
}

function streamed(
  url: string,
  token: string,
  file: Blob,
  name: string,
  progress: UploadProgress,
): Promise<Response> {
  const boundary = `messenger-${crypto.randomUUID()}`;
  const quoted = name.replace(/["\r\n]/g, encodeURIComponent);
  const body = new Blob([
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted}"\r\n` +
      `Content-Type: ${file.type || 'application/octet-stream'}\r\n\r\n`,
    file,
    `\r\n--${boundary}--\r\n`,
  ]);
  const request: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      Authorization: `Bearer ${token}`,
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
    },
    body: watched(body, progress),
    duplex: 'half',
  };
  return fetch(url, request);
}

function watched(body: Blob, progress: UploadProgress): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      const piece = body.slice(sent, sent + PIECE);
      if (piece.size === 0) {
        controller.close();
        return;
      }
      controller.enqueue(new Uint8Array(await piece.arrayBuffer()));
      sent += piece.size;
      progress(sent, body.size);
    },
  });
}
