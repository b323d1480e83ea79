import { describe, expect, test } from 'vitest';
import { isBlockPage, isHtml, isOutagePage, pageTitle } from '../../../src/platform/http/page.ts';

describe('isHtml', () => {
  test.each([
    ['<!DOCTYPE html>', true],
    ['\n <html lang="en">', true],
    ['<HTML><HEAD>', true],
    ['<!-- a --> <!-- b --><!doctype html>', true],
    ['<?xml version="1.0"?>', false],
    ['<rss>', false],
    ['<header>', false],
    ['{"html":"<html>"}', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(isHtml(text)).toBe(expected);
  });
});

describe('pages', () => {
  test.each([
    ['<title>Access Denied</title>', true],
    ['<title>Attention Required! | Cloudflare</title>', true],
    ['<title>Just a moment...</title>', true],
    ['You were blocked. error 1010', true],
    ['https://errors.edgesuite.net/18.abc', true],
    ['<title>Market data</title> order 10101', false],
    ['<title>Resource not found</title>', false],
  ])('%j turns the client away: %s', (text, expected) => {
    expect(isBlockPage(text)).toBe(expected);
  });

  test('an outage page is told from an ordinary one', () => {
    expect(isOutagePage('<h1>Will be right back</h1>')).toBe(true);
    expect(isOutagePage('<h1>Prices</h1>')).toBe(false);
  });

  test('a title is one line of at most 120 characters', () => {
    expect(pageTitle('<title id="t">\n  Two\n words </title>')).toBe('Two words');
    expect(pageTitle(`<title>${'x'.repeat(500)}</title>`)).toHaveLength(120);
    expect(pageTitle('<title> </title>')).toBeUndefined();
    expect(pageTitle('<h1>none</h1>')).toBeUndefined();
  });
});
