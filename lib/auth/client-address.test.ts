import { expect, test } from 'vitest';
import { findClientAddress, toNetwork } from './client-address.ts';

const remoteAddress = '203.0.113.9';

test.for([
  {
    name: 'no proxy trusted: the header is anybody’s',
    forwardedFor: '198.51.100.1',
    trustedProxyHops: 0,
    address: remoteAddress,
  },
  { name: 'no header', forwardedFor: undefined, trustedProxyHops: 1, address: remoteAddress },
  {
    name: 'one proxy: what it appended',
    forwardedFor: '6.6.6.6, 198.51.100.1',
    trustedProxyHops: 1,
    address: '198.51.100.1',
  },
  {
    name: 'two proxies',
    forwardedFor: '6.6.6.6, 198.51.100.1, 10.0.0.2',
    trustedProxyHops: 2,
    address: '198.51.100.1',
  },
  {
    name: 'fewer entries than proxies',
    forwardedFor: '198.51.100.1',
    trustedProxyHops: 3,
    address: '198.51.100.1',
  },
  {
    name: 'no address at all',
    forwardedFor: '6.6.6.6, <script>',
    trustedProxyHops: 1,
    address: remoteAddress,
  },
  {
    name: 'several headers',
    forwardedFor: ['6.6.6.6', '198.51.100.1'],
    trustedProxyHops: 1,
    address: '198.51.100.1',
  },
])('the client behind $name', ({ forwardedFor, trustedProxyHops, address }) => {
  expect(findClientAddress({ remoteAddress, forwardedFor, trustedProxyHops })).toBe(address);
});

test.for([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['2001:db8::', '2001:db8:0:0::/64'],
  ['unknown', 'unknown'],
])('[X70] %s counts as %s', ([address, network]) => {
  expect(toNetwork(address ?? '')).toBe(network);
});
