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
  if (typeof XMLHttpRequest !== 'undefined') {
    return inBrowser(url, token, file, name, progress);
  }
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
  const answer = await fetch(url, request);
  if (!answer.ok) {
    throw new ResponseError(answer, `The upload was answered with status ${answer.status}`);
  }
  return MediaFromJSON(await answer.json());
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

function inBrowser(
  url: string,
  token: string,
  file: Blob,
  name: string,
  progress: UploadProgress,
): Promise<Media> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append('file', file, name);
    const request = new XMLHttpRequest();
    request.upload.onprogress = event => progress(event.loaded, event.total);
    request.onerror = () => reject(new TypeError('The upload was cut off'));
    request.onload = () =>
      request.status === 201
        ? resolve(MediaFromJSON(JSON.parse(request.responseText)))
        : reject(
            new ResponseError(
              new Response(request.responseText, { status: request.status }),
              `The upload was answered with status ${request.status}`,
            ),
          );
    request.open('POST', url);
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.send(form);
  });
}
