/** What the made-up shop is about: the words that its folders, files and functions are named with. */

export const AREAS = [
  'accounts',
  'billing',
  'catalogue',
  'delivery',
  'identity',
  'inventory',
  'marketing',
  'orders',
  'payments',
  'pricing',
  'reports',
  'returns',
  'search',
  'suppliers',
  'support',
  'warehouse',
];

export const PARTS = ['handlers', 'jobs', 'mapping', 'model', 'policy', 'storage', 'sync', 'views'];

export const NOUNS = [
  'address',
  'balance',
  'basket',
  'coupon',
  'customer',
  'discount',
  'invoice',
  'item',
  'ledger',
  'message',
  'order',
  'parcel',
  'price',
  'product',
  'receipt',
  'refund',
  'shelf',
  'shipment',
  'stock',
  'tax',
  'ticket',
  'voucher',
];

export const VERBS = [
  'apply',
  'build',
  'check',
  'collect',
  'find',
  'load',
  'merge',
  'move',
  'plan',
  'price',
  'read',
  'release',
  'send',
  'settle',
  'sort',
  'split',
  'store',
  'track',
];

export const PEOPLE = [
  'Ada',
  'Barbara',
  'Edsger',
  'Frances',
  'Grace',
  'Karen',
  'Ken',
  'Margaret',
  'Radia',
  'Tony',
];

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
