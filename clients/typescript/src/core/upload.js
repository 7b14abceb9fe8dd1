/**
 * Uploads a file from a browser, whose `fetch` tells no progress.
 *
 * @param {string} url
 * @param {string} token
 * @param {Blob} file
 * @param {string} name
 * @param {(sent: number, total: number) => void} progress is told how many bytes were handed over, of how many
 * @returns {Promise<Response>} whatever the service answered; rejects when it could not be reached
 */
export function uploadByBrowser(url, token, file, name, progress) {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append('file', file, name);
    const request = new XMLHttpRequest();
    request.upload.onprogress = event => progress(event.loaded, event.total);
    request.onerror = () => reject(new TypeError('The upload was cut off'));
    request.onload = () => {
      const retryAfter = request.getResponseHeader('Retry-After');
      const headers = retryAfter ? { 'Retry-After': retryAfter } : undefined;
      resolve(new Response(request.responseText, { status: request.status, headers }));
    };
    request.open('POST', url);
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.send(form);
  });
}
