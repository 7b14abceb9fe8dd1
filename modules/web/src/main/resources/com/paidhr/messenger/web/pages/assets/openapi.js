// The API to read and try. Whoever signs in by "POST /tokens" on the page is authorized at once.
const page = SwaggerUIBundle({
  url: '/openapi',
  dom_id: '#app',
  docExpansion: 'list',
  deepLinking: true,
  filter: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  responseInterceptor: (answer) => {
    const token = answer.ok && new URL(answer.url).pathname === '/tokens' && JSON.parse(answer.text).accessToken;
    if (token) {
      page.preauthorizeApiKey('bearer', token);
    }
    return answer;
  },
});
