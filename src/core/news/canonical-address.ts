/** Query parameters that only tell who came from where; any other may choose what is shown. */
const TRACKING =
  /^utm_|^(?:mc_cid|mc_eid|fbclid|gclid|dclid|igshid|msclkid|yclid|cmpid|ref_src|ocid|ncid|ftag|spm)$/i;

/**
 * One spelling for all addresses of the same page: http and https, `www.` or not, capitals of the
 * host, tracking parameters, their order, fragments and a slash at the end make no difference.
 *
 * @returns absent for what is no http or https address, and for a site's front page, which names no
 *   article
 */
export function canonicalAddress(link: string): string | undefined {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return undefined;
  const host = url.hostname.replace(/^www\./, '').replace(/\.$/, '');
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const path = url.pathname.replaceAll(/\/{2,}/g, '/').replace(/\/+$/, '');
  const query = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .toSorted(([a, left], [b, right]) => (`${a}=${left}` < `${b}=${right}` ? -1 : 1))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  if (path === '' && query === '') return undefined;
  return `https://${host}${port}${path}${query === '' ? '' : `?${query}`}`;
}

/** An address that may be kept and shown: http or https, without user name and password. */
export function shownLink(link: string): string | undefined {
  const url = URL.canParse(link.trim()) ? new URL(link.trim()) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  url.username = '';
  url.password = '';
  return url.href;
}
